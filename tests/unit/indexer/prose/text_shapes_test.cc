#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "indexer/extract/article_json.h"
#include "indexer/extract/extract_record.h"
#include "indexer/formats/record_source.h"

namespace dateline {
namespace {

using nlohmann::json;

std::filesystem::path folder() { return DATELINE_SOURCE_DIR "/tests/data/texts"; }

std::vector<std::string> text_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// The article of a file, as --dry-run prints it.
json dry_run(const std::filesystem::path& path) {
  RecordSource source({path});
  auto results = extract_record(std::get<Record>(source.next().value()));
  return json::parse(to_json_line(std::get<Article>(results.at(0))));
}

class TextShapes : public ::testing::TestWithParam<std::string> {};

// Each text of tests/data/texts gives the fields that the JSON file beside it names: datelines of
// agencies, "updated" beside "published" in several languages, dates that are none of publication,
// lines that are wrapped, line ends and marks of other systems.
TEST_P(TextShapes, GiveTheFieldsBesideThem) {
  std::ifstream file(folder() / (GetParam() + ".json"));
  const json wanted = json::parse(file);
  const json found = dry_run(folder() / (GetParam() + ".txt"));
  for (const auto& [field, value] : wanted.items()) EXPECT_EQ(found.at(field), value) << field;
}

INSTANTIATE_TEST_SUITE_P(All, TextShapes, ::testing::ValuesIn(text_names()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace dateline
