#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "search/plan/query_words.h"

namespace dateline {

// How the words of a compound must be found.
enum class CompoundMatch : std::uint8_t {
  exact,  // in these forms, side by side
  close,  // in any form, side by side
  loose,  // in any form; any of them will do
};

// Gives a word in any form, with what else it may be called.
using AnyForm = std::function<QueryPart(const QueryWord&)>;

// Words, two at least, that a hyphen or a slash holds together: Su-35, AC/DC. A compound may be
// written joined as well: Su35.
QueryPart compound_part(const QueryWords& index, std::span<const QueryWord> words,
                        CompoundMatch match, const AnyForm& any_form);

// The same of a word of a script without spaces, of which each character is one of `words`. Loose:
// any two of its characters that stand side by side. A Korean word is looked for without its
// particles, and ranks higher with them, unless it must be exact.
QueryPart run_part(const QueryWords& index, std::span<const QueryWord> words, CompoundMatch match);

// `part`, of which the words were cut from a run: articles that have the last character of one and
// the first of the next side by side, as they were typed, rank higher. `seams` are pairs of these.
QueryPart with_seams(QueryPart part, std::vector<IndexQuery> seams);

// The postings that articles with all of `words` in this order must have: of characters side by
// side, those of the pairs, of others what `single` gives.
std::vector<IndexQuery> postings_in_order(
    std::span<const QueryWord> words, const std::function<IndexQuery(const QueryWord&)>& single);

// `typed`, or the word written apart, where the archive has it with a hyphen, its digits part it,
// or it may be a name of two: counterterrorism as counter terrorism, Su35 as Su 35, Hanoi as Hà
// Nội.
QueryPart or_apart(const QueryWords& index, const QueryWord& word, QueryPart typed);

// `typed`, which has both words, or the two written as one, where the archive has that: counter
// terrorism as counterterrorism.
QueryPart or_joined(const QueryWords& index, const QueryWord& first, const QueryWord& second,
                    QueryPart typed);

}  // namespace dateline
