#include "indexer/text/text_lines.h"

#include <algorithm>

#include "indexer/text/text_clean.h"
#include "indexer/text/text_shape.h"

namespace dateline {
namespace {

// The end of the line that starts at `from`, and where the next one starts.
struct LineEnd {
  std::size_t end = 0;
  std::size_t next = 0;
};

LineEnd find_line_end(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    switch (text[at]) {
      case '\r':
        return {at, at + (at + 1 < text.size() && text[at + 1] == '\n' ? 2U : 1U)};
      case '\n':
      case '\v':
      case '\f':
        return {at, at + 1};
      case '\xE2':
        if (text.substr(at + 1).starts_with("\x80\xA8") ||
            text.substr(at + 1).starts_with("\x80\xA9")) {
          return {at, at + 3};
        }
        break;
      default:
        break;
    }
  }
  return {text.size(), text.size()};
}

// Where the gaps of `raw` are in its clean form.
std::vector<std::size_t> find_gaps(std::string_view raw) {
  constexpr std::size_t kLongest = 1000;  // bytes; longer lines are text, whatever is in them
  std::vector<std::size_t> gaps;
  if (raw.size() > kLongest) return gaps;
  std::string before;
  std::size_t piece = 0;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    const bool gap = raw[at] == '\t' || (raw[at] == ' ' && raw.substr(at).starts_with("    "));
    if (!gap) continue;
    if (!before.empty()) before += ' ';
    append_clean(raw.substr(piece, at - piece), before);
    if (!before.empty()) gaps.push_back(before.size());
    while (at + 1 < raw.size() && (raw[at + 1] == ' ' || raw[at + 1] == '\t')) ++at;
    piece = at + 1;
  }
  return gaps;
}

std::vector<TextLine> physical_lines(std::string_view text) {
  std::vector<TextLine> lines;
  std::size_t blank = 0;
  for (std::size_t from = 0; from < text.size();) {
    const LineEnd line = find_line_end(text, from);
    const std::string_view raw = text.substr(from, line.end - from);
    std::string clean = clean_line(raw);
    from = line.next;
    if (clean.empty()) {
      ++blank;
      continue;
    }
    std::vector<std::size_t> gaps = find_gaps(raw);
    std::erase_if(gaps, [&](std::size_t gap) { return gap >= clean.size(); });
    lines.push_back({.text = std::move(clean), .blank_before = blank, .gaps = std::move(gaps)});
    blank = 0;
  }
  return lines;
}

constexpr std::size_t kWidestWrap = 100;  // bytes; wider lines were not broken by a width
constexpr std::size_t kNarrowestWrap = 45;

// Whether `line` may be cut off by a width, so that the next line goes on with its sentence.
bool may_go_on(const TextLine& line) {
  return line.text.size() >= kNarrowestWrap && !ends_sentence(line.text);
}

// Whether the text was broken at a width: hardly a line is wide, and most lines that touch their
// predecessor go on with its sentence.
bool is_hard_wrapped(const std::vector<TextLine>& lines) {
  std::size_t touching = 0;
  std::size_t continued = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].text.size() > kWidestWrap) return false;
    if (lines[i].blank_before > 0) continue;
    ++touching;
    if (may_go_on(lines[i - 1]) && !lines[i].text.empty()) ++continued;
  }
  return continued >= 4 && continued * 5 >= touching * 3;
}

// Whether `next` goes on with the paragraph of `line` in a hard-wrapped text.
bool goes_on(const TextLine& line, const TextLine& next, std::size_t last_piece) {
  if (next.blank_before > 0 || !line.gaps.empty()) return false;
  return last_piece >= kNarrowestWrap || (starts_lower(next.text) && !ends_sentence(line.text));
}

std::vector<TextLine> unwrap(std::vector<TextLine> lines) {
  std::vector<TextLine> paragraphs;
  std::size_t last_piece = 0;  // bytes of the physical line that was added last
  for (TextLine& line : lines) {
    const std::size_t bytes = line.text.size();
    if (!paragraphs.empty() && goes_on(paragraphs.back(), line, last_piece)) {
      paragraphs.back().text += ' ';
      paragraphs.back().text += line.text;
    } else {
      paragraphs.push_back(std::move(line));
    }
    last_piece = bytes;
  }
  return paragraphs;
}

}  // namespace

std::vector<TextLine> split_lines(std::string_view text) {
  std::vector<TextLine> lines = physical_lines(text);
  return is_hard_wrapped(lines) ? unwrap(std::move(lines)) : lines;
}

}  // namespace dateline
