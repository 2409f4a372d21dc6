#include "indexer/prose/line_labels.h"

#include <array>
#include <utility>

#include "indexer/prose/sign_off.h"
#include "indexer/text/text_shape.h"

namespace dateline {
namespace {

constexpr std::size_t kParagraphWords = 8;
constexpr std::size_t kMostRelatedWords = 30;
constexpr std::size_t kMostHeaderWords = 24;

// "People: they are tired of it, all of them." is a sentence and no label.
bool is_label(const LabelledLine& line) {
  if (!line.label) return false;
  const bool sentence = line.words > kParagraphWords && ends_sentence(line.text);
  return !sentence || line.label->kind == LabelKind::summary ||
         line.label->kind == LabelKind::title;
}

bool is_rule(std::string_view text) { return !has_letter(text) && !has_digit(text); }

// "News    Business    Sport    Archive"
bool is_menu(const LabelledLine& line) {
  if (line.gaps.size() < 2) return false;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= line.gaps.size(); ++i) {
    const std::size_t end = i < line.gaps.size() ? line.gaps[i] : line.text.size();
    const std::string_view part = trim_spaces(std::string_view(line.text).substr(from, end - from));
    if (!is_navigation(part) && !is_section_name(part) && end_mark(part) == EndMark::none) {
      return false;
    }
    from = end;
  }
  return true;
}

// "14:44 25.01.2017Get short URL"
void drop_stuck_words(std::string& text) {
  constexpr std::string_view kStuck = "Get short URL";
  if (text.size() > kStuck.size() && text.ends_with(kStuck)) {
    text.resize(trim_spaces(std::string_view(text).substr(0, text.size() - kStuck.size())).size());
  }
}

// "12", "7129**2050", "jane@example.org"
bool is_number_or_mail(std::string_view text) {
  if (!has_letter(text))
    return has_digit(text) && text.size() <= 12 && read_date_line(text).empty();
  return text.size() <= 60 && text.find('@') != std::string_view::npos &&
         text.find(' ') == std::string_view::npos;
}

LineKind shape_of(const LabelledLine& line) {
  if (ends_cut(line.text)) return LineKind::cut;
  const bool announces =
      (line.text.ends_with(':') || line.text.ends_with("--")) && line.words >= kParagraphWords;
  if (announces) return LineKind::paragraph;
  const bool sentence =
      ends_sentence(line.text) || read_paragraph_end(line.text).bytes < line.text.size();
  if (!sentence) return LineKind::headline;
  return line.words >= kParagraphWords ? LineKind::paragraph : LineKind::sentence;
}

LineKind lexical_kind(const LabelledLine& line) {
  const std::string_view text = line.text;
  if (is_end_sign(text)) return LineKind::end_sign;
  if (is_rule(text) || is_number_or_mail(text) || is_navigation(text) || is_menu(line) ||
      !breadcrumb_end(text).empty()) {
    return LineKind::navigation;
  }
  switch (end_mark(text)) {
    case EndMark::strong:
      return LineKind::strong_end;
    case EndMark::weak:
      return LineKind::weak_end;
    case EndMark::none:
      break;
  }
  if (is_share_bar(text)) return LineKind::navigation;
  if (is_copyright(text)) return LineKind::copyright;
  if (is_credit(text)) return LineKind::credit;
  if (is_caption(text)) return LineKind::caption;
  if (is_boilerplate(text)) return LineKind::boilerplate;
  return shape_of(line);
}

void set_kind(LabelledLine& line) {
  line.words = word_count(line.text);
  line.label = line_label(line.text);
  const bool several = line.label && line.text.find('|') != std::string::npos;
  if (several) line.header = read_header_line(line.text, line.gaps);
  if (line.header) {
    line.kind = LineKind::header;
    return;
  }
  if (is_label(line)) {
    line.kind = LineKind::label;
    return;
  }
  line.value = related_prefix(line.text);
  if (line.value > 0 && line.words <= kMostRelatedWords) {
    line.kind = LineKind::related;
    return;
  }
  line.kind = lexical_kind(line);
  const bool may_be_header = line.kind == LineKind::headline || line.kind == LineKind::sentence ||
                             line.kind == LineKind::navigation || line.kind == LineKind::paragraph;
  if (!may_be_header || line.words > kMostHeaderWords) return;
  const bool sentence = line.kind == LineKind::paragraph;
  if (sentence && read_date_line(line.text).empty() && !read_byline(line.text)) return;
  line.header = read_header_line(line.text, line.gaps);
  if (line.header) line.kind = LineKind::header;
}

// The first line is rather a title that ends with a date ("Oil output down in January 1987") than a
// name beside one.
void prefer_title(LabelledLine& line) {
  constexpr std::size_t kNameWords = 6;  // a name and a date have fewer
  if (!line.header || line.header->dates.empty() || read_byline(line.text)) return;
  const bool pure = !read_date_line(line.text).empty();
  if (pure || (line.header->authors.empty() && line.words <= kNameWords)) return;
  line.header.reset();
  line.kind = shape_of(line);
}

}  // namespace

std::vector<LabelledLine> label_lines(std::vector<TextLine> lines) {
  std::vector<LabelledLine> labelled;
  labelled.reserve(lines.size());
  for (TextLine& line : lines) {
    LabelledLine next{.text = std::move(line.text),
                      .blank_before = line.blank_before,
                      .gaps = std::move(line.gaps)};
    drop_stuck_words(next.text);
    set_kind(next);
    if (labelled.empty()) prefer_title(next);
    const bool under_label = !labelled.empty() && labelled.back().kind == LineKind::caption &&
                             labelled.back().words <= 2;
    const bool caption = next.kind == LineKind::headline || next.kind == LineKind::sentence;
    if (under_label && caption) next.kind = LineKind::caption;
    labelled.push_back(std::move(next));
  }
  return labelled;
}

std::string_view breadcrumb_end(std::string_view line) {
  constexpr std::size_t kLongest = 160;  // bytes
  if (line.size() > kLongest || ends_sentence(line)) return {};
  for (const std::string_view between : {" > ", " › ", " » ", " / ", " >> ", " → "}) {
    const std::size_t first = line.find(between);
    if (first == std::string_view::npos) continue;
    const bool from_home =
        is_navigation(line.substr(0, first)) || is_section_name(line.substr(0, first));
    if (!from_home) continue;
    return trim_spaces(line.substr(line.rfind(between) + between.size()));
  }
  return {};
}

}  // namespace dateline
