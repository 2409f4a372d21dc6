#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "indexer/sources/byte_source.h"

namespace dateline {

enum class Packing : std::uint8_t { none, gzip, zstd, bzip2, xz };

// What the first bytes of a file (at least six) say.
Packing recognize_packing(std::string_view front);

// What all streams unpacked from one file may amount to together, so that a small file cannot keep
// the indexer busy for days. One thread at a time.
class UnpackBudget {
 public:
  explicit UnpackBudget(std::uint64_t bytes) : left_(bytes), bytes_(bytes) {}

  // Throws DamagedBytes where more than the budget would be spent.
  void spend(std::uint64_t bytes);

  bool exhausted() const { return exhausted_; }

 private:
  std::uint64_t left_;
  std::uint64_t bytes_;
  bool exhausted_ = false;
};

// The unpacked bytes. Members of gzip and frames of zstd that follow one another are read as one
// stream; a damaged gzip member is left out and reading goes on at the next one.
std::unique_ptr<ByteSource> unpack(Packing packing, std::shared_ptr<Input> packed,
                                   std::shared_ptr<UnpackBudget> budget);

}  // namespace dateline
