#pragma once

#include <string>
#include <vector>

#include "search/article_record.h"
#include "search/snippeter.h"
#include "search/token_stream.h"

namespace dateline {

// Why an article stands where it stands, a line for each word or phrase that was asked for.
std::vector<std::string> explain(const ArticleRecord& record, const TokenStream& stream,
                                 const Snippeter::Matches& found);

}  // namespace dateline
