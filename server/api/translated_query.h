#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "search/query/syntax_translation.h"

namespace dateline {

// A query as it was typed for another system, and what was searched for it.
struct TranslatedQuery {
  std::string typed;
  Translation translation;
};

// The parameters of a search, with q in our language.
struct TranslatedParameters {
  std::string query_string;
  std::optional<TranslatedQuery> query;  // where `syntax` named another system
};

// Reads `syntax` and translates `q` by it. Words are then joined as that system does, unless
// `operator` says how. Other parameters stay as they are. Throws ParameterError for a system that
// is not known, and what translate() and parse_query_string() do.
TranslatedParameters translated_parameters(std::string_view query_string);

}  // namespace dateline
