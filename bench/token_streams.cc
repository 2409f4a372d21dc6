// What it costs to ask a token stream for words, on an index that Dateline built: decoding it, and
// looking for so many forms in its bytes (search/store/tokens/encoded_forms.h). One thread;
// nanoseconds an article, as JSON.
//   bench-token-streams INDEX
#include <algorithm>
#include <chrono>
#include <iostream>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "search/store/generation.h"
#include "search/store/tokens/encoded_forms.h"
#include "search/store/tokens/token_stream.h"

namespace dateline::bench {
namespace {

using Clock = std::chrono::steady_clock;

// Frequent ones, and such that few articles have, as the words of a query are.
std::vector<FormId> some_forms(std::size_t count) {
  std::vector<FormId> forms;
  for (std::size_t i = 0; i < count; ++i) forms.push_back(static_cast<FormId>(150 + 1500 * i * i));
  return forms;
}

// The least of some rounds over all articles.
template <typename Ask>
double nanoseconds(const Generation& generation, const Ask& ask) {
  constexpr int kRounds = 5;
  double least = std::numeric_limits<double>::infinity();
  std::size_t found = 0;  // keeps the compiler from leaving the asking out
  for (int round = 0; round < kRounds; ++round) {
    std::size_t articles = 0;
    const auto begin = Clock::now();
    for (const auto& segment : generation.segments()) {
      const std::uint32_t documents = segment->lists()->documents();
      articles += documents;
      for (std::uint32_t document = 0; document < documents; ++document)
        found += ask(segment->tokens(document));
    }
    const std::chrono::duration<double, std::nano> spent = Clock::now() - begin;
    least = std::min(least, spent.count() / static_cast<double>(articles));
  }
  if (found == 0) throw std::runtime_error("the index has no words");
  return least;
}

nlohmann::json run(const std::string& index) {
  const auto folder = current_generation(index);
  if (!folder) throw std::runtime_error(index + " has no generation");
  const Generation generation(*folder);
  TokenStream decoded;
  nlohmann::json json;
  json["decode"] = nanoseconds(generation, [&](std::string_view stream) {
    decoded.decode(stream);
    return decoded.forms.size();
  });
  for (const std::size_t count : {1U, 2U, 4U, 8U, 16U}) {
    const EncodedForms forms(some_forms(count));
    json["look for " + std::to_string(count)] =
        nanoseconds(generation, [&](std::string_view stream) {
          std::size_t places = 0;
          forms.any_place(stream, [&](const EncodedForms::Place&) {
            ++places;
            return false;
          });
          return places;
        });
  }
  return json;
}

}  // namespace
}  // namespace dateline::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: bench-token-streams INDEX\n";
    return 2;
  }
  try {
    std::cout << dateline::bench::run(argv[1]).dump(1) << '\n';
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "bench-token-streams: " << error.what() << '\n';
  }
  return 1;
}
