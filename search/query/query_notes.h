#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Collects what a query's reader did not understand. It keeps the first few places only, so that a
// hostile query cannot make its answer long, and counts the rest.
class QueryNotes {
 public:
  explicit QueryNotes(std::string_view query) : query_(query) {}

  // Adds "THING at character 12 WHAT"; `at` is a byte of the query.
  void add(std::string_view thing, std::size_t at, std::string_view what);

  // Forgets what was noted so far, and says `note` alone.
  void replace_all(std::string note);

  // The notes, each a sentence; a last one tells how many were left out.
  std::vector<std::string> take();

 private:
  std::string_view query_;
  std::vector<std::string> notes_;
  std::size_t left_out_ = 0;
};

// `text` cut to the length that a message can bear, on a character's boundary.
std::string shortened(std::string_view text);

}  // namespace dateline
