// Runs every sample through extract() and compares what comes out with
// tests/data/samples_truth.json. With DATELINE_SHARED=FOLDER it does the same for FOLDER/articles
// and its TRUTH.json.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "indexer/extract/extractor.h"

namespace dateline {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

json read_truth(const fs::path& path) { return json::parse(read_file(path)); }

Article extracted(const fs::path& path) {
  auto result = extract({.origin = {.path = path.string()}, .text = read_file(path)});
  EXPECT_TRUE(std::holds_alternative<Article>(result)) << path;
  return std::holds_alternative<Article>(result) ? std::get<Article>(result) : Article{};
}

std::string day_or_nothing(const std::optional<Date>& date) {
  return date ? format_day(*date) : "";
}

std::string text_or_nothing(const json& value) {
  return value.is_null() ? "" : value.get<std::string>();
}

std::vector<std::string> heading_texts(const Article& article) {
  std::vector<std::string> texts;
  for (const Heading& heading : article.headings) texts.push_back(heading.text);
  return texts;
}

std::string joined(const std::vector<std::string>& paragraphs) {
  std::string body;
  for (const std::string& paragraph : paragraphs) body += paragraph + "\n";
  return body;
}

void expect_strings(const Article& article, const json& truth) {
  const std::pair<const char*, std::string> fields[] = {
      {"title", article.title},
      {"source", article.source},
      {"place", article.place},
      {"section", article.section},
      {"summary", article.summary},
      {"language", article.language},
      {"published", day_or_nothing(article.published)},
      {"updated", day_or_nothing(article.updated)},
      {"author", article.authors.empty() ? "" : article.authors.front()},
  };
  for (const auto& [name, found] : fields) {
    if (truth.contains(name)) {
      EXPECT_EQ(found, text_or_nothing(truth[name])) << name;
    }
  }
}

void expect_lists(const Article& article, const json& truth) {
  const std::pair<const char*, std::vector<std::string>> fields[] = {
      {"authors", article.authors}, {"topics", article.topics},
      {"people", article.people},   {"organisations", article.organisations},
      {"asides", article.asides},   {"headings", heading_texts(article)},
  };
  for (const auto& [name, found] : fields) {
    if (truth.contains(name)) {
      EXPECT_EQ(found, truth[name].get<std::vector<std::string>>()) << name;
    }
  }
}

void expect_body(const Article& article, const json& truth) {
  ASSERT_FALSE(article.paragraphs.empty());
  const std::string body = joined(article.paragraphs);
  if (truth.contains("body_starts")) {
    EXPECT_THAT(article.paragraphs.front(), StartsWith(truth["body_starts"].get<std::string>()));
  }
  EXPECT_THAT(article.paragraphs.back(), EndsWith(truth["body_ends"].get<std::string>()));
  for (const json& wanted : truth.value("in_body", json::array())) {
    EXPECT_THAT(body, HasSubstr(wanted.get<std::string>()));
  }
  for (const json& unwanted : truth.value("not_in_body", json::array())) {
    EXPECT_THAT(body, Not(HasSubstr(unwanted.get<std::string>())));
  }
}

void expect_provenance(const Article& article) {
  std::set<std::string> fields;
  for (const Provenance& entry : article.extraction) {
    EXPECT_TRUE(fields.insert(entry.field).second) << entry.field << " has two entries";
    EXPECT_FALSE(entry.method.empty());
  }
  EXPECT_EQ(fields.contains("title"), !article.title.empty());
  EXPECT_EQ(fields.contains("published"), article.published.has_value());
  EXPECT_EQ(fields.contains("source"), !article.source.empty());
  EXPECT_EQ(fields.contains("place"), !article.place.empty());
  EXPECT_EQ(fields.contains("authors"), !article.authors.empty());
  EXPECT_EQ(fields.contains("topics"), !article.topics.empty());
}

void expect_truth(const fs::path& folder, const json& truths) {
  for (const auto& [name, truth] : truths.items()) {
    SCOPED_TRACE(name);
    if (truth.value("mojibake", false)) continue;  // readers repair it before extraction
    const Article article = extracted(folder / name);
    expect_strings(article, truth);
    expect_lists(article, truth);
    expect_body(article, truth);
    expect_provenance(article);
  }
}

const fs::path kSource = DATELINE_SOURCE_DIR;

TEST(Samples, ComeOutAsTheirTruthSays) {
  expect_truth(kSource / "samples", read_truth(kSource / "tests/data/samples_truth.json"));
}

TEST(Samples, AllHaveATruth) {
  const json truths = read_truth(kSource / "tests/data/samples_truth.json");
  for (const auto& entry : fs::recursive_directory_iterator(kSource / "samples")) {
    if (entry.path().extension() != ".txt") continue;
    const std::string name = fs::relative(entry.path(), kSource / "samples").generic_string();
    EXPECT_TRUE(truths.contains(name)) << name;
  }
}

TEST(Samples, SharedArticlesComeOutAsTheirTruthSays) {
  const char* shared = std::getenv("DATELINE_SHARED");
  if (shared == nullptr) GTEST_SKIP() << "DATELINE_SHARED names no folder";
  const fs::path folder = fs::path(shared) / "articles";
  expect_truth(folder, read_truth(folder / "TRUTH.json"));
}

}  // namespace
}  // namespace dateline
