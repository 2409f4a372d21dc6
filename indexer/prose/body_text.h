#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/prose/found_article.h"

namespace dateline {

// Reads a text that its source says is the body: all its lines are paragraphs, but for lines that
// only repeat the title, signs of sharing and advertising, links such as "Read more: …" (asides),
// and what stands under a mark such as "Leave a Comment" where that is no text of the article.
// Dateline and sign-off are read and cut. Made for speed: most texts are copied once and looked at
// twice.
FoundArticle read_body_text(std::string_view text, std::string_view known_title);

// The same for a body whose paragraphs are known already; `found.article` has them.
void trim_body(FoundArticle& found);

}  // namespace dateline
