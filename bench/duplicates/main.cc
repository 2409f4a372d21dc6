// Measures how near-duplicates are found. See bench/README.md.
//
//   bench-duplicates jaccard  < FILE.jsonl    against counting all shingles
//   bench-duplicates labelled < FILE.jsonl    on copies and their like, made of the articles
//   bench-duplicates growth N...              the time for so many articles
#include <cstdio>
#include <exception>
#include <iostream>
#include <span>
#include <string>
#include <string_view>

#include "bench/duplicates/archive.h"
#include "bench/duplicates/growth.h"
#include "bench/duplicates/jaccard.h"
#include "bench/duplicates/labelled.h"

namespace {

int usage() {
  std::fputs("usage: bench-duplicates jaccard|labelled < FILE.jsonl, or growth N...\n", stderr);
  return 2;
}

int run(std::span<char* const> arguments) {
  using namespace dateline::bench;
  const std::string_view what = arguments.empty() ? "" : arguments.front();
  if (what == "jaccard") {
    measure_against_jaccard(read_articles(std::cin));
  } else if (what == "labelled") {
    measure_labelled_set(read_articles(std::cin));
  } else if (what == "growth") {
    std::puts("| articles | signing s | grouping s | us each | copies |\n|---|---|---|---|---|");
    for (const char* count : arguments.subspan(1)) measure_growth(std::stoul(count));
  } else {
    return usage();
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) try {
  return run(std::span<char* const>(arguments, static_cast<std::size_t>(count)).subspan(1));
} catch (const std::exception& error) {
  std::fprintf(stderr, "bench-duplicates: %s\n", error.what());
  return 2;
}
