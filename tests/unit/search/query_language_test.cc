// docs/query-language.md is true: each row of its tables is run against the articles at its end.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/plan/thesaurus.h"
#include "search/query/syntax_translation.h"
#include "search/searcher.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Cells = std::vector<std::string>;

std::string trimmed(std::string text) {
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

// The cells of "| a | b \| c |"; none where the line is no row of a table.
Cells cells_of(const std::string& line) {
  Cells cells;
  if (!line.starts_with("|")) return cells;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|') {
      cell += line[++i];
    } else if (line[i] == '|') {
      cells.push_back(trimmed(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  return cells;
}

struct Row {
  std::size_t line = 0;
  std::map<std::string, std::string> cells;  // by the name of the column

  bool has(const std::string& column) const { return cells.contains(column); }
  std::string operator[](const std::string& column) const {
    const auto found = cells.find(column);
    return found == cells.end() ? "" : found->second;
  }
};

// The rows of all tables of the document.
std::vector<Row> rows_of_manual() {
  std::ifstream file(DATELINE_SOURCE_DIR "/docs/query-language.md");
  std::vector<Row> rows;
  Cells header;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    const Cells cells = cells_of(line);
    if (cells.empty()) {
      header.clear();
    } else if (header.empty()) {
      header = cells;
    } else if (!cells[0].starts_with("---")) {
      Row row{.line = number};
      for (std::size_t i = 0; i < std::min(cells.size(), header.size()); ++i)
        row.cells[header[i]] = cells[i];
      rows.push_back(row);
    }
  }
  return rows;
}

// What stands between `…` in a cell.
std::vector<std::string> quoted_in(const std::string& cell) {
  std::vector<std::string> texts;
  for (std::size_t at = cell.find('`'); at != cell.npos;) {
    const std::size_t end = cell.find('`', at + 1);
    texts.push_back(cell.substr(at + 1, end - at - 1));
    at = cell.find('`', end + 1);
  }
  return texts;
}

// "source: TASS; url: https://example.org" in the fields of an article.
void fill_in(Article& article, std::string text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    const std::string part = trimmed(text.substr(0, end));
    text.erase(0, end + 1);
    const std::size_t colon = part.find(": ");
    const std::string name = part.substr(0, colon);
    const std::string value = part.substr(colon + 2);
    if (name == "source")
      article.source = value;
    else if (name == "place")
      article.place = value;
    else if (name == "author")
      article.authors = {value};
    else if (name == "topic")
      article.topics = {value};
    else if (name == "section")
      article.section = value;
    else if (name == "people")
      article.people = {value};
    else if (name == "organisation")
      article.organisations = {value};
    else if (name == "url")
      article.url = value;
    else if (name == "language")
      article.language = value;
    else
      ADD_FAILURE() << "no field " << name;
  }
}

class Manual : public ::testing::Test {
 protected:
  static std::vector<Article> articles(const std::vector<Row>& rows) {
    std::vector<Article> articles;
    for (const Row& row : rows) {
      if (!row.has("filled in")) continue;
      Article article{.id = quoted_in(row["id"]).front(),
                      .title = row["headline"],
                      .paragraphs = {row["text"]}};
      if (!row["published"].empty()) article.published = parse_iso_date(row["published"]);
      fill_in(article, row["filled in"]);
      articles.push_back(std::move(article));
    }
    return articles;
  }

  // "`talks`, `oil`", "all", "all but `oil`" or "none".
  std::set<std::string> named(const std::string& cell) const {
    const std::vector<std::string> listed = quoted_in(cell);
    std::set<std::string> ids(listed.begin(), listed.end());
    if (!cell.starts_with("all")) return ids;
    std::set<std::string> others;
    for (const Article& article : archive_) {
      if (!ids.contains(article.id)) others.insert(article.id);
    }
    return others;
  }

  const std::vector<Row> rows_ = rows_of_manual();
  const std::vector<Article> archive_ = articles(rows_);
};

TEST_F(Manual, EveryRowFindsWhatItSays) {
  const TempIndex index(archive_);
  const Searcher searcher = index.searcher();
  std::size_t run = 0;
  for (const Row& row : rows_) {
    if (!row.has("typed") || !row.has("here")) continue;
    const bool loosens = row["note"] == "words in quotes";
    for (const std::string& query : quoted_in(row["typed"])) {
      SCOPED_TRACE("line " + std::to_string(row.line) + ": " + query);
      ++run;
      const SearchResult result = searcher.search(
          {.query = query, .limit = 100, .words = loosens ? Operator::automatic : Operator::all});
      std::set<std::string> found;
      for (const Hit& hit : result.hits) found.insert(hit.id);
      if (loosens && !result.hits.empty()) found = {result.hits.front().id};
      EXPECT_EQ(found, named(row["here"]));
      if (row["note"].empty()) {
        EXPECT_THAT(result.notes, IsEmpty());
      } else {
        EXPECT_THAT(result.notes, Contains(HasSubstr(row["note"])));
      }
    }
  }
  EXPECT_GT(run, 200U);
}

// A row without articles would be a statement that nothing tests.
TEST_F(Manual, EveryRowSaysWhatItFinds) {
  for (const Row& row : rows_) {
    EXPECT_FALSE(row.has("here") && row["here"].empty()) << "line " << row.line;
  }
}

TEST(QueryLanguage, TranslatesOtherSystemsAsTheManualSays) {
  const std::map<std::string, Syntax> systems{{"nexis", Syntax::nexis},
                                              {"factiva", Syntax::factiva},
                                              {"proquest", Syntax::proquest},
                                              {"lucene", Syntax::lucene}};
  int rows = 0;
  for (const Row& row : rows_of_manual()) {
    if (!row.has("pasted")) continue;
    ++rows;
    const Syntax system = systems.at(quoted_in(row["with syntax"]).at(0));
    const std::string query = quoted_in(row["pasted"]).at(0);
    const std::string translated = quoted_in(row["translated"]).at(0);
    EXPECT_EQ(translate(query, system).query, translated) << "line " << row.line;
  }
  EXPECT_GT(rows, 10);
}

}  // namespace
}  // namespace dateline
