#include "indexer/parse_record.h"

#include <utility>

#include "indexer/formats/csv.h"
#include "indexer/formats/feed.h"
#include "indexer/formats/html.h"
#include "indexer/formats/json.h"
#include "indexer/formats/text.h"

namespace dateline {

std::vector<std::variant<RawArticle, SetAside>> parse_record(Record record) {
  switch (record.format) {
    case Format::json:
      return parse_json(std::move(record));
    case Format::html:
      return parse_html(std::move(record));
    case Format::csv:
      return parse_csv(std::move(record));
    case Format::feed_entry:
      return parse_feed_entry(std::move(record));
    default:
      return parse_text(std::move(record));
  }
}

}  // namespace dateline
