#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

// The "Name: value" lines at the front of a web archive's record, an HTTP answer or a mail.
class HeaderFields {
 public:
  HeaderFields() = default;

  // Reads lines up to the first empty one. Lines that begin with white space continue the one
  // before; a line without a name is passed over.
  explicit HeaderFields(std::string_view text);

  // The value of the first field of this name, or empty. Case does not matter.
  std::string_view value(std::string_view name) const;

  // A parameter of a field: the charset of `text/html; charset="utf-8"`, or empty.
  std::string parameter(std::string_view name, std::string_view parameter) const;

  // The value without its parameters, in lower case: "text/html".
  std::string type(std::string_view name) const;

  bool empty() const { return fields_.empty(); }

  // Bytes of the text that they take, with the empty line.
  std::size_t size() const { return size_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;  // names in lower case
  std::size_t size_ = 0;
};

}  // namespace dateline
