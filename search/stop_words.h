#pragma once

#include <string_view>

#include "search/stemmer.h"

namespace dateline {

// Whether a folded word says so little in this language that a query of several words does without
// it. Stop words are indexed like all others, and count inside quotes and when nothing else was
// asked.
bool is_stop_word(std::string_view folded, LanguageId language);

}  // namespace dateline
