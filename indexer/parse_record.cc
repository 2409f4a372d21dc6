#include "indexer/parse_record.h"

#include <utility>

#include "indexer/formats/json.h"
#include "indexer/formats/text.h"

namespace dateline {

std::vector<std::variant<RawArticle, SetAside>> parse_record(Record record) {
  switch (record.format) {
    case Format::json:
      return parse_json(std::move(record));
    default:
      return parse_text(std::move(record));
  }
}

}  // namespace dateline
