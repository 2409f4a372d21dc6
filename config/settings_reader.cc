#include "config/settings_reader.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

#include "config/environment.h"

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

// "a, b" → {"a", "b"}; "" → {}
std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view part = text.substr(0, comma);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    parts.emplace_back(part);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

bool is_graphic(char c) { return c > ' ' && c < 0x7F; }

// What becomes an argument of sendmail and a line of a letter's head: nothing that could be more.
bool is_mail_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != 0 && at != std::string_view::npos && at + 1 < text.size() && text.size() <= 254 &&
         text.find('@', at + 1) == std::string_view::npos && !text.starts_with('-') &&
         std::ranges::all_of(text, is_graphic) &&
         text.find_first_of("<>,;:()\"\\") == std::string_view::npos;
}

bool is_web_address(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (text.starts_with(scheme))
      return text.size() > scheme.size() && text[scheme.size()] != '/' &&
             std::ranges::all_of(text, is_graphic);
  }
  return false;
}

std::optional<std::string> string_value(const toml::node& node) {
  const auto text = node.value_exact<std::string>();
  return text && !text->empty() ? text : std::nullopt;
}

// Inserts what `text` says, at `key` of `table`.
void insert(toml::table& table, std::string_view key, const std::string& text) {
  if (text.find('\n') == std::string::npos) {
    try {
      const toml::table parsed = toml::parse("value = " + text);
      const toml::node& value = *parsed.get("value");
      if (value.is_integer() || value.is_boolean() || value.is_array() || value.is_table() ||
          value.is_string()) {
        table.insert_or_assign(key, value);
        return;
      }
    } catch (const toml::parse_error&) {  // a text without quotes, mostly
    }
  }
  table.insert_or_assign(key, text);
}

}  // namespace

toml::table settings_in(const Environment& environment, const std::vector<std::string>& keys) {
  toml::table settings;
  for (const std::string& key : keys) {
    const auto variable = environment.find(variable_of(key));
    if (variable == environment.end()) continue;
    const std::size_t dot = key.find('.');
    auto [section, is_new] = settings.emplace(key.substr(0, dot), toml::table());
    insert(*section->second.as_table(), std::string_view(key).substr(dot + 1), variable->second);
  }
  return settings;
}

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

void SettingsReader::one_of(std::string_view key, std::string& value,
                            std::span<const std::string_view> allowed) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto text = node->value_exact<std::string>();
  if (!text || std::ranges::find(allowed, *text) == allowed.end()) {
    refuse_value(*node, key, "one of " + joined(allowed));
  }
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

std::optional<std::vector<std::string>> SettingsReader::list(std::string_view key,
                                                             std::string_view allowed,
                                                             bool (*is_valid)(std::string_view)) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (const auto text = node->value_exact<std::string>(); text && name_.empty()) {
    std::vector<std::string> texts = split_at_commas(*text);
    if (!std::ranges::all_of(texts, is_valid)) refuse_value(*node, key, allowed);
    return texts;
  }
  const toml::array* list = node->as_array();
  if (list == nullptr) refuse_value(*node, key, allowed);
  std::vector<std::string> texts;
  for (const toml::node& entry : *list) {
    const auto text = entry.value_exact<std::string>();
    if (!text || !is_valid(*text)) refuse_value(entry, key, allowed);
    texts.push_back(*text);
  }
  return texts;
}

void SettingsReader::paths(std::string_view key, std::vector<std::filesystem::path>& value) {
  const auto texts = list(key, "a list of paths in quotes, such as [\"news\", \"more\"]",
                          [](std::string_view text) { return !text.empty(); });
  if (texts) value.assign(texts->begin(), texts->end());
}

void SettingsReader::hosts(std::string_view key, std::vector<std::string>& value) {
  auto texts =
      list(key, "a list of names without a port, such as [\"news.example.org\", \"*.example.org\"]",
           is_host_pattern);
  if (texts) value = *std::move(texts);
}

void SettingsReader::networks(std::string_view key, std::vector<Network>& value) {
  const auto texts =
      list(key, "a list of addresses and networks, such as [\"127.0.0.1\", \"10.0.0.0/8\"]",
           [](std::string_view text) { return Network::parse(text).has_value(); });
  if (!texts) return;
  value.clear();
  for (const std::string& text : *texts) value.push_back(*Network::parse(text));
}

void SettingsReader::base_path(std::string_view key, std::string& value) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto text = node->value_exact<std::string>();
  const auto path = text ? parse_base_path(*text) : std::nullopt;
  if (!path) {
    refuse_value(*node, key,
                 "a path such as \"/news\", which does not begin with /api or /article, or \"\"");
  }
  value = *path;
}

void SettingsReader::public_url(std::string_view key, std::string& value) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto text = node->value_exact<std::string>();
  const auto url = text && !text->empty() ? parse_public_url(*text) : std::nullopt;
  if (!text || (!text->empty() && !url)) {
    refuse_value(*node, key, "an address such as \"https://example.org/news\", or \"\"");
  }
  value = url ? url->root : "";
}

void SettingsReader::mail_address(std::string_view key, std::string& value) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto text = string_value(*node);
  if (!text || !is_mail_address(*text))
    refuse_value(*node, key, "an address such as \"desk@example.org\"");
  value = *text;
}

void SettingsReader::mail_addresses(std::string_view key, std::vector<std::string>& value) {
  auto texts = list(key, "a list of addresses such as [\"desk@example.org\"]", is_mail_address);
  if (texts) value = *std::move(texts);
}

template <typename Entry>
void SettingsReader::named_tables(std::string_view key, std::string_view kind,
                                  std::vector<Entry>& value, Entry (SettingsReader::*entry)()) {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const toml::array* list = node->as_array();
  if (list == nullptr)
    refuse(*node, std::string{key} + " is a list: write [[" + std::string{key} + "]]");
  std::set<std::string> names;
  for (const toml::node& each : *list) {
    if (!each.is_table())
      refuse(each, "each " + std::string{key} + " is a table: write [[" + std::string{key} + "]]");
    SettingsReader reader{*each.as_table(), name_};
    value.push_back((reader.*entry)());
    reader.refuse_unknown();
    if (!names.insert(value.back().name).second)
      refuse(each, "two " + std::string{kind} + " are named " + value.back().name);
  }
}

void SettingsReader::alerts(std::string_view key, std::vector<Config::Alert>& value) {
  named_tables(key, "alerts", value, &SettingsReader::alert);
}

void SettingsReader::alert_targets(std::string_view key, std::vector<Config::AlertTarget>& value) {
  named_tables(key, "targets of alerts", value, &SettingsReader::alert_target);
}

void SettingsReader::require_alert_name(const std::string& name, const std::string& owner) const {
  if (is_alert_name(name)) return;
  refuse(file_,
         "name of " + owner + " must be 1 to 64 letters, digits, - or _, not '" + name + "'");
}

void SettingsReader::require_signed(const std::string& owner, const std::string& webhook,
                                    const std::filesystem::path& secret_file) const {
  if (!webhook.empty() && !is_web_address(webhook))
    refuse(file_,
           "webhook of " + owner + " must be an address such as \"https://example.org/hook\"");
  if (webhook.empty() == !secret_file.empty())
    refuse(file_, webhook.empty() ? owner + " has a secret_file, but no webhook to sign"
                                  : owner + " needs a secret_file: its webhook is signed");
}

Config::Alert SettingsReader::alert() {
  using namespace std::chrono_literals;
  Config::Alert alert;
  text("name", alert.name, "a text in quotes");
  text("query", alert.query, "a text in quotes");
  text("parameters", alert.parameters,
       "parameters of a search, such as \"source=TASS&place=Moscow\"");
  optional_path("file", alert.file);
  text("webhook", alert.webhook, "an address such as \"https://example.org/hook\"");
  optional_path("secret_file", alert.secret_file);
  mail_addresses("mail", alert.mail);
  duration("every", alert.every, {0s, 24h * 31});
  require_alert_name(alert.name, "an alert");
  const int ways =
      int{!alert.file.empty()} + int{!alert.webhook.empty()} + int{!alert.mail.empty()};
  if (ways != 1)
    refuse(file_, "alert " + alert.name + " must have one of file, webhook and mail; it has " +
                      (ways == 0 ? "none" : "several: make an alert of each"));
  require_signed("alert " + alert.name, alert.webhook, alert.secret_file);
  return alert;
}

Config::AlertTarget SettingsReader::alert_target() {
  Config::AlertTarget target;
  text("name", target.name, "a text in quotes");
  text("webhook", target.webhook, "an address such as \"https://example.org/hook\"");
  optional_path("secret_file", target.secret_file);
  mail_addresses("mail", target.mail);
  require_alert_name(target.name, "an alert_target");
  if (target.webhook.empty() == target.mail.empty())
    refuse(file_, "alert_target " + target.name + " must have one of webhook and mail");
  require_signed("alert_target " + target.name, target.webhook, target.secret_file);
  return target;
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
  if (name_.empty()) throw ConfigError{variable_of(keys_.back()) + ": " + std::string{message}};
  throw ConfigError{name_ + ":" + std::to_string(node.source().begin.line) + ": " +
                    std::string{message}};
}

void SettingsReader::refuse_value(const toml::node& node, std::string_view key,
                                  std::string_view allowed) const {
  refuse(node, std::string{key} + " must be " + std::string{allowed} + ", not " + as_written(node));
}

}  // namespace dateline
