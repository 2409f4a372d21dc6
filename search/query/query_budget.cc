#include "search/query/query_budget.h"

#include <string>

#include "search/base/error.h"
#include "search/base/utf8.h"
#include "search/query/query_notes.h"
#include "search/query/query_text.h"

namespace dateline {
namespace {

[[noreturn]] void refuse(std::string_view excess, std::string_view limit) {
  throw InputError(std::string(excess) + " (limit " + std::string(limit) + ")");
}

}  // namespace

void QueryBudget::require_text(std::string_view query) const {
  if (query.size() > limits_.bytes) {
    refuse("the query is longer than " + std::to_string(limits_.bytes) + " bytes", "bytes");
  }
  if (query.find('\0') != query.npos) throw InputError("the query holds a NUL byte");
  if (find_invalid_utf8(query) != query.npos) throw InputError("the query is not UTF-8");
}

void QueryBudget::add_word() {
  if (++words_ <= limits_.words) return;
  refuse("the query has more than " + std::to_string(limits_.words) + " words", "words");
}

void QueryBudget::add_leaves(std::size_t leaves) {
  leaves_ += leaves;
  if (leaves_ <= limits_.leaves) return;
  refuse("the query has more than " + std::to_string(limits_.leaves) +
             " phrases, filters and words near others",
         "leaves");
}

void QueryBudget::add_wildcard() {
  if (++wildcards_ <= limits_.wildcards) return;
  refuse(
      "the query has more than " + std::to_string(limits_.wildcards) + " wildcards and fuzzy words",
      "wildcards");
}

void QueryBudget::require_parts(std::string_view text) const {
  if (count_parts(text) <= limits_.phrase_words) return;
  refuse("\"" + shortened(text) + "\" has more than " + std::to_string(limits_.phrase_words) +
             " words",
         "phrase_words");
}

void QueryBudget::require_distance(std::size_t distance) const {
  if (distance <= limits_.distance) return;
  refuse("a distance in the query is more than " + std::to_string(limits_.distance) + " words",
         "distance");
}

void QueryBudget::require_count(std::size_t count) const {
  if (count <= limits_.at_least) return;
  refuse("atleast in the query asks for more than " + std::to_string(limits_.at_least) + " times",
         "at_least");
}

void QueryBudget::require_depth(std::size_t depth) const {
  if (depth <= limits_.depth) return;
  refuse("brackets in the query stand more than " + std::to_string(limits_.depth) +
             " inside one another",
         "depth");
}

}  // namespace dateline
