#include "indexer/formats/record_source.h"

#include <algorithm>
#include <utility>

#include "indexer/formats/open_records.h"
#include "indexer/sources/file_source.h"
#include "indexer/sources/file_walk.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

// Lets several owners read one file.
class SharedSource : public ByteSource {
 public:
  explicit SharedSource(std::shared_ptr<ByteSource> source) : source_(std::move(source)) {}
  std::size_t read(std::span<char> into) override { return source_->read(into); }

 private:
  std::shared_ptr<ByteSource> source_;
};

std::uint64_t unpack_limit(const SourceOptions& options, std::uint64_t packed_bytes) {
  const std::uint64_t by_ratio =
      packed_bytes >
              options.max_unpacked_bytes / std::max<std::uint64_t>(options.max_unpacked_ratio, 1)
          ? options.max_unpacked_bytes
          : packed_bytes * options.max_unpacked_ratio;
  return std::min(std::max(by_ratio, options.always_unpacked_bytes), options.max_unpacked_bytes);
}

RecordSource::NextFile walked(FileWalk walk) {
  return [walk = std::move(walk)]() mutable { return walk.next(); };
}

}  // namespace

struct RecordSource::State {
  State(NextFile of_files, SourceOptions chosen)
      : options(std::move(chosen)), next_file(std::move(of_files)) {}

  std::optional<ReadResult> next();
  std::optional<ReadResult> open_next();
  std::optional<ReadResult> finish_file();
  SetAside changed() const;

  SourceOptions options;
  NextFile next_file;
  std::string path;                   // as messages name it, which is always UTF-8
  std::shared_ptr<FileSource> file;   // the file that is being read, or null
  std::unique_ptr<Splitter> records;  // of `file`; null: the next file is to be opened
  std::uint64_t bytes_before = 0;     // of the files that were read before
  std::uint64_t files_begun = 0;
  std::uint64_t files = 0;
};

SetAside RecordSource::State::changed() const {
  return {.origin = {.path = path},
          .reason = "the file changed while it was read",
          .advice = "index again when nothing writes to it"};
}

std::optional<ReadResult> RecordSource::State::finish_file() {
  const bool has_changed = file->has_changed();
  bytes_before += file->size();
  ++files;
  records.reset();
  file.reset();
  if (!has_changed) return std::nullopt;
  return changed();
}

// None where there is no further file, or where a file was opened: then `records` is there.
std::optional<ReadResult> RecordSource::State::open_next() {
  auto found = next_file();
  if (!found) return std::nullopt;
  if (auto* const problem = std::get_if<SetAside>(&*found)) return std::move(*problem);
  const auto& entry = std::get<FoundFile>(*found);
  path = replace_invalid_utf8(entry.path.string());
  ++files_begun;
  try {
    file = std::make_shared<FileSource>(entry.path);
  } catch (const DamagedBytes& problem) {
    bytes_before += entry.bytes;
    return SetAside{.origin = {.path = path},
                    .reason = problem.what(),
                    .advice = "give the indexer the right to read it"};
  }
  const std::size_t block = std::min<std::uint64_t>(file->size() + 1, Input::kBlockBytes);
  records =
      open_records(std::make_shared<Input>(std::make_unique<SharedSource>(file), block),
                   {.path = path,
                    .budget = std::make_shared<UnpackBudget>(unpack_limit(options, file->size())),
                    .file = file,
                    .options = &options});
  return std::nullopt;
}

std::optional<ReadResult> RecordSource::State::next() {
  for (;;) {
    if (records == nullptr) {
      auto problem = open_next();
      if (problem || records == nullptr) return problem;
    }
    if (auto result = records->next()) {
      const auto* const record = std::get_if<Record>(&*result);
      const bool whole_file = record != nullptr && record->origin.line == 0;
      if (!whole_file || !file->has_changed()) return result;
      continue;  // finish_file() tells of it
    }
    if (auto problem = finish_file()) return problem;
  }
}

RecordSource::RecordSource(const std::vector<std::filesystem::path>& paths,
                           const SourceOptions& options)
    : RecordSource(walked(FileWalk(paths, options.excluded)), options) {}
RecordSource::RecordSource(NextFile next_file, SourceOptions options)
    : state_(std::make_unique<State>(std::move(next_file), std::move(options))) {}
RecordSource::~RecordSource() = default;
RecordSource::RecordSource(RecordSource&&) noexcept = default;
RecordSource& RecordSource::operator=(RecordSource&&) noexcept = default;

std::optional<ReadResult> RecordSource::next() { return state_->next(); }

std::uint64_t RecordSource::bytes_read() const {
  const std::uint64_t of_this = state_->file == nullptr ? 0 : state_->file->position();
  return state_->bytes_before + of_this;
}

std::uint64_t RecordSource::files_read() const { return state_->files; }
std::uint64_t RecordSource::files_begun() const { return state_->files_begun; }

}  // namespace dateline
