#pragma once

#include <string>
#include <vector>

#include "search/plan/query_words.h"

namespace dateline {

// The words of the archive, folded, that are compounds of this one and another: Steuerreform and
// Mehrwertsteuer of Steuer, kärnkraftverk of kärnkraft; the most frequent first, one of the forms
// of each. Only of languages that write compounds as one word, in which both parts are words of the
// archive by themselves, of four letters at least, and more frequent than the compound, as words
// are that happen to end alike not: Koehn and Knight, "Empirical methods for compound splitting",
// EACL 2003.
std::vector<std::string> compounds_with(const QueryWord& word, const QueryWords& index);

}  // namespace dateline
