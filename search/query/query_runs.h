#pragma once

#include <string_view>
#include <vector>

#include "search/query/query_limits.h"
#include "search/query/query_node.h"
#include "search/query/search_request.h"

// Scripts that are written without spaces, in queries: 首相北京訪問 asks for 首相, 北京 and 訪問.
namespace dateline {

// Whether a text has a character of such a script, or of Hangul, whose particles stick to words.
bool has_run(std::string_view text);

// The words of a text, by ICU's dictionaries for Chinese, Japanese, Thai, Lao, Khmer and Burmese; a
// change from one script to another parts words too: iPhone手机, G20峰会. Chinese characters that
// no dictionary word has, and that are no particles, are taken for a name: 特朗普. A Korean word
// stays whole; a particle behind another script (IS는) is left out.
std::vector<std::string_view> words_of_run(std::string_view text);

// Whether a word is of Chinese characters that no dictionary joins: a name, or what it made of one.
bool is_unknown_name(std::string_view word);

// Makes words of the runs in a query that are not in quotes: joined like words side by side. What
// stands behind a minus, under w/5 and its like, and under atleast5, stays whole. Throws InputError
// beyond a limit.
void split_runs(QueryNode& root, Operator words, const QueryLimits& limits);

}  // namespace dateline
