#include "search/store/generation_opener.h"

#include <limits>
#include <utility>

#include "search/base/error.h"

namespace dateline {
namespace {

// Whoever has just installed the service reads this on its page, so it says both ways to an index.
std::string no_index(const std::filesystem::path& index) {
  return "there is no index at " + index.string() +
         " yet: name your archive under [sources] paths in dateline.toml and start "
         "dateline-schedule.service, or run dateline-index --index " +
         index.string() + " PATH";
}

std::uint64_t current_number(const std::filesystem::path& index) {
  const auto folder = current_generation(index);
  return folder ? generation_number(*folder) : 0;
}

std::vector<std::uint64_t> readable_numbers(const std::filesystem::path& index) {
  try {
    return generation_numbers(index);
  } catch (const IndexError&) {
    return {};  // why the current one does not open is told already
  }
}

}  // namespace

GenerationOpener::GenerationOpener(std::filesystem::path index) : index_(std::move(index)) {}

GenerationOpener::Opened GenerationOpener::open(const std::shared_ptr<const Generation>& standing,
                                                const std::stop_token& stop) {
  before_ = std::exchange(proven_, {});
  Opened opened;
  do {
    opened.current = current_number(index_);
    opened.fault.reset();
    try {
      if (opened.current == 0) throw IndexError(no_index(index_));
      opened.generation = open_sound(generation_folder(index_, opened.current), standing, stop);
    } catch (const IndexError& error) {
      opened.fault = error.what();
    }
    // It may have been replaced and removed meanwhile.
  } while (opened.fault && current_number(index_) != opened.current && !stop.stop_requested());
  if (opened.fault) fall_back(opened, standing, stop);
  before_.clear();
  return opened;
}

void GenerationOpener::fall_back(Opened& opened, const std::shared_ptr<const Generation>& standing,
                                 const std::stop_token& stop) {
  constexpr auto kAny = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t before = opened.current > 0 ? opened.current : kAny;
  const std::vector<std::uint64_t> numbers = readable_numbers(index_);
  for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
    if (*number >= before) continue;
    try {
      opened.generation = open_sound(generation_folder(index_, *number), standing, stop);
      *opened.fault += "; searches stand on generation " + std::to_string(*number);
      return;
    } catch (const IndexError&) {
      continue;  // the next older one may be sound
    }
  }
}

std::shared_ptr<const Generation> GenerationOpener::open_sound(
    const std::filesystem::path& folder, const std::shared_ptr<const Generation>& standing,
    const std::stop_token& stop) try {
  const Manifest manifest = read_manifest(folder);
  for (const ManifestFile& file : manifest.files) prove(folder, file, stop);
  if (standing && standing->manifest() == manifest) return standing;
  return std::make_shared<const Generation>(folder);
} catch (const std::filesystem::filesystem_error& error) {
  throw IndexError(error.what());
}

void GenerationOpener::prove(const std::filesystem::path& folder, const ManifestFile& file,
                             const std::stop_token& stop) {
  const FileIdentity identity = identity_of(folder / file.name);
  const auto known = before_.find(identity);
  if (known == before_.end() || known->second != file.hash) {
    FileProof proof(folder, file);
    while (proof.advance()) {
      if (stop.stop_requested()) throw IndexError("the program ends");
    }
  }
  proven_.insert_or_assign(identity, file.hash);
}

void GenerationOpener::distrust(const ManifestFile& file) {
  std::erase_if(proven_, [&](const auto& each) { return each.second == file.hash; });
}

}  // namespace dateline
