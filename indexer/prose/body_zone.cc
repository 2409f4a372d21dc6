#include "indexer/prose/body_zone.h"

#include <algorithm>

#include "indexer/prose/dateline.h"
#include "indexer/prose/header_zone.h"
#include "indexer/prose/sign_off.h"
#include "indexer/prose/topic_blocks.h"
#include "indexer/text/text_shape.h"
#include "indexer/text/word_set.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

constexpr std::size_t kHeadingWords = 7;   // longer lines between paragraphs are links
constexpr std::size_t kUnendedWords = 18;  // longer than any headline: a paragraph without stop
constexpr std::size_t kUnendedBytes = 160;
constexpr std::size_t kRunThatIsText = 3;   // touching lines without stops: verse, list or table
constexpr std::size_t kMostLinesInBox = 8;  // of links inside an article

// "• item", "- item", "1. item", "a) item"
bool is_list_item(std::string_view text) {
  if (starts_with_any(text, {"• ", "- ", "* ", "– ", "— ", "● ", "▪ ", "◦ ", "· ", "➤ "})) {
    return true;
  }
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  const bool numbered = digits > 0 && digits <= 2;
  return numbered && starts_with_any(text.substr(digits), {". ", ") ", ".) "});
}

// "Q: …", "A. …", "Frage: …", "LAVROV: …"
bool is_turn_of_talk(std::string_view text) {
  if (starts_with_any(text, {"Q: ", "A: ", "Q. ", "A. ", "Q – ", "A – ", "Q — ", "A — "})) {
    return true;
  }
  const std::size_t colon = text.find(": ");
  return colon != std::string_view::npos && colon <= 30 && colon + 12 < text.size() &&
         is_all_caps(text.substr(0, colon));
}

// Rows have columns, or are mostly numbers.
bool is_table_row(const LabelledLine& line) {
  if (!line.gaps.empty()) return true;
  const std::string_view text = line.text;
  const auto bars = std::count(text.begin(), text.end(), '|');
  if (bars >= 2) return true;
  std::size_t numbers = 0;
  const auto words = split_words(text);
  for (const std::string_view word : words) numbers += has_digit(word) ? 1 : 0;
  return words.size() >= 3 && numbers * 2 >= words.size();
}

bool goes_on(std::string_view text) {
  return text.ends_with(':') || text.ends_with(',') || text.ends_with(';');
}

bool opens_quote(std::string_view text) {
  return starts_with_any(text, {"\"", "“", "«", "„", "'", "‘"});
}

// A line without a stop that is of the body by its own form.
bool is_unended_text(const LabelledLine& line) {
  return line.words >= kUnendedWords || line.text.size() >= kUnendedBytes ||
         is_list_item(line.text) || is_turn_of_talk(line.text) || is_table_row(line) ||
         goes_on(line.text) || starts_lower(line.text) ||
         (opens_quote(line.text) && line.words >= 8);
}

// "What happens next?" above its answer.
bool is_question_heading(const LabelledLine& line) {
  static const WordSet words(words_of_languages("question words"));
  if (!line.text.ends_with('?') || line.words < 3 || line.words > 10) return false;
  const std::string first = fold_case(line.text.substr(0, line.text.find(' ')));
  return words.contains(first);
}

class BodyReader {
 public:
  BodyReader(const std::vector<LabelledLine>& lines, std::size_t start, FoundArticle& found)
      : lines_(lines), start_(start), found_(found), words_after_(count_words_after(lines)) {}

  void read() {
    for (std::size_t above = 0; above < std::min(start_, lines_.size()); ++above) {
      if (is_block(above)) read_block(above, *line(above).label);
    }
    std::size_t i = start_;
    while (i < lines_.size() && !ends_before(i)) i = read_line(i);
    end_ = i;
    settle_at_end();
    read_sign_offs();
    drop_author_note();
    read_blocks();
  }

 private:
  struct Block {
    LabelKind kind;
    std::vector<std::string> lines;
  };

  Article& article() { return found_.article; }
  const LabelledLine& line(std::size_t i) const { return lines_[i]; }

  // ---- where the body ends ----

  bool ends_before(std::size_t i) const {
    if (article().paragraphs.empty()) return false;
    if (line(i).blank_before >= kGapThatEnds) return true;
    switch (line(i).kind) {
      case LineKind::end_sign:
        return true;
      case LineKind::strong_end:
        return words_ * 3 >= words_after(i) || !goes_on_after(i);
      case LineKind::weak_end:
      case LineKind::copyright:
        return !goes_on_after(i);
      default:
        return false;
    }
  }

  const Article& article() const { return found_.article; }

  std::size_t words_after(std::size_t i) const { return words_after_[i]; }

  // Words in paragraphs after each line, up to a gap that ends the article.
  static std::vector<std::size_t> count_words_after(const std::vector<LabelledLine>& lines) {
    std::vector<std::size_t> words(lines.size());
    for (std::size_t i = lines.size(); i-- > 1;) {
      if (lines[i].blank_before >= kGapThatEnds) continue;
      words[i - 1] = words[i] + (lines[i].kind == LineKind::paragraph ? lines[i].words : 0);
    }
    return words;
  }

  // Whether the article goes on after the mark and a few lines of links. Paragraphs must outnumber
  // the lines between them, or be longer than teasers are. A date or a dateline among them shows
  // that they are of another article.
  bool goes_on_after(std::size_t i) const {
    constexpr std::size_t kLookedAt = 8;      // lines from the first paragraph on
    constexpr std::size_t kTeaserWords = 35;  // teasers of other articles are shorter
    const std::size_t first = first_paragraph_of_rest(i + 1);
    std::size_t paragraphs = 0;
    std::size_t others = 0;
    std::size_t words = 0;
    for (std::size_t j = first; j < std::min(lines_.size(), first + kLookedAt); ++j) {
      const LabelledLine& next = line(j);
      if (next.blank_before >= kGapThatEnds || next.kind == LineKind::strong_end) break;
      if (next.kind == LineKind::header || is_of_another_article(next)) return false;
      if (next.kind == LineKind::paragraph) {
        ++paragraphs;
        words += next.words;
      } else if (next.kind != LineKind::sentence) {
        ++others;
      }
    }
    if (paragraphs < 2) return false;
    return paragraphs > others || (paragraphs >= others && words >= kTeaserWords * paragraphs);
  }

  // The first paragraph after a box of links that starts at line i; the number of lines if the box
  // is too long, or a gap, a date or a stronger mark comes first.
  std::size_t first_paragraph_of_rest(std::size_t i) const {
    for (std::size_t skipped = 0; i < lines_.size() && skipped <= kMostLinesInBox; ++i, ++skipped) {
      const LabelledLine& next = line(i);
      if (next.blank_before >= kGapThatEnds || next.kind == LineKind::header ||
          next.kind == LineKind::copyright || next.kind == LineKind::strong_end) {
        break;
      }
      if (next.kind == LineKind::paragraph) return i;
    }
    return lines_.size();
  }

  static bool is_of_another_article(const LabelledLine& line) {
    if (line.kind != LineKind::paragraph) return false;
    const auto dateline = read_dateline(line.text);
    return dateline && dateline->certainty == Certainty::certain;
  }

  // ---- one line after the other ----

  // Reads line i and what belongs to it; returns the index of the next line to read.
  std::size_t read_line(std::size_t i) {
    switch (line(i).kind) {
      case LineKind::paragraph:
        settle_pending();
        add_paragraph(i);
        break;
      case LineKind::sentence:
        read_sentence(i);
        break;
      case LineKind::headline:
      case LineKind::cut:
        pending_.push_back(i);
        break;
      case LineKind::related:
        add_aside(line(i).text.substr(line(i).value));
        break;
      case LineKind::weak_end:
      case LineKind::strong_end:
        box_ = true;
        break;
      case LineKind::header:
        if (is_table_row(line(i)) && line(i).header->dates.empty()) {
          pending_.push_back(i);
        } else {
          read_header(i);
        }
        break;
      case LineKind::label:
        return read_labelled(i);
      case LineKind::credit:
        read_credit(i);
        break;
      case LineKind::caption:
        add_aside(line(i).text);
        break;
      default:
        break;
    }
    return i + 1;
  }

  void add_paragraph(std::size_t i) {
    article().paragraphs.push_back(line(i).text);
    words_ += line(i).words;
    last_text_ = i;
    box_ = false;
  }

  void add_heading(std::size_t i) {
    article().headings.push_back({article().paragraphs.size(), line(i).text});
  }

  void add_aside(std::string text) {
    if (!article().paragraphs.empty()) article().asides.push_back(std::move(text));
  }

  void read_sentence(std::size_t i) {
    const bool paragraph_next = i + 1 < lines_.size() && line(i + 1).kind == LineKind::paragraph;
    const bool heading = paragraph_next && is_question_heading(line(i));
    if (heading && !article().paragraphs.empty()) {
      settle_pending();
      add_heading(i);
    } else if (line(i).words <= 3 && !paragraph_next && read_sign_off(line(i).text)) {
      sign_off_lines_.push_back(i);  // "M.K."
    } else if (pending_.empty() && !box_) {
      add_paragraph(i);
    } else {
      pending_.push_back(i);  // after links it may be one of them
    }
  }

  // A clock above a paragraph is the heading of an entry in a live blog.
  void read_header(std::size_t i) {
    const bool paragraph_next = i + 1 < lines_.size() && line(i + 1).kind != LineKind::header;
    const auto& dates = line(i).header->dates;
    const bool clock = dates.size() == 1 && dates.front().parts.second && !dates.front().parts.year;
    if (clock && paragraph_next) pending_.push_back(i);
    for (const DateReading& reading : dates) {
      if (reading.role != DateRole::unsaid) found_.dates.push_back(reading);
    }
    if (pending_.empty() && last_text_ + 1 == i) sign_off_lines_.push_back(i);
  }

  void read_credit(std::size_t i) {
    if (const auto sign_off = read_sign_off(line(i).text)) {
      found_.add(&Article::authors, "authors", sign_off->authors, "sign-off");
    }
  }

  // ---- labels and their values ----

  bool is_block(std::size_t i) const {
    if (line(i).kind != LineKind::label) return false;
    const LabelKind kind = line(i).label->kind;
    return kind == LabelKind::topics || kind == LabelKind::people ||
           kind == LabelKind::organisations;
  }

  std::size_t read_labelled(std::size_t i) {
    const Label& label = *line(i).label;
    if (is_block(i)) return read_block(i, label);
    switch (label.kind) {
      case LabelKind::source:
      case LabelKind::author:
        sign_off_lines_.push_back(i);
        return i + 1;
      default:
        read_label(line(i), found_);
        return i + 1;
    }
  }

  std::size_t read_block(std::size_t i, const Label& label) {
    Block block{.kind = label.kind, .lines = {}};
    std::size_t next = i + 1;
    if (label.bytes < line(i).text.size()) {
      block.lines.push_back(line(i).text.substr(label.bytes));
    } else {
      while (next < lines_.size() && is_value(next, i)) block.lines.push_back(line(next++).text);
    }
    blocks_.push_back(std::move(block));
    return next;
  }

  // Values are short lines that touch the label or each other.
  bool is_value(std::size_t i, std::size_t label) const {
    constexpr std::size_t kMostWords = 24;
    const std::size_t blank = line(i).blank_before;
    const bool touches = blank == 0 || (i == label + 1 && blank <= 2);
    return touches && line(i).kind == LineKind::headline && line(i).words <= kMostWords;
  }

  void read_blocks() {
    std::string body;
    for (const Block& block : blocks_) {
      if (body.empty()) body = body_text();
      for (const std::string& text : block.lines) add_values(block.kind, split_topics(text, body));
    }
  }

  void add_values(LabelKind kind, std::vector<std::string> values) {
    switch (kind) {
      case LabelKind::people:
        found_.add(&Article::people, "people", std::move(values), "people block");
        break;
      case LabelKind::organisations:
        found_.add(&Article::organisations, "organisations", std::move(values),
                   "organisations block");
        break;
      default:
        found_.add(&Article::topics, "topics", std::move(values), "topics block");
    }
  }

  std::string body_text() const {
    std::string body;
    for (const std::string& paragraph : article().paragraphs) {
      body += paragraph;
      body += '\n';
    }
    return body;
  }

  // ---- lines without a stop, decided by what follows ----

  // A paragraph follows the pending lines: they are headings, links, or text of the body.
  void settle_pending() {
    find_runs();
    for (std::size_t k = 0; k < pending_.size(); ++k) settle(k);
    pending_.clear();
  }

  void settle(std::size_t k) {
    const std::size_t i = pending_[k];
    const bool last = k + 1 == pending_.size();
    if (is_clock(i)) {
      add_heading(i);
    } else if (is_text(k)) {
      add_paragraph(i);
    } else if (box_) {
      add_aside(line(i).text);
    } else if (is_heading(line(i)) && (last || is_clock_above(k))) {
      add_heading(i);
    } else {
      add_aside(line(i).text);
    }
  }

  bool is_clock(std::size_t i) const {
    return line(i).kind == LineKind::header && !line(i).header->dates.empty();
  }

  bool is_clock_above(std::size_t k) const { return k > 0 && is_clock(pending_[k - 1]); }

  static bool is_heading(const LabelledLine& line) { return line.words <= kHeadingWords; }

  bool is_text(std::size_t k) const {
    const LabelledLine& candidate = line(pending_[k]);
    if (article().paragraphs.empty()) return true;  // a table stands above the first paragraph
    if (candidate.kind == LineKind::sentence) return !box_;
    if (candidate.kind == LineKind::cut || is_unended_text(candidate)) return true;
    if (box_) return false;
    return in_run_[k] != 0 || k < announced_;
  }

  // Finds the runs of three or more pending lines that touch one another.
  void find_runs() {
    in_run_.assign(pending_.size(), 0);
    announced_ = count_announced();
    for (std::size_t from = 0; from < pending_.size();) {
      std::size_t to = from + 1;
      while (to < pending_.size() && touches_previous(to)) ++to;
      const bool parted = line(pending_[from]).blank_before > 0 || from < announced_;
      if (to - from >= kRunThatIsText && parted) mark_run(from, to);
      from = to;
    }
    for (std::size_t from = 0; from < pending_.size();) {
      std::size_t to = from;
      while (to < pending_.size() && is_data_at(to)) ++to;
      if (to - from >= kRunThatIsText) mark_run(from, to);
      from = std::max(to, from + 1);
    }
  }

  void mark_run(std::size_t from, std::size_t to) {
    std::fill(in_run_.begin() + static_cast<std::ptrdiff_t>(from),
              in_run_.begin() + static_cast<std::ptrdiff_t>(to), 1);
  }

  // A line of figures, or a short one between two: "Six months".
  bool is_data_at(std::size_t k) const {
    if (is_data(pending_[k])) return true;
    return line(pending_[k]).words <= 3 && k > 0 && is_data(pending_[k - 1]) &&
           k + 1 < pending_.size() && is_data(pending_[k + 1]);
  }

  // Three lines of figures in a row are a table, whatever parts them.
  bool is_data(std::size_t i) const {
    constexpr std::size_t kMostWords = 14;
    return has_digit(line(i).text) && line(i).words <= kMostWords && !is_clock(i);
  }

  bool touches_previous(std::size_t k) const {
    return line(pending_[k]).blank_before == 0 && pending_[k] == pending_[k - 1] + 1;
  }

  static bool announces(std::string_view text) {
    return text.ends_with(':') || text.ends_with("--") || text.ends_with(" -");
  }

  // How many of the pending lines are a list that the paragraph above them announced with ":".
  std::size_t count_announced() const {
    if (pending_.empty() || article().paragraphs.empty()) return 0;
    if (pending_.front() != last_text_ + 1 || !announces(line(last_text_).text)) return 0;
    std::size_t count = 1;
    while (count < pending_.size() && pending_[count] == pending_[count - 1] + 1 &&
           line(pending_[count]).blank_before <= line(pending_.front()).blank_before) {
      ++count;
    }
    return count;
  }

  // How many of the pending lines belong to a table that starts at most three lines down, its
  // heading included.
  std::size_t end_of_table() const {
    constexpr std::size_t kHeadingLines = 3;
    std::size_t end = 0;
    for (std::size_t k = 0; k < pending_.size() && k <= end + kHeadingLines; ++k) {
      if (in_run_[k] != 0 && is_data(pending_[k])) end = k + 1;
    }
    return end;
  }

  // Whether the line is the last of the text and too long for a link.
  bool is_cut_off(std::size_t i) const {
    constexpr std::size_t kLinkWords = 12;
    return i + 1 == lines_.size() && line(i).words > kLinkWords;
  }

  // Whether a line without a stop may be the last of a body.
  static bool ends_text(const LabelledLine& line) {
    if (line.kind == LineKind::cut) return line.words >= 12;
    return line.words >= kUnendedWords || is_list_item(line.text) || is_turn_of_talk(line.text) ||
           is_table_row(line);
  }

  // No paragraph follows any more: of the pending lines only lists and tables are of the body.
  void settle_at_end() {
    find_runs();
    const std::size_t table_end = end_of_table();
    for (std::size_t k = 0; k < pending_.size(); ++k) {
      const std::size_t i = pending_[k];
      const bool adjacent = i == last_text_ + 1 && !article().paragraphs.empty();
      if (is_clock(i) || !adjacent || read_sign_off(line(i).text)) break;
      if (!ends_text(line(i)) && k >= announced_ && k >= table_end && !is_cut_off(i)) break;
      add_paragraph(i);
    }
  }

  // ---- sign-offs ----

  void read_sign_offs() {
    if (article().paragraphs.empty()) return;
    for (const std::size_t i : sign_off_lines_) take_sign_off(i);
    constexpr std::size_t kMostSignOffs = 3;
    for (std::size_t i = last_text_ + 1; i < std::min(end_, last_text_ + 1 + kMostSignOffs); ++i) {
      if (line(i).kind != LineKind::headline && line(i).kind != LineKind::sentence) continue;
      if (!stands_alone(i) || !take_sign_off(i)) break;
    }
  }

  // A signature has an end, a mark or an empty line under it; a list of links goes on.
  bool stands_alone(std::size_t i) const {
    if (i + 1 >= lines_.size() || i + 1 >= end_) return true;
    const LineKind next = line(i + 1).kind;
    return line(i + 1).blank_before > 0 || (next != LineKind::headline && next != LineKind::cut) ||
           read_sign_off(line(i + 1).text).has_value();
  }

  bool take_sign_off(std::size_t i) {
    const auto sign_off = read_sign_off(line(i).text);
    if (!sign_off) return false;
    const bool has_byline = !article().authors.empty();
    if (!has_byline) {
      found_.add(&Article::authors, "authors", sign_off->authors, "sign-off");
    }
    found_.set(&Article::source, "source", sign_off->source, "sign-off");
    return true;
  }

  // "Jane Doe is a reporter in Cairo." as the last paragraph is about the author.
  void drop_author_note() {
    if (article().paragraphs.size() < 3) return;
    const std::string_view last = article().paragraphs.back();
    for (const std::string& author : article().authors) {
      const std::string_view after = last.substr(std::min(last.size(), author.size()));
      const bool note = last.starts_with(author) &&
                        (after.starts_with(" is a") || after.starts_with(" is the") ||
                         after.starts_with(" covers ") || after.starts_with(" writes "));
      if (!note) continue;
      article().paragraphs.pop_back();
      return;
    }
  }

  const std::vector<LabelledLine>& lines_;
  std::size_t start_;
  FoundArticle& found_;
  std::vector<std::size_t> pending_;         // lines without a stop since the last paragraph
  std::size_t announced_ = 0;                // pending lines that a paragraph announced
  std::vector<char> in_run_;                 // of each pending line
  std::vector<std::size_t> sign_off_lines_;  // lines that say who wrote, under a paragraph
  std::vector<Block> blocks_;
  std::vector<std::size_t> words_after_;
  std::size_t words_ = 0;      // in the paragraphs so far
  std::size_t last_text_ = 0;  // index of the last line that became a paragraph
  std::size_t end_ = 0;
  bool box_ = false;  // a mark such as "Related" came after the last paragraph
};

}  // namespace

void read_body_zone(const std::vector<LabelledLine>& lines, std::size_t start,
                    FoundArticle& found) {
  BodyReader(lines, start, found).read();
}

}  // namespace dateline
