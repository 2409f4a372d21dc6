#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "indexer/formats/record_source.h"
#include "indexer/sources/record.h"
#include "search/store/article/article.h"
#include "search/store/article/record_hash.h"

namespace dateline {

// What became of a record: mostly one article.
using ExtractedRecord = std::vector<std::variant<Article, SetAside>>;

// Makes articles of records. One thread at a time.
class RecordExtraction {
 public:
  virtual ~RecordExtraction() = default;

  // Of each record, in their order.
  virtual std::vector<ExtractedRecord> extract(std::vector<Record> records) = 0;

  ExtractedRecord extract_one(Record record);
};

// As the options say, here or in a process of its own, which is started with the first records. A
// record that kills its parser is a SetAside with the hash of the record.
std::unique_ptr<RecordExtraction> make_extraction(const Parsing& parsing);

// By this a record that killed its parser is known again.
RecordHash deadly_hash(const Record& record);

}  // namespace dateline
