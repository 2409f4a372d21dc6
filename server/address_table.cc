#include "server/address_table.h"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

constexpr std::string_view kUnknown = "unknown";

// Takes the next segment, without its slash, off a path or a pattern that begins with one.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

bool is_placeholder(std::string_view segment) { return segment.starts_with('{'); }

}  // namespace

bool is_path_of(std::string_view pattern, std::string_view path) {
  while (!pattern.empty()) {
    if (!path.starts_with('/')) return false;
    const std::string_view wanted = take_segment(pattern);
    const std::string_view segment = take_segment(path);
    if (is_placeholder(wanted) ? segment.empty() : segment != wanted) return false;
  }
  return path.empty();
}

std::string regex_of(std::string_view pattern) {
  std::string regex;
  while (!pattern.empty()) {
    const std::string_view segment = take_segment(pattern);
    regex += '/';
    if (is_placeholder(segment)) {
      regex += "([^/]+)";
      continue;
    }
    for (const char c : segment) {
      if (c == '.') regex += '\\';
      regex += c;
    }
  }
  return regex;
}

AddressTable::AddressTable(std::vector<Address> addresses) : addresses_(std::move(addresses)) {
  for (const Address& address : addresses_) {
    std::string methods;
    for (const Address& other : addresses_) {
      if (other.pattern != address.pattern) continue;
      if (!methods.empty()) methods += ", ";
      methods += other.methods;
    }
    methods_.push_back(std::move(methods));
    const auto known = std::ranges::find(names_, address.name);
    name_of_.push_back(static_cast<std::size_t>(known - names_.begin()));
    if (known == names_.end()) names_.push_back(address.name);
  }
  names_.push_back(kUnknown);
}

AddressTable::Found AddressTable::find(std::string_view method, std::string_view path) const {
  Found found{.name = names_.size() - 1};
  std::string_view pattern;  // of the first that has this path
  for (std::size_t i = 0; i < addresses_.size(); ++i) {
    const Address& address = addresses_[i];
    if (pattern.empty() ? !is_path_of(address.pattern, path) : address.pattern != pattern) continue;
    pattern = address.pattern;
    found.methods = methods_[i];
    found.name = name_of_[i];
    if (!lists_method(address.methods, method)) continue;
    found.address = &address;
    return found;
  }
  return found;
}

}  // namespace dateline
