#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "config/config.h"

namespace dateline {

// What a number may be, bounds included.
template <typename Number>
struct Range {
  Number least;
  Number most;
};

// Those of `keys` that the environment sets, as a file would have them. Numbers, true and false,
// lists and tables are written as there; anything else is a text and needs no quotes.
toml::table settings_in(const Environment& environment, const std::vector<std::string>& keys);

// Reads settings out of a parsed file, one call a setting, and remembers which were asked for: what
// then stands in the file besides is a mistake. A setting that the file does not have keeps the
// value it has. Everything throws ConfigError, with the line.
class SettingsReader {
 public:
  // `file` must outlive the reader; `name` is the file's in messages.
  SettingsReader(const toml::table& file, std::string_view name) : file_(file), name_(name) {}

  // Likewise of the environment, see settings_in(): messages name the variable, and a list may be
  // written with commas only.
  explicit SettingsReader(const toml::table& environment) : file_(environment) {}

  void number(std::string_view key, std::uint32_t& value, Range<std::uint32_t> allowed);
  void bytes(std::string_view key, std::uint64_t& value, Range<std::uint64_t> allowed);
  void duration(std::string_view key, std::chrono::milliseconds& value,
                Range<std::chrono::milliseconds> allowed);
  // Any text in quotes; `allowed` describes it in messages.
  void text(std::string_view key, std::string& value, std::string_view allowed);
  void one_of(std::string_view key, std::string& value, std::span<const std::string_view> allowed);
  void flag(std::string_view key, bool& value);
  void optional_path(std::string_view key, std::filesystem::path& value);  // may be empty
  void path(std::string_view key, std::filesystem::path& value);
  void paths(std::string_view key, std::vector<std::filesystem::path>& value);
  // A table of names, each of which means one of `allowed`.
  void names(std::string_view key, std::map<std::string, std::string, std::less<>>& value,
             std::span<const std::string_view> allowed);
  void address(std::string_view key, ListenAddress& value);
  void hosts(std::string_view key, std::vector<std::string>& value);
  void networks(std::string_view key, std::vector<Network>& value);
  void base_path(std::string_view key, std::string& value);
  void public_url(std::string_view key, std::string& value);
  void mail_address(std::string_view key, std::string& value);
  void mail_addresses(std::string_view key, std::vector<std::string>& value);
  // Tables of a list, [[alert]]: each with a name of its own and one way out.
  void alerts(std::string_view key, std::vector<Config::Alert>& value);
  void alert_targets(std::string_view key, std::vector<Config::AlertTarget>& value);

  // To be called when every setting has been asked for.
  void refuse_unknown() const { refuse_unknown(file_, ""); }

  // What was asked for so far.
  const std::vector<std::string>& keys() const { return keys_; }

 private:
  const toml::node* find(std::string_view key);
  // The texts of a list, of which each must be valid; none where the file does not have the
  // setting.
  std::optional<std::vector<std::string>> list(std::string_view key, std::string_view allowed,
                                               bool (*is_valid)(std::string_view));
  void refuse_unknown(const toml::table& table, const std::string& section) const;
  [[noreturn]] void refuse(const toml::node& node, std::string_view message) const;
  // Tables of a list, each of which `entry` reads by its bare names and calls `kind`: "two alerts
  // …".
  template <typename Entry>
  void named_tables(std::string_view key, std::string_view kind, std::vector<Entry>& value,
                    Entry (SettingsReader::*entry)());
  Config::Alert alert();
  Config::AlertTarget alert_target();
  // Says what is wrong with a name, or with where `owner` sends its webhook.
  void require_alert_name(const std::string& name, const std::string& owner) const;
  void require_signed(const std::string& owner, const std::string& webhook,
                      const std::filesystem::path& secret_file) const;
  [[noreturn]] void refuse_value(const toml::node& node, std::string_view key,
                                 std::string_view allowed) const;

  const toml::table& file_;
  std::string name_;  // empty: the environment
  std::vector<std::string> keys_;
};

}  // namespace dateline
