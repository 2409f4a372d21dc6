#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "search/base/mapped_file.h"
#include "search/base/scratch_array.h"

// When the articles of a segment came into the index, as arrays by document.
//
//   u64   hash of each document's id
//   i64   when an article of this id was first published
//   i64   when its content was last published anew
//   u64   kMagic, documents
//
// The times are microseconds since 1970. No two articles of an index have the same: an article that
// is published with others gets a microsecond of its own, in their order. So they say both when
// an article came and which came before which. They are given when a segment is published, and
// are carried over from generation to generation by id.
//
// The file does not depend on the version of the schema, so that a rebuild for a new one can read
// it.
namespace dateline {

inline constexpr std::int64_t kNotPublished = 0;

struct Arrival {
  std::uint64_t id = 0;  // arrival_id()
  std::int64_t added = kNotPublished;
  std::int64_t changed = kNotPublished;
};

std::uint64_t arrival_id(std::string_view id);

// RFC 3339 in UTC, to the second: "2026-11-30T08:00:00Z".
std::string arrival_text(std::int64_t arrival);

class ArrivalsWriter {
 public:
  explicit ArrivalsWriter(const std::filesystem::path& path);

  void add(const Arrival& arrival);
  void finish();

 private:
  std::filesystem::path path_;
  ScratchArray<Arrival> arrivals_;
};

// Any number of threads may read.
class Arrivals {
 public:
  explicit Arrivals(const std::filesystem::path& path);

  std::uint32_t documents() const { return documents_; }
  std::uint64_t id(std::uint32_t document) const { return number<std::uint64_t>(0, document); }
  std::int64_t added(std::uint32_t document) const { return number<std::int64_t>(1, document); }
  std::int64_t changed(std::uint32_t document) const { return number<std::int64_t>(2, document); }
  Arrival operator[](std::uint32_t document) const {
    return {id(document), added(document), changed(document)};
  }

 private:
  template <typename Number>
  Number number(std::size_t column, std::uint32_t document) const {
    return load<Number>(file_.bytes(), (column * documents_ + document) * sizeof(Number));
  }

  MappedFile file_;
  std::uint32_t documents_ = 0;
};

}  // namespace dateline
