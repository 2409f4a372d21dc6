#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/store/article/article_record.h"

namespace dateline {

// A text of an article whose words become terms.
struct PublicText {
  std::string_view text;
  std::string_view prefix;   // of its terms: "S" of the title's; empty: words of the whole article
  std::uint32_t weight = 1;  // how often each word counts
};

// An article as programs of the Xapian family expect it, after the conventions of Omega's
// "termprefixes": docs/xapian.md lists all that is in it.
struct PublicDocument {
  std::string language;  // of its stemmer, "en"; empty: no stemmer is for it
  std::vector<PublicText> texts;
  std::vector<std::string> terms;  // to look up and filter by
  std::string data;                // "url=…\ncaption=…", at most DatabaseExtras::kMaxDataBytes
  std::string date;                // value 0; empty: it has none
};

// The views of the texts are those of `article`.
PublicDocument public_document(const ArticleRecord& article);

}  // namespace dateline
