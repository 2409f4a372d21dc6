#pragma once

#include <string_view>

#include "search/store/text/stemmer.h"

namespace dateline {

// Whether a word says so little in this language that a query of several words does without it: a
// folded one, or one with its marks where the language keeps_marks(). Stop words are indexed like
// all others, and count inside quotes and when nothing else was asked.
bool is_stop_word(std::string_view word, LanguageId language);

// The same of words of Chinese, Japanese, Thai, Lao, Khmer and Burmese, which their script tells:
// 的, は, ของ. Chinese ones are simplified, as folded words are.
bool is_particle(std::string_view folded);

}  // namespace dateline
