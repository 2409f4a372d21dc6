#include "indexer/html/script_text.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_set>

#include "indexer/html/evidence.h"
#include "indexer/html/text.h"
#include "search/ascii.h"

namespace dateline::html {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::size_t kSentenceWords = 10;
constexpr int kMostLevels = 3;  // of data inside strings of data

// A string of a script's data and the name of the value that it stands in.
struct Value {
  std::string key;
  std::string text;
};

void append_utf8(std::string& text, std::uint32_t code) {
  text += decode_entities("&#" + std::to_string(code) + ";");
}

// Reads the string literals of JavaScript or JSON from left to right, with the keys in front of
// them. Nothing else is understood, so that nothing can be wrong with the rest.
class Strings {
 public:
  explicit Strings(std::string_view script) : script_(script) {}

  // Calls `use(key, text)` for each string that is a value.
  template <typename Use>
  void run(Use use) {
    std::string key;
    while (at_ < script_.size()) {
      const char c = script_[at_];
      if (c != '"' && c != '\'' && c != '`') {
        read_bare_key(key);
        continue;
      }
      std::optional<std::string> text = read_string(c);
      if (!text) return;
      if (is_key()) {
        key = std::move(*text);
      } else {
        use(key, std::move(*text));
      }
    }
  }

 private:
  // A name in front of a colon is a key: {title:"..."}. Other characters are passed over.
  void read_bare_key(std::string& key) {
    const std::size_t begin = at_;
    const auto is_name = [](char c) {
      return ascii::is_letter(c) || ascii::is_digit(c) || c == '_' || c == '$';
    };
    while (at_ < script_.size() && is_name(script_[at_])) ++at_;
    if (at_ == begin) {
      ++at_;
    } else if (is_key()) {
      key = script_.substr(begin, at_ - begin);
    }
  }

  bool is_key() const {
    std::size_t next = at_;
    while (next < script_.size() && ascii::is_space(script_[next])) ++next;
    return next < script_.size() && script_[next] == ':';
  }

  // Behind the quote that closes it; none where no quote does. Moves at least one character.
  std::optional<std::string> read_string(char quote) {
    std::string text;
    for (++at_; at_ < script_.size(); ++at_) {
      const char c = script_[at_];
      if (c == quote) {
        ++at_;
        return text;
      }
      if (c == '\\') {
        read_escape(text);
      } else {
        text += c;
      }
    }
    return std::nullopt;
  }

  std::optional<std::uint32_t> hex_at(std::size_t begin, std::size_t digits) const {
    std::uint32_t code = 0;
    if (begin + digits > script_.size()) return std::nullopt;
    const char* first = script_.data() + begin;
    const auto [end, error] = std::from_chars(first, first + digits, code, 16);
    return error == std::errc() && end == first + digits ? std::optional(code) : std::nullopt;
  }

  // Leaves at_ on the last character of the escape.
  void read_escape(std::string& text) {
    const char c = at_ + 1 < script_.size() ? script_[at_ + 1] : '\\';
    ++at_;
    if (c == 'n' || c == 'r') {
      text += '\n';
    } else if (c == 't') {
      text += ' ';
    } else if (c == 'u' || c == 'x') {
      read_code(text, c == 'u' ? 4 : 2);
    } else {
      text += c;
    }
  }

  void read_code(std::string& text, std::size_t digits) {
    std::optional<std::uint32_t> code = hex_at(at_ + 1, digits);
    if (!code) return;
    at_ += digits;
    const bool is_high = *code >= 0xD800 && *code < 0xDC00;
    const bool has_low = is_high && script_.substr(at_ + 1, 2) == "\\u";
    const std::optional<std::uint32_t> low = has_low ? hex_at(at_ + 3, 4) : std::nullopt;
    if (low && *low >= 0xDC00 && *low < 0xE000) {
      code = 0x10000 + ((*code - 0xD800) << 10U) + (*low - 0xDC00);
      at_ += 6;
    }
    append_utf8(text, *code);
  }

  std::string_view script_;
  std::size_t at_ = 0;
};

// Whether a string holds data itself, as those that are pushed part by part do.
bool holds_data(std::string_view text) { return text.find("\":") != kNone; }

// Programs and style sheets stand in strings too.
bool is_code(std::string_view text) {
  constexpr std::string_view kSigns[] = {"{",   "}",  "=>", "();", "//",
                                         " = ", "||", "&&", "==",  "\\n"};
  return std::any_of(std::begin(kSigns), std::end(kSigns),
                     [&](std::string_view sign) { return text.find(sign) != kNone; });
}

bool has_sentence(std::string_view text) {
  const bool has_markup = text.find("</") != kNone;
  const std::string plain = strip_markup(text);
  return count_words(plain) >= kSentenceWords && (has_markup || ends_sentence(plain)) &&
         !is_code(plain);
}

// The values that read as text, those of data inside strings among them. Such data is pushed in
// parts that may be cut anywhere, so a string without a key that follows one of data goes on with
// it.
void collect(std::string_view script, int level, std::vector<Value>& values) {
  std::string data;
  Strings(script).run([&](const std::string& key, std::string text) {
    const bool goes_on = key.empty() && !data.empty();
    if (level < kMostLevels && (holds_data(text) || goes_on)) {
      data += text;
    } else if (has_sentence(text)) {
      values.push_back({key, std::move(text)});
    }
  });
  if (!data.empty()) collect(data, level + 1, values);
}

// The text of all scripts but JSON-LD, which is read as a claim.
std::string scripts_of(std::string_view html) {
  std::string scripts;
  for (std::size_t at = ascii::find_ignoring_case(html, "<script"); at < html.size();) {
    const std::size_t open = html.find('>', at);
    if (open == kNone) break;
    const std::string_view rest = html.substr(open + 1);
    const std::size_t size = std::min(ascii::find_ignoring_case(rest, "</script"), rest.size());
    const std::string_view tag = html.substr(at, open - at);
    if (ascii::find_ignoring_case(tag, "ld+json") == kNone) {
      scripts.append(rest.substr(0, size));
      scripts += '\n';
    }
    const std::size_t next = ascii::find_ignoring_case(rest.substr(size), "<script");
    if (next == kNone) break;
    at = open + 1 + size + next;
  }
  return scripts;
}

std::string key_of_most(const std::vector<Value>& values) {
  std::map<std::string, std::size_t> bytes;
  for (const Value& value : values) bytes[value.key] += value.text.size();
  const auto most = std::max_element(
      bytes.begin(), bytes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == bytes.end() ? std::string() : most->first;
}

}  // namespace

std::vector<std::string> paragraphs_in_scripts(std::string_view html, std::string_view title) {
  constexpr std::size_t kWholeBody = 3;
  std::vector<Value> values;
  collect(scripts_of(html), 0, values);
  const std::string key = key_of_most(values);
  std::vector<std::string> paragraphs;
  std::unordered_set<std::string> seen;
  for (const Value& value : values) {
    if (value.key != key) continue;
    std::vector<std::string> parts = paragraphs_of(value.text);
    // One string may be a whole article, and the next one another.
    if (parts.size() >= kWholeBody && !paragraphs.empty()) break;
    const bool is_whole = parts.size() >= kWholeBody;
    for (std::string& part : parts) {
      if (part != title && seen.insert(part).second) paragraphs.push_back(std::move(part));
    }
    if (is_whole) break;
  }
  return paragraphs;
}

}  // namespace dateline::html
