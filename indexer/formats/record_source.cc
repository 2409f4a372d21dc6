#include "indexer/formats/record_source.h"

#include <memory>
#include <utility>

#include "indexer/formats/file_records.h"
#include "indexer/sources/file_source.h"
#include "indexer/sources/file_walk.h"
#include "indexer/text/encoding.h"

namespace dateline {
NextFile files_below(const std::vector<std::filesystem::path>& paths,
                     const SourceOptions& options) {
  return [walk = FileWalk(paths, options.excluded)]() mutable { return walk.next(); };
}

struct RecordSource::State {
  State(NextFile of_files, SourceOptions chosen)
      : options(std::move(chosen)), next_file(std::move(of_files)) {}

  std::optional<ReadResult> next();
  std::optional<SetAside> open_next();

  SourceOptions options;
  NextFile next_file;
  std::optional<FileRecords> records;  // of the file that is being read; none: open the next one
  std::uint64_t bytes_before = 0;      // of the files that were read before
  std::uint64_t files_begun = 0;
  std::uint64_t files = 0;
  bool is_over = false;
};

// None where a file was opened, and where there is no further one.
std::optional<SetAside> RecordSource::State::open_next() {
  auto found = next_file();
  is_over = !found;
  if (is_over) return std::nullopt;
  if (auto* const problem = std::get_if<SetAside>(&*found)) return std::move(*problem);
  const auto& entry = std::get<FoundFile>(*found);
  const std::string path = replace_invalid_utf8(entry.path.string());
  ++files_begun;
  try {
    records.emplace(std::make_shared<FileSource>(entry.path), path, options);
    return std::nullopt;
  } catch (const DamagedBytes& problem) {
    bytes_before += entry.bytes;
    return cannot_open(path, problem);
  }
}

std::optional<ReadResult> RecordSource::State::next() {
  while (!is_over) {
    if (!records) {
      if (auto problem = open_next()) return problem;
      continue;
    }
    if (auto result = records->next()) return result;
    bytes_before += records->size();
    ++files;
    records.reset();
  }
  return std::nullopt;
}

SetAside cannot_open(const std::string& path, const DamagedBytes& problem) {
  return {.origin = {.path = path},
          .reason = problem.what(),
          .advice = "give the indexer the right to read it"};
}

RecordSource::RecordSource(const std::vector<std::filesystem::path>& paths,
                           const SourceOptions& options)
    : RecordSource(files_below(paths, options), options) {}
RecordSource::RecordSource(NextFile next_file, SourceOptions options)
    : state_(std::make_unique<State>(std::move(next_file), std::move(options))) {}
RecordSource::~RecordSource() = default;
RecordSource::RecordSource(RecordSource&&) noexcept = default;
RecordSource& RecordSource::operator=(RecordSource&&) noexcept = default;

std::optional<ReadResult> RecordSource::next() { return state_->next(); }

std::uint64_t RecordSource::bytes_read() const {
  const std::uint64_t of_this = state_->records ? state_->records->position() : 0;
  return state_->bytes_before + of_this;
}

std::uint64_t RecordSource::files_read() const { return state_->files; }
std::uint64_t RecordSource::files_begun() const { return state_->files_begun; }

}  // namespace dateline
