#include "indexer/html/dom/loose_json.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "indexer/html/dom/text.h"
#include "search/base/ascii.h"

namespace dateline::html {
namespace {

constexpr std::string_view kEntity = "&quot;";

// The bytes of a quote at `at`, however it is written: " \" ' &quot;; 0 for none.
std::size_t quote_bytes(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] == '\\') ++end;
  const std::string_view rest = text.substr(end);
  if (rest.starts_with('"') || rest.starts_with('\'')) return end + 1 - at;
  return rest.starts_with(kEntity) ? end + kEntity.size() - at : 0;
}

std::size_t skip_spaces_in(std::string_view text, std::size_t at) {
  while (at < text.size() && ascii::is_space(text[at])) ++at;
  return at;
}

// The text behind a name that ends at `at`: of `"name": "text"`.
std::optional<std::string> value_behind(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 200;  // bytes
  const std::size_t closing = quote_bytes(text, at);
  if (closing == 0) return std::nullopt;
  at = skip_spaces_in(text, at + closing);
  if (at >= text.size() || text[at] != ':') return std::nullopt;
  at = skip_spaces_in(text, at + 1);
  const std::size_t opening = quote_bytes(text, at);
  if (opening == 0) return std::nullopt;
  at += opening;
  std::size_t end = at;
  while (end < text.size() && end - at < kLongest && quote_bytes(text, end) == 0) ++end;
  return strip_markup(text.substr(at, end - at));
}

}  // namespace

std::vector<LooseValue> loose_values(std::string_view text, std::string_view name) {
  std::vector<LooseValue> values;
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + name.size())) {
    const bool is_whole = at > 0 && (text[at - 1] == '"' || text[at - 1] == '\'' ||
                                     text.substr(0, at).ends_with(kEntity));
    std::optional<std::string> value =
        is_whole ? value_behind(text, at + name.size()) : std::nullopt;
    if (value && !value->empty()) values.push_back({std::move(*value), at});
  }
  return values;
}

}  // namespace dateline::html
