#include "bench/duplicates/growth.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/store/similar/near_duplicates.h"

namespace dateline::bench {
namespace {

constexpr std::size_t kWords = 350;           // of a body
constexpr std::size_t kVocabulary = 200'000;  // Zipf's frequencies
constexpr std::size_t kBoilerplate = 40;      // words that one article in four ends in
constexpr std::size_t kArticlesADay = 200;
constexpr std::size_t kRecent = 1000;  // what is copied is one of so many before

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

using Body = std::vector<std::uint64_t>;  // words

class Newsroom {
 public:
  Body write() {
    Body body;
    for (std::size_t i = 0; i < kWords; ++i) body.push_back(word());
    if (engine_() % 4 == 0) {
      for (std::size_t i = 0; i < kBoilerplate; ++i) body.push_back(i);
    }
    return body;
  }

  // A third shorter at most, with up to one word in forty changed.
  Body copy(const Body& body) {
    const std::size_t most = std::min(body.size(), kWords);
    Body copied(body.begin(),
                body.begin() + static_cast<std::ptrdiff_t>(most - engine_() % (most / 3)));
    for (std::uint64_t& one : copied) {
      if (engine_() % 40 == 0) one = word();
    }
    return copied;
  }

  std::uint64_t draw() { return engine_(); }

 private:
  std::uint64_t word() {
    const double place = static_cast<double>(engine_() >> 11U) / 9007199254740992.0;
    const auto rank = static_cast<std::uint64_t>(std::pow(static_cast<double>(kVocabulary), place));
    return rank * 0x9E3779B97F4A7C15ULL;
  }

  std::mt19937_64 engine_{20260114};
};

}  // namespace

void measure_growth(std::size_t articles) {
  Newsroom newsroom;
  SignatureBuilder builder;
  std::vector<Body> recent;
  std::string signatures;
  signatures.reserve(articles * Signature::kBytes);
  double signing = 0;
  for (std::size_t i = 0; i < articles; ++i) {
    Body body =
        i % 10 == 9 ? newsroom.copy(recent[newsroom.draw() % recent.size()]) : newsroom.write();
    const double started = cpu_seconds();
    builder.clear();
    for (const std::uint64_t word : body) builder.add_body_word(word);
    signatures += builder.finish().bytes();
    signing += cpu_seconds() - started;
    if (recent.size() < kRecent) {
      recent.push_back(std::move(body));
    } else {
      recent[newsroom.draw() % kRecent] = std::move(body);
    }
  }
  std::vector<SignedArticle> given;
  for (std::size_t i = 0; i < articles; ++i) {
    given.push_back(
        {Signature(std::string_view(signatures).substr(i * Signature::kBytes, Signature::kBytes)),
         static_cast<std::int32_t>(i / kArticlesADay)});
  }
  const double started = cpu_seconds();
  const ScratchArray<std::uint32_t> linked = link_near_duplicates(given);
  const double linking = cpu_seconds() - started;
  std::size_t copies = 0;
  for (std::size_t i = 0; i < linked.size(); ++i) copies += linked[i] == i ? 0U : 1U;
  std::printf("| %zu | %.2f | %.2f | %.1f | %zu |\n", articles, signing, linking,
              linking / static_cast<double>(articles) * 1e6, copies);
}

}  // namespace dateline::bench
