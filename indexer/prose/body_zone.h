#pragma once

#include <cstddef>
#include <vector>

#include "indexer/prose/found_article.h"
#include "indexer/prose/line_labels.h"

namespace dateline {

// Blank lines; what follows them is another text.
inline constexpr std::size_t kGapThatEnds = 8;

// Reads the body from line `start` on, and what stands under it: paragraphs, subheadings, asides,
// sign-offs, blocks of topics and people, dates under the text. Stops where the article ends.
void read_body_zone(const std::vector<LabelledLine>& lines, std::size_t start, FoundArticle& found);

}  // namespace dateline
