#include "indexer/prose/dateline_places.h"

#include <string>

#include "indexer/text/text_shape.h"
#include "indexer/text/word_set.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

const WordSet& places() {
  static const WordSet names(words_of_languages("places"));
  return names;
}

}  // namespace

bool is_dateline_place(std::string_view text) {
  constexpr std::size_t kLongest = 40;  // bytes
  return text.size() <= kLongest && places().contains(fold_case(text));
}

}  // namespace dateline
