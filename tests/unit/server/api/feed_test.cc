#include "server/api/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kHost = "http://news.example";

std::string feed_of(const Hit& hit, const SearchRequest& request = feed_defaults()) {
  return to_atom(request, {.hits = {hit}}, kHost);
}

TEST(Feed, HasWhatAtomWantsOfIt) {
  SearchRequest request = feed_defaults();
  request.query = "fish & chips";
  EXPECT_EQ(to_atom(request, {}, kHost),
            R"(<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:dateline:feed:%3Fq%3Dfish%2520%2526%2520chips</id>
<title>Dateline: fish &amp; chips</title>
<updated>1970-01-01T00:00:00Z</updated>
<author><name>Dateline</name>
</author>
<link rel="self" type="application/atom+xml" href="http://news.example/api/v1/feed?q=fish%20%26%20chips"/>
<link rel="alternate" type="text/html" href="http://news.example/?q=fish%20%26%20chips&amp;sort=added&amp;limit=20&amp;names=exact"/>
</feed>
)");
}

TEST(Feed, SaysWhereNoArticleHasAllTheWords) {
  const auto feed_with = [](std::uint64_t all_words) {
    return to_atom(feed_defaults(),
                   {.total = {.value = 1, .all_words = all_words}, .hits = {{.id = "a"}}}, kHost);
  };
  EXPECT_THAT(feed_with(0), HasSubstr("<subtitle>No article has all the words"));
  EXPECT_THAT(feed_with(1), Not(HasSubstr("<subtitle>")));
}

TEST(Feed, WritesAnEntryWithAllThatTheArticleTells) {
  const Hit hit{.id = "a/1",
                .title = {.text = "Port <opens>", .marks = {{0, 4}}},
                .url = "https://wire.example/1?a=b&c=d",
                .published = parse_iso_date("2017-01-25T14:44+03:00"),
                .source = "Harbour Wire",
                .authors = {"Anna Berg", "Jan Roth"},
                .topics = {"Shipping & trade"},
                .snippets = {{.text = "the port < sea", .marks = {{4, 8}}}, {.text = "end"}}};
  EXPECT_THAT(feed_of(hit), HasSubstr(R"(<entry>
<id>urn:dateline:article:a%2F1</id>
<title>Port &lt;opens&gt;</title>
<updated>2017-01-25T14:44:00+03:00</updated>
<published>2017-01-25T14:44:00+03:00</published>
<link rel="alternate" href="https://wire.example/1?a=b&amp;c=d"/>
<author><name>Anna Berg</name>
</author>
<author><name>Jan Roth</name>
</author>
<category term="Shipping &amp; trade"/>
<summary type="html">the &lt;mark&gt;port&lt;/mark&gt; &amp;lt; sea … end</summary>
</entry>
)"));
}

TEST(Feed, LinksToOurOwnPageWhereTheArticleHasNoAddressOfTheWeb) {
  SearchRequest request = feed_defaults();
  request.query = "a&b";
  const Hit hit{.id = "a/1", .url = "javascript:alert(1)"};
  EXPECT_THAT(feed_of(hit, request),
              AllOf(HasSubstr("href=\"http://news.example/article/a%2F1?q=a%26b\""),
                    Not(HasSubstr("javascript"))));
  EXPECT_THAT(to_atom(request, {.hits = {hit}}, ""), HasSubstr("href=\"/article/a%2F1?q=a%26b\""));
}

TEST(Feed, NamesTheSourceWhereNobodySigned) {
  EXPECT_THAT(feed_of({.id = "a", .source = "Harbour Wire"}),
              HasSubstr("<author><name>Harbour Wire</name>"));
}

TEST(Feed, GivesAnUndatedArticleAMomentThatNeverChanges) {
  EXPECT_THAT(feed_of({.id = "a"}),
              AllOf(HasSubstr("<id>urn:dateline:article:a</id>\n<title>Untitled</title>\n"
                              "<updated>1970-01-01T00:00:00Z</updated>\n"),
                    Not(HasSubstr("<published>"))));
}

TEST(Feed, IsUpdatedWhenTheArticleChangedInTheIndex) {
  const Hit late{.id = "a",
                 .published = parse_iso_date("1950-05-01"),
                 .arrived = {.added = 1'485'338'400'000'000, .changed = 1'485'338'461'000'000}};
  EXPECT_THAT(feed_of(late),
              AllOf(HasSubstr("all articles</title>\n<updated>2017-01-25T10:01:01Z</updated>"),
                    HasSubstr("Untitled</title>\n<updated>2017-01-25T10:01:01Z</updated>\n"
                              "<published>1950-05-01T00:00:00Z</published>")));
}

TEST(Feed, BeginsDaysMonthsAndYearsAtTheirFirstMidnight) {
  const auto with = [](const Date& date) { return feed_of({.id = "a", .published = date}); };
  EXPECT_THAT(with({.year = 2017, .month = 2, .day = 3}),
              HasSubstr("<published>2017-02-03T00:00:00Z</published>"));
  EXPECT_THAT(with({.year = 2017, .month = 2, .precision = Precision::month}),
              HasSubstr("<published>2017-02-01T00:00:00Z</published>"));
  EXPECT_THAT(with({.year = 2017, .precision = Precision::year}),
              HasSubstr("<published>2017-01-01T00:00:00Z</published>"));
  EXPECT_THAT(with({.year = 2017, .second = 61, .precision = Precision::second}),
              HasSubstr("<published>2017-01-01T00:01:01Z</published>"));
}

TEST(Feed, IsUpdatedWhenAnArticleLastChanged) {
  const auto with = [](const char* published, const char* updated) {
    return feed_of(
        {.id = "a", .published = parse_iso_date(published), .updated = parse_iso_date(updated)});
  };
  EXPECT_THAT(with("2017-01-25", "2017-01-27T08:00Z"),
              AllOf(HasSubstr("all articles</title>\n<updated>2017-01-27T08:00:00Z</updated>"),
                    HasSubstr("Untitled</title>\n<updated>2017-01-27T08:00:00Z</updated>\n"
                              "<published>2017-01-25T00:00:00Z</published>")));
  EXPECT_THAT(with("2017-01-25", "2017-01-20"),
              HasSubstr("Untitled</title>\n<updated>2017-01-25T00:00:00Z</updated>"));
  EXPECT_THAT(feed_of({.id = "a", .updated = parse_iso_date("2017-01-27")}),
              HasSubstr("Untitled</title>\n<updated>2017-01-27T00:00:00Z</updated>"));
}

TEST(Feed, IsUpdatedWithItsLatestEntry) {
  const SearchResult result{.hits = {{.id = "a", .published = Date{.year = 1999}},
                                     {.id = "b", .published = Date{.year = 2021}},
                                     {.id = "c"}}};
  EXPECT_THAT(to_atom(feed_defaults(), result, kHost),
              HasSubstr("all articles</title>\n<updated>2021-01-01T00:00:00Z</updated>"));
}

TEST(Feed, TellsAnotherOrderThanItsOwnInItsAddress) {
  SearchRequest request = feed_defaults();
  request.query = "port";
  request.sort = Sort::relevance;
  EXPECT_THAT(to_atom(request, {}, kHost), HasSubstr("/api/v1/feed?q=port&amp;sort=relevance\""));
}

TEST(Feed, HoldsNoCharacterThatXmlForbids) {
  EXPECT_EQ(xml_characters("a\tb\nc\rd Ла 漢 😀"), "a\tb\nc\rd Ла 漢 😀");
  EXPECT_EQ(xml_characters(std::string_view("\0\x01\x0b\x1f", 4)), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(xml_characters("\xef\xbf\xbe\xef\xbf\xbf"), "\uFFFD\uFFFD");
  EXPECT_EQ(xml_characters("a\xffz\xed\xa0\x80"), "a\uFFFDz\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(feed_of({.id = "a",
                     .title = {.text = "\x01"},
                     .source = "\x02",
                     .topics = {"\x03"},
                     .snippets = {{.text = "\x04"}}})
                .find_first_of("\x01\x02\x03\x04"),
            std::string::npos);
}

}  // namespace
}  // namespace dateline
