#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/html/body/dates.h"
#include "indexer/html/fields/shown_dates.h"

namespace dateline::html {
namespace {

std::string found(std::string_view text, std::string_view language = "en") {
  const std::optional<Date> date = read_date(text, language);
  return date ? format_timestamp(*date) : "none";
}

TEST(HtmlDates, AreReadInTheFormsOfMarkup) {
  EXPECT_EQ(found("2017-01-25T14:44:00+03:00"), "2017-01-25T14:44:00+03:00");
  EXPECT_EQ(found("Wed, 25 Jan 2017 14:44:00 GMT"), "2017-01-25T14:44:00Z");
  EXPECT_EQ(found("1485355440"), "2017-01-25T14:44:00Z");
  EXPECT_EQ(found("1485355440000"), "2017-01-25T14:44:00Z");
}

TEST(HtmlDates, AreFoundAmongOtherWords) {
  EXPECT_EQ(found("By Ann Lee on Wednesday, January 25, 2017").substr(0, 10), "2017-01-25");
}

TEST(HtmlDates, AreNeverOfTheFuture) {
  EXPECT_EQ(found("2999-01-25"), "none");
  EXPECT_EQ(found("0001-01-01"), "none");
  EXPECT_EQ(found("soon"), "none");
}

TEST(HtmlDates, AreInTheOrderOfThePagesCountry) {
  EXPECT_EQ(page_locale("en", "https://www.paper.example.co.uk/x"), "en-GB");
  EXPECT_EQ(page_locale("en-US", "https://paper.example.au/x"), "en-AU");
  EXPECT_EQ(page_locale("en-GB", "https://paper.example.com/x"), "en-GB");
  EXPECT_EQ(page_locale("en", "https://paper.io/x"), "en");
  EXPECT_EQ(page_locale("de", "https://paper.uk/x"), "de");
  EXPECT_EQ(found("3/4/2025", "en"), "2025-03-04");
  EXPECT_EQ(found("3/4/2025", "en-GB"), "2025-04-03");
}

std::string of_url(std::string_view url) {
  const std::optional<Date> date = date_of_url(url);
  return date ? format_day(*date) : "none";
}

TEST(HtmlDates, AreReadFromAddresses) {
  EXPECT_EQ(of_url("https://a.example/2017/01/25/rates"), "2017-01-25");
  EXPECT_EQ(of_url("https://a.example/news/2017/jan/5/rates"), "2017-01-05");
  EXPECT_EQ(of_url("https://a.example/2017-01-25-rates.html"), "2017-01-25");
  EXPECT_EQ(of_url("https://a.example/news/20170125/rates"), "2017-01-25");
  EXPECT_EQ(of_url("https://a.example/n1/2017/0125/c1001-29053.html"), "2017-01-25");
  EXPECT_EQ(of_url("https://a.example/2017-01/25/content_12.htm"), "2017-01-25");
  EXPECT_EQ(of_url("https://a.example/story/20171399"), "none");
  EXPECT_EQ(of_url("https://a.example/2017/13/25/rates"), "none");
  EXPECT_EQ(of_url("https://a.example/rates?d=/2017/01/25/"), "none");
  EXPECT_EQ(of_url(""), "none");
}

ShownDates shown_by(const std::string& html, std::size_t title, std::size_t first) {
  const Page page(html);
  const std::vector<Block> blocks = split_into_blocks(page);
  return read_shown_dates(page, blocks, {.title = title, .first = first, .last = blocks.size() - 1},
                          "en");
}

std::string day(const std::optional<Date>& date) { return date ? format_day(*date) : "none"; }

TEST(HtmlShownDates, AreReadFromTimeElementsNearTheTitle) {
  const ShownDates shown = shown_by(
      "<time datetime=2020-01-01>today is</time><p>menu</p><h1>Rates rise</h1>"
      "<p>Published <time datetime=2017-01-25>Jan 25</time>, updated <time datetime=2017-01-26>Jan "
      "26</time></p>"
      "<p>Text of the article.</p>",
      2, 4);
  EXPECT_EQ(day(shown.published), "2017-01-25");
  EXPECT_EQ(day(shown.updated), "2017-01-26");
  EXPECT_EQ(shown.published_method, "time element");
}

TEST(HtmlShownDates, AreReadFromBylines) {
  const ShownDates shown = shown_by(
      "<h1>Rates rise</h1><p>By Ann Lee and Ben Roe</p><p>January 25, 2017</p><p>Text.</p>", 0, 3);
  EXPECT_EQ(day(shown.published), "2017-01-25");
}

TEST(HtmlShownDates, AreNotReadFromSentences) {
  const ShownDates shown = shown_by(
      "<h1>Rates rise</h1><p>The bank was founded on January 25, 1917, after the war, by three "
      "men.</p>",
      0, 1);
  EXPECT_EQ(day(shown.published), "none");
}

TEST(HtmlShownDates, TakeTheOnlyDateForThePublicationWhateverItsClassSays) {
  const ShownDates shown = shown_by(
      "<h1>Rates rise</h1><time class=updated datetime=2017-01-25>Jan 25</time><p>Text.</p>", 0, 2);
  EXPECT_EQ(day(shown.published), "2017-01-25");
  EXPECT_EQ(day(shown.updated), "none");
}

}  // namespace
}  // namespace dateline::html
