#include "indexer/formats/text.h"

#include <utility>

#include "indexer/text/encoding.h"

namespace dateline {

std::vector<std::variant<RawArticle, SetAside>> parse_text(Record record) {
  RawArticle article{.origin = std::move(record.origin),
                     .known = std::move(record.known),
                     .shape = RawArticle::Shape::whole};
  article.text = clean_text(to_utf8(std::move(record.bytes), record.file->charset));
  std::vector<std::variant<RawArticle, SetAside>> parsed;
  if (trim(article.text).empty()) {
    parsed.emplace_back(SetAside{.origin = std::move(article.origin),
                                 .reason = "there is no text in it",
                                 .advice = "remove the file, or give it a text"});
  } else {
    parsed.emplace_back(std::move(article));
  }
  return parsed;
}

}  // namespace dateline
