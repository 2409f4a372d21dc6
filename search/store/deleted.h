#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

// Which documents of a segment are no longer in the index. The segment's other files never change:
// a new generation has links to them, and this file of its own.
//
//   u64   kMagic, documents
//   u8    a bit for each document, the lowest first: 1 where it is deleted
namespace dateline {

class DeletedDocuments {
 public:
  explicit DeletedDocuments(std::vector<bool> deleted = {});

  bool contains(std::uint32_t document) const {
    return document < deleted_.size() && deleted_[document];
  }
  std::uint32_t count() const { return count_; }
  const std::vector<bool>& bits() const { return deleted_; }

 private:
  std::vector<bool> deleted_;
  std::uint32_t count_ = 0;
};

// None are deleted where there is no such file. Throws IndexError where it is damaged.
DeletedDocuments read_deleted(const std::filesystem::path& path);

void write_deleted(const DeletedDocuments& deleted, const std::filesystem::path& path);

}  // namespace dateline
