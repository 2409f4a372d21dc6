#pragma once

#include <optional>
#include <string>
#include <vector>

#include "search/match/position_matcher.h"
#include "search/store/postings/document_bits.h"
#include "search/store/segment.h"

namespace dateline {

// What a segment knows of where a position stands without reading token streams.
struct KnownDocuments {
  std::optional<DocumentBits> possible;  // no other document has it
  std::optional<DocumentBits> certain;   // every one of these has
};

// By the pairs of a plain phrase.
KnownDocuments known_by_pairs(const PositionMatcher& matcher, const Segment& segment);

// Where the position is a word all of whose forms are rare: these. Signatures tell of a document
// whether it may have one of them.
std::vector<FormId> rare_forms(const PositionMatcher& matcher);

// By both.
KnownDocuments known_documents(const PositionMatcher& matcher, const Segment& segment);

// The documents with one of the `terms` that must have one of the `forms`, which are of these
// terms: the terms' other forms are rare, and their signatures tell where they are not. None where
// that cannot be told. What it says of documents without these terms means nothing.
std::optional<DocumentBits> certain_documents(const std::vector<std::string>& terms,
                                              const std::vector<FormId>& forms,
                                              const Segment& segment);

}  // namespace dateline
