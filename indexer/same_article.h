#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "search/article.h"
#include "search/record_hash.h"

namespace dateline {

// By which an article is known again under another address or path: the hash of its source, day of
// publication, and the letters and digits of title and paragraphs. None where the source has given
// the article an id of its own, which is taken at its word, and where there are less than some
// forty words: a stub says the same of many things.
std::optional<RecordHash> content_key(const Article& article);

// Lets each article in once, in the order in which they are added. 16 to 64 bytes an article.
class SeenArticles {
 public:
  // False where one of this id or this content was let in before.
  bool add(std::string_view id, const std::optional<RecordHash>& content);

  // Lets none of this id or this content in any more.
  void shut_out(std::string_view id, const std::optional<RecordHash>& content);

 private:
  bool contains(std::uint64_t key) const;
  void insert(std::uint64_t key);
  std::size_t slot_of(std::uint64_t key) const;  // its own, or the free one that it would get

  // Hashes of ids and of contents, as a hash table at most half full; 0 is a free slot.
  std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(64);
  std::size_t count_ = 0;
};

}  // namespace dateline
