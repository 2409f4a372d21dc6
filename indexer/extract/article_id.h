#pragma once

#include <string>
#include <string_view>

#include "search/store/article/article.h"

namespace dateline {

// The stable name of an article in links, exports and the index. It is
//   1. the source's own id, where `known` has one of at most 100 bytes without spaces and controls;
//   2. else the hash of the canonical address (see canonical_url() in
//   search/store/article/canonical_url.h), where `known` has one;
//   3. else the hash of the letters and digits of known title, text and known paragraphs.
// A hash is the first 20 hexadecimal digits (80 bits) of XXH3-128: among 10 million articles, two
// meet by chance once in 24 billion archives. It depends on neither the path of the file nor the
// time, nor on the rules of extraction, so links hold when an archive is moved, indexed again, or
// indexed by a later version. White space, punctuation and the case of ASCII letters do not count.
struct ArticleId {
  std::string id;
  std::string_view method;  // "metadata", "address" or "text", for Article::extraction
};
ArticleId article_id(const Article& known, std::string_view text);

}  // namespace dateline
