#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/base/mapped_file.h"
#include "search/base/output_file.h"

// A table of Xapian's glass format: a B-tree of keys and tags in blocks of 8 KiB, as the comments
// of Xapian 1.4's backends/glass/glass_table.h describe it. Numbers are big-endian.
//
//   block      u32 revision, u8 level (0: leaf), u16 free bytes, the same again, u16 end of the
//              directory; the directory: u16 offset of each item, by rising key; free bytes; items
//   leaf item  u16 size - 3 with flags in the upper bits, u8 size of the key, key, tag
//   branch     u32 block of the child, u8 size of the key, key, u16 1; the first has no key: 0
//
// The first leaf begins with an item whose key and tag are empty. A database in a single file,
// which is what we write, has its description in block 0 and its tables behind it, one after
// another.
namespace dateline::glass {

inline constexpr std::size_t kBlockBytes = 8192;
inline constexpr std::size_t kMaxKeyBytes = 255;
inline constexpr std::size_t kMaxItemBytes = 2040;  // of key and tag: four items fit in a block

// What Xapian must be told of a table to open it.
struct TableRoot {
  std::uint32_t block = 0;
  std::uint32_t level = 0;
  std::uint64_t entries = 0;
  std::uint32_t blocks = 0;  // of the file
};

// A block that is being filled.
class Block {
 public:
  explicit Block(std::uint8_t level);

  bool is_empty() const { return directory_end_ == kDirectory; }
  bool fits(std::size_t item_bytes) const;
  void add(std::string_view item);  // which must fit
  std::string_view finished();      // the bytes of the block; until the next call of add()

  // The block empty again.
  void clear();

 private:
  static constexpr std::size_t kDirectory = 11;  // where the directory starts

  std::string bytes_;
  std::size_t directory_end_ = kDirectory;
  std::size_t items_begin_ = kBlockBytes;
};

// Writes the tables of a file front to back, each block once: what Xapian's own writer, made for
// changes in any order, needs a tree of the changes and several passes for. Leaves are full, and in
// the file in the order of their keys.
class TableWriter {
 public:
  explicit TableWriter(const std::filesystem::path& path);

  // Keys must rise, and hold 1 to kMaxKeyBytes bytes; key and tag at most kMaxItemBytes.
  void add(std::string_view key, std::string_view tag);

  // Ends the table; what is added afterwards is of the next one.
  TableRoot finish();

  // Writes what block 0 is to hold, once the tables are finished, and closes the file.
  void close(std::string_view first_block);

 private:
  struct Branch {
    Block block;
    std::string separator;  // the least key below it
  };

  void begin();
  std::uint32_t write(Block& block);
  void link(std::size_t level, std::string_view separator, std::uint32_t child);

  OutputFile file_;
  std::uint32_t blocks_ = 1;  // of the file
  std::uint64_t entries_ = 0;
  Block leaf_{0};
  std::string leaf_separator_;    // divides it from the leaf before
  std::vector<Branch> branches_;  // from level 1 up
  std::string last_key_;
  std::string item_;
};

// Reads the only table of a file that TableWriter wrote, from its first key to its last. Belongs to
// one thread.
class TableScanner {
 public:
  explicit TableScanner(const std::filesystem::path& path);

  struct Entry {
    std::string_view key;  // of the mapped file: valid as long as the scanner
    std::string_view tag;
  };

  // None at the end. Throws IndexError where the bytes are no such table.
  std::optional<Entry> next();

 private:
  bool enter_leaf();

  MappedFile file_;
  std::size_t block_ = 1;  // the next one
  std::string_view leaf_;
  std::size_t at_ = 0;   // in the leaf's directory
  std::size_t end_ = 0;  // of the directory
};

}  // namespace dateline::glass
