#pragma once

#include <string_view>
#include <vector>

#include "search/query/query_notes.h"
#include "search/query/query_token.h"

namespace dateline {

// Reads `and`, `or` and `not` in small letters as operators where they can be nothing else: where
// single operands alone stand between them, in the whole query or between two brackets, as in
// `oil or gas` and `opec (kuwait or iran)`, and `and not` before a single operand at the end.
// Elsewhere they stay words, as in plain English, which a note says.
void read_small_operators(std::vector<QueryToken>& tokens, QueryNotes& notes);

// Whether the token is a word without operators of its own, and this one, written in any case.
bool is_small_word(const QueryToken& token, std::string_view word);

// Whether it is a verb behind which a NOT belongs to plain English: have, will, is.
bool is_auxiliary(const QueryToken& token);

// AND, OR, NOT, w/5.
bool is_operator(QueryToken::Kind kind);

}  // namespace dateline
