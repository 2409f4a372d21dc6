#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "search/store/article/article.h"
#include "search/store/article/record_hash.h"
#include "search/store/columns/compression.h"
#include "search/store/segment.h"

namespace dateline {

// The documents of a segment as the indexer asks for them: by id, and whole. Those that are deleted
// count. Belongs to one thread. Throws IndexError where the segment is damaged.
class SegmentDocuments {
 public:
  explicit SegmentDocuments(const std::filesystem::path& folder);

  std::uint32_t size() const { return segment_.documents(); }
  std::vector<std::uint32_t> with_id(std::string_view id) const;
  RecordHash hash(std::uint32_t document) const { return hashes_[document]; }
  Article article(std::uint32_t document);
  Arrival arrival(std::uint32_t document) const { return segment_.arrivals()[document]; }

 private:
  Segment segment_;
  RecordHashes hashes_;
  Xapian::Database postings_;
  Decompressor decompressor_;
};

}  // namespace dateline
