#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "search/base/error.h"
#include "search/base/utf8.h"
#include "search/query/query_parser.h"

// Queries that nobody types but somebody sends.
namespace dateline {
namespace {

constexpr QueryLimits kNoLimits{.bytes = 1U << 30,
                                .words = 1U << 30,
                                .leaves = 1U << 30,
                                .depth = 16,
                                .phrase_words = 1U << 30,
                                .distance = 500,
                                .wildcards = 1U << 30,
                                .at_least = 100};

// Pieces of the language, whole and broken, and of text in several scripts.
constexpr std::string_view kPieces[] = {"and not",
                                        "or",
                                        "did",
                                        "hd=",
                                        "TI(",
                                        "site:",
                                        "wc>1",
                                        "near5",
                                        "not/5",
                                        "w/seg",
                                        "a/N5/b",
                                        "a[ti]",
                                        "/F5/",
                                        "date from 2017 to",
                                        "date:[2017 TO",
                                        "]",
                                        "!",
                                        "|",
                                        ",",
                                        "—",
                                        "www.example.org/a?b",
                                        "a",
                                        "war",
                                        " ",
                                        "  ",
                                        "\t",
                                        "(",
                                        ")",
                                        "((",
                                        "\"",
                                        "“",
                                        "”",
                                        "‘",
                                        "’",
                                        "«",
                                        "»",
                                        "„",
                                        "'",
                                        "AND",
                                        "OR",
                                        "NOT",
                                        "and",
                                        "+",
                                        "-",
                                        "--",
                                        "*",
                                        "?",
                                        "~",
                                        "~1",
                                        "~2",
                                        "^",
                                        "^2",
                                        "^1e9",
                                        "w/5",
                                        "w/0",
                                        "pre/3",
                                        "NEAR/7",
                                        "/s",
                                        "/p",
                                        "w/",
                                        "title:",
                                        "lead:",
                                        "source:",
                                        "url:",
                                        "foo:",
                                        ":",
                                        "date:",
                                        "before:",
                                        "2017",
                                        "2017-06",
                                        "..",
                                        "caps:",
                                        "caps(",
                                        "atleast5(",
                                        "atleast0(",
                                        "/",
                                        "://",
                                        "\\",
                                        ",",
                                        ".",
                                        "terror*",
                                        "*stan",
                                        "colo?r",
                                        "京",
                                        "北京大学",
                                        "Лавров",
                                        "الجيش",
                                        "צה\"ל",
                                        "é",
                                        "\xCC\x81",
                                        "\xE2\x80\x8B",
                                        "\xEF\xBB\xBF",
                                        "\xF0\x9F\x98\x80",
                                        "\xC2\xA0",
                                        "（",
                                        "）",
                                        "9999999999999999999999",
                                        "^0.5",
                                        "\n",
                                        "-5"};

template <typename Random>
std::string random_query(Random& random) {
  std::string query;
  const std::size_t pieces = random() % 24;
  for (std::size_t i = 0; i < pieces; ++i) query += kPieces[random() % std::size(kPieces)];
  return query;
}

std::size_t depth_of(const QueryNode& node) {
  std::size_t depth = 0;
  for (const QueryNode& child : node.children) depth = std::max(depth, depth_of(child));
  return depth + 1;
}

// How many children a kind has, and that only leaves have text.
void expect_well_formed(const QueryNode& node, std::string_view query) {
  using Kind = QueryNode::Kind;
  ASSERT_LE(node.begin, node.end) << query;
  ASSERT_LE(node.end, query.size()) << query;
  switch (node.kind) {
    case Kind::everything:
    case Kind::dates:
      ASSERT_TRUE(node.children.empty()) << query;
      break;
    case Kind::word:
    case Kind::phrase:
    case Kind::filter:
      ASSERT_TRUE(node.children.empty() && !node.text.empty() &&
                  find_invalid_utf8(node.text) == std::string_view::npos)
          << query;
      break;
    case Kind::at_least:
    case Kind::zone:
      ASSERT_EQ(node.children.size(), 1U) << query;
      break;
    case Kind::without:
    case Kind::rank_with:
      ASSERT_EQ(node.children.size(), 2U) << query;
      break;
    default:
      ASSERT_GE(node.children.size(), 2U) << query;
  }
  for (const QueryNode& child : node.children) expect_well_formed(child, query);
}

TEST(QueryParserHostile, MakesAWellFormedTreeOfAnyText) {
  std::mt19937 random(20170125);
  for (int i = 0; i < 200'000; ++i) {
    const std::string query = random_query(random);
    const Operator words = i % 2 == 0 ? Operator::automatic : Operator::any;
    try {
      const ParsedQuery parsed = parse_query(query, words);
      expect_well_formed(parsed.root, query);
      ASSERT_LE(depth_of(parsed.root), 6 * (QueryLimits{}.depth + 1)) << query;
    } catch (const InputError& error) {
      ASSERT_NE(std::string_view(error.what()).find("(limit "), std::string_view::npos)
          << query << ": " << error.what();
    }
    if (HasFatalFailure()) return;
  }
}

TEST(QueryParserHostile, RefusesBytesThatAreNoTextAndTakesTheRest) {
  std::mt19937 random(1);
  for (int i = 0; i < 50'000; ++i) {
    std::string bytes;
    for (std::size_t length = random() % 12; length > 0; --length) {
      bytes +=
          static_cast<char>(random() % 3 == 0 ? random() : " ab\"()*~^:/+-\xE2\x80"[random() % 16]);
    }
    const bool is_text =
        find_invalid_utf8(bytes) == std::string::npos && bytes.find('\0') == std::string::npos;
    bool refused = false;
    try {
      expect_well_formed(parse_query(bytes, Operator::all).root, bytes);
    } catch (const InputError&) {
      refused = true;
    }
    ASSERT_EQ(refused, !is_text) << bytes;
  }
}

// A refusal is an answer too.
void parse(const std::string& query, const QueryLimits& limits) {
  try {
    parse_query(query, Operator::automatic, limits);
  } catch (const InputError&) {
  }
}

std::string filled(std::string_view piece, std::size_t bytes) {
  std::string query;
  while (query.size() + piece.size() <= bytes) query += piece;
  return query;
}

// Each of these takes many seconds per 100 kB where something is quadratic.
constexpr std::string_view kRepeated[] = {"hd=",
                                          "TI(",
                                          "date(",
                                          "wc>1 ",
                                          "near1:",
                                          "a/N5/b ",
                                          "a[ti] ",
                                          "date from 2017 to 2018 ",
                                          "published:[2017 TO ",
                                          "a or b ",
                                          "(a or ",
                                          "and not ",
                                          "a !b ",
                                          "a not w/5 b ",
                                          "oil,",
                                          "oil|",
                                          "AROUND(",
                                          "terror!",
                                          "(",
                                          ")",
                                          "()",
                                          "NOT ",
                                          "AND ",
                                          "OR ",
                                          "-",
                                          "+",
                                          "- ",
                                          "\"",
                                          "“",
                                          "”",
                                          "‘",
                                          "’ ",
                                          "‘a ",
                                          "a ‘b ",
                                          "«",
                                          "»a ",
                                          "“a\" ",
                                          "\"a” ",
                                          "a",
                                          "a ",
                                          "~",
                                          "^",
                                          "a~",
                                          "a^2",
                                          "*",
                                          "a* ",
                                          "?",
                                          "a? ",
                                          "w/5 ",
                                          "a w/5 ",
                                          "a w/1 b w/2 ",
                                          "title:",
                                          "title:( ",
                                          "foo:",
                                          "foo:x ",
                                          "before:x ",
                                          "date:2017 ",
                                          "-(a OR ",
                                          "atleast5(",
                                          "caps(",
                                          ":",
                                          "/",
                                          "京",
                                          "\"a b\"~5 ",
                                          ")~1",
                                          ")9",
                                          "\xC2\xA0",
                                          "צ\"",
                                          "terror~1 ",
                                          "source:(a b ",
                                          ","};

// No clock is read: in a time that grows with the square of the query, these would run for hours,
// and ctest ends them (see CMakeLists.txt). Eight kilobytes are the usual limit.
TEST(QueryParserHostile, TakesLinearTimeWhereTheLimitsAreRaised) {
  for (const std::string_view piece : kRepeated) parse(filled(piece, 200'000), kNoLimits);
}

TEST(QueryParserHostile, AnswersMegabytesAtOnceWithTheUsualLimits) {
  for (const std::string_view piece : {"(", "NOT ", "a ", "a w/5 ", "\"a b\" ", ") ", "a"})
    parse(filled(piece, 2'000'000), {.bytes = 2'000'000});
}

}  // namespace
}  // namespace dateline
