#include "indexer/prose/sign_off.h"

#include <algorithm>
#include <vector>

#include "indexer/prose/agencies.h"
#include "indexer/prose/byline.h"
#include "indexer/prose/dateline_places.h"
#include "indexer/prose/line_lexicon.h"
#include "indexer/text/text_shape.h"
#include "search/base/ascii.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

bool is_code_byte(char c) {
  return ascii::is_letter(c) || ascii::is_digit(c) || c == '/' || c == '-' || c == '.';
}

bool is_all_lower(std::string_view text) {
  return std::all_of(text.begin(), text.end(), ascii::is_lower);
}

// "T/RE1", "AGR/EK", "ab/cd": initials of editors, with a slash or a digit.
bool is_editor_code(std::string_view text) {
  constexpr std::size_t kLongest = 20;  // bytes
  if (text.size() < 2 || text.size() > kLongest) return false;
  if (!std::all_of(text.begin(), text.end(), is_code_byte)) return false;
  const bool slash = text.find('/') != std::string_view::npos;
  if (!slash && !(has_digit(text) && is_all_caps(text))) return false;
  const std::string_view first = text.substr(0, text.find('/'));  // "meridian/cv/tr"
  std::size_t run = 0;
  for (const char c : text.substr(is_all_lower(first) && slash ? first.size() : 0)) {
    run = c == '/' || c == '-' ? 0 : run + 1;
    if (run > 5) return false;
  }
  return true;
}

// The start of what stands in brackets at the end of the paragraph; npos where nothing does.
std::size_t bracket_start(std::string_view text) {
  if (text.empty() || (text.back() != ')' && text.back() != ']')) return std::string_view::npos;
  const std::size_t open = text.find_last_of(text.back() == ')' ? '(' : '[');
  constexpr std::size_t kLongest = 40;  // bytes
  return open != std::string_view::npos && text.size() - open <= kLongest ? open
                                                                          : std::string_view::npos;
}

std::optional<ParagraphEnd> read_bracketed_end(std::string_view text) {
  const std::size_t open = bracket_start(text);
  if (open == std::string_view::npos || open == 0) return std::nullopt;
  const std::string_view before = trim_spaces(text.substr(0, open));
  const std::string_view inner = trim_spaces(text.substr(open + 1, text.size() - open - 2));
  if (!ends_sentence(before)) return std::nullopt;
  if (const auto agency = known_agency(inner)) return ParagraphEnd{before.size(), *agency};
  if (is_editor_code(inner) || is_end_sign(inner) || fold_case(inner) == "end") {
    return ParagraphEnd{before.size(), {}};
  }
  return std::nullopt;
}

// Where the words after the last sentence start; the end of the text where there are none.
std::size_t start_of_tail(std::string_view text) {
  constexpr std::size_t kLongest = 24;  // bytes
  for (std::size_t at = text.size(); at-- > 1 && text.size() - at <= kLongest;) {
    if (text[at] == ' ' && ends_sentence(text.substr(0, at))) return at;
  }
  return text.size();
}

// "… he said. — AFP", "… sagte er. dpa/ab", "… he said. Enditem"
std::optional<ParagraphEnd> read_trailing_end(std::string_view text) {
  const std::size_t from = start_of_tail(text);
  const std::string_view before = trim_spaces(text.substr(0, from));
  std::string_view tail = trim_spaces(text.substr(from));
  if (tail.empty() || !ends_sentence(before)) return std::nullopt;
  bool dash = false;
  for (const std::string_view mark : {"--", "—", "–", "-"}) {
    if (!tail.starts_with(mark)) continue;
    tail = trim_spaces(tail.substr(mark.size()));
    dash = true;
  }
  const auto agency = known_agency(tail);
  if (agency && (dash || tail.find('/') != std::string_view::npos || is_all_caps(tail))) {
    return ParagraphEnd{before.size(), *agency};
  }
  // A name after a dash is an agency too, where it is one word: "… he said. — Northwire".
  if (dash && tail.find(' ') == std::string_view::npos && is_capitalised(tail)) {
    return ParagraphEnd{before.size(), std::string(tail)};
  }
  if (fold_case(tail) == "enditem") return ParagraphEnd{before.size(), {}};
  return std::nullopt;
}

// "H.S.", "M.K./R.S.", "JD/RR"
bool are_initials(std::string_view line) {
  constexpr std::size_t kLongest = 16;  // bytes
  if (line.size() < 2 || line.size() > kLongest || !is_all_caps(line)) return false;
  return std::all_of(line.begin(), line.end(),
                     [](char c) { return ascii::is_upper(c) || c == '.' || c == '/'; }) &&
         (line.find('/') != std::string_view::npos || line.find('.') != std::string_view::npos);
}

std::string_view without_dress(std::string_view line) {
  for (const std::string_view mark : {"—", "–", "--", "-", "*"}) {
    if (line.starts_with(mark)) line = trim_spaces(line.substr(mark.size()));
  }
  if (line.starts_with('(') && line.ends_with(')')) {
    line = trim_spaces(line.substr(1, line.size() - 2));
  }
  return line;
}

// The names after "Reporting by" up to the semicolon, each without its place.
std::optional<SignOff> read_reporters(std::string_view line) {
  static const std::vector<std::string_view> starts = words_of_languages("sign-off openings");
  for (const std::string_view start : starts) {
    if (!starts_with_folded(line, start)) continue;
    const std::string_view names = line.substr(start.size());
    return SignOff{.authors = read_names(names.substr(0, names.find_first_of(";.")))};
  }
  return std::nullopt;
}

std::optional<SignOff> read_labelled(std::string_view line) {
  const auto label = line_label(line);
  if (!label || label->bytes >= line.size()) return std::nullopt;
  const std::string_view value = line.substr(label->bytes);
  if (label->kind == LabelKind::author) return SignOff{.authors = read_names(value)};
  if (label->kind != LabelKind::source || word_count(value) > 6) return std::nullopt;
  if (value.find("://") != std::string_view::npos) return SignOff{};
  return SignOff{.source = known_agency(value).value_or(std::string(value))};
}

// "R. Raslan", which looks_like_name() takes too; a place or a section is no name.
bool is_signature(std::string_view name) {
  return looks_like_name(name) && !is_dateline_place(name) && !is_section_name(name) &&
         !names_a_publication(name) && word_count(name) <= 4;
}

std::optional<SignOff> read_signatures(std::string_view line) {
  constexpr std::size_t kLongest = 80;  // bytes
  if (line.size() > kLongest) return std::nullopt;
  // "Jane Doe, Reuters" and "Jane Doe, Political Editor" have one name.
  const std::size_t comma = std::min(line.find_first_of(",|"), line.size());
  if (word_count(line.substr(comma)) > 4) return std::nullopt;
  const auto names = read_plain_byline(trim_spaces(line.substr(0, comma)));
  if (names.empty() || !std::all_of(names.begin(), names.end(), is_signature)) return std::nullopt;
  SignOff sign_off{.authors = names};
  const std::size_t last = line.find_last_of(",|/");
  if (last != std::string_view::npos) {
    sign_off.source = known_agency(line.substr(last + 1)).value_or("");
  }
  return sign_off;
}

}  // namespace

ParagraphEnd read_paragraph_end(std::string_view paragraph) {
  constexpr std::size_t kShortest = 12;  // bytes; less has no sentence before its sign-off
  if (paragraph.size() < kShortest) return {paragraph.size(), {}};
  if (auto end = read_bracketed_end(paragraph)) return *end;
  if (auto end = read_trailing_end(paragraph)) return *end;
  return {paragraph.size(), {}};
}

std::optional<SignOff> read_sign_off(std::string_view line) {
  line = without_dress(trim_spaces(line));
  if (line.starts_with("SOURCE ")) return SignOff{};  // of a press release, not who wrote it
  if (const auto reporters = read_reporters(line)) return reporters;
  if (const auto agency = spelled_out_agency(line)) return SignOff{.source = *agency};
  if (const auto labelled = read_labelled(line)) return labelled;
  if (const auto byline = read_byline(line)) return SignOff{byline->authors, byline->source};
  if (const auto agency = known_agency(line)) return SignOff{.source = *agency};
  if (are_initials(line) || is_editor_code(line)) return SignOff{};
  return read_signatures(line);
}

}  // namespace dateline
