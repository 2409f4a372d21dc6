#include "search/word_spelling.h"

#include "search/base/utf8.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

std::string capitalised(std::string_view word) {
  const CodePoint first = decode_at(word, 0);
  std::string result;
  append_upper(result, first.value);
  return result + std::string(word.substr(first.bytes));
}

}  // namespace

void WordSpelling::add(const LexiconEntry& entry) {
  occurrences_ += entry.occurrences;
  if (entry.occurrences <= most_) return;
  most_ = entry.occurrences;
  const bool is_name = !entry.acronym && entry.capitalised * 2 > entry.occurrences;
  shown_ = is_name ? capitalised(entry.surface) : std::string(entry.surface);
}

}  // namespace dateline
