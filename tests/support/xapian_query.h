#pragma once

#include <memory>

#include <xapian.h>

#include "search/match/index_query.h"
#include "search/store/generation.h"

namespace dateline {

// The query as Xapian's matcher reads it, for Generation::open_postings().
Xapian::Query to_xapian(const IndexQuery& query,
                        const std::shared_ptr<const Generation>& generation);

}  // namespace dateline
