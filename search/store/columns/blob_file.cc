#include "search/store/columns/blob_file.h"

#include "search/base/error.h"

namespace dateline {
namespace {

constexpr std::uint64_t kMagic = 0x31626F6C42656E69;  // "ineBlob1"
constexpr std::uint64_t kFooter = 2 * sizeof(std::uint64_t);

}  // namespace

BlobWriter::BlobWriter(const std::filesystem::path& path)
    : file_(path), offsets_(path.parent_path()) {
  offsets_.push_back(0);
}

void BlobWriter::add(std::string_view blob) {
  file_.write(blob);
  offsets_.push_back(file_.offset());
}

void BlobWriter::finish() {
  for (const std::uint64_t offset : offsets_) file_.write_number(offset);
  file_.write_number<std::uint64_t>(offsets_.size() - 1);
  file_.write_number(kMagic);
  file_.finish();
}

BlobReader::BlobReader(const std::filesystem::path& path) : file_(path) {
  const std::string_view bytes = file_.bytes();
  const auto damaged = [&] {
    return IndexError(path.string() + " is damaged: run dateline-index --full");
  };
  if (bytes.size() < kFooter || load<std::uint64_t>(bytes, bytes.size() - 8) != kMagic)
    throw damaged();
  count_ = load<std::uint64_t>(bytes, bytes.size() - kFooter);
  if (count_ > bytes.size() / 8 - 3) throw damaged();
  offsets_ = bytes.size() - kFooter - (count_ + 1) * sizeof(std::uint64_t);
}

std::string_view BlobReader::operator[](std::uint64_t index) const {
  const std::string_view bytes = file_.bytes();
  const auto begin = load<std::uint64_t>(bytes, offsets_ + index * 8);
  const auto end = load<std::uint64_t>(bytes, offsets_ + (index + 1) * 8);
  if (index >= count_ || begin > end || end > offsets_)
    throw IndexError("the index is damaged: run dateline-index --full");
  return bytes.substr(begin, end - begin);
}

}  // namespace dateline
