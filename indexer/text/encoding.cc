#include "indexer/text/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>

#include <simdjson.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include "search/base/ascii.h"

namespace dateline {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr char32_t kNone = 0xFFFFFFFF;

// windows-1252 where it differs from Latin-1: the characters of 0x80 to 0x9F.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

unsigned char byte(char c) { return static_cast<unsigned char>(c); }

// Length of the UTF-8 character at the front, or 0 where there is none.
std::size_t character_length(std::string_view text) {
  const unsigned char first = byte(text.front());
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : (first >= 0xE0 ? 3 : 2);
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(text[i]) & 0xC0) != 0x80) return 0;
  }
  const unsigned char second = byte(text[1]);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool beyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
  return overlong || beyond ? 0 : length;
}

// The code point of a valid character of this length.
char32_t decode(std::string_view character) {
  const auto low = [&](std::size_t i) { return static_cast<char32_t>(byte(character[i]) & 0x3F); };
  const char32_t first = byte(character[0]);
  switch (character.size()) {
    case 1:
      return first;
    case 2:
      return (first & 0x1F) << 6 | low(1);
    case 3:
      return (first & 0x0F) << 12 | low(1) << 6 | low(2);
    default:
      return (first & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3);
  }
}

void append(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

// The byte that windows-1252 writes this character as, or kNone.
char32_t windows1252_byte(char32_t c) {
  if (c < 0x100) return c;
  const auto* const found = std::find(kWindows1252.begin(), kWindows1252.end(), c);
  return found == kWindows1252.end() ? kNone
                                     : 0x80 + static_cast<char32_t>(found - kWindows1252.begin());
}

struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterCloser>;

// The encoding that texts under a name are really in, as in the WHATWG encoding standard.
std::string effective_name(std::string_view name) {
  struct Meaning {
    std::string_view name;  // in lower case, without "-" and "_"
    std::string_view means;
  };
  constexpr std::array kMeanings = {
      Meaning{"iso88591", "windows-1252"},
      Meaning{"latin1", "windows-1252"},
      Meaning{"ascii", "windows-1252"},
      Meaning{"usascii", "windows-1252"},
      Meaning{"iso88599", "windows-1254"},
      Meaning{"tis620", "windows-874"},
      Meaning{"gb2312", "gb18030"},
      Meaning{"koi8r", "KOI8-U"},  // has its letters, and Ukrainian ones
      Meaning{"gbk", "gb18030"},
      Meaning{"euckr", "windows-949"},
      Meaning{"ksc56011987", "windows-949"},
      Meaning{"uhc", "windows-949"},
      Meaning{"cp949", "windows-949"},
      Meaning{"hzgb2312", "HZ"}};
  std::string plain;
  for (const char c : ascii::lower(name)) {
    if (c != '-' && c != '_' && c != ' ') plain += c;
  }
  for (const Meaning& meaning : kMeanings) {
    if (meaning.name == plain) return std::string(meaning.means);
  }
  return std::string(name);
}

Converter open_converter(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(effective_name(name).c_str(), &status));
  if (U_FAILURE(status)) converter.reset();
  return converter;
}

std::optional<std::string> convert(std::string_view bytes, std::string_view charset) {
  const Converter from = open_converter(charset);
  const Converter to = open_converter("UTF-8");
  if (from == nullptr || to == nullptr) return std::nullopt;
  std::string out;
  std::array<UChar, 4096> pivot{};
  std::array<char, 16384> block{};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  const char* source = bytes.data();
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  for (bool first = true; status == U_BUFFER_OVERFLOW_ERROR; first = false) {
    status = U_ZERO_ERROR;
    char* target = block.data();
    ucnv_convertEx(to.get(), from.get(), &target, block.data() + block.size(), &source,
                   bytes.data() + bytes.size(), pivot.data(), &pivot_source, &pivot_target,
                   pivot.data() + pivot.size(), first, true, &status);
    out.append(block.data(), target);
  }
  if (U_FAILURE(status)) return std::nullopt;
  return out;
}

struct DetectorCloser {
  void operator()(uchardet_t detector) const { uchardet_delete(detector); }
};

std::string uchardet_name(std::string_view sample) {
  const std::unique_ptr<std::remove_pointer_t<uchardet_t>, DetectorCloser> detector(uchardet_new());
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return {};
  uchardet_data_end(detector.get());
  std::string name = uchardet_get_charset(detector.get());
  return name == "ASCII" ? std::string() : name;
}

// Whether the text is HZ: Chinese characters as pairs of ASCII bytes between "~{" and "~}".
bool is_hz(std::string_view bytes) {
  std::size_t characters = 0;
  for (std::size_t at = 0; (at = bytes.find("~{", at)) != std::string_view::npos;) {
    const std::size_t begin = at + 2;
    const std::size_t end = std::min(bytes.find("~}", begin), bytes.size());
    const std::string_view inside = bytes.substr(begin, end - begin);
    const bool in_range =
        std::all_of(inside.begin(), inside.end(), [](char c) { return c > ' ' && c < '\x7F'; });
    if (!in_range || inside.size() % 2 != 0) return false;
    characters += inside.size() / 2;
    at = end;
  }
  constexpr std::size_t kEnough = 4;
  return characters >= kEnough;
}

// Encodings whose text is ASCII bytes too, so that it looks like UTF-8: what escape sequences
// switch, and UTF-16 without a mark. Empty where `bytes` are in none.
std::string_view hidden_charset(std::string_view bytes, std::string_view declared) {
  const std::string family = ascii::lower(declared.substr(0, declared.find('-') + 3));
  const bool wide = family == "utf-16" || family == "utf-32";
  if (wide && bytes.find('\0') != std::string_view::npos && is_known_charset(declared))
    return declared;
  const std::size_t escape = bytes.find("\x1B$");
  if (escape == std::string_view::npos) return is_hz(bytes) ? "HZ" : "";
  if (declared.size() > 8 && ascii::lower(declared.substr(0, 8)) == "iso-2022" &&
      is_known_charset(declared))
    return declared;
  const std::string_view designation = bytes.substr(escape + 2);
  if (designation.starts_with(")C")) return "ISO-2022-KR";
  if (designation.starts_with(")A") || designation.starts_with(")G")) return "ISO-2022-CN";
  return bytes.find("\x1B(") == std::string_view::npos ? "" : "ISO-2022-JP";
}

struct Utf8Census {
  std::size_t characters = 0;  // beyond ASCII
  std::size_t bad_bytes = 0;
  bool damage = false;  // a bad byte that is no letter or sign of windows-1252 prose
};

Utf8Census count_utf8(std::string_view bytes) {
  constexpr std::string_view kNeverInProse = "\xFE\xFF\x81\x8D\x8F\x90\x9D";
  Utf8Census census;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = character_length(bytes.substr(at));
    if (length > 1) ++census.characters;
    if (length == 0) {
      ++census.bad_bytes;
      census.damage = census.damage || kNeverInProse.find(bytes[at]) != std::string_view::npos;
    }
    at += std::max<std::size_t>(length, 1);
  }
  return census;
}

// A short text gives a detector nothing to count; western text is the likeliest then.
constexpr std::size_t kBytesToDetect = 12;

std::string guess_charset(std::string_view bytes) {
  const Utf8Census census = count_utf8(bytes);
  if (census.characters > census.bad_bytes) return "UTF-8";
  if (census.bad_bytes < kBytesToDetect) return census.damage ? "UTF-8" : "windows-1252";
  std::string name = uchardet_name(bytes);
  return is_known_charset(name) ? name : "windows-1252";
}

// How many bytes from `text` on are printable ASCII or LF or tab: what clean_text() keeps as it is.
std::size_t plain_prefix(std::string_view text) {
  constexpr std::size_t kBlock = 32;
  std::size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    unsigned bad = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
      const unsigned char c = byte(text[at + i]);
      bad |= static_cast<unsigned>(c - 0x20 >= 0x5F) & static_cast<unsigned>(c != '\n') &
             static_cast<unsigned>(c != '\t');
    }
    if (bad != 0) break;
  }
  while (at < text.size()) {
    const unsigned char c = byte(text[at]);
    if (c >= 0x7F || (c < 0x20 && c != '\n' && c != '\t')) break;
    ++at;
  }
  return at;
}

// What clean_text() writes for a character that is not plain.
void append_cleaned(std::string& out, std::string_view character, bool lf_follows) {
  const char32_t c = decode(character);
  if (c == '\r') {
    if (!lf_follows) out += '\n';
  } else if (c == 0x85 || c == 0x2028 || c == 0x2029 || c == '\f') {
    out += '\n';
  } else if (c < 0x20 || c == 0x7F || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF) {
    return;
  } else if (c >= 0x80 && c < 0xA0) {  // windows-1252 that was read as Latin-1
    if (kWindows1252[c - 0x80] > 0xFF) append(out, kWindows1252[c - 0x80]);
  } else {
    out += character;
  }
}

bool may_be_mojibake(std::string_view text) {
  for (std::size_t at = 0; at + 3 < text.size(); ++at) {
    const void* const found = std::memchr(text.data() + at, 0xC3, text.size() - at - 3);
    if (found == nullptr) return false;
    at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    if (byte(text[at + 2]) >= 0xC2) return true;
  }
  return false;
}

// The character that was read as windows-1252, at the front of `text`.
struct Misread {
  std::string character;  // as it was meant; empty: there is none
  std::size_t length = 0;
};

Misread misread_character(std::string_view text) {
  std::string bytes;
  std::size_t at = 0;
  std::size_t wanted = 1;
  while (bytes.size() < wanted && at < text.size()) {
    const std::size_t length = character_length(text.substr(at));
    if (length < 2) return {};
    const char32_t value = windows1252_byte(decode(text.substr(at, length)));
    if (value == kNone) return {};
    if (bytes.empty()) {
      if (value < 0xC2 || value > 0xF4) return {};
      wanted = value >= 0xF0 ? 4 : (value >= 0xE0 ? 3 : 2);
    }
    bytes += static_cast<char>(value);
    at += length;
  }
  if (bytes.size() != wanted || character_length(bytes) != wanted) return {};
  return {bytes, at};
}

// How sure it is that a character was misread. Western text read wrongly gives Â, Ã, â€ and little
// else; other leads stand in sound text too ("CAFÉ»", "né…»"), so they count only in numbers.
enum class Certainty : std::uint8_t { none, weak, strong, proof };

Certainty certainty(const Misread& misread) {
  if (misread.length == 0) return Certainty::none;
  const std::string_view meant = misread.character;
  const char32_t c = decode(meant);
  if (meant[0] == '\xE2' || meant.starts_with("\xEF\xBB") || meant.starts_with("\xF0\x9F"))
    return Certainty::proof;
  if (meant[0] == '\xC2') return c > 0xA0 ? Certainty::proof : Certainty::strong;
  return meant[0] == '\xC3' ? Certainty::strong : Certainty::weak;
}

// Calls `visit` with each character that may have been misread and where it stands.
template <typename Visit>
void for_each_misread(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const void* const found = std::memchr(text.data() + at, 0xC3, text.size() - at);
    if (found == nullptr) return;
    at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    const Misread misread = misread_character(text.substr(at));
    if (misread.length != 0) visit(at, misread);
    at += std::max<std::size_t>(misread.length, 1);
  }
}

// The least certainty at which characters of this text are to be mended; none: leave it alone.
Certainty threshold(std::string_view text) {
  constexpr std::size_t kEnoughWeak = 8;
  std::size_t strong = 0;
  std::size_t weak = 0;
  std::size_t weak_bytes = 0;
  bool proved = false;
  for_each_misread(text, [&](std::size_t, const Misread& misread) {
    const Certainty found = certainty(misread);
    proved = proved || found == Certainty::proof;
    (found == Certainty::weak ? weak : strong) += 1;
    if (found == Certainty::weak) weak_bytes += misread.length;
  });
  const auto beyond_ascii = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return byte(c) >= 0x80; }));
  if (weak >= kEnoughWeak && weak_bytes * 2 > beyond_ascii) return Certainty::weak;
  return proved || strong > 1 ? Certainty::strong : Certainty::none;
}

std::string mend_once(std::string text) {
  const Certainty least = threshold(text);
  if (least == Certainty::none) return text;
  std::string out;
  out.reserve(text.size());
  std::size_t copied = 0;
  for_each_misread(text, [&](std::size_t at, const Misread& misread) {
    if (certainty(misread) < least) return;
    out.append(text, copied, at - copied);
    out += misread.character;
    copied = at + misread.length;
  });
  out.append(text, copied);
  return out;
}

constexpr int kMostMisreadings = 3;  // "Ã¢â‚¬â„¢" was misread twice

}  // namespace

bool is_utf8(std::string_view bytes) {
  return bytes.empty() || simdjson::validate_utf8(bytes.data(), bytes.size());
}

std::string_view byte_order_mark(std::string_view bytes) {
  using std::string_view_literals::operator""sv;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return "UTF-8";
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (bytes.starts_with("\xFF\xFE"sv)) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF"sv)) return "UTF-16BE";
  return {};
}

std::string detect_charset(std::string_view sample) {
  const bool ascii =
      std::none_of(sample.begin(), sample.end(), [](char c) { return byte(c) >= 0x80; });
  if (ascii) return {};
  const Utf8Census census = count_utf8(sample);
  constexpr std::size_t kCutCharacter = 3;  // bytes of a character that the sample's end cuts
  if (census.bad_bytes > kCutCharacter) return guess_charset(sample);
  return census.characters > 0 ? "UTF-8" : "";
}

bool is_known_charset(std::string_view name) {
  if (name.empty()) return false;
  const Converter converter = open_converter(name);
  return converter != nullptr && ucnv_getType(converter.get()) != UCNV_UTF8;
}

std::string replace_invalid_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 16);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = character_length(bytes.substr(at));
    if (length == 0) {
      out += kReplacement;
      ++at;
    } else {
      out += bytes.substr(at, length);
      at += length;
    }
  }
  return out;
}

std::string to_utf8(std::string bytes, std::string_view declared) {
  const std::string_view mark = byte_order_mark(bytes);
  const bool wide = mark.starts_with("UTF-16") || mark.starts_with("UTF-32");
  if (mark == "UTF-8") bytes.erase(0, 3);
  if (wide) bytes.erase(0, mark.starts_with("UTF-16") ? 2 : 4);
  if (wide) declared = mark;
  const std::string_view hidden = wide ? std::string_view() : hidden_charset(bytes, declared);
  if (!wide && hidden.empty() && is_utf8(bytes)) return bytes;
  if (!hidden.empty()) declared = hidden;
  std::string guessed;
  if (!is_known_charset(declared) && mark.empty()) {
    const bool says_nothing = declared.empty() || open_converter(declared) == nullptr;
    if (says_nothing) guessed = guess_charset(bytes);
    declared = guessed;
  }
  if (is_known_charset(declared)) {
    std::optional<std::string> converted = convert(bytes, declared);
    if (converted && is_utf8(*converted)) return std::move(*converted);
  }
  return replace_invalid_utf8(bytes);
}

std::string mend_mojibake(std::string text) {
  for (int i = 0; i < kMostMisreadings && may_be_mojibake(text); ++i) {
    const std::size_t before = text.size();
    text = mend_once(std::move(text));
    if (text.size() == before) break;
  }
  return text;
}

std::string clean_text(std::string text) {
  std::size_t at = plain_prefix(text);
  if (at == text.size()) return text;
  text = mend_mojibake(std::move(text));
  std::string out;
  out.reserve(text.size());
  const std::string_view all = text;
  for (at = 0; at < all.size();) {
    const std::size_t plain = plain_prefix(all.substr(at));
    out += all.substr(at, plain);
    at += plain;
    if (at == all.size()) break;
    const std::size_t length = std::max<std::size_t>(character_length(all.substr(at)), 1);
    const bool lf_follows = at + 1 < all.size() && all[at + 1] == '\n';
    append_cleaned(out, all.substr(at, length), lf_follows);
    at += length;
  }
  return out;
}

std::string clean_text_line(std::string text) {
  text = clean_text(std::move(text));
  std::string out;
  out.reserve(text.size());
  for (const char c : trim(text)) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\n\r\f\v";
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  for (bool again = true; again;) {
    again = false;
    text.remove_prefix(std::min(text.find_first_not_of(kSpaces), text.size()));
    text.remove_suffix(text.size() - std::min(text.find_last_not_of(kSpaces) + 1, text.size()));
    for (const std::string_view cut : {kNoBreak, kMark}) {
      if (text.starts_with(cut)) text.remove_prefix(cut.size()), again = true;
      if (text.ends_with(cut)) text.remove_suffix(cut.size()), again = true;
    }
  }
  return text;
}

}  // namespace dateline
