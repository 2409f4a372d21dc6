#pragma once

#include <variant>

#include "indexer/sources/raw_article.h"

namespace dateline {

// Makes a clean article of a raw one: finds title, dates, source, place, author, topics and people
// in the text where `raw.known` does not have them, and leaves out of the body what is not of it.
// The rules are those of docs/extraction.md. Every field that is found has an entry in
// Article::extraction. Does not touch the file system; any number of threads may call it.
std::variant<Article, SetAside> extract(RawArticle raw);

}  // namespace dateline
