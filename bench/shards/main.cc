// bench-shards: whether an archive that is cut into shards gives the answers of one index, and what
// its machines would have to tell one another. See bench/README.md.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

#include "bench/duplicates/archive.h"
#include "bench/scratch_folder.h"
#include "bench/shards/leaves.h"
#include "bench/shards/messages.h"
#include "bench/shards/root.h"
#include "search/searcher.h"

namespace dateline::bench {
namespace {

// A line "class TAB words TAB query"; words: "automatic" or "all".
struct AskedQuery {
  std::string kind;
  SearchRequest request;
};

std::vector<AskedQuery> read_queries(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<AskedQuery> queries;
  for (std::string line; std::getline(file, line);) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (second == std::string::npos)
      throw std::runtime_error(path + " has a line without two tabs");
    const std::string words = line.substr(first + 1, second - first - 1);
    queries.push_back({line.substr(0, first),
                       {.query = line.substr(second + 1),
                        .words = words == "all" ? Operator::all : Operator::automatic}});
  }
  return queries;
}

// What one search answers: the ids of the page, and what a page of hits is in bytes.
struct Page {
  std::vector<std::string> ids;
  std::vector<double> scores;
  std::uint64_t total = 0;
  std::uint64_t bytes = 0;

  bool operator==(const Page& other) const { return ids == other.ids && total == other.total; }
};

std::uint64_t bytes_of(const Hit& hit) {
  std::uint64_t bytes = hit.id.size() + hit.title.text.size() + hit.url.size() + hit.source.size();
  for (const MarkedText& snippet : hit.snippets)
    bytes += snippet.text.size() + snippet.marks.size() * 13;  // <mark></mark>
  return bytes;
}

Page page_of(const SearchResult& result) {
  Page page{.total = result.total.value};
  for (const Hit& hit : result.hits) {
    page.ids.push_back(hit.id);
    page.scores.push_back(hit.score);
    page.bytes += bytes_of(hit);
  }
  return page;
}

Page page_of(const RootAnswer& answer, const Searcher& together) {
  Page page{.total = answer.total};
  for (const Scored& one : answer.page) page.ids.push_back(together.article_at(one.docid).id);
  return page;
}

// What a merge of answers gives whose leaves know nothing of one another: the greatest scores.
Page merged(const std::vector<Page>& pages) {
  std::vector<std::pair<double, std::string>> all;
  Page merged;
  for (const Page& page : pages) {
    merged.total += page.total;
    for (std::size_t i = 0; i < page.ids.size(); ++i)
      all.emplace_back(-page.scores[i], page.ids[i]);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [score, id] : all) {
    if (merged.ids.size() == 10) break;
    merged.ids.push_back(id);
  }
  return merged;
}

std::uint64_t quantile(std::vector<std::uint64_t> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void print_sizes(const char* what, const std::vector<std::uint64_t>& sizes) {
  std::printf("| %s | %lu | %lu | %lu |\n", what, quantile(sizes, 0.5), quantile(sizes, 0.99),
              quantile(sizes, 1));
}

// How many answers are those of one index.
struct Same {
  std::size_t pages = 0;
  std::size_t totals = 0;

  void add(const Page& one_index, const Page& other) {
    pages += other.ids == one_index.ids ? 1 : 0;
    totals += other.total == one_index.total ? 1 : 0;
  }
};

// Of some queries, what came of them and how long messages were.
struct Tally {
  std::size_t queries = 0;
  std::size_t loose = 0;
  Same informed, informed_as_cut, told, told_nothing, alone;
  std::vector<std::uint64_t> statistics_asked, statistics, ranking_asked, ranking, subject,
      snippets;

  void add(const RootAnswer& answer, std::size_t shards, std::uint64_t page_bytes) {
    ++queries;
    const auto each = [&](std::uint64_t bytes) { return bytes / shards; };
    statistics_asked.push_back(each(answer.rounds.statistics.asked));
    statistics.push_back(each(answer.rounds.statistics.answered));
    ranking_asked.push_back(each(answer.rounds.ranking.asked));
    ranking.push_back(each(answer.rounds.ranking.answered));
    snippets.push_back(page_bytes);
    if (answer.is_loose) {
      ++loose;
      subject.push_back(answer.rounds.subject.asked + answer.rounds.subject.answered);
    }
  }
};

void print_same(const char* what, const Same& same) {
  std::printf("| %s | %zu | %zu |\n", what, same.pages, same.totals);
}

void print(const Tally& tally, std::size_t shards) {
  std::printf("%zu shards, %zu queries, %zu of them with few articles that have all the words\n\n",
              shards, tally.queries, tally.loose);
  std::printf("| leaves know | pages of one index | totals of one index |\n| --- | --- | --- |\n");
  print_same("all words of the others", tally.informed);
  print_same("the same, and the index is in as many segments", tally.informed_as_cut);
  if (tally.told.totals > 0) {
    print_same("what the others tell of the query's words", tally.told);
    print_same("of the others, frequencies but no forms (control)", tally.told_nothing);
  }
  print_same("only themselves (control)", tally.alone);
  std::printf("\n");
  std::printf("| bytes, %zu shards | median | 99 %% | most |\n| --- | --- | --- | --- |\n", shards);
  print_sizes("round 1, to each leaf", tally.statistics_asked);
  print_sizes("round 1, from each leaf", tally.statistics);
  print_sizes("round 2, to each leaf", tally.ranking_asked);
  print_sizes("round 2, from each leaf", tally.ranking);
  print_sizes("subject, to and from all, where few have all words", tally.subject);
  print_sizes("snippets, from all", tally.snippets);
  std::printf("\n");
  std::fflush(stdout);
}

class Comparison {
 public:
  Comparison(const std::vector<Article>& articles, std::size_t shards,
             const std::filesystem::path& folder)
      : shards_(articles, shards, folder),
        together_(shards_.together()),
        informed_(shards_.leaves(Knows::all)),
        uninformed_(shards_.leaves(Knows::itself)),
        folder_(folder / "told") {
    for (const auto& leaf : uninformed_) alone_.emplace_back(leaf->generation);
  }

  // `one_index` is what the same articles answer in one segment.
  void compare(const AskedQuery& asked, const Page& one_index, Tally& tally) const {
    const RootAnswer answer = ask_leaves(shards_, informed_, asked.request);
    const Page sharded = page_of(answer, together_);
    std::vector<Page> pages;
    for (const Searcher& leaf : alone_) pages.push_back(page_of(leaf.search(asked.request)));
    tally.add(answer, shards_.count(), one_index.bytes);
    tally.informed.add(one_index, sharded);
    tally.informed_as_cut.add(page_of(together_.search(asked.request)), sharded);
    tally.alone.add(one_index, merged(pages));
    if (sharded != one_index) print_difference("informed", asked, one_index, sharded);
  }

  // Round one in earnest: each leaf tells what it has of the query's words, and learns no more.
  void compare_told(const AskedQuery& asked, const Page& one_index, Tally& tally) const {
    std::vector<std::vector<LexiconEntry>> told;
    for (const auto& leaf : uninformed_) told.push_back(told_forms(*leaf, asked.request));
    const Page page = ask_told(asked.request, told);
    tally.told.add(one_index, page);
    if (page != one_index) print_difference("told", asked, one_index, page);
    tally.told_nothing.add(
        one_index, ask_told(asked.request, std::vector<std::vector<LexiconEntry>>(told.size())));
  }

 private:
  Page ask_told(const SearchRequest& request,
                const std::vector<std::vector<LexiconEntry>>& told) const {
    return page_of(ask_leaves(shards_, shards_.leaves_told(told, folder_), request), together_);
  }

  void print_difference(const char* leaves, const AskedQuery& asked, const Page& one_index,
                        const Page& other) const {
    std::printf("differs: %zu %s leaves, totals %lu and %lu, %s: %s\n", shards_.count(), leaves,
                one_index.total, other.total, asked.kind.c_str(), asked.request.query.c_str());
  }

  Shards shards_;
  Searcher together_;
  std::vector<std::unique_ptr<Leaf>> informed_;
  std::vector<std::unique_ptr<Leaf>> uninformed_;
  std::vector<Searcher> alone_;
  std::filesystem::path folder_;
};

void run(const std::string& articles_file, const std::string& queries_file, std::size_t told) {
  std::ifstream file(articles_file);
  if (!file) throw std::runtime_error("cannot read " + articles_file);
  const std::vector<Article> articles = read_articles(file);
  const std::vector<AskedQuery> queries = read_queries(queries_file);
  const ScratchFolder scratch("shards");
  const Shards whole(articles, 1, scratch.path() / "whole");
  const Searcher one_index(whole.together());
  std::printf("%zu articles, %zu queries; the lexicon has %zu bytes, lists of postings %zu\n",
              articles.size(), queries.size(),
              static_cast<std::size_t>(std::filesystem::file_size(
                  scratch.path() / "whole" / "informed-1" / "segment-0" / segment_files::kLexicon)),
              static_cast<std::size_t>(std::filesystem::file_size(
                  scratch.path() / "whole" / "informed-1" / "segment-0" / segment_files::kLists)));
  std::vector<Page> pages;
  for (const AskedQuery& asked : queries) pages.push_back(page_of(one_index.search(asked.request)));
  for (const std::size_t shards : {1U, 2U, 5U}) {
    const Comparison comparison(articles, shards, scratch.path() / std::to_string(shards));
    Tally tally;
    for (std::size_t i = 0; i < queries.size(); ++i) {
      comparison.compare(queries[i], pages[i], tally);
      if (shards > 1 && i < told) comparison.compare_told(queries[i], pages[i], tally);
    }
    print(tally, shards);
  }
}

}  // namespace
}  // namespace dateline::bench

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) {
    std::cerr << "usage: bench-shards ARTICLES.jsonl QUERIES.tsv [TOLD]\n"
                 "TOLD: so many queries also with leaves that know only what they are told\n";
    return 2;
  }
  try {
    dateline::bench::run(argv[1], argv[2], argc == 4 ? std::stoul(argv[3]) : 0);
  } catch (const std::exception& error) {
    std::cerr << "bench-shards: " << error.what() << "\n";
    return 1;
  }
}
