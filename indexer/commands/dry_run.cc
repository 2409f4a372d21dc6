#include <iostream>
#include <variant>

#include "indexer/build/build_report.h"
#include "indexer/commands/command.h"
#include "indexer/extract/article_json.h"
#include "indexer/extract/extract_record.h"
#include "indexer/formats/record_source.h"

namespace dateline {

int run_dry(const BuildOptions& options) {
  RecordSource source(options.paths, options.sources);
  int status = all_well;
  const auto put_aside = [&](const SetAside& aside) {
    std::cerr << "set aside " << describe(aside) << "\n";
    status = some_set_aside;
  };
  while (auto read = source.next()) {
    if (const auto* aside = std::get_if<SetAside>(&*read)) {
      put_aside(*aside);
      continue;
    }
    for (const auto& extracted : extract_record(std::move(std::get<Record>(*read)))) {
      if (const auto* aside = std::get_if<SetAside>(&extracted)) {
        put_aside(*aside);
      } else {
        std::cout << to_json_line(std::get<Article>(extracted)) << "\n";
      }
    }
  }
  return status;
}

}  // namespace dateline
