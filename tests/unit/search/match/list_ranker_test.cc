#include "search/match/list_ranker.h"

#include <cmath>
#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/facets.h"
#include "search/match/ranker.h"
#include "search/plan/query_builder.h"
#include "search/query/query_parser.h"
#include "search/store/article/fields.h"
#include "search/store/deleted.h"
#include "tests/support/temp_index.h"
#include "tests/support/xapian_ranker.h"

namespace dateline {
namespace {

// Articles of 300 invented words: a few in most articles, most in few; some words stand together.
// One article in a hundred has a word of two more.
std::vector<Article> invented(std::size_t count) {
  std::mt19937 random(5);
  const auto word = [&] {
    const auto rank = static_cast<unsigned>(std::pow(300.0, (random() % 10000) / 10000.0));
    return "w" + std::string(1, static_cast<char>('a' + rank % 26)) + std::to_string(rank) + "x";
  };
  std::vector<Article> articles;
  for (std::size_t i = 0; i < count; ++i) {
    Article article{.id = std::to_string(i), .title = word() + " " + word()};
    for (unsigned paragraph = random() % 4 + 1; paragraph > 0; --paragraph) {
      std::string text;
      for (unsigned words = random() % 60 + 1; words > 0; --words)
        text += word() + (random() % 9 == 0 ? ". " : " ");
      article.paragraphs.push_back(text);
    }
    if (i % 300 == 1) article.paragraphs.emplace_back("raretale rareform rareform");
    if (i % 300 < 3) article.paragraphs.emplace_back("rareform");
    article.source = i % 3 == 0 ? "Herald" : "Gazette";
    if (i % 5 != 0) article.published = Date{.year = 2010 + static_cast<int>(i % 7)};
    articles.push_back(std::move(article));
  }
  return articles;
}

// The same articles as `index`, some of them deleted.
std::shared_ptr<const Generation> with_deleted(const TempIndex& index) {
  const Segment& segment = *index.generation().segments().front();
  std::vector<bool> deleted(segment.documents());
  for (std::size_t i = 0; i < deleted.size(); i += 4) deleted[i] = true;
  write_deleted(DeletedDocuments(deleted), index.folder() / "segment-0" / segment_files::kDeleted);
  return std::make_shared<const Generation>(index.folder());
}

IndexQuery query_of(const std::shared_ptr<const Generation>& generation, std::string_view text) {
  QueryBuilder builder(generation, nullptr);
  return *builder.build(parse_query(text, Operator::all).root, QueryBuilder::StopWords::keep).query;
}

std::map<Xapian::docid, double> scores_of(const Ranking& ranking) {
  std::map<Xapian::docid, double> scores;
  for (const Scored& one : ranking.articles) scores[one.docid] = one.score;
  return scores;
}

void expect_same(const std::shared_ptr<const Generation>& generation, const std::string& text,
                 Sort sort) {
  const IndexQuery query = query_of(generation, text);
  const ListRanker lists(generation);
  const IdDocuments ids = id_documents(query, generation->open_postings());
  const Window all{.limit = 5000};
  const Ranking expected = XapianRanker(generation).rank(query, sort, all, nullptr);
  const Ranking found = lists.rank(query, ids, sort, all, nullptr);
  EXPECT_TRUE(found.total.exact);
  EXPECT_EQ(found.total.value, expected.articles.size()) << text;
  ASSERT_EQ(found.articles.size(), expected.articles.size()) << text;
  const std::map<Xapian::docid, double> theirs = scores_of(expected);
  for (const auto& [docid, score] : scores_of(found)) {
    const auto same = theirs.find(docid);
    ASSERT_NE(same, theirs.end()) << text << " has also " << docid;
    EXPECT_NEAR(score, same->second, 1e-6) << text << " " << docid;
  }
  const Ranking first = lists.rank(query, ids, sort, {.offset = 3, .limit = 7}, nullptr);
  for (std::size_t i = 0; i < first.articles.size(); ++i) {
    EXPECT_EQ(first.articles[i].docid, found.articles[i + 3].docid) << text << " at " << i + 3;
    EXPECT_NEAR(first.articles[i].score, expected.articles[i + 3].score, 1e-6) << text;
  }
}

// What the archive of these tests is asked: plain queries, and each operator.
const char* const kQueries[] = {"wb1x",
                                "wc2x",
                                "wv99x",
                                "wz25x",
                                "nothing",
                                "wb1x wc2x",
                                "wb1x wc2x wd3x",
                                "wb1x wv99x",
                                "wz25x wy24x",
                                "wb1x wb1x",
                                "wb1x OR wc2x",
                                "wb1x OR wv99x OR wu98x",
                                "wz25x OR wy24x",
                                "wb1x OR wc2x OR wd3x OR wf5x",
                                "wb1x OR (wc2x wd3x)",
                                "(wb1x OR wv99x) (wc2x OR wy24x)",
                                "wb1x^3 OR wc2x^0.5",
                                "\"wb1x wc2x\"",
                                "\"wb1x wv99x\"",
                                "\"wb1x wc2x wb1x\"",
                                "\"wb1x wc2x\" OR wz25x",
                                "\"wb1x wc2x\"~3",
                                "wb1x w/4 wd3x",
                                "wb1x -wc2x",
                                "wz25x -wb1x",
                                "wb1x OR wc2x -wd3x",
                                "wb1x +wc2x",
                                "wb*",
                                "w*",
                                "wz25*",
                                "rare*",
                                "rare* wb1x",
                                "wb1x w?25x",
                                "title:wb1x",
                                "source:herald",
                                "wb1x source:herald",
                                "wz25x source:herald",
                                "wb1x date:2012",
                                "wz25x date:2012..2014",
                                "date:2013",
                                "id:7",
                                "id:7 OR id:8 OR wz25x",
                                "wb1x -id:7",
                                "id:7 id:8",
                                "id:none",
                                "wb1x id:7",
                                "*",
                                "* -wb1x",
                                "source:herald OR wz25x",
                                "wb1x wc2x -source:gazette date:2011..2015"};

TEST(ListRanker, RanksAsXapianDoes) {
  const TempIndex index(invented(900));
  for (const char* query : kQueries) expect_same(index.shared_generation(), query, Sort::relevance);
}

TEST(ListRanker, RanksSeveralSegmentsWithDeletedArticlesAsXapianDoes) {
  const TempIndex index(invented(1500), 3);
  const auto generation = with_deleted(index);
  ASSERT_TRUE(generation->has_deleted());
  for (const char* query : kQueries) {
    // How many articles have one of several words, Xapian estimates anew for each segment.
    if (std::string_view(query).find('*') == std::string_view::npos || query[0] == '*')
      expect_same(generation, query, Sort::relevance);
  }
}

TEST(ListRanker, SortsByDateAsXapianDoes) {
  const TempIndex index(invented(700), 2);
  for (const char* query : kQueries) {
    expect_same(index.shared_generation(), query, Sort::newest);
    expect_same(index.shared_generation(), query, Sort::oldest);
  }
}

std::map<std::string, std::uint64_t> values_of(const MatchCounts& counts) {
  std::map<std::string, std::uint64_t> result;
  const std::vector<Facet> facets =
      facets_of(counts, {.facets = {std::string(kFilterFields[counts.fields[0]].name)}});
  for (const FacetValue& value : facets.front().values) result[value.value] = value.count;
  for (const TimelineBucket& bucket : timeline_of(counts, Period::year, CountUnit::articles))
    result["in " + bucket.period] = bucket.count;
  return result;
}

void expect_same_counts(const std::shared_ptr<const Generation>& generation, const char* text) {
  const SearchRequest request{.facets = {"source"}, .timeline = Period::year};
  const IndexQuery query = query_of(generation, text);
  auto ours = wanted_counts(request, *generation);
  auto theirs = wanted_counts(request, *generation);
  ListRanker(generation)
      .rank(query, id_documents(query, generation->open_postings()), Sort::relevance, {}, &*ours);
  XapianRanker(generation).rank(query, Sort::relevance, {}, &*theirs);
  // Xapian asks its observers before it takes out what is excluded.
  if (std::string_view(text).find(" -") != std::string_view::npos) return;
  EXPECT_EQ(ours->matches(), theirs->matches()) << text;
  EXPECT_EQ(values_of(*ours), values_of(*theirs)) << text;
}

TEST(ListRanker, CountsFacetsAsXapianDoes) {
  const TempIndex index(invented(700), 2);
  for (const char* text : kQueries) expect_same_counts(index.shared_generation(), text);
}

TEST(ListRanker, CountsNoDeletedArticles) {
  const TempIndex index(invented(700), 2);
  const auto generation = with_deleted(index);
  for (const char* text : kQueries) expect_same_counts(generation, text);
}

TEST(ListRanker, CountsFacetsOfExactlyTheMatches) {
  const TempIndex index(invented(700), 2);
  for (const char* text : kQueries) {
    auto counts =
        wanted_counts({.facets = {"source"}, .timeline = Period::month}, index.generation());
    const IndexQuery query = query_of(index.shared_generation(), text);
    const Ranking ranking =
        ListRanker(index.shared_generation()).rank(query, {}, Sort::relevance, {}, &*counts);
    std::uint64_t sum = 0;
    for (const auto& [name, count] : values_of(*counts)) sum += count;
    EXPECT_EQ(sum, 2 * ranking.total.value)
        << text;  // each article has a source and a year, or none
    EXPECT_EQ(counts->matches(), ranking.total.value) << text;
  }
}

}  // namespace
}  // namespace dateline
