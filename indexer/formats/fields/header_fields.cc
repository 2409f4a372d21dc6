#include "indexer/formats/fields/header_fields.h"

#include <algorithm>

#include "indexer/text/encoding.h"
#include "search/base/ascii.h"

namespace dateline {
HeaderFields::HeaderFields(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = std::min(end + 1, text.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    const bool continued = line.front() == ' ' || line.front() == '\t';
    if (continued && !fields_.empty()) {
      fields_.back().second += ' ';
      fields_.back().second += trim(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) continue;
    fields_.emplace_back(ascii::lower(trim(line.substr(0, colon))), trim(line.substr(colon + 1)));
  }
  size_ = at;
}

std::string_view HeaderFields::value(std::string_view name) const {
  const std::string wanted = ascii::lower(name);
  for (const auto& [field, value] : fields_) {
    if (field == wanted) return value;
  }
  return {};
}

std::string HeaderFields::type(std::string_view name) const {
  const std::string_view all = value(name);
  return ascii::lower(trim(all.substr(0, all.find(';'))));
}

std::string HeaderFields::parameter(std::string_view name, std::string_view parameter) const {
  std::string_view rest = value(name);
  while (!rest.empty()) {
    const std::size_t semicolon = rest.find(';');
    if (semicolon == std::string_view::npos) return {};
    rest.remove_prefix(semicolon + 1);
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return {};
    if (ascii::lower(trim(rest.substr(0, equals))) != ascii::lower(parameter)) continue;
    std::string_view found = trim(rest.substr(equals + 1));
    if (found.starts_with('"')) return std::string(found.substr(1, found.find('"', 1) - 1));
    return std::string(trim(found.substr(0, found.find(';'))));
  }
  return {};
}

}  // namespace dateline
