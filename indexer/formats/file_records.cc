#include "indexer/formats/file_records.h"

#include <algorithm>
#include <utility>

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

}  // namespace

FileRecords::FileRecords(std::shared_ptr<FileSource> file, std::string path,
                         const SourceOptions& options, MemberGate member_gate)
    : path_(std::move(path)), file_(std::move(file)) {
  const std::size_t block = std::min<std::uint64_t>(file_->size() + 1, Input::kBlockBytes);
  records_ =
      open_records(std::make_shared<Input>(std::make_unique<SharedSource>(file_), block),
                   {.path = path_,
                    .budget = std::make_shared<UnpackBudget>(unpack_limit(options, file_->size())),
                    .file = file_,
                    .options = &options,
                    .member_gate = std::move(member_gate)});
}

std::optional<ReadResult> FileRecords::next() {
  if (records_ == nullptr) return std::nullopt;
  while (auto result = records_->next()) {
    const auto* const record = std::get_if<Record>(&*result);
    const bool is_whole_file = record != nullptr && record->origin.line == 0;
    if (!is_whole_file || !file_->has_changed()) return result;
  }
  records_.reset();
  if (!file_->has_changed()) return std::nullopt;
  return SetAside{.origin = {.path = path_},
                  .reason = "the file changed while it was read",
                  .advice = "index again when nothing writes to it"};
}

}  // namespace dateline
