#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "search/base/error.h"
#include "search/query/query_parser.h"
#include "search/query/syntax_translation.h"

// Any bytes are a query or an InputError, and every node lies inside the query. So they are to the
// systems whose queries are translated.
namespace {

void require_inside(const dateline::QueryNode& node, std::size_t bytes) {
  if (node.begin > node.end || node.end > bytes) std::abort();
  for (const dateline::QueryNode& child : node.children) require_inside(child, bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto words = static_cast<dateline::Operator>(data[0] % 3);
  const std::string_view query(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    const dateline::ParsedQuery parsed = dateline::parse_query(query, words);
    require_inside(parsed.root, query.size());
    if (to_text(parsed.root).empty()) std::abort();
    translate(query, static_cast<dateline::Syntax>(data[0] / 3 % 4));
  } catch (const dateline::InputError&) {
    return 0;
  }
  return 0;
}
