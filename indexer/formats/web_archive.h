#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "indexer/sources/splitter.h"

namespace dateline {

// Cuts WARC (with WET) and ARC files into their pages. What is no page - requests, pictures,
// answers with an error - is passed over. A damaged record costs itself: reading goes on at the
// next line that begins one.
std::unique_ptr<Splitter> split_web_archive(std::shared_ptr<Input> input, SplitJob job);

// The article of a page with its HTTP header, as web archives keep it.
std::vector<std::variant<RawArticle, SetAside>> parse_http_page(Record record);

}  // namespace dateline
