#pragma once

#include <vector>

#include "search/store/article/article.h"

namespace dateline::bench {

// Makes of each article the versions that other papers print of it, and articles that are hard to
// tell from copies and are none, and measures what is grouped. See bench/README.md for the kinds.
void measure_labelled_set(const std::vector<Article>& articles);

}  // namespace dateline::bench
