#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
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

// Reads settings out of a parsed file, one call a setting, and remembers which were asked for: what
// then stands in the file besides is a mistake. A setting that the file does not have keeps the
// value it has. Everything throws ConfigError, with the line.
class SettingsReader {
 public:
  // `file` must outlive the reader; `name` is the file's in messages.
  SettingsReader(const toml::table& file, std::string_view name) : file_(file), name_(name) {}

  void number(std::string_view key, std::uint32_t& value, Range<std::uint32_t> allowed);
  void bytes(std::string_view key, std::uint64_t& value, Range<std::uint64_t> allowed);
  void duration(std::string_view key, std::chrono::milliseconds& value,
                Range<std::chrono::milliseconds> allowed);
  // Any text in quotes; `allowed` describes it in messages.
  void text(std::string_view key, std::string& value, std::string_view allowed);
  void flag(std::string_view key, bool& value);
  void optional_path(std::string_view key, std::filesystem::path& value);  // may be empty
  void path(std::string_view key, std::filesystem::path& value);
  void paths(std::string_view key, std::vector<std::filesystem::path>& value);
  // A table of names, each of which means one of `allowed`.
  void names(std::string_view key, std::map<std::string, std::string, std::less<>>& value,
             std::span<const std::string_view> allowed);
  void address(std::string_view key, ListenAddress& value);

  // To be called when every setting has been asked for.
  void refuse_unknown() const { refuse_unknown(file_, ""); }

  // What was asked for so far.
  const std::vector<std::string>& keys() const { return keys_; }

 private:
  const toml::node* find(std::string_view key);
  void refuse_unknown(const toml::table& table, const std::string& section) const;
  [[noreturn]] void refuse(const toml::node& node, std::string_view message) const;
  [[noreturn]] void refuse_value(const toml::node& node, std::string_view key,
                                 std::string_view allowed) const;

  const toml::table& file_;
  std::string name_;
  std::vector<std::string> keys_;
};

}  // namespace dateline
