#pragma once

#include <string_view>

#include "indexer/prose/found_article.h"

namespace dateline {

// Finds an article in all that a page shows as text, by the rules of docs/extraction.md. Where
// `known_title` is not empty, the line that repeats it is no part of the body and no other title is
// looked for. Paragraphs are empty where the text has none.
FoundArticle extract_from_text(std::string_view text, std::string_view known_title);

// Cuts the dateline from the first paragraph of `found`, and the sign-off from the last, and keeps
// what they say. Does nothing where there are no paragraphs.
void read_paragraph_ends(FoundArticle& found);

}  // namespace dateline
