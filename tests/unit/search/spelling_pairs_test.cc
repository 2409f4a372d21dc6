#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/base/utf8.h"
#include "search/plan/synonyms.h"
#include "search/plan/thesaurus.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

// A line of tests/data/spellings.txt.
struct SpellingPair {
  int line = 0;
  std::string one;
  std::string other;
  std::string verdict;
};

// "a | b" in pieces.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(" |", at), line.size());
    cells.emplace_back(line.substr(at, end - at));
    if (!cells.back().empty() && cells.back().front() == ' ') cells.back().erase(0, 1);
    at = end + 2;
  }
  return cells;
}

// With \u0301 and \U0001D5D5 as the characters of these numbers.
std::string unescaped(std::string_view cell) {
  std::string text;
  while (!cell.empty()) {
    const std::size_t digits = cell.starts_with("\\u") ? 4 : cell.starts_with("\\U") ? 8 : 0;
    if (digits == 0) {
      text += cell.front();
      cell.remove_prefix(1);
      continue;
    }
    const std::string number(cell.substr(2, digits));
    append_utf8(text, static_cast<char32_t>(std::stoul(number, nullptr, 16)));
    cell.remove_prefix(2 + digits);
  }
  return text;
}

// By language.
std::map<std::string, std::vector<SpellingPair>> read_pairs() {
  std::ifstream file(std::filesystem::path(DATELINE_SOURCE_DIR) / "tests/data/spellings.txt");
  std::map<std::string, std::vector<SpellingPair>> pairs;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::vector<std::string> cells = cells_of(line);
    if (cells.size() != 5) throw std::runtime_error("no five cells: " + line);
    pairs[cells[0]].push_back({number, unescaped(cells[1]), unescaped(cells[2]), cells[3]});
  }
  return pairs;
}

// An article for each form, with the form inside a sentence of nothing else.
TempIndex index_of(const std::string& language, const std::vector<SpellingPair>& pairs) {
  std::set<std::string> forms;
  for (const SpellingPair& pair : pairs) forms.insert({pair.one, pair.other});
  std::vector<Article> articles;
  for (const std::string& form : forms) {
    articles.push_back(
        {.id = form, .language = language, .paragraphs = {"zz zz " + form + " zz zz."}});
  }
  return TempIndex(articles);
}

// With the lists that come with the program.
Searcher searcher_on(const TempIndex& index) {
  const std::filesystem::path folder = std::filesystem::path(DATELINE_SOURCE_DIR) / "config";
  return Searcher(index.shared_generation(), std::make_shared<const Thesaurus>(Thesaurus{
                                                 Synonyms::read(folder / "synonyms.txt"),
                                                 Synonyms::read(folder / "given_names.txt")}));
}

bool finds(const Searcher& searcher, const std::string& typed, const std::string& written,
           NameSpellings names) {
  const SearchResult result = searcher.search({.query = typed,
                                               .limit = 1000,
                                               .words = Operator::all,
                                               .snippet_words = 0,
                                               .besides = {.names = names}});
  return std::any_of(result.hits.begin(), result.hits.end(),
                     [&](const Hit& hit) { return hit.id == written; });
}

void expect_pair(const Searcher& searcher, const SpellingPair& pair) {
  const std::string where = "tests/data/spellings.txt:" + std::to_string(pair.line) + ": ";
  const bool meets = pair.verdict != "apart";
  const NameSpellings names =
      pair.verdict == "meet" ? NameSpellings::exact : NameSpellings::similar;
  EXPECT_THAT(pair.verdict, ::testing::AnyOf("meet", "names", "apart")) << where;
  EXPECT_NE(pair.one, pair.other) << where;
  for (const auto& [typed, written] : {std::pair(pair.one, pair.other), {pair.other, pair.one}}) {
    EXPECT_TRUE(finds(searcher, typed, typed, names)) << where << typed << " finds itself";
    EXPECT_EQ(finds(searcher, typed, written, names), meets)
        << where << typed << (meets ? " finds " : " does not find ") << written;
  }
}

TEST(SpellingPairs, MeetOrStayApartAsLinguistsSay) {
  for (const auto& [language, pairs] : read_pairs()) {
    SCOPED_TRACE(language);
    const TempIndex index = index_of(language, pairs);
    const Searcher searcher = searcher_on(index);
    for (const SpellingPair& pair : pairs) expect_pair(searcher, pair);
  }
}

}  // namespace
}  // namespace dateline
