#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "search/store/article/article.h"

namespace dateline {

// How an article is cited, or one of its paragraphs.
struct Citation {
  std::string plain;   // Ada Winter, “Ferry pilots vote”, Coast Wire, 4 May 2018, para. 3. URL
  std::string bibtex;  // @article{…}
  std::string csl_json;  // an item of CSL-JSON, as Zotero and pandoc read it
};

// `address` is where the article can be read. `paragraph` counts from 0.
Citation citation_of(const Article& article, std::string_view address,
                     std::optional<std::size_t> paragraph = std::nullopt);

// The address with a text fragment (WICG), so that a browser opens it at the text and marks it:
// https://a.example/story#:~:text=Ships%20waited,day%201.
std::string address_at_text(std::string_view address, std::string_view text);

}  // namespace dateline
