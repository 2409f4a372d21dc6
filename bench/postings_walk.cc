// What answering costs without HTTP, on an index that Dateline built; one thread, as JSON.
//   bench-postings-walk walk INDEX QUERIES.txt SECONDS     reads every posting of the queries'
//   words bench-postings-walk search INDEX QUERIES.txt SECONDS   searches, with snippets, as the
//   server does
//
// walk is a limit: no engine that ranks all matches by these postings can be faster with Xapian's
// format. A line of QUERIES.txt has the class, the words, and the query in Dateline's language,
// with tabs between them.
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <xapian.h>

#include "search/query/search_request.h"
#include "search/searcher.h"
#include "search/store/article/fields.h"
#include "search/store/generation.h"
#include "search/store/text/stemmer.h"

namespace dateline::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Query {
  std::string kind;
  std::vector<std::string> terms;  // of the index
  SearchRequest request;
};

std::vector<std::string> with_prefix(const Xapian::Database& postings, const std::string& prefix) {
  return {postings.allterms_begin(prefix), postings.allterms_end(prefix)};
}

std::vector<std::string> terms_of(const Xapian::Database& postings, const std::string& kind,
                                  const std::string& words) {
  if (kind == "prefix") return with_prefix(postings, words);
  Stemmer stemmer;
  std::vector<std::string> terms;
  std::istringstream stream(words);
  for (std::string word; stream >> word;) {
    const Stem stem = stemmer.stem(word, language_id("en"));
    terms.push_back(stem_term(stem.text, stem.language));
  }
  return terms;
}

std::vector<Query> read_queries(const Xapian::Database& postings, const std::string& path) {
  std::ifstream file(path);
  std::vector<Query> queries;
  for (std::string line; std::getline(file, line);) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (second == std::string::npos) throw std::runtime_error("not a query: " + line);
    const std::string kind = line.substr(0, first);
    const std::string words = line.substr(first + 1, second - first - 1);
    queries.push_back({.kind = kind,
                       .terms = terms_of(postings, kind, words),
                       .request = {.query = line.substr(second + 1), .words = Operator::all}});
  }
  return queries;
}

struct Measured {
  std::vector<double> milliseconds;
  std::uint64_t read = 0;  // postings, or hits
};

std::uint64_t walk(const Xapian::Database& postings, const Query& query) {
  std::uint64_t read = 0;
  std::uint64_t frequencies = 0;  // keeps the compiler from leaving the reading out
  for (const std::string& term : query.terms) {
    for (auto it = postings.postlist_begin(term); it != postings.postlist_end(term); ++it) {
      frequencies += it.get_wdf();
      ++read;
    }
  }
  if (frequencies < read) throw std::runtime_error("a posting without an occurrence");
  return read;
}

nlohmann::json report(std::map<std::string, Measured>& classes) {
  nlohmann::json json;
  for (auto& [kind, measured] : classes) {
    std::vector<double>& times = measured.milliseconds;
    std::sort(times.begin(), times.end());
    double seconds = 0;
    for (const double time : times) seconds += time / 1000;
    json[kind] = {{"qps", static_cast<double>(times.size()) / seconds},
                  {"p50_ms", times[times.size() / 2]},
                  {"read_per_second", static_cast<double>(measured.read) / seconds}};
  }
  return json;
}

// Runs all queries again and again until the time is up, every one as often as the others.
template <typename Answer>
nlohmann::json measure(const std::vector<Query>& queries, double seconds, const Answer& answer) {
  for (const Query& query : queries) answer(query);
  std::map<std::string, Measured> classes;
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  do {
    for (const Query& query : queries) {
      const auto begin = Clock::now();
      Measured& measured = classes[query.kind];
      measured.read += answer(query);
      const std::chrono::duration<double, std::milli> spent = Clock::now() - begin;
      measured.milliseconds.push_back(spent.count());
    }
  } while (Clock::now() < end);
  return report(classes);
}

nlohmann::json run(const std::string& mode, const std::string& index, const std::string& queries,
                   double seconds) {
  const auto folder = current_generation(index);
  if (!folder) throw std::runtime_error(index + " has no generation");
  const auto generation = std::make_shared<const Generation>(*folder);
  const Xapian::Database postings = generation->open_postings();
  const std::vector<Query> asked = read_queries(postings, queries);
  if (mode == "walk") {
    return measure(asked, seconds, [&](const Query& query) { return walk(postings, query); });
  }
  const Searcher searcher(generation);
  return measure(asked, seconds, [&](const Query& query) -> std::uint64_t {
    return searcher.search(query.request).hits.size();
  });
}

}  // namespace
}  // namespace dateline::bench

int main(int argc, char** argv) {
  const std::string mode = argc == 5 ? argv[1] : "";
  if (mode != "walk" && mode != "search") {
    std::cerr << "usage: bench-postings-walk walk|search INDEX QUERIES.txt SECONDS\n";
    return 2;
  }
  try {
    std::cout << dateline::bench::run(mode, argv[2], argv[3], std::stod(argv[4])).dump() << '\n';
    return 0;
  } catch (const Xapian::Error& error) {
    std::cerr << "bench-postings-walk: " << error.get_description() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "bench-postings-walk: " << error.what() << '\n';
  }
  return 1;
}
