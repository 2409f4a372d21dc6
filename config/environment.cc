#include "config/environment.h"

#include <algorithm>
#include <iterator>
#include <set>

#include <unistd.h>

namespace dateline {
namespace {

constexpr std::string_view kPrefix = "DATELINE_";

char upper(char c) {
  if (c == '.') return '_';
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

Environment dateline_variables() {
  Environment found;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (!text.starts_with(kPrefix) || equals == std::string_view::npos) continue;
    found.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return found;
}

std::string variable_of(std::string_view key) {
  std::string name(kPrefix);
  std::ranges::transform(key, std::back_inserter(name), upper);
  return name;
}

std::vector<std::string> unknown_variables(const Environment& environment,
                                           const std::vector<std::string>& keys) {
  std::set<std::string> known;
  std::set<std::string> sections;
  for (const std::string& key : keys) {
    known.insert(variable_of(key));
    sections.insert(variable_of(key.substr(0, key.find('.') + 1)));
  }
  std::vector<std::string> unknown;
  for (const auto& [name, value] : environment) {
    const bool in_section = std::ranges::any_of(
        sections, [&name = name](const std::string& section) { return name.starts_with(section); });
    if (in_section && !known.contains(name)) unknown.push_back(name);
  }
  return unknown;
}

}  // namespace dateline
