#include "config/settings_reader.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

namespace dateline {

namespace {

// How many letters must be put in, left out or replaced to make one word of the other.
std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

// The name that `typed` is most likely a slip for: at most a third of its letters wrong.
std::optional<std::string> nearest(std::string_view typed, const std::set<std::string>& names) {
  std::optional<std::string> best;
  std::size_t least = typed.size() / 3 + 1;
  for (const std::string& name : names) {
    const std::size_t distance = edit_distance(typed, name);
    if (distance >= least) continue;
    least = distance;
    best = name;
  }
  return best;
}

// "server" of "server.listen".
std::string section_of(std::string_view key) { return std::string{key.substr(0, key.find('.'))}; }

// A value as the file has it, or its first bytes.
std::string as_written(const toml::node& node) {
  std::ostringstream out;
  node.visit([&](const auto& value) { out << value; });
  std::string text = out.str();
  if (text.size() > 60) text.replace(text.begin() + 57, text.end(), "...");
  return text;
}

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty()) text += ", ";
    text += word;
  }
  return text;
}

std::optional<std::string> string_value(const toml::node& node) {
  const auto text = node.value_exact<std::string>();
  return text && !text->empty() ? text : std::nullopt;
}

}  // namespace

void SettingsReader::number(std::string_view key, std::uint32_t& value,
                            Range<std::uint32_t> allowed) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto number = node->value_exact<std::int64_t>();
  if (!number || *number < allowed.least || *number > allowed.most) {
    refuse_value(*node, key,
                 "a whole number from " + std::to_string(allowed.least) + " to " +
                     std::to_string(allowed.most));
  }
  value = static_cast<std::uint32_t>(*number);
}

void SettingsReader::bytes(std::string_view key, std::uint64_t& value,
                           Range<std::uint64_t> allowed) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto text = string_value(*node);
  const auto size = text ? parse_byte_size(*text) : std::nullopt;
  if (!size || *size < allowed.least || *size > allowed.most) {
    refuse_value(*node, key,
                 "a size with its unit, such as \"64 MiB\", from " +
                     format_byte_size(allowed.least) + " to " + format_byte_size(allowed.most));
  }
  value = *size;
}

void SettingsReader::duration(std::string_view key, std::chrono::milliseconds& value,
                              Range<std::chrono::milliseconds> allowed) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto text = string_value(*node);
  const auto duration = text ? parse_duration(*text) : std::nullopt;
  if (!duration || *duration < allowed.least || *duration > allowed.most) {
    refuse_value(*node, key,
                 "a time with its unit, such as \"1h30m\", from " + format_duration(allowed.least) +
                     " to " + format_duration(allowed.most));
  }
  value = *duration;
}

void SettingsReader::text(std::string_view key, std::string& value, std::string_view allowed) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto text = node->value_exact<std::string>();
  if (!text) refuse_value(*node, key, allowed);
  value = *text;
}

void SettingsReader::flag(std::string_view key, bool& value) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto flag = node->value_exact<bool>();
  if (!flag) refuse_value(*node, key, "true or false");
  value = *flag;
}

void SettingsReader::path(std::string_view key, std::filesystem::path& value) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto text = string_value(*node);
  if (!text) refuse_value(*node, key, "a path in quotes");
  value = *text;
}

void SettingsReader::optional_path(std::string_view key, std::filesystem::path& value) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto text = node->value_exact<std::string>();
  if (!text) refuse_value(*node, key, "a path in quotes, or \"\" for none");
  value = *text;
}

void SettingsReader::paths(std::string_view key, std::vector<std::filesystem::path>& value) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const toml::array* list = node->as_array();
  if (list == nullptr) refuse_value(*node, key, "a list of paths, such as [\"news\", \"more\"]");
  value.clear();
  for (const toml::node& entry : *list) {
    const auto text = string_value(entry);
    if (!text) refuse_value(entry, key, "a list of paths in quotes");
    value.emplace_back(*text);
  }
}

void SettingsReader::names(std::string_view key,
                           std::map<std::string, std::string, std::less<>>& value,
                           std::span<const std::string_view> allowed) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const toml::table* table = node->as_table();
  if (table == nullptr) refuse_value(*node, key, "a table of names, such as { hed = \"title\" }");
  value.clear();
  for (const auto& [name, meaning] : *table) {
    const auto text = string_value(meaning);
    if (!text || std::find(allowed.begin(), allowed.end(), *text) == allowed.end()) {
      refuse_value(meaning, std::string{key} + "." + std::string{name.str()},
                   "one of " + joined(allowed));
    }
    value.emplace(name.str(), *text);
  }
}

void SettingsReader::address(std::string_view key, ListenAddress& value) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto text = string_value(*node);
  const auto address = text ? parse_listen_address(*text) : std::nullopt;
  if (!address) refuse_value(*node, key, "an address and a port, such as \"127.0.0.1:8080\"");
  value = *address;
}

const toml::node* SettingsReader::find(std::string_view key) {
  keys_.emplace_back(key);
  return file_.at_path(key).node();
}

void SettingsReader::refuse_unknown(const toml::table& table, const std::string& section) const {
  const std::set<std::string> settings{keys_.begin(), keys_.end()};
  std::set<std::string> sections;
  for (const std::string& key : keys_) sections.insert(section_of(key));

  for (const auto& [name, node] : table) {
    const std::string key =
        section.empty() ? std::string{name.str()} : section + "." + std::string{name.str()};
    if (settings.contains(key)) continue;
    if (sections.contains(key)) {
      if (!node.is_table()) refuse(node, key + " is a section: write [" + key + "]");
      refuse_unknown(*node.as_table(), key);
      continue;
    }
    const auto meant = nearest(key, node.is_table() ? sections : settings);
    refuse(node, "there is no " + std::string{node.is_table() ? "section " : "setting "} + key +
                     (meant ? "; did you mean " + *meant + "?" : ""));
  }
}

void SettingsReader::refuse(const toml::node& node, std::string_view message) const {
  throw ConfigError{name_ + ":" + std::to_string(node.source().begin.line) + ": " +
                    std::string{message}};
}

void SettingsReader::refuse_value(const toml::node& node, std::string_view key,
                                  std::string_view allowed) const {
  refuse(node, std::string{key} + " must be " + std::string{allowed} + ", not " + as_written(node));
}

}  // namespace dateline
