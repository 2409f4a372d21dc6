#pragma once

#include <memory>

#include "search/plan/thesaurus.h"
#include "server/server_options.h"

namespace dateline {

// The operator's lists of synonyms and given names, or those that come with the program.
std::shared_ptr<const Thesaurus> load_thesaurus(const ServerOptions& options);

}  // namespace dateline
