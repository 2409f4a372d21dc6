#include "search/query/query_writer.h"

#include <cstdint>
#include <fstream>
#include <random>
#include <string>
#include <utility>
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
  EXPECT_EQ(as_read("oil or (gas \"price rise\")"), "oil or (gas \"price rise\")");
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
  EXPECT_EQ(as_read("title:(atleast2(oil))"), "title:(atleast2(oil))");
  EXPECT_EQ(as_read("lead:(title:oil)"), "lead:(title:oil)");
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
  EXPECT_EQ(as_read("oil U S", Operator::any), "oil OR (U AND S)");
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

// The tree without the places in the query that it was read from.
QueryNode without_places(QueryNode node) {
  node.begin = node.end = 0;
  for (QueryNode& child : node.children) child = without_places(std::move(child));
  return node;
}

// Queries of the whole language, well formed and not quite: every operator, field and suffix, in
// several scripts. The same seed gives the same queries.
class RandomQueries {
 public:
  explicit RandomQueries(std::uint64_t seed) : random_(seed) {}

  std::string next() {
    std::string query = tree(below(5));
    while (one_in(4)) query += one_of({" ", " OR ", " AND "}) + tree(below(3));
    return one_in(4) ? broken(query) : query;
  }

 private:
  std::size_t below(std::size_t count) { return random_() % count; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  std::string one_of(const std::vector<std::string>& choices) {
    return choices[below(choices.size())];
  }
  std::string number(std::size_t most) { return std::to_string(1 + below(most)); }

  std::string word() {
    return one_of({"harbour",  "Lavrov",  "WHO",     "U.S.",      "Su-35", "don't", "d’État",
                   "1,234.5",  "oil,gas", "oil|gas", "and",       "or",    "not",   "near",
                   "title",    "date",    "гавань",  "Маркович",  "ميناء", "भारत",  "北京",
                   "首相官邸", "서울은",  "Straße",  "İstanbul",  "ถนน",   "U S",   "x",
                   "NOT",      "a/b",     "w/5",     "bbc.co.uk", "C++",   "AT&T",  "😀"});
  }

  std::string phrase() {
    std::string words = word();
    for (std::size_t count = below(4); count > 0; --count) words += " " + word();
    static const std::vector<std::pair<std::string, std::string>> kQuotes = {
        {"\"", "\""}, {"“", "”"}, {"«", "»"}, {"„", "“"}, {"「", "」"}};
    const auto& [open, close] = kQuotes[below(kQuotes.size())];
    return open + words + close + (one_in(4) ? "~" + number(9) : "");
  }

  std::string pattern() {
    return one_of({"librar*", "*graph", "moham?ed", "terror!", "wom#n", "te*", "гаван*", "int*rest",
                   "lavrov~", "lavrov~1", "gorbachev~2", "مينا*", "what?", "*"});
  }

  std::string filter() {
    return one_of({"", "", "-"}) +
           one_of({"source:", "place:", "topic:", "people:", "author:", "lang:", "hd=", "url:"}) +
           (one_in(2)   ? word()
            : one_in(2) ? phrase()
                        : "(" + word() + " OR " + word() + ")");
  }

  std::string dates() {
    return one_of({"date:", "since:", "before:", "after:", "until:"}) +
           one_of({"2017", "2017-03", "2017-03-05", "2016..2018", "2017-01..2017-06", "..1987",
                   "1987..", "2017-02-31", "yesterday", "2018..2016"});
  }

  std::string leaf() {
    std::string text;
    switch (below(9)) {
      case 0:
      case 1:
        text = phrase();
        break;
      case 2:
        text = pattern();
        break;
      case 3:
        return filter();
      case 4:
        return dates();
      case 5:
        return one_of({"title:", "lead:", "caps:", "intitle:", "HEADLINE"}) +
               (one_in(2) ? "(" + tree(1) + ")" : word());
      default:
        text = word();
    }
    return text + (one_in(8) ? one_of({"^2", "^0.5", "^3.25", "^1000"}) : "");
  }

  std::string tree(std::size_t depth) {
    if (depth == 0) return leaf();
    switch (below(8)) {
      case 0:
        return "(" + tree(depth - 1) + ")";
      case 1:
        return "atleast" + number(5) + "(" + tree(depth - 1) + ")";
      case 2:
        return one_of({"-", "NOT ", "+", "not "}) + tree(depth - 1);
      default:
        return tree(depth - 1) + joint() + tree(depth - 1);
    }
  }

  std::string joint() {
    return one_of({" ", " ", " AND ", " OR ", " or ", " -", " +", " NOT ", " AND NOT ",
                   " w/" + number(9) + " ", " pre/" + number(9) + " ", " near/" + number(9) + " ",
                   " /s ", " /p ", " | ", " & "});
  }

  // With a sign that is missing or one too many.
  std::string broken(std::string query) {
    static const std::string kSigns = "()\"";
    const std::size_t at = query.find_first_of(kSigns);
    if (at != query.npos && one_in(2)) return query.erase(at, 1);
    if (one_in(2)) return query + kSigns[below(kSigns.size())];
    return kSigns[below(kSigns.size())] + query;
  }

  std::mt19937_64 random_;
};

// Values are compared, not their text: as text, two trees can be alike that are not.
TEST(QueryWriter, WritesRandomTreesAsTheyAreRead) {
  RandomQueries queries(20261201);
  std::size_t read = 0;
  std::size_t written_anew = 0;
  for (int i = 0; i < 6000; ++i) {
    const Operator words = kOperators[i % 3];
    const std::string query = queries.next();
    QueryNode root;
    try {
      root = without_places(parse_query(query, words).root);
    } catch (const InputError&) {
      continue;  // beyond a limit: it has no reading
    }
    const std::string written = as_read(query, words);
    EXPECT_EQ(without_places(parse_query(written, words).root), root)
        << query << "\n read as " << written << "\n"
        << to_text(root) << "\n"
        << to_text(parse_query(written, words).root);
    ++read;
    const std::string anew = root.kind == QueryNode::Kind::everything ? "" : to_query(root, words);
    written_anew += to_text(parse_query(anew, words).root) == to_text(root) ? 1 : 0;
  }
  EXPECT_GT(read, 5900);
  EXPECT_GT(written_anew * 100, read * 97) << written_anew << " of " << read;
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
