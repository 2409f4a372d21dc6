#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "bench/shards/leaves.h"
#include "search/match/index_query.h"
#include "search/match/ranking.h"
#include "search/plan/query_builder.h"
#include "search/store/generation.h"

namespace dateline::bench {

// How long the messages between a root and its leaves are, as plain lines of text.

// The terms that a ranking by these plans reads frequencies of.
std::set<std::string> terms_of(const std::vector<BuiltQuery>& plans);

// The words of the query's text, folded, and those that sound like them.
std::set<std::string> words_of(std::string_view query, const Generation& generation);

// What a shard tells of these terms and words: the frequency of each term, and each form with its
// uses, of which the plan is made (stop words, names, acronyms, stems in other languages).
std::uint64_t fact_bytes(const std::set<std::string>& terms, const std::set<std::string>& words,
                         const std::vector<const Segment*>& shards);

// The stems of these articles with their frequencies.
std::uint64_t vector_bytes(std::span<const Scored> articles, const Generation& generation,
                           std::set<std::string>& stems);

// The forms that a leaf, which knows only itself, tells for a search: those of the words and of
// what sounds like them, and all that share a term with what its own plans would look for.
std::vector<LexiconEntry> told_forms(Leaf& leaf, const SearchRequest& request);

// A ranked article: its number, its score, and what breaks ties.
inline constexpr std::uint64_t kScoredBytes = 24;

}  // namespace dateline::bench
