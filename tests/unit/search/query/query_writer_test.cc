#include "search/query/query_writer.h"

#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/base/error.h"
#include "search/query/query_parser.h"
#include "tests/support/hostile_queries.h"

namespace dateline {
namespace {

std::string as_read(const std::string& query, Operator words = Operator::automatic) {
  return query_as_read(query, parse_query(query, words).root, words, {});
}

TEST(QueryWriter, ShowsWithBracketsHowAQueryWasRead) {
  EXPECT_EQ(as_read("harbour strike"), "harbour strike");
  EXPECT_EQ(as_read("harbour AND strike"), "harbour strike");
  EXPECT_EQ(as_read("storm snow OR school"), "(storm snow) OR school");
  EXPECT_EQ(as_read("(storm OR snow) school -closed -late"),
            "((storm OR snow) school) -closed -late");
  EXPECT_EQ(as_read("NOT football"), "-football");
  EXPECT_EQ(as_read("oil,gas"), "oil gas");
  EXPECT_EQ(as_read("oil|gas price"), "(oil OR gas) price");
  EXPECT_EQ(as_read("oil or gas"), "oil or gas");
  EXPECT_EQ(as_read("(syria or lebanon) AND talks"), "(syria OR lebanon) talks");
  EXPECT_EQ(as_read("(unclosed bracket"), "unclosed bracket");
  EXPECT_EQ(as_read(""), "");
  EXPECT_EQ(as_read("*"), "");
}

TEST(QueryWriter, WritesEveryOperator) {
  EXPECT_EQ(as_read("«war on terror»~2"), "\"war on terror\"~2");
  EXPECT_EQ(as_read("\"envoys\"^2"), "\"envoys\"^2");
  EXPECT_EQ(as_read("lavrov near/5 (syria OR \"middle east\")"),
            "lavrov w/5 (syria OR \"middle east\")");
  EXPECT_EQ(as_read("a pre/3 b pre/3 c"), "a pre/3 b pre/3 c");
  EXPECT_EQ(as_read("a /s b"), "a /s b");
  EXPECT_EQ(as_read("a w/p b"), "a /p b");
  EXPECT_EQ(as_read("atleast5 iraq"), "atleast5(iraq)");
  EXPECT_EQ(as_read("caps(WHO)"), "caps:WHO");
  EXPECT_EQ(as_read("title:(oil OR gas)"), "title:(oil OR gas)");
  EXPECT_EQ(as_read("intitle:lavrov"), "title:lavrov");
  EXPECT_EQ(as_read("HEADLINE(opec)"), "title:opec");
  EXPECT_EQ(as_read("terror* moham?ed lavrov~1"), "terror* moham?ed lavrov~1");
  EXPECT_EQ(as_read("source:TASS place:(New York OR Boston)"),
            "source:\"TASS\" (place:\"New York\" OR place:\"Boston\")");
  EXPECT_EQ(as_read("date:2017"), "date:2017");
  EXPECT_EQ(as_read("date:2017-03"), "date:2017-03");
  EXPECT_EQ(as_read("date:2017-03-05"), "date:2017-03-05");
  EXPECT_EQ(as_read("date:2017-01..2017-06"), "date:2017-01-01..2017-06-30");
  EXPECT_EQ(as_read("since:2017"), "date:2017-01-01..");
  EXPECT_EQ(as_read("before:2018"), "date:..2017-12-31");
  EXPECT_EQ(as_read("U S sanctions"), "U S sanctions");
}

TEST(QueryWriter, KeepsWhatIsRequiredWhereWordsAreAlternatives) {
  EXPECT_EQ(as_read("harbour strike", Operator::any), "harbour OR strike");
  EXPECT_EQ(as_read("+harbour strike delay", Operator::any), "+harbour strike delay");
  EXPECT_EQ(as_read("a AND b c", Operator::any), "(a AND b) OR c");
}

// What the query is when it is read again.
void expect_same_tree(const std::string& query, Operator words) {
  std::string tree;
  try {
    tree = to_text(parse_query(query, words).root);
  } catch (const InputError&) {
    return;  // beyond a limit: it has no reading
  }
  const std::string written = as_read(query, words);
  EXPECT_EQ(to_text(parse_query(written, words).root), tree) << query << "\n read as " << written;
}

constexpr Operator kOperators[] = {Operator::automatic, Operator::all, Operator::any};

TEST(QueryWriter, WritesWhatIsReadAsTheSameTree) {
  HostileQueries queries(20261130);
  for (int i = 0; i < 1500; ++i) expect_same_tree(queries.next(), kOperators[i % 3]);
}

// The queries in the tables of the manual, between `…`.
std::vector<std::string> queries_of_manual() {
  std::ifstream manual(DATELINE_SOURCE_DIR "/docs/query-language.md");
  std::vector<std::string> queries;
  for (std::string line; std::getline(manual, line);) {
    if (!line.starts_with("| `")) continue;
    for (std::size_t at = line.find('`'); at != line.npos;) {
      const std::size_t end = line.find('`', at + 1);
      if (end == line.npos) break;
      queries.push_back(line.substr(at + 1, end - at - 1));
      at = line.find('`', end + 1);
    }
  }
  return queries;
}

TEST(QueryWriter, WritesTheQueriesOfTheManualAsTheyAreRead) {
  const std::vector<std::string> queries = queries_of_manual();
  ASSERT_GT(queries.size(), 200);
  for (const Operator words : kOperators) {
    for (const std::string& query : queries) expect_same_tree(query, words);
  }
}

// Not only by giving back what was typed.
TEST(QueryWriter, WritesNearlyAllQueriesOfTheManualAnew) {
  std::size_t written = 0;
  const std::vector<std::string> queries = queries_of_manual();
  for (const std::string& query : queries) {
    const QueryNode root = parse_query(query, Operator::automatic).root;
    const std::string text = root.kind == QueryNode::Kind::everything ? "" : to_query(root);
    written += to_text(parse_query(text, Operator::automatic).root) == to_text(root) ? 1 : 0;
  }
  EXPECT_GT(written * 100, queries.size() * 95) << written << " of " << queries.size();
}

}  // namespace
}  // namespace dateline
