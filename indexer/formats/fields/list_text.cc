#include "indexer/formats/fields/list_text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "indexer/text/encoding.h"
#include "search/base/ascii.h"
#include "search/base/utf8.h"

namespace dateline {
namespace {

// Reads the values from the front; what is no list fails.
class ListReader {
 public:
  explicit ListReader(std::string_view inside) : rest_(inside) {}

  std::optional<std::vector<std::string>> read() {
    for (skip_between(); !rest_.empty(); skip_between()) {
      if (!read_value()) return std::nullopt;
    }
    return std::move(values_);
  }

 private:
  // Commas, but numpy writes none.
  void skip_between() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n,"), rest_.size()));
  }

  bool read_value() {
    if (rest_.front() == '\'' || rest_.front() == '"') return read_quoted();
    const std::string_view word = rest_.substr(0, rest_.find_first_of(" \t\r\n,"));
    rest_.remove_prefix(word.size());
    const bool number = std::all_of(word.begin(), word.end(),
                                    [](char c) { return ascii::is_digit(c) || c == '.'; });
    if (number) values_.emplace_back(word);
    return number || word == "None" || word == "nan" || word == "null";
  }

  bool read_quoted() {
    const char quote = rest_.front();
    rest_.remove_prefix(1);
    std::string value;
    while (!rest_.empty() && rest_.front() != quote) {
      if (rest_.front() == '\\') {
        value += take_escape();
      } else {
        value += rest_.front();
        rest_.remove_prefix(1);
      }
    }
    if (rest_.empty()) return false;
    rest_.remove_prefix(1);
    values_.push_back(replace_invalid_utf8(value));
    return rest_.empty() ||
           std::string_view(" \t\r\n,").find(rest_.front()) != std::string_view::npos;
  }

  // The text of the escape at the front: "\n", "\xa0", "\u2019", "\'".
  std::string take_escape() {
    const char kind = rest_.size() > 1 ? rest_[1] : '\\';
    const std::size_t digits = kind == 'x' ? 2 : (kind == 'u' ? 4 : 0);
    std::uint32_t unit = 0;
    const std::string_view code = rest_.substr(std::min<std::size_t>(2, rest_.size()), digits);
    const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), unit, 16);
    const bool is_code = digits > 0 && code.size() == digits && error == std::errc() &&
                         end == code.data() + code.size();
    rest_.remove_prefix(std::min(2 + (is_code ? digits : 0), rest_.size()));
    std::string character;
    if (is_code) append_utf8(character, unit);
    if (is_code) return character;
    if (kind == 'n' || kind == 'r') return "\n";
    return kind == 't' ? " " : std::string(1, kind);
  }

  std::string_view rest_;
  std::vector<std::string> values_;
};

}  // namespace

std::optional<std::vector<std::string>> read_list_text(std::string_view text) {
  text = trim(text);
  if (text.size() < 2) return std::nullopt;
  const char open = text.front();
  const char close = text.back();
  const bool brackets = (open == '[' && close == ']') || (open == '(' && close == ')') ||
                        (open == '{' && close == '}');
  if (!brackets) return std::nullopt;
  return ListReader(text.substr(1, text.size() - 2)).read();
}

}  // namespace dateline
