#include <iostream>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "indexer/apart/apart_source.h"
#include "indexer/apart/record_extraction.h"
#include "indexer/build/build_report.h"
#include "indexer/commands/command.h"
#include "indexer/extract/article_json.h"

namespace dateline {
namespace {

constexpr std::size_t kRecordsAtOnce = 64;

// Prints what becomes of records; on the right stream.
class Printer {
 public:
  explicit Printer(const Parsing& parsing) : extraction_(make_extraction(parsing)) {}

  void add(ReadResult result) {
    if (auto* record = std::get_if<Record>(&result)) {
      records_.push_back(std::move(*record));
      if (records_.size() == kRecordsAtOnce) print_records();
    } else {
      print_records();
      print(std::get<SetAside>(result));
    }
  }

  void print_records() {
    for (const ExtractedRecord& record : extraction_->extract(std::exchange(records_, {}))) {
      for (const auto& one : record) std::visit([this](const auto& found) { print(found); }, one);
    }
  }

  int status() const { return status_; }

 private:
  static void print(const Article& article) { std::cout << to_json_line(article) << "\n"; }
  void print(const SetAside& aside) {
    std::cerr << "set aside " << describe(aside) << "\n";
    status_ = some_set_aside;
  }

  std::unique_ptr<RecordExtraction> extraction_;
  std::vector<Record> records_;
  int status_ = all_well;
};

}  // namespace

int run_dry(const BuildOptions& options) {
  const auto source =
      open_record_stream(files_below(options.paths, options.sources), options.sources);
  Printer printer(options.sources.parsing);
  while (auto result = source->next()) printer.add(std::move(*result));
  printer.print_records();
  return printer.status();
}

}  // namespace dateline
