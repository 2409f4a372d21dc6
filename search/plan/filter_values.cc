#include "search/plan/filter_values.h"

#include <algorithm>

#include "search/query/query_text.h"
#include "search/store/article/fields.h"
#include "search/store/text/fold.h"
#include "search/store/text/tokenizer.h"

namespace dateline {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  Tokenizer tokenizer(text);
  while (const Token* token = tokenizer.next()) words.emplace_back(token->folded);
  return words;
}

bool has_all(const std::vector<std::string>& words, const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  });
}

// Whether what stands behind the character belongs to the same word.
bool continues_word(char32_t character) {
  const CharClass kind = char_class(character);
  return kind == CharClass::letter || kind == CharClass::digit || kind == CharClass::mark;
}

}  // namespace

bool has_value(const Generation& generation, std::size_t field, std::string_view value) {
  const std::string term = filter_term(kFilterFields[field], value);
  return std::any_of(
      generation.segments().begin(), generation.segments().end(), [&](const auto& segment) {
        if (segment->lists() != nullptr) return segment->lists()->find(term).has_value();
        const Columns& columns = segment->columns();
        for (std::uint32_t number = 0; number < columns.values(field); ++number) {
          if (filter_term(kFilterFields[field], columns.value(field, number)) == term) return true;
        }
        return false;
      });
}

bool has_word_beginning(std::string_view value, std::string_view prefix) {
  for (std::size_t at = value.find(prefix); at != std::string_view::npos;
       at = value.find(prefix, at + 1)) {
    if (at == 0 || !continues_word(decode_before(value, at).value)) return true;
  }
  return false;
}

ValueTerms terms_with_words(const Generation& generation, std::size_t field, std::string_view typed,
                            std::size_t most) {
  ValueTerms found;
  const std::vector<std::string> wanted = words_of(typed);
  if (wanted.empty()) return found;
  for (const auto& segment : generation.segments()) {
    const Columns& columns = segment->columns();
    for (std::uint32_t number = 0; number < columns.values(field); ++number) {
      const std::string_view value = columns.value(field, number);
      ++found.compared;
      if (!has_all(words_of(value), wanted)) continue;
      std::string term = filter_term(kFilterFields[field], value);
      if (std::find(found.terms.begin(), found.terms.end(), term) != found.terms.end()) continue;
      found.terms.push_back(std::move(term));
      if (found.terms.size() == most) return found;
    }
  }
  return found;
}

}  // namespace dateline
