#include "indexer/html/html_extractor.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "indexer/formats/html.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

using nlohmann::json;
using ::testing::IsEmpty;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Paragraphs and headings in order, headings marked with "# ".
std::vector<std::string> lines_of(const Article& article) {
  std::vector<std::string> lines;
  std::size_t heading = 0;
  for (std::size_t i = 0; i <= article.paragraphs.size(); ++i) {
    for (; heading < article.headings.size() && article.headings[heading].before == i; ++heading) {
      lines.push_back("# " + article.headings[heading].text);
    }
    if (i < article.paragraphs.size()) lines.push_back(article.paragraphs[i]);
  }
  return lines;
}

std::string timestamp(const std::optional<Date>& date) {
  return date ? format_timestamp(*date) : "";
}

std::vector<std::string> page_names() {
  std::vector<std::string> names;
  const std::filesystem::path folder = DATELINE_SOURCE_DIR "/tests/data/html";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".html") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class HtmlPages : public ::testing::TestWithParam<std::string> {};

// Each page of tests/data/html is extracted as the JSON file beside it says.
TEST_P(HtmlPages, AreExtractedAsExpected) {
  const std::string path = DATELINE_SOURCE_DIR "/tests/data/html/" + GetParam();
  const json wanted = json::parse(read_file(path + ".json"));
  const std::string bytes = read_file(path + ".html");
  const RawArticle raw =
      extract_html(to_utf8(bytes, html_declared_charset(bytes)), wanted.value("url", ""));
  const Article& found = raw.known;
  EXPECT_EQ(lines_of(found), wanted.at("body").get<std::vector<std::string>>());
  EXPECT_EQ(found.title, wanted.value("title", ""));
  EXPECT_EQ(timestamp(found.published), wanted.value("published", ""));
  EXPECT_EQ(timestamp(found.updated), wanted.value("updated", ""));
  EXPECT_EQ(found.source, wanted.value("source", ""));
  EXPECT_EQ(found.section, wanted.value("section", ""));
  EXPECT_EQ(found.language, wanted.value("language", ""));
  EXPECT_EQ(found.url, wanted.value("canonical", ""));
  EXPECT_EQ(found.authors, wanted.value("authors", std::vector<std::string>{}));
  EXPECT_EQ(found.topics, wanted.value("topics", std::vector<std::string>{}));
  EXPECT_THAT(raw.text, IsEmpty());
  EXPECT_EQ(raw.shape, RawArticle::Shape::body);
}

INSTANTIATE_TEST_SUITE_P(All, HtmlPages, ::testing::ValuesIn(page_names()),
                         [](const auto& test) { return test.param; });

TEST(HtmlExtractor, SaysHowEachFieldWasFound) {
  const Article article =
      extract_html(
          "<title>Rates rise</title><meta property='article:published_time' "
          "content='2021-03-04'><h1>Rates rise</h1><p>Rates rose on Thursday, by a "
          "quarter of a point, as had been expected.</p>",
          "https://a.example/x")
          .known;
  EXPECT_THAT(article.extraction,
              ::testing::UnorderedElementsAre(
                  Provenance{"title", "heading"}, Provenance{"published", "opengraph"},
                  Provenance{"url", "address"}, Provenance{"source", "address"},
                  Provenance{"paragraphs", "density"}));
}

TEST(HtmlExtractor, FindsNothingInNothing) {
  for (const std::string html : {"", " ", "<html></html>", "<frameset><frame src=a></frameset>",
                                 "<script>var a = 1;</script>", "<!-- a -->"}) {
    const Article article = extract_html(html, "").known;
    EXPECT_THAT(article.paragraphs, IsEmpty()) << html;
    EXPECT_THAT(article.extraction, IsEmpty()) << html;
  }
}

TEST(HtmlExtractor, TakesPagesThatAreNeverClosed) {
  const Article article =
      extract_html(
          "<body><div><p>The text of a page that was cut off in the middle of its way "
          "is still found.<p>And so is the paragraph that nobody came to clo",
          "")
          .known;
  EXPECT_EQ(article.paragraphs.size(), 2U);
}

TEST(HtmlExtractor, TakesBytesThatAreNoUtf8) {
  const Article article =
      extract_html("<p>A caf\xE9 on the square stays open, said the owner on Monday to us.</p>", "")
          .known;
  ASSERT_EQ(article.paragraphs.size(), 1U);
  EXPECT_THAT(article.paragraphs[0], ::testing::StartsWith("A caf\uFFFD on the square"));
}

TEST(HtmlExtractor, TakesAHundredThousandNestedElements) {
  std::string html;
  for (int i = 0; i < 100000; ++i) html += "<div>";
  html += "<p>The text at the bottom of the well is still found, as any reader would hope.</p>";
  EXPECT_EQ(extract_html(html, "").known.paragraphs.size(), 1U);
}

TEST(HtmlExtractor, TakesHugeAttributesAndManyOfThem) {
  std::string html = "<p class='" + std::string(5000000, 'a') + "'";
  for (int i = 0; i < 100000; ++i) html += " id" + std::to_string(i) + "=x";
  html += ">The text behind the attributes is found, however many of them there may be.</p>";
  EXPECT_EQ(extract_html(html, "").known.paragraphs.size(), 1U);
}

// Each of these would take hours where something takes time with the square of the page.
TEST(HtmlExtractor, TakesTimeInProportionToThePage) {
  const std::string parts[] = {"<li><a href=/x>Read more</a><b><i><u><s>y</p>",
                               "<time datetime=2017-01-25>x</time>",
                               "<script><!-- <script> </script>",
                               "<table>x<b></b>",
                               "<b><p>x",
                               "x<br><br>",
                               "<h1>Rates rise again</h1>",
                               "<figure>",
                               "<select><option>x"};
  for (const std::string& part : parts) {
    std::string html = "<title>Rates rise again</title><h1>Rates rise again</h1>";
    while (html.size() < 300000) html += part;
    EXPECT_FALSE(extract_html(html, "").known.updated) << part;
  }
}

TEST(HtmlExtractor, NeverTakesADateOfTheText) {
  const Article article =
      extract_html(
          "<h1>The bank at a hundred</h1><p>The bank was founded on January 25, 1917, by "
          "three merchants.</p><p>Since then it has moved twice, and burnt down once.</p>",
          "")
          .known;
  EXPECT_FALSE(article.published);
  EXPECT_FALSE(article.updated);
}

}  // namespace
}  // namespace dateline
