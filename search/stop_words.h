#pragma once

#include <string_view>

#include "search/stemmer.h"

namespace dateline {

// Whether a folded word says so little in this language that a query of several words does without
// it. Stop words are indexed like all others, and count inside quotes and when nothing else was
// asked.
bool is_stop_word(std::string_view folded, LanguageId language);

// The same of words of Chinese, Japanese, Thai, Lao, Khmer and Burmese, which their script tells:
// 的, は, ของ. Chinese ones are simplified, as folded words are.
bool is_particle(std::string_view folded);

}  // namespace dateline
