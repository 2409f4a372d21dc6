// Asks an index hostile queries, in process: every one is answered or refused with an InputError.
//   hostile-queries INDEX COUNT SEED [MOST_SECONDS]   asks, and prints counts, the slowest and RSS
//   hostile-queries --print COUNT SEED                prints queries for a server, one a line
// Exit status 1 where anything else happens, or a query takes more CPU than MOST_SECONDS. Built
// with -DDATELINE_ASAN it finds leaks too.
#include "tests/support/hostile_queries.h"

#include <cctype>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include <time.h>

#include "search/base/error.h"
#include "search/plan/synonyms.h"
#include "search/plan/thesaurus.h"
#include "search/searcher.h"
#include "search/store/generation.h"

namespace dateline {
namespace {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

long resident_kb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon:")) return std::stol(line.substr(8));
  }
  return 0;
}

std::string percent_encoded(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string result;
  for (const unsigned char byte : text) {
    if (std::isalnum(byte) != 0) {
      result += static_cast<char>(byte);
    } else {
      result += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return result;
}

struct Report {
  std::uint64_t answered = 0;
  std::uint64_t hits = 0;
  std::map<std::string, std::uint64_t> refused;  // by limit
  double slowest = 0;
  SearchRequest slowest_request;
  double seconds = 0;
};

// "… (limit words)" is "words".
std::string limit_of(std::string_view message) {
  const std::size_t at = message.rfind("(limit ");
  if (at == std::string_view::npos) return std::string(message);
  return std::string(message.substr(at + 7, message.size() - at - 8));
}

void ask(const Searcher& searcher, const SearchRequest& request, Report& report) {
  const double begin = cpu_seconds();
  try {
    report.hits += searcher.search(request).hits.size();
    ++report.answered;
  } catch (const InputError& error) {
    ++report.refused[limit_of(error.what())];
  }
  const double spent = cpu_seconds() - begin;
  report.seconds += spent;
  if (spent <= report.slowest) return;
  report.slowest = spent;
  report.slowest_request = request;
}

void print(const Report& report, long resident_early) {
  std::cout << report.answered << " answered with " << report.hits << " hits\n";
  for (const auto& [limit, count] : report.refused)
    std::cout << count << " refused: " << limit << '\n';
  std::printf(
      "slowest %.3f s of CPU, mean %.2f ms; memory %ld kB after a tenth, %ld kB at the end\n",
      report.slowest, report.seconds * 1000 / static_cast<double>(report.answered + 1),
      resident_early, resident_kb());
  std::cout << "slowest query (" << report.slowest_request.query.size()
            << " bytes): " << report.slowest_request.query.substr(0, 300) << '\n';
}

int ask_all(const std::string& index, std::uint64_t count, std::uint64_t seed, double most) {
  const auto folder = current_generation(index);
  if (!folder) throw std::runtime_error(index + " has no generation");
  const auto thesaurus = std::make_shared<Thesaurus>();
  thesaurus->words = Synonyms::read(DATELINE_SOURCE_DIR "/config/synonyms.txt");
  thesaurus->names = Synonyms::read(DATELINE_SOURCE_DIR "/config/given_names.txt");
  const Searcher searcher(std::make_shared<const Generation>(*folder), thesaurus);
  HostileQueries queries(seed);
  Report report;
  long resident_early = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    ask(searcher, queries.next_request(), report);
    if (i == count / 10) resident_early = resident_kb();
  }
  print(report, resident_early);
  return report.slowest > most ? 1 : 0;
}

int print_all(std::uint64_t count, std::uint64_t seed) {
  HostileQueries queries(seed);
  for (; count > 0; --count) std::cout << percent_encoded(queries.next()) << '\n';
  return 0;
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  if (argc < 4 || argc > 5) {
    std::cerr << "usage: hostile-queries INDEX|--print COUNT SEED [MOST_SECONDS]\n";
    return 2;
  }
  try {
    const std::uint64_t count = std::stoull(argv[2]);
    const std::uint64_t seed = std::stoull(argv[3]);
    if (std::string_view(argv[1]) == "--print") return dateline::print_all(count, seed);
    return dateline::ask_all(argv[1], count, seed, argc == 5 ? std::stod(argv[4]) : 1e9);
  } catch (const std::exception& error) {
    std::cerr << "hostile-queries: " << error.what() << '\n';
    return 1;
  }
}
