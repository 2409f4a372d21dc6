#pragma once

#include <string>
#include <string_view>

#include "search/concordance.h"
#include "server/api/parameters.h"
#include "server/http/reply.h"

namespace dateline {

// The answer of /api/v1/concordance, JSON or CSV; docs/rest-api.md describes it. `base_path` stands
// before the addresses in it.
Reply concordance_reply(const ConcordanceParameters& wanted, const ConcordanceResult& result,
                        std::string_view base_path);

}  // namespace dateline
