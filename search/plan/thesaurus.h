#pragma once

#include "search/plan/synonyms.h"

namespace dateline {

// What may be searched for besides the words that were typed, as the operator's files tell it.
// Never changed once made, so that all threads share one.
struct Thesaurus {
  Synonyms words;  // config/synonyms.txt
  Synonyms names;  // config/given_names.txt
};

}  // namespace dateline
