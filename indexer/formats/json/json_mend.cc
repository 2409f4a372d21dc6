#include "indexer/formats/json/json_mend.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include "indexer/formats/fields/json_text.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

struct Word {
  std::string_view text;
  std::string_view means;
};
constexpr std::array kWords = {
    Word{"NaN", "null"},       Word{"nan", "null"},       Word{"Infinity", "null"},
    Word{"-Infinity", "null"}, Word{"-NaN", "null"},      Word{"Inf", "null"},
    Word{"-Inf", "null"},      Word{"inf", "null"},       Word{"-inf", "null"},
    Word{"None", "null"},      Word{"undefined", "null"}, Word{"True", "true"},
    Word{"False", "false"}};

bool is_word_character(char c) {
  return ascii::is_letter(c) || ascii::is_digit(c) || c == '+' || c == '-' || c == '.' || c == '_';
}

bool is_plain_number(std::string_view word) {
  constexpr std::size_t kMostDigits = 18;  // of which each number fits into 64 bits
  const std::string_view digits = word.substr(word.starts_with('-') ? 1 : 0);
  if (digits.empty() || !ascii::is_digit(digits.front())) return false;
  const bool leading_zero = digits.size() > 1 && digits[0] == '0' && ascii::is_digit(digits[1]);
  const bool integer = std::all_of(digits.begin(), digits.end(), ascii::is_digit);
  if (leading_zero || (integer && digits.size() > kMostDigits)) return false;
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc() && end == word.data() + word.size() && ascii::is_digit(word.back());
}

bool is_number(std::string_view word) {
  const std::string_view digits = word.substr(word.find_first_not_of("+-") == 1 ? 1 : 0);
  return !digits.empty() && ascii::is_digit(digits.front()) &&
         std::all_of(digits.begin(), digits.end(), [](char c) {
           return ascii::is_digit(c) || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-';
         });
}

// A bare word or a number.
std::string mended_word(std::string_view word) {
  for (const Word& known : kWords) {
    if (known.text == word) return std::string(known.means);
  }
  if (is_plain_number(word) || !is_number(word)) return std::string(word);
  return json_string(word);
}

// The code unit of the "\uXXXX" at the front.
std::optional<std::uint32_t> code_unit(std::string_view text) {
  constexpr std::size_t kLength = 6;
  if (text.size() < kLength || !text.starts_with("\\u")) return std::nullopt;
  std::uint32_t unit = 0;
  const char* const end = text.data() + kLength;
  const auto [stop, error] = std::from_chars(text.data() + 2, end, unit, 16);
  return error == std::errc() && stop == end ? std::optional(unit) : std::nullopt;
}

bool is_high_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

// What stands for the characters at the front of the inside of a string, and how many they are.
struct Piece {
  std::string text;
  std::size_t length = 1;
};

Piece mended_escape(std::string_view text) {
  constexpr std::string_view kEscapes = "\"\\/bfnrt";
  constexpr std::size_t kUnit = 6;  // characters of "\uXXXX"
  if (const auto unit = code_unit(text)) {
    const auto next = code_unit(text.substr(kUnit));
    if (is_high_surrogate(*unit) && next && is_low_surrogate(*next))
      return {std::string(text.substr(0, 2 * kUnit)), 2 * kUnit};
    const bool half = is_high_surrogate(*unit) || is_low_surrogate(*unit);
    return {half ? "\\ufffd" : std::string(text.substr(0, kUnit)), kUnit};
  }
  if (text.size() < 2) return {std::string(text), text.size()};
  if (text[1] == '\'') return {"'", 2};
  if (kEscapes.find(text[1]) != std::string_view::npos) return {std::string(text.substr(0, 2)), 2};
  return {"\\\\", 1};  // a backslash that escapes nothing is one
}

// The string whose quote opens the text, as far as it goes.
Piece mended_string(std::string_view text) {
  Piece string{"\"", 1};
  while (string.length < text.size()) {
    const std::string_view rest = text.substr(string.length);
    const char c = rest.front();
    if (c == '\\') {
      const Piece escape = mended_escape(rest);
      string.text += escape.text;
      string.length += escape.length;
      continue;
    }
    ++string.length;
    if (static_cast<unsigned char>(c) < 0x20) {
      const std::string escaped = json_string(rest.substr(0, 1));
      string.text.append(escaped, 1, escaped.size() - 2);
    } else {
      string.text += c;
    }
    if (c == '"') break;
  }
  return string;
}

bool closes_next(std::string_view rest) {
  const std::size_t next = rest.find_first_not_of(" \t\r\n");
  return next != std::string_view::npos && (rest[next] == '}' || rest[next] == ']');
}

}  // namespace

std::string mend_json(std::string_view json) {
  std::string out;
  out.reserve(json.size() + 64);
  for (std::size_t at = 0; at < json.size();) {
    const std::string_view rest = json.substr(at);
    const char c = rest.front();
    if (c == '"') {
      const Piece string = mended_string(rest);
      out += string.text;
      at += string.length;
    } else if (is_word_character(c)) {
      const auto* const end = std::find_if_not(rest.begin(), rest.end(), is_word_character);
      const auto length = static_cast<std::size_t>(end - rest.begin());
      out += mended_word(rest.substr(0, length));
      at += length;
    } else {
      if (c != ',' || !closes_next(rest.substr(1))) out += c;
      ++at;
    }
  }
  return out;
}

}  // namespace dateline
