#include "indexer/prose/body_text.h"

#include <algorithm>
#include <cstring>

#include "indexer/prose/body_zone.h"
#include "indexer/prose/line_lexicon.h"
#include "indexer/prose/sign_off.h"
#include "indexer/prose/text_extractor.h"
#include "indexer/text/text_clean.h"
#include "indexer/text/text_shape.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestMark = 90;  // bytes; longer lines are not looked up
constexpr std::size_t kMostLinesUnderMark = 40;

struct BodyLines {
  std::vector<std::string> paragraphs;
  std::size_t gap_at = 0;  // paragraphs before the first gap of eight blank lines; 0: no such gap
};

BodyLines split_body(std::string_view text) {
  BodyLines body;
  body.paragraphs.reserve(16);
  std::size_t blank = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view raw = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (raw.ends_with('\r')) raw.remove_suffix(1);
    std::string line = clean_line(raw);
    if (line.empty()) {
      ++blank;
      continue;
    }
    const bool gap = blank >= kGapThatEnds && !body.paragraphs.empty() && body.gap_at == 0;
    if (gap) body.gap_at = body.paragraphs.size();
    blank = 0;
    body.paragraphs.push_back(std::move(line));
  }
  return body;
}

bool may_be_mark(std::string_view line) {
  return line.size() <= kLongestMark && !(line.size() > 24 && ends_sentence(line));
}

// A sentence of eight words or more is text, whatever stands above it.
bool is_text(std::string_view line) { return ends_sentence(line) && word_count(line) >= 8; }

bool any_text_from(const std::vector<std::string>& lines, std::size_t from) {
  return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(from), lines.end(), is_text);
}

// Drops what stands under eight blank lines, or under the first mark with no text under it.
void cut_tail(BodyLines& body) {
  auto& lines = body.paragraphs;
  if (body.gap_at > 0 && lines.size() - body.gap_at <= kMostLinesUnderMark) {
    lines.resize(body.gap_at);
  }
  const std::size_t from =
      lines.size() > kMostLinesUnderMark ? lines.size() - kMostLinesUnderMark : 1;
  for (std::size_t i = std::max<std::size_t>(1, from); i < lines.size(); ++i) {
    if (!may_be_mark(lines[i]) || end_mark(lines[i]) == EndMark::none) continue;
    if (any_text_from(lines, i + 1)) continue;
    lines.resize(i);
    return;
  }
}

bool is_bar(std::string_view line) {
  return may_be_mark(line) && (is_share_bar(line) || is_navigation(line) ||
                               end_mark(line) != EndMark::none || is_end_sign(line));
}

// Takes out lines of sharing and advertising, and puts links to other articles among the asides.
void take_out_marks(std::vector<std::string>& lines, FoundArticle& found) {
  std::erase_if(lines, [&](const std::string& line) {
    if (!may_be_mark(line) && line.size() > 200) return false;
    if (ends_sentence(line) && line.size() > 40) return false;
    const std::size_t value = related_prefix(line);
    if (value > 0 && !ends_sentence(line)) {
      found.article.asides.push_back(line.substr(value));
      return true;
    }
    return is_bar(line);
  });
}

// A signature, an agency or a credit as the last lines.
void take_sign_offs(std::vector<std::string>& lines, FoundArticle& found) {
  constexpr std::size_t kMostSignOffs = 3;
  for (std::size_t taken = 0; taken < kMostSignOffs && lines.size() > 1; ++taken) {
    const std::string& last = lines.back();
    const bool may_sign = last.size() <= 300 && (is_credit(last) || is_copyright(last) ||
                                                 (last.size() <= 80 && !is_text(last)));
    if (!may_sign) return;
    const auto sign_off = read_sign_off(last);
    if (!sign_off && !is_credit(last) && !is_copyright(last)) return;
    if (sign_off && !ends_sentence(lines[lines.size() - 2])) return;
    if (sign_off) {
      found.add(&Article::authors, "authors", sign_off->authors, "sign-off");
      found.set(&Article::source, "source", sign_off->source, "sign-off");
    }
    lines.pop_back();
  }
}

}  // namespace

void trim_body(FoundArticle& found) {
  auto& paragraphs = found.article.paragraphs;
  take_sign_offs(paragraphs, found);
  read_paragraph_ends(found);
}

FoundArticle read_body_text(std::string_view text, std::string_view known_title) {
  FoundArticle found;
  BodyLines body = split_body(text);
  if (!known_title.empty() && body.paragraphs.size() > 1 &&
      same_folded(body.paragraphs.front(), known_title)) {
    body.paragraphs.erase(body.paragraphs.begin());
    if (body.gap_at > 0) --body.gap_at;
  }
  cut_tail(body);
  take_out_marks(body.paragraphs, found);
  found.article.paragraphs = std::move(body.paragraphs);
  trim_body(found);
  return found;
}

}  // namespace dateline
