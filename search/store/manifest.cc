#include "search/store/manifest.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <limits>
#include <string_view>

#include <nlohmann/json.hpp>

#include "search/base/content_hash.h"
#include "search/base/error.h"
#include "search/base/mapped_file.h"
#include "search/base/output_file.h"
#include "search/store/article/fields.h"

namespace dateline {
namespace {

constexpr const char* kName = "manifest.json";

const char* name_of(MadeBy made_by) {
  switch (made_by) {
    case MadeBy::run:
      return "run";
    case MadeBy::push:
      return "push";
    case MadeBy::merge:
      return "merge";
  }
  return "";
}

MadeBy made_by_of(const std::string& name) {
  for (const MadeBy made_by : {MadeBy::push, MadeBy::merge}) {
    if (name == name_of(made_by)) return made_by;
  }
  return MadeBy::run;
}

// The last line of the file is that of its own hash, which is over all bytes before.
constexpr std::string_view kHashKey = "  \"manifest_xxh3_128\": \"";
constexpr std::string_view kEnd = "\"\n}\n";

std::string with_own_hash(std::string json) {
  json.resize(json.size() - std::string_view("\n}").size());
  json += ",\n";
  const std::string hash = content_hash(json);
  return json.append(kHashKey).append(hash).append(kEnd);
}

bool has_own_hash(std::string_view file) {
  const std::size_t at = file.rfind(kHashKey);
  if (at == std::string_view::npos) return false;
  const std::string_view before = file.substr(0, at);
  return file.substr(at) == std::string(kHashKey) + content_hash(before) + std::string(kEnd);
}

std::string read_whole(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw IndexError("there is no " + path.string() + ": run dateline-index to build the index");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// A number as write_manifest() writes it. One that is negative or broken is damage: converted, it
// would be any number.
std::uint64_t number_at(const nlohmann::json& json, const std::string& key) {
  return json.at(key).get_ref<const nlohmann::json::number_unsigned_t&>();
}

// Likewise of a time, which may be before 1970; 0 where there is none.
std::int64_t instant_at(const nlohmann::json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() ? 0 : found->get_ref<const nlohmann::json::number_integer_t&>();
}

// 0 where the text is no manifest.
int version_of(const nlohmann::json& json) {
  if (!json.is_object()) return 0;
  const auto found = json.find("schema_version");
  if (found == json.end() || !found->is_number_unsigned()) return 0;
  const auto version = found->get<std::uint64_t>();
  return version <= std::numeric_limits<int>::max() ? static_cast<int>(version) : 0;
}

std::map<std::string, std::uint64_t> numbers_at(const nlohmann::json& json, const char* key) {
  std::map<std::string, std::uint64_t> numbers;
  const auto& members = json.at(key).get_ref<const nlohmann::json::object_t&>();
  for (const auto& member : members) numbers[member.first] = number_at(json.at(key), member.first);
  return numbers;
}

}  // namespace

Manifest read_manifest(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kName;
  const std::string text = read_whole(path);
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  const int version = version_of(json);
  if (version == 0) throw IndexError(path.string() + " is damaged: run dateline-index --full");
  if (version != kSchemaVersion) {
    throw IndexError("the index has schema version " + std::to_string(version) +
                     " and this program reads version " + std::to_string(kSchemaVersion) +
                     ": run dateline-index --full");
  }
  if (!has_own_hash(text))
    throw IndexError(path.string() + " is damaged: run dateline-index --full");
  try {
    Manifest manifest{.schema_version = version,
                      .generation = number_at(json, "generation"),
                      .articles = number_at(json, "articles"),
                      .text_bytes = number_at(json, "text_bytes"),
                      .languages = numbers_at(json, "languages"),
                      .built_at = json.at("built_at"),
                      .built_from = json.at("built_from"),
                      .segments = json.at("segments"),
                      .pushed = json.contains("pushed") ? number_at(json, "pushed") : 0,
                      .made_by = made_by_of(json.value("made_by", "run")),
                      .last_arrival = instant_at(json, "last_arrival")};
    for (const nlohmann::json& file : json.at("files")) {
      manifest.files.push_back({file.at("name"), number_at(file, "bytes"), file.at("xxh3_128")});
    }
    return manifest;
  } catch (const nlohmann::json::exception& error) {
    throw IndexError(path.string() + " is damaged (" + error.what() +
                     "): run dateline-index --full");
  }
}

bool is_of_another_version(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder / kName, error)) return false;
  const std::string text = read_whole(folder / kName);
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  const int version = version_of(json);
  return version != 0 && version != kSchemaVersion && has_own_hash(text);
}

void write_manifest(const Manifest& manifest, const std::filesystem::path& folder) {
  nlohmann::ordered_json json = {{"schema_version", manifest.schema_version},
                                 {"generation", manifest.generation},
                                 {"articles", manifest.articles},
                                 {"text_bytes", manifest.text_bytes},
                                 {"languages", manifest.languages},
                                 {"built_at", manifest.built_at},
                                 {"built_from", manifest.built_from},
                                 {"segments", manifest.segments},
                                 {"pushed", manifest.pushed},
                                 {"made_by", name_of(manifest.made_by)},
                                 {"last_arrival", manifest.last_arrival},
                                 {"files", nlohmann::ordered_json::array()}};
  for (const ManifestFile& file : manifest.files) {
    json["files"].push_back({{"name", file.name}, {"bytes", file.bytes}, {"xxh3_128", file.hash}});
  }
  OutputFile out(folder / kName);
  out.write(with_own_hash(json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace)));
  out.finish();
}

std::int64_t last_arrival_of(const std::filesystem::path& folder) try {
  const std::string text = read_whole(folder / kName);
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !has_own_hash(text)) return 0;
  return instant_at(json, "last_arrival");
} catch (const IndexError&) {
  return 0;
} catch (const nlohmann::json::exception&) {
  return 0;
}

ManifestFile describe_file(const std::filesystem::path& folder, const std::string& name) {
  return {name, std::filesystem::file_size(folder / name),
          content_hash(MappedFile(folder / name).bytes())};
}

std::vector<ManifestFile> describe_files(const std::filesystem::path& folder) {
  std::vector<ManifestFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().lexically_relative(folder).string();
    if (name != kName) files.push_back(describe_file(folder, name));
  }
  std::sort(files.begin(), files.end(),
            [](const ManifestFile& a, const ManifestFile& b) { return a.name < b.name; });
  return files;
}

std::vector<std::string> verify_files(const Manifest& manifest,
                                      const std::filesystem::path& folder) {
  std::vector<std::string> faults;
  const std::vector<ManifestFile> present = describe_files(folder);
  const auto find = [](const std::vector<ManifestFile>& files, const std::string& name) {
    return std::find_if(files.begin(), files.end(),
                        [&](const ManifestFile& file) { return file.name == name; });
  };
  for (const ManifestFile& file : manifest.files) {
    const auto found = find(present, file.name);
    if (found == present.end()) {
      faults.push_back(file.name + " is missing");
    } else if (!(*found == file)) {
      faults.push_back(file.name + " is not as it was published");
    }
  }
  for (const ManifestFile& file : present) {
    if (find(manifest.files, file.name) == manifest.files.end())
      faults.push_back(file.name + " does not belong to the generation");
  }
  return faults;
}

}  // namespace dateline
