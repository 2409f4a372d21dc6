#include "search/store/xapian/glass_table.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "search/base/error.h"

namespace dateline::glass {
namespace {

constexpr std::uint32_t kRevision = 1;
constexpr std::uint16_t kWholeItem = 0x6000;  // first and last component of its tag, not compressed
constexpr std::uint16_t kItemSize = 0x1FFF;
constexpr std::size_t kItemHead = 3;  // of a leaf's item: size and size of the key
constexpr std::size_t kLevelAt = 4;
constexpr std::size_t kFreeAt = 5;
constexpr std::size_t kDirectoryEndAt = 9;
constexpr std::size_t kDirectoryAt = 11;
constexpr std::size_t kOffsetBytes = 2;

template <typename Number>
void append_big_endian(std::string& out, Number value) {
  for (std::size_t i = sizeof value; i-- > 0;) out += static_cast<char>(value >> (8 * i));
}

void put_u16(std::string& bytes, std::size_t at, std::size_t value) {
  bytes[at] = static_cast<char>(value >> 8U);
  bytes[at + 1] = static_cast<char>(value);
}

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  if (at >= bytes.size())
    throw IndexError("the postings of the index are damaged: run dateline-index --full");
  return static_cast<std::uint8_t>(bytes[at]);
}

std::size_t u16_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::size_t>(byte_at(bytes, at) << 8U) | byte_at(bytes, at + 1);
}

std::string_view piece(std::string_view bytes, std::size_t at, std::size_t size) {
  if (at > bytes.size() || bytes.size() - at < size)
    throw IndexError("the postings of the index are damaged: run dateline-index --full");
  return bytes.substr(at, size);
}

// The shortest beginning of `key` that is above `before`.
std::string_view shortest_above(std::string_view key, std::string_view before) {
  const auto differ = std::mismatch(key.begin(), key.end(), before.begin(), before.end()).first;
  const auto same = static_cast<std::size_t>(differ - key.begin());
  return key.substr(0, std::min(same + 1, key.size()));
}

}  // namespace

Block::Block(std::uint8_t level) : bytes_(kBlockBytes, '\0') {
  bytes_[3] = static_cast<char>(kRevision);
  bytes_[kLevelAt] = static_cast<char>(level);
}

bool Block::fits(std::size_t item_bytes) const {
  return items_begin_ - directory_end_ >= item_bytes + kOffsetBytes;
}

void Block::add(std::string_view item) {
  assert(fits(item.size()));
  items_begin_ -= item.size();
  item.copy(bytes_.data() + items_begin_, item.size());
  put_u16(bytes_, directory_end_, items_begin_);
  directory_end_ += kOffsetBytes;
}

std::string_view Block::finished() {
  const std::size_t free = items_begin_ - directory_end_;
  std::fill_n(bytes_.begin() + static_cast<std::ptrdiff_t>(directory_end_), free, '\0');
  put_u16(bytes_, kFreeAt, free);
  put_u16(bytes_, kFreeAt + 2, free);
  put_u16(bytes_, kDirectoryEndAt, directory_end_);
  return bytes_;
}

void Block::clear() {
  directory_end_ = kDirectory;
  items_begin_ = kBlockBytes;
}

TableWriter::TableWriter(const std::filesystem::path& path) : file_(path) {
  file_.write(std::string(kBlockBytes, '\0'));  // see close()
  begin();
}

void TableWriter::begin() {
  entries_ = 0;
  branches_.clear();
  leaf_separator_.clear();
  last_key_.clear();
  item_.clear();
  append_big_endian(item_, kWholeItem);
  item_ += '\0';
  leaf_.add(item_);
}

void TableWriter::add(std::string_view key, std::string_view tag) {
  assert(!key.empty() && key.size() <= kMaxKeyBytes && key > last_key_);
  assert(key.size() + tag.size() <= kMaxItemBytes);
  item_.clear();
  append_big_endian(item_, static_cast<std::uint16_t>(kWholeItem | (key.size() + tag.size())));
  item_ += static_cast<char>(key.size());
  item_.append(key).append(tag);
  if (!leaf_.fits(item_.size())) {
    link(1, leaf_separator_, write(leaf_));
    leaf_separator_ = shortest_above(key, last_key_);
  }
  leaf_.add(item_);
  last_key_ = key;
  ++entries_;
}

TableRoot TableWriter::finish() {
  std::uint32_t root = write(leaf_);
  std::size_t level = 0;
  if (!branches_.empty()) link(1, leaf_separator_, root);
  for (; level < branches_.size(); ++level) {
    root = write(branches_[level].block);
    const std::string separator = branches_[level].separator;  // link() may move the branches
    if (level + 1 < branches_.size()) link(level + 2, separator, root);
  }
  const TableRoot table{.block = root,
                        .level = static_cast<std::uint32_t>(level),
                        .entries = entries_,
                        .blocks = blocks_};
  begin();
  return table;
}

void TableWriter::close(std::string_view first_block) {
  assert(first_block.size() <= kBlockBytes);
  file_.rewrite_front(first_block);
  file_.finish();
}

// The number of the block, which is empty afterwards.
std::uint32_t TableWriter::write(Block& block) {
  file_.write(block.finished());
  block.clear();
  return blocks_++;
}

// Enters a child into the branch at a level, in a new one where that is full.
void TableWriter::link(std::size_t level, std::string_view separator, std::uint32_t child) {
  if (branches_.size() < level)
    branches_.push_back({Block(static_cast<std::uint8_t>(level)), std::string(separator)});
  std::string item;
  append_big_endian(item, child);
  item += static_cast<char>(separator.size());
  item.append(separator);
  append_big_endian(item, std::uint16_t{1});
  if (!branches_[level - 1].block.fits(item.size())) {
    const std::string full = std::exchange(branches_[level - 1].separator, std::string(separator));
    link(level + 1, full, write(branches_[level - 1].block));
  }
  Block& block = branches_[level - 1].block;
  if (block.is_empty()) {
    item.resize(sizeof child);
    item.append(3, '\0');  // no key, and none of its components
  }
  block.add(item);
}

TableScanner::TableScanner(const std::filesystem::path& path) : file_(path) {}

std::optional<TableScanner::Entry> TableScanner::next() {
  while (at_ >= end_) {
    if (!enter_leaf()) return std::nullopt;
  }
  const std::size_t item = u16_at(leaf_, at_);
  at_ += kOffsetBytes;
  const std::size_t size = u16_at(leaf_, item) & kItemSize;
  const std::size_t key_bytes = byte_at(leaf_, item + 2);
  if (key_bytes == 0) return next();
  const std::string_view content = piece(leaf_, item + kItemHead, size);
  return Entry{piece(content, 0, key_bytes), content.substr(key_bytes)};
}

// Goes to the next leaf of the file; false at its end.
bool TableScanner::enter_leaf() {
  while (block_ * kBlockBytes < file_.bytes().size()) {
    const std::string_view block = piece(file_.bytes(), block_ * kBlockBytes, kBlockBytes);
    ++block_;
    if (byte_at(block, kLevelAt) != 0) continue;
    leaf_ = block;
    at_ = kDirectoryAt;
    end_ = u16_at(block, kDirectoryEndAt);
    return true;
  }
  return false;
}

}  // namespace dateline::glass
