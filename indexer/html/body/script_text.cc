#include "indexer/html/body/script_text.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_set>

#include "indexer/html/body/evidence.h"
#include "indexer/html/dom/text.h"
#include "search/base/ascii.h"

namespace dateline::html {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::size_t kSentenceWords = 10;
constexpr int kMostLevels = 3;  // of data inside strings of data

// A string of a script's data and the name of the value that it stands in.
struct Value {
  std::string key;
  std::string text;
  std::size_t words = 0;  // where it is a sentence by itself; links and marks cut them into several
};

void append_utf8(std::string& text, std::uint32_t code) {
  text += decode_entities("&#" + std::to_string(code) + ";");
}

// Where a string stands: right behind its key, or further on in what the key opened.
enum class Place : std::uint8_t { behind_key, in_list };

// Reads the string literals of JavaScript or JSON from left to right, with the keys in front of
// them. Nothing else is understood, so that nothing can be wrong with the rest.
class Strings {
 public:
  explicit Strings(std::string_view script) : script_(script) {}

  // Calls `use(key, text, place)` for each string that is a value.
  template <typename Use>
  void run(Use use) {
    std::string key;
    Place place = Place::in_list;
    while (at_ < script_.size()) {
      const char c = script_[at_];
      if (c != '"' && c != '\'' && c != '`') {
        if (read_bare_key(key)) place = Place::behind_key;
        continue;
      }
      std::optional<std::string> text = read_string(c);
      if (!text) return;
      if (is_key()) {
        key = std::move(*text);
        place = Place::behind_key;
      } else {
        use(key, std::move(*text), place);
        place = Place::in_list;
      }
    }
  }

 private:
  // A name in front of a colon is a key: {title:"..."}. Other characters are passed over.
  bool read_bare_key(std::string& key) {
    const std::size_t begin = at_;
    const auto is_name = [](char c) {
      return ascii::is_letter(c) || ascii::is_digit(c) || c == '_' || c == '$';
    };
    while (at_ < script_.size() && is_name(script_[at_])) ++at_;
    if (at_ == begin) ++at_;
    if (!is_name(script_[begin]) || !is_key()) return false;
    key = script_.substr(begin, at_ - begin);
    return true;
  }

  bool is_key() const {
    std::size_t next = at_;
    while (next < script_.size() && ascii::is_space(script_[next])) ++next;
    return next < script_.size() && script_[next] == ':';
  }

  // Moves behind the quote that closes it; none where no quote does. A line break ends no string
  // but says that the quote was none, an apostrophe in a comment.
  std::optional<std::string> read_string(char quote) {
    const std::size_t begin = at_ + 1;
    std::string text;
    for (++at_; at_ < script_.size(); ++at_) {
      const char c = script_[at_];
      if (c == '\n' && quote == '\'') {
        at_ = begin;
        return std::string();
      }
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

// The words of a string that is a sentence or more; 0 of others.
std::size_t words_of_text(std::string_view text) {
  const std::string plain = strip_markup(text);
  const std::size_t words = count_words(plain);
  const bool is_text = ends_sentence(plain) || text.find("</p>") != kNone;
  return words >= kSentenceWords && is_text && !is_code(plain) ? words : 0;
}

// The values that may be text, those of data inside strings among them. Such data is pushed in
// parts that may be cut anywhere, so a string without a key that follows one of data goes on with
// it.
void collect(const std::vector<std::string_view>& scripts, int level, std::vector<Value>& values) {
  std::string data;
  const auto use = [&](const std::string& key, std::string text, Place place) {
    const bool goes_on = key.empty() && !data.empty();
    if (level < kMostLevels && (holds_data(text) || goes_on)) {
      data += text;
      return;
    }
    const std::size_t words = words_of_text(text);
    const bool is_part = place == Place::behind_key && !text.empty() && !is_code(text);
    if (words > 0 || is_part) values.push_back({key, std::move(text), words});
  };
  for (const std::string_view script : scripts) Strings(script).run(use);
  if (!data.empty()) collect({data}, level + 1, values);
}

// All scripts but JSON-LD, which is read as a claim.
std::vector<std::string_view> scripts_of(std::string_view html) {
  std::vector<std::string_view> scripts;
  std::size_t at = ascii::find_ignoring_case(html, "<script");
  while (at != kNone) {
    html.remove_prefix(at);
    const std::size_t open = html.find('>');
    if (open == kNone) break;
    const std::string_view tag = html.substr(0, open);
    html.remove_prefix(open + 1);
    const std::size_t size = std::min(ascii::find_ignoring_case(html, "</script"), html.size());
    if (ascii::find_ignoring_case(tag, "ld+json") == kNone) scripts.push_back(html.substr(0, size));
    html.remove_prefix(size);
    at = ascii::find_ignoring_case(html, "<script");
  }
  return scripts;
}

// The key that most running text stands under.
std::string key_of_most(const std::vector<Value>& values) {
  std::map<std::string, std::size_t> words;
  for (const Value& value : values) words[value.key] += value.words;
  const auto most = std::max_element(
      words.begin(), words.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == words.end() ? std::string() : most->first;
}

// Whether a string goes on with the sentence of the one before it.
bool goes_on(std::string_view before, std::string_view text) {
  const bool opens = ascii::is_space(text.front()) || ascii::is_lower(text.front()) ||
                     std::string_view(".,;:!?)").find(text.front()) != kNone;
  return opens || ascii::is_space(before.back());
}

// The values of a key from its first text to its last sentence, what belongs to one sentence
// joined.
std::vector<std::string> joined_values(const std::vector<Value>& values, std::string_view key) {
  constexpr std::size_t kTextWords = 4;  // fewer are a name
  const auto first = std::find_if(values.begin(), values.end(), [&](const Value& value) {
    return value.key == key && count_words(value.text) >= kTextWords;
  });
  const auto last = std::find_if(values.rbegin(), values.rend(), [&](const Value& value) {
                      return value.key == key && value.words > 0;
                    }).base();
  std::vector<std::string> texts;
  for (auto value = first; value != values.end() && value < last; ++value) {
    if (value->key != key) continue;
    if (!texts.empty() && goes_on(texts.back(), value->text)) {
      texts.back() += value->text;
    } else {
      texts.push_back(value->text);
    }
  }
  return texts;
}

}  // namespace

std::vector<std::string> paragraphs_in_scripts(std::string_view html, std::string_view title) {
  constexpr std::size_t kWholeBody = 3;
  std::vector<Value> values;
  collect(scripts_of(html), 0, values);
  std::vector<std::string> paragraphs;
  std::unordered_set<std::string> seen;
  for (const std::string& text : joined_values(values, key_of_most(values))) {
    std::vector<std::string> parts = paragraphs_of(text);
    // One string may be a whole article, and the next one another.
    const bool is_whole = parts.size() >= kWholeBody;
    if (is_whole && !paragraphs.empty()) break;
    for (std::string& part : parts) {
      if (part != title && seen.insert(part).second) paragraphs.push_back(std::move(part));
    }
    if (is_whole) break;
  }
  return paragraphs;
}

}  // namespace dateline::html
