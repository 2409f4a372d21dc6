#pragma once

#include <string_view>

#include "indexer/sources/raw_article.h"

namespace dateline {

// Makes a raw article of an HTML page: what the page's markup says of it (JSON-LD, OpenGraph,
// microdata, meta, time elements) goes to `known`, each field with how it was found, and so do the
// paragraphs and headings of its body, without captions, related links, share bars, comments and
// other boilerplate. `text` stays empty; the shape is body. Where the page has no article, the best
// of it.
//
// `html` is UTF-8; bytes that are not are replaced. `url` is where the page came from and may be
// empty; what it says is believed last. Any bytes may come: never throws for what is in them, and
// takes memory and time in proportion to the page. Any number of threads may call it.
RawArticle extract_html(std::string_view html, std::string_view url);

}  // namespace dateline
