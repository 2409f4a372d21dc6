#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/completion.h"
#include "search/store/generation.h"
#include "search/store/postings/document_bits.h"

namespace dateline {

// What a word is to stand with.
struct Company {
  const std::vector<DocumentBits>& articles;  // of each segment, those that have the words before
  const std::vector<std::string>& before;     // these words, folded; not offered once more
  bool in_phrase = false;                     // it must stand directly behind the last of them
};

// The words that start with the folded `prefix` and that the articles have: those that most of them
// have come first, where an article in which the word stands directly behind the one before counts
// ten times. No stop words, and of the forms of one stem the most frequent alone, but in a phrase,
// where each word counts as it is written.
//
// Where the articles are many, a few hundred of them are looked into, and of the words found there
// and the most frequent ones it is counted by postings how many have them. So the time is bounded
// by the lexicon's words with this prefix and by the size of the bits.
std::vector<Completion> companions(const Generation& generation, const Company& company,
                                   std::string_view prefix, std::size_t limit);

// How many of the articles have a form of the stem of this folded word, by postings.
std::uint64_t articles_with(const Generation& generation, const std::vector<DocumentBits>& articles,
                            std::string_view folded);

}  // namespace dateline
