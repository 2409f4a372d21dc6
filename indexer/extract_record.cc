#include "indexer/extract_record.h"

#include "indexer/extractor.h"
#include "indexer/parse_record.h"

namespace dateline {

std::vector<std::variant<Article, SetAside>> extract_record(Record record) {
  std::vector<std::variant<Article, SetAside>> results;
  for (auto& parsed : parse_record(std::move(record))) {
    if (auto* aside = std::get_if<SetAside>(&parsed)) {
      results.emplace_back(std::move(*aside));
    } else {
      results.push_back(extract(std::move(std::get<RawArticle>(parsed))));
    }
  }
  return results;
}

}  // namespace dateline
