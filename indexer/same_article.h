#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "search/article.h"
#include "search/record_hash.h"

namespace dateline {

// By which an article is known again under another address or path: the hash of its source, day of
// publication, and the letters and digits of title and paragraphs. None where the source has given
// the article an id of its own, which is taken at its word, and where there are less than some
// forty words: a stub says the same of many things.
std::optional<RecordHash> content_key(const Article& article);

// Lets each article in once, in the order in which they are added. 16 bytes an article.
class SeenArticles {
 public:
  // False where one of this id or this content was let in before.
  bool add(std::string_view id, const std::optional<RecordHash>& content);

  // Lets none of this id or this content in any more.
  void shut_out(std::string_view id, const std::optional<RecordHash>& content);

 private:
  std::unordered_set<std::uint64_t> seen_;  // hashes of ids and of contents
};

}  // namespace dateline
