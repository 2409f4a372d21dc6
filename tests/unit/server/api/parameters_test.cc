#include "server/api/parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// The parameter that is named at fault, a colon and the message; empty where there is no error.
std::string fault(std::string_view query_string) {
  try {
    search_request(query_string);
  } catch (const ParameterError& error) {
    return error.parameter + ": " + error.what();
  }
  return {};
}

TEST(Parameters, MakeASearchRequest) {
  const SearchRequest request = search_request(
      "q=%22international+law%22&limit=25&offset=50&sort=newest&from=2016&to=2017-01-25&"
      "source=TASS&source=SANA&place=Moscow&facets=source,topic,source&timeline=month&"
      "operator=any&snippet_words=0&explain=1&broaden=true&recency_days=30&group=similar");
  EXPECT_EQ(request.query, "\"international law\"");
  EXPECT_EQ(request.limit, 25);
  EXPECT_EQ(request.offset, 50);
  EXPECT_EQ(request.sort, Sort::newest);
  EXPECT_EQ(request.from, (Date{.year = 2016, .precision = Precision::year}));
  EXPECT_EQ(request.to, (Date{.year = 2017, .month = 1, .day = 25}));
  ASSERT_EQ(request.filters.size(), 3);
  EXPECT_EQ(request.filters[1].field + "=" + request.filters[1].value, "source=SANA");
  EXPECT_THAT(request.facets, ElementsAre("source", "topic"));
  EXPECT_EQ(request.timeline, Period::month);
  EXPECT_EQ(request.words, Operator::any);
  EXPECT_EQ(request.snippet_words, 0);
  EXPECT_TRUE(request.explain);
  EXPECT_TRUE(request.broaden);
  EXPECT_EQ(request.recency_days, 30);
  EXPECT_EQ(request.group, Grouping::similar);
}

TEST(Parameters, HaveDefaults) {
  const SearchRequest request = search_request("");
  EXPECT_EQ(request.query, "");
  EXPECT_EQ(request.limit, 10);
  EXPECT_EQ(request.words, Operator::automatic);
  EXPECT_EQ(request.sort, Sort::relevance);
}

TEST(Parameters, TakeWhatIsExcludedBesideWhatIsWanted) {
  const SearchRequest request = search_request(
      "place=London&exclude.place=Paris&exclude.source=TASS&undated=only&facet_counts=disjunctive&"
      "timeline=auto");
  ASSERT_EQ(request.filters.size(), 1);
  ASSERT_EQ(request.excluded.size(), 2);
  EXPECT_EQ(request.excluded[0].field + "=" + request.excluded[0].value, "place=Paris");
  EXPECT_TRUE(request.undated);
  EXPECT_EQ(request.facet_counts, FacetCounts::disjunctive);
  EXPECT_EQ(request.timeline, Period::automatic);
  EXPECT_EQ(to_query_string(request),
            "place=London&exclude.place=Paris&exclude.source=TASS&undated=only&"
            "facet_counts=disjunctive&timeline=auto");
}

TEST(Parameters, OfExclusionsAndUndatedArticlesAreRefusedWhereTheyMeanNothing) {
  EXPECT_EQ(fault("exclude.place="), "exclude.place: exclude.place must not be empty");
  EXPECT_THAT(fault("exclude.body=a"), HasSubstr("there is no parameter of this name"));
  EXPECT_THAT(fault("exclude.from=2017"), HasSubstr("there is no parameter of this name"));
  EXPECT_EQ(fault("undated=yes"), "undated: undated must be one of only");
  EXPECT_THAT(fault("undated=only&to=2017"), HasSubstr("leave out from and to"));
  EXPECT_EQ(fault("facet_counts=own"),
            "facet_counts: facet_counts must be one of conjunctive, disjunctive");
}

TEST(Parameters, OfAFacetAreThoseOfASearchWithAWindowOfValues) {
  const FacetParameters wanted =
      facet_parameters("q=oil&source=TASS&prefix=new+y&offset=20000&limit=1000");
  EXPECT_EQ(wanted.request.query, "oil");
  EXPECT_EQ(wanted.request.limit, 10);
  EXPECT_EQ(wanted.window.prefix, "new y");
  EXPECT_EQ(wanted.window.offset, 20'000);
  EXPECT_EQ(wanted.window.limit, 1000);
  EXPECT_EQ(to_query_string(wanted), "q=oil&source=TASS&prefix=new%20y&limit=1000&offset=20000");
  EXPECT_THROW(facet_parameters("limit=1001"), ParameterError);
  EXPECT_THROW(facet_parameters("prefix=a&prefix=b"), ParameterError);
}

TEST(Parameters, ReadUtf8AndEscapes) {
  EXPECT_EQ(search_request("q=%D0%9B%D0%B0").query, "Ла");
  EXPECT_EQ(search_request("q=\xd0\x9b").query, "Л");
  EXPECT_EQ(search_request("q=a%2Bb+c%26d").query, "a+b c&d");
  EXPECT_EQ(search_request("&&q=a=b&").query, "a=b");
}

TEST(Parameters, AreRefusedByTheirName) {
  EXPECT_EQ(fault("limit=0"), "limit: limit must be a number from 1 to 100");
  for (const std::string value :
       {"101", "-1", "1000000000", "99999999999999999999", "", "ten", "1e1", "+1", "1 ", "0x1"}) {
    EXPECT_EQ(fault("limit=" + value).substr(0, 7), "limit: ") << value;
  }
  EXPECT_EQ(
      fault("offset=10000"),
      "offset: offset and limit together must not exceed 10000; /api/v1/export has no such limit");
  EXPECT_EQ(fault("offset=9990"), "");
  EXPECT_EQ(fault("snippet_words=201"),
            "snippet_words: snippet_words must be a number from 0 to 200");
  EXPECT_EQ(fault("sort=best"), "sort: sort must be one of relevance, newest, oldest, added");
  EXPECT_EQ(fault("operator=or"), "operator: operator must be one of all, any");
  EXPECT_EQ(fault("timeline=week"), "timeline: timeline must be one of year, month, day, auto");
  EXPECT_EQ(fault("from=25.01.2017"), "from: from must be a date as 2017, 2017-01 or 2017-01-25");
  EXPECT_EQ(fault("to=2017-02-30"), "to: to must be a date as 2017, 2017-01 or 2017-01-25");
  EXPECT_EQ(fault("source="), "source: source must not be empty");
  EXPECT_THAT(fault("facets=source,body"), HasSubstr("facets: facets must be a list"));
  EXPECT_EQ(fault("q=a&q=b"), "q: q must be given only once");
}

TEST(Parameters, NameTheKnownOnesWhereOneIsUnknown) {
  const std::string message = fault("q=a&sroce=TASS");
  EXPECT_THAT(message, HasSubstr("sroce: there is no parameter of this name"));
  EXPECT_THAT(message, HasSubstr("q, limit, offset"));
  EXPECT_THAT(message, HasSubstr("source, place"));
}

TEST(Parameters, MustBeUtf8WithoutNul) {
  EXPECT_EQ(fault("q=a%zz"), "q: % must be followed by two hexadecimal digits; % itself is %25");
  EXPECT_EQ(fault("q=100%"), "q: % must be followed by two hexadecimal digits; % itself is %25");
  EXPECT_EQ(fault("q=%4"), "q: % must be followed by two hexadecimal digits; % itself is %25");
  EXPECT_EQ(fault("q=%+1"), "q: % must be followed by two hexadecimal digits; % itself is %25");
  EXPECT_EQ(fault("source=%ff"), "source: source must be UTF-8, percent-encoded");
  EXPECT_EQ(fault("q=%C0%AF"), "q: q must be UTF-8, percent-encoded");
  EXPECT_EQ(fault("q=%ED%A0%80"), "q: q must be UTF-8, percent-encoded");
  EXPECT_EQ(fault("q=a%00b"), "q: q must not contain a NUL character");
  EXPECT_NE(fault("%ff=a"), "");
}

TEST(Parameters, LimitTheQuery) {
  EXPECT_EQ(fault("q=" + std::string(8192, 'a')), "");
  EXPECT_EQ(fault("q=" + std::string(8193, 'a')), "q: q must not exceed 8192 bytes of UTF-8");
}

TEST(Parameters, MustNotEndBeforeTheyBegin) {
  EXPECT_EQ(fault("from=2017-02&to=2017-01"), "from: from must not be later than to");
  EXPECT_EQ(fault("from=2017-06&to=2017"), "");
  EXPECT_EQ(fault("from=2017-01-31&to=2017-01"), "");
  EXPECT_EQ(fault("from=2017-12-31&to=2017-12"), "");
  EXPECT_EQ(fault("from=2018&to=2017"), "from: from must not be later than to");
}

TEST(Parameters, OfThePageMayHaveStrangersAndEmptyOnes) {
  const SearchRequest request = search_request("q=a&fbclid=x&from=&source=", Unknown::ignored);
  EXPECT_EQ(request.query, "a");
  EXPECT_TRUE(request.filters.empty());
  EXPECT_THROW(search_request("limit=0", Unknown::ignored), ParameterError);
  EXPECT_EQ(article_parameters("q=a&fbclid=x", Unknown::ignored).query, "a");
}

TEST(Parameters, OfSmallerAddressesAreTheirOwn) {
  EXPECT_EQ(article_parameters("q=a").query, "a");
  EXPECT_THROW(article_parameters("limit=1"), ParameterError);
  EXPECT_EQ(similar_parameters("limit=5").limit, 5);
  EXPECT_THROW(similar_parameters("q=a"), ParameterError);
  EXPECT_EQ(suggest_parameters("q=a&limit=20").limit, 20);
  EXPECT_THROW(suggest_parameters("limit=21"), ParameterError);
  EXPECT_THROW(suggest_parameters("q=a&q=b"), ParameterError);
  EXPECT_NO_THROW(no_parameters(""));
  EXPECT_THROW(no_parameters("a=b"), ParameterError);
}

TEST(Parameters, AreWrittenSoThatTheSameIsAskedBySameText) {
  EXPECT_EQ(to_query_string(search_request("")), "");
  EXPECT_EQ(to_query_string(search_request("limit=10&sort=relevance&q=a+b")), "q=a%20b");
  const std::string all =
      "q=%D0%9B%26&source=A%2FB&place=C&from=2016&to=2017-01&sort=oldest&limit=5&snippet_words=7&"
      "facets=source%2Cplace&count=stories&timeline=day&operator=all&explain=true&broaden=true&"
      "recency_days=30&group=similar&offset=20";
  EXPECT_EQ(to_query_string(search_request(all)), all);
}

TEST(Parameters, SayWhatAParameterOfAnotherInterfaceIsCalledHere) {
  const auto called = [](const std::string& name) {
    const std::string message = fault(name + "=1");
    return message.substr(message.rfind(' ') + 1);
  };
  EXPECT_EQ(fault("size=20"), "size: there is no parameter of this name; here it is called limit");
  EXPECT_EQ(called("rows"), "limit");
  EXPECT_EQ(called("per_page"), "limit");
  EXPECT_EQ(called("hitsPerPage"), "limit");
  EXPECT_EQ(called("start"), "offset");
  EXPECT_EQ(called("order_by"), "sort");
  EXPECT_EQ(called("begin_date"), "from");
  EXPECT_EQ(called("facet.field"), "facets");
  EXPECT_EQ(called("Limit"), "limit");
  EXPECT_EQ(called("snippetWords"), "snippet_words");
  EXPECT_EQ(called("ofset"), "offset");
  EXPECT_EQ(called("soruce"), "source");
  EXPECT_EQ(called("topics"), "topic");
}

TEST(Parameters, DoNotGuessWhatAnUnlikeNameMeans) {
  EXPECT_THAT(fault("utm_source=1"), HasSubstr("there are page, cursor, q, limit"));
  EXPECT_THAT(fault("x=1"), HasSubstr("there are page, cursor, q, limit"));
}

TEST(Parameters, TurnAPageIntoAnOffset) {
  EXPECT_EQ(search_request("page=3&limit=20").offset, 40);
  EXPECT_EQ(search_request("limit=20&page=1").offset, 0);
  EXPECT_EQ(search_request("page=2").offset, 10);
  EXPECT_EQ(fault("page=0"), "page: page must be a number from 1 to 10000");
  EXPECT_EQ(fault("page=2&page=3"), "page: page must be given only once");
  EXPECT_EQ(fault("page=2&offset=10"), "page: page and offset say the same: leave one out");
  EXPECT_THAT(fault("page=1001"), HasSubstr("page: page is beyond the first 10000 hits"));
}

TEST(Parameters, NameAnArticleAndTheSearchItIsHeldAgainst) {
  const WhyParameters wanted = why_parameters("id=a%2Fb&q=harbour&place=Marlow&limit=5");
  EXPECT_EQ(wanted.id, "a/b");
  EXPECT_EQ(wanted.request.query, "harbour");
  EXPECT_EQ(wanted.request.filters.size(), 1);
  EXPECT_THROW(why_parameters("q=harbour"), ParameterError);
  EXPECT_THROW(why_parameters("id=a&id=b"), ParameterError);
  EXPECT_THROW(why_parameters("id=a&x=b"), ParameterError);
}

}  // namespace
}  // namespace dateline
