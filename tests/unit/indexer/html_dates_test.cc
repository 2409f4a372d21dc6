#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/html/credits.h"
#include "indexer/html/dates.h"

namespace dateline::html {
namespace {

std::string read(std::string_view text, std::string_view language = "en") {
  const std::optional<Date> date = read_date(text, language);
  return date ? format_timestamp(*date) : "none";
}

TEST(HtmlDates, AreReadInTheFormsOfMarkup) {
  EXPECT_EQ(read("2017-01-25T14:44:00+03:00"), "2017-01-25T14:44:00+03:00");
  EXPECT_EQ(read("Wed, 25 Jan 2017 14:44:00 GMT"), "2017-01-25T14:44:00Z");
  EXPECT_EQ(read("1485355440"), "2017-01-25T14:44:00Z");
  EXPECT_EQ(read("1485355440000"), "2017-01-25T14:44:00Z");
}

TEST(HtmlDates, AreFoundAmongOtherWords) {
  EXPECT_EQ(read("By Ann Lee on Wednesday, January 25, 2017").substr(0, 10), "2017-01-25");
}

TEST(HtmlDates, AreNeverOfTheFuture) {
  EXPECT_EQ(read("2999-01-25"), "none");
  EXPECT_EQ(read("0001-01-01"), "none");
  EXPECT_EQ(read("soon"), "none");
}

std::string of_url(std::string_view url) {
  const std::optional<Date> date = date_of_url(url);
  return date ? format_day(*date) : "none";
}

TEST(HtmlDates, AreReadFromAddresses) {
  EXPECT_EQ(of_url("https://a.example/2017/01/25/rates"), "2017-01-25");
  EXPECT_EQ(of_url("https://a.example/news/2017/jan/5/rates"), "2017-01-05");
  EXPECT_EQ(of_url("https://a.example/2017-01-25-rates.html"), "2017-01-25");
  EXPECT_EQ(of_url("https://a.example/2017/13/25/rates"), "none");
  EXPECT_EQ(of_url("https://a.example/rates?d=/2017/01/25/"), "none");
  EXPECT_EQ(of_url(""), "none");
}

Credits credits_of(const std::string& html, std::size_t title, std::size_t first) {
  const Page page(html);
  return read_credits(page, split_into_blocks(page), title, first, "en");
}

std::string day(const std::optional<Date>& date) { return date ? format_day(*date) : "none"; }

TEST(HtmlCredits, AreReadFromTimeElementsNearTheTitle) {
  const Credits credits = credits_of(
      "<time datetime=2020-01-01>today is</time><p>menu</p><h1>Rates rise</h1>"
      "<p>Published <time datetime=2017-01-25>Jan 25</time>, updated <time datetime=2017-01-26>Jan "
      "26</time></p>"
      "<p>Text of the article.</p>",
      2, 4);
  EXPECT_EQ(day(credits.published), "2017-01-25");
  EXPECT_EQ(day(credits.updated), "2017-01-26");
  EXPECT_EQ(credits.published_method, "time element");
}

TEST(HtmlCredits, AreReadFromBylines) {
  const Credits credits = credits_of(
      "<h1>Rates rise</h1><p>By Ann Lee and Ben Roe</p><p>January 25, 2017</p><p>Text.</p>", 0, 3);
  EXPECT_EQ(day(credits.published), "2017-01-25");
}

TEST(HtmlCredits, AreNotReadFromSentences) {
  const Credits credits = credits_of(
      "<h1>Rates rise</h1><p>The bank was founded on January 25, 1917, after the war, by three "
      "men.</p>",
      0, 1);
  EXPECT_EQ(day(credits.published), "none");
}

TEST(HtmlCredits, TakeTheOnlyDateForThePublicationWhateverItsClassSays) {
  const Credits credits = credits_of(
      "<h1>Rates rise</h1><time class=updated datetime=2017-01-25>Jan 25</time><p>Text.</p>", 0, 2);
  EXPECT_EQ(day(credits.published), "2017-01-25");
  EXPECT_EQ(day(credits.updated), "none");
}

}  // namespace
}  // namespace dateline::html
