#pragma once

#include <string_view>
#include <vector>

#include "search/query/query_notes.h"
#include "search/query/query_token.h"

namespace dateline {

// Reads anew what a token alone does not tell, now that all tokens of the query are known:
//   - NOT in capitals behind an auxiliary verb is emphasis, and so a word: they have NOT resigned
//   - and, or, not in small letters are operators where nothing but single operands stands between
//     them, (oil or gas); where more does, they are words, which a note says
//   - !, $ and # at the end of a word or inside it are wildcards where the query has operators
//   - NOT w/5 is one operator
// Everything is linear in the number of tokens. The last token is QueryToken::Kind::end.
void reread(std::vector<QueryToken>& tokens, std::string_view query, QueryNotes& notes);

// Whether the query is text with quotes in it, pasted or typed as it stands in an article, and has
// no operator of its own: then its quoted parts are preferred, not required.
bool is_text_with_quotes(const std::vector<QueryToken>& tokens);

// The quoted parts alone, and the last token.
std::vector<QueryToken> quotes_of(const std::vector<QueryToken>& tokens);

// The same tokens with each quoted part, but that of a field, as plain words.
std::vector<QueryToken> without_quotes(const std::vector<QueryToken>& tokens,
                                       std::string_view query);

}  // namespace dateline
