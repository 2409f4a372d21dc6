#include "indexer/prose/header_zone.h"

#include <algorithm>

#include "indexer/prose/agencies.h"
#include "indexer/prose/dateline_places.h"
#include "indexer/text/text_shape.h"

namespace dateline {
namespace {

constexpr std::size_t kMostHeaderLines = 300;       // menus can be long
constexpr std::size_t kLongHeader = 8;              // lines; longer headers hold menus
constexpr std::size_t kMostStandfirsts = 2;         // sentences that may stand above a dateline
constexpr std::size_t kLongestTitle = 220;          // bytes
constexpr std::size_t kLongestSentenceTitle = 150;  // bytes, of a title that ends as a sentence
constexpr std::size_t kLongestSummary = 600;        // bytes
constexpr std::size_t kTitleWords = 4;
constexpr std::size_t kSummaryWords = 6;

bool is_text(const LabelledLine& line) {
  return line.kind == LineKind::paragraph || line.kind == LineKind::sentence ||
         line.kind == LineKind::headline || line.kind == LineKind::cut;
}

bool is_one_sentence(std::string_view text) {
  for (const std::string_view stop : {". ", "! ", "? "}) {
    const std::size_t at = text.find(stop);
    if (at != std::string_view::npos && at + 2 < text.size() && at > 3 &&
        starts_upper(text.substr(at + 2))) {
      return false;
    }
  }
  return true;
}

// Whether the line tells when or by whom the article is; a clock alone stands in live blogs.
bool tells_origin(const LabelledLine& line) {
  if (line.kind == LineKind::label) {
    return line.label->kind == LabelKind::date || line.label->kind == LabelKind::author;
  }
  if (!line.header) return false;
  const bool dated = std::any_of(
      line.header->dates.begin(), line.header->dates.end(), [](const DateReading& reading) {
        return reading.parts.month || reading.parts.year || reading.parts.undecided;
      });
  return dated || !line.header->authors.empty();
}

class ZoneFinder {
 public:
  explicit ZoneFinder(const std::vector<LabelledLine>& lines)
      : lines_(lines), words_from_(lines.size() + 1) {
    for (std::size_t i = lines.size(); i-- > 0;) {
      const bool text = lines[i].kind == LineKind::paragraph;
      words_from_[i] = words_from_[i + 1] + (text ? lines[i].words : 0);
    }
  }

  HeaderZone find(std::string_view known_title) {
    HeaderZone zone;
    zone.body_start =
        body_after_dateline().value_or(body_after_origin().value_or(first_paragraph(0)));
    zone.body_start = without_false_start(zone.body_start);
    zone.title_line = find_title(zone.body_start, known_title);
    zone.body_start = with_data_above(zone);
    if (!zone.title_line && known_title.empty() && may_be_title(zone.body_start)) {
      zone.title_line = zone.body_start;
      zone.body_start = first_paragraph(zone.body_start + 1);
    }
    return zone;
  }

 private:
  std::size_t limit() const { return std::min(lines_.size(), kMostHeaderLines); }

  std::size_t first_paragraph(std::size_t from) const {
    std::size_t at = from;
    while (at < lines_.size() && lines_[at].kind != LineKind::paragraph) ++at;
    return at;
  }

  // A sentence or two before a mark such as "Most popular", with a far longer text after it, are of
  // the page and not of the article.
  std::size_t without_false_start(std::size_t start) const {
    constexpr std::size_t kFewWords = 60;
    constexpr std::size_t kTimesLonger = 5;
    for (std::size_t i = start; i < lines_.size(); ++i) {
      const std::size_t words = words_from(start) - words_from(i);
      if (words >= kFewWords) break;
      const LineKind kind = lines_[i].kind;
      const bool mark =
          kind == LineKind::strong_end || kind == LineKind::weak_end || kind == LineKind::copyright;
      if (!mark) continue;
      if (words_from(i) < words * kTimesLonger + kFewWords) break;
      start = first_paragraph(i + 1);
      i = start;
    }
    return start;
  }

  // Lines of figures between title and first paragraph are a table of the body.
  std::size_t with_data_above(const HeaderZone& zone) const {
    if (!zone.title_line) return zone.body_start;
    std::size_t data = 0;
    std::size_t start = zone.body_start;
    for (std::size_t i = zone.body_start; i-- > *zone.title_line + 1;) {
      if (lines_[i].kind != LineKind::headline) break;
      data += has_digit(lines_[i].text) ? 1 : 0;
      start = i;
    }
    const std::size_t lines = zone.body_start - start;
    return data >= 2 && data * 2 >= lines ? start : zone.body_start;
  }

  std::size_t words_from(std::size_t i) const { return words_from_[std::min(i, lines_.size())]; }

  // The line that opens with a dateline, where at most a standfirst stands above it.
  std::optional<std::size_t> body_after_dateline() const {
    std::size_t sentences = 0;
    for (std::size_t i = 0; i < limit(); ++i) {
      if (!is_text(lines_[i])) continue;
      if (lines_[i].words >= 8 && opens_with_dateline(i)) return i;
      if (lines_[i].kind == LineKind::paragraph && i > 0 && ++sentences > kMostStandfirsts) break;
    }
    return std::nullopt;
  }

  bool opens_with_dateline(std::size_t i) const {
    const auto dateline = read_dateline(lines_[i].text);
    if (!dateline) return false;
    if (dateline->certainty == Certainty::certain)
      return lines_[i].kind != LineKind::headline || i > 0;
    // "Tehran – …" may also be a headline; a place in capitals before a sentence is none.
    return lines_[i].kind == LineKind::paragraph && is_all_caps(lines_[i].text.substr(0, 4)) &&
           i > 0;
  }

  // The first paragraph under the lines that tell date and author; what stands between title and
  // them is the standfirst.
  std::optional<std::size_t> body_after_origin() const {
    std::size_t sentences = 0;
    std::size_t above = 0;
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < limit(); ++i) {
      if (lines_[i].kind == LineKind::strong_end && i > 0 && sentences > 0) break;
      if (tells_origin(lines_[i])) last = i;
      if (lines_[i].kind != LineKind::paragraph) continue;
      if (i > 0) ++sentences;
      if (sentences > kMostStandfirsts) break;
      if (!last || *last < i) above += lines_[i].words;
    }
    if (!last) return std::nullopt;
    const std::size_t start = first_paragraph(*last + 1);
    const std::size_t above_words = words_from(0) - words_from(*last);
    if (start >= lines_.size() || above_words > words_from(start)) return std::nullopt;
    return start;
  }

  // Whether the first line of text is rather a title than the lead, though it ends as a sentence.
  bool may_be_title(std::size_t i) const {
    if (i >= lines_.size() || first_paragraph(i + 1) >= lines_.size()) return false;
    const std::string& text = lines_[i].text;
    return text.size() <= kLongestSentenceTitle && is_one_sentence(text) && !read_dateline(text);
  }

  std::optional<std::size_t> find_title(std::size_t end, std::string_view known_title) const {
    if (const auto labelled = labelled_title()) return labelled;
    if (!known_title.empty()) return find_same(end, known_title);
    if (end > kLongHeader && holds_menus(end)) {
      if (const auto confirmed = title_like_body(end)) return repeated(*confirmed, end);
      if (const auto last = last_title(end)) return last;
    }
    return first_title(end);
  }

  std::optional<std::size_t> first_title(std::size_t end) const {
    std::optional<std::size_t> fallback;
    for (std::size_t i = 0; i < end; ++i) {
      if (!may_hold_title(i)) continue;
      if (is_full_title(i) && !is_tagline(i, end)) {
        return repeated(is_kicker(i, end) ? i + 1 : i, end);
      }
      if (!fallback || weaker(*fallback)) fallback = i;
    }
    return fallback;
  }

  // "Vote in Lower Tarn" above "Old bridge stays open": a short line that touches a headline. What
  // is longer under a short title is its standfirst.
  bool is_kicker(std::size_t i, std::size_t end) const {
    constexpr std::size_t kKickerWords = 3;
    constexpr std::size_t kHeadlineWords = 9;
    if (lines_[i].words > kKickerWords || i + 1 >= end) return false;
    const LabelledLine& next = lines_[i + 1];
    return next.kind == LineKind::headline && next.blank_before == 0 && next.words >= kTitleWords &&
           next.words <= kHeadlineWords && is_full_title(i + 1);
  }

  // "Notes from the valley" under the name of a site, where another line is like the body.
  bool is_tagline(std::size_t i, std::size_t end) const {
    if (i == 0 || !names_a_publication(lines_[i - 1].text)) return false;
    const auto best = title_like_body(end);
    return best && *best > i && share_in(lines_[i].text, fold_case(body_head(end))) == 0;
  }

  // Whether a third of the lines above the body are short and without numbers. Tables are not.
  bool holds_menus(std::size_t end) const {
    std::size_t menu = 0;
    for (std::size_t i = 0; i < end; ++i) {
      const bool short_line = lines_[i].words <= 3 && !has_digit(lines_[i].text);
      menu += short_line || lines_[i].kind == LineKind::navigation ? 1 : 0;
    }
    return menu * 3 >= end;
  }

  std::optional<std::size_t> last_title(std::size_t end) const {
    for (std::size_t i = end; i-- > 0;) {
      if (may_hold_title(i) && is_full_title(i)) return i;
    }
    return std::nullopt;
  }

  // Under menus, the title is the first line most of whose longer words come up in the body.
  std::optional<std::size_t> title_like_body(std::size_t end) const {
    const std::string body = fold_case(body_head(end));
    std::optional<std::size_t> best;
    double best_share = 0.49;
    for (std::size_t i = 0; i < end; ++i) {
      if (!may_hold_title(i) || !is_full_title(i)) continue;
      const double share = share_in(lines_[i].text, body);
      if (share <= best_share) continue;
      best = i;
      best_share = share + 0.15;  // a later line must be clearly better
    }
    return best;
  }

  std::string body_head(std::size_t start) const {
    constexpr std::size_t kEnough = 4000;  // bytes
    std::string head;
    for (std::size_t i = start; i < lines_.size() && head.size() < kEnough; ++i) {
      if (lines_[i].kind == LineKind::paragraph) head += lines_[i].text + " ";
    }
    return head;
  }

  // The share of the line's words of four letters or more whose first five bytes are in `body`; 0
  // where fewer than two are.
  static double share_in(std::string_view text, const std::string& body) {
    std::size_t words = 0;
    std::size_t found = 0;
    for (const std::string_view word : split_words(text)) {
      if (word.size() < 4 || !has_letter(word)) continue;
      ++words;
      const std::string start = fold_case(word).substr(0, 5);
      if (body.find(start) != std::string::npos) ++found;
    }
    return found < 2 ? 0 : static_cast<double>(found) / static_cast<double>(words);
  }

  std::optional<std::size_t> labelled_title() const {
    for (std::size_t i = 0; i < limit(); ++i) {
      const auto& label = lines_[i].label;
      if (lines_[i].kind == LineKind::label && label->kind == LabelKind::title) return i;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> find_same(std::size_t end, std::string_view title) const {
    for (std::size_t i = 0; i < std::min(lines_.size(), end + 1); ++i) {
      if (same_folded(lines_[i].text, title)) return i;
    }
    return std::nullopt;
  }

  bool may_hold_title(std::size_t i) const {
    const LabelledLine& line = lines_[i];
    if (!is_text(line) || line.text.size() > kLongestTitle) return false;
    return line.kind != LineKind::paragraph ||
           (line.text.size() <= kLongestSentenceTitle && is_one_sentence(line.text));
  }

  bool weaker(std::size_t i) const {
    return is_section_name(lines_[i].text) || names_a_publication(lines_[i].text);
  }

  // Two words or more that are not the name of a section, a paper or a place.
  bool is_full_title(std::size_t i) const {
    const std::string& text = lines_[i].text;
    if (weaker(i) || is_dateline_place(text)) return false;
    if (lines_[i].words >= kTitleWords) return true;
    return lines_[i].words >= 2;
  }

  // A page's title often stands twice, first with the name of the site: "… | The Harbour Times".
  std::size_t repeated(std::size_t i, std::size_t end) const {
    const std::string_view title = lines_[i].text;
    for (std::size_t j = i + 1; j < end; ++j) {
      const std::string_view again = lines_[j].text;
      const bool shorter = again.size() + 3 <= title.size() && again.size() * 3 > title.size();
      if (shorter && title.starts_with(again)) return j;
      if (again == title) return j;
    }
    return i;
  }

  const std::vector<LabelledLine>& lines_;
  std::vector<std::size_t> words_from_;  // words in paragraphs from each line to the end
};

// ---- reading ----

// "Headline - Reuters" gives the bytes of "Headline" and "Reuters".
std::size_t title_bytes(std::string_view title, std::string& source) {
  // In capitals the name behind the dash is rather who said it.
  if (is_all_caps(title)) return title.size();
  for (const std::string_view between : {" | ", " - ", " – ", " — ", " :: ", " » "}) {
    const std::size_t at = title.rfind(between);
    if (at == std::string_view::npos || at < 10) continue;
    const std::string_view name = trim_spaces(title.substr(at + between.size()));
    const auto agency = known_agency(name);
    if (!agency && !names_a_publication(name)) continue;
    source = agency.value_or(std::string(name));
    return title_bytes(trim_spaces(title.substr(0, at)), source);
  }
  return title.size();
}

class ZoneReader {
 public:
  ZoneReader(const std::vector<LabelledLine>& lines, const HeaderZone& zone, FoundArticle& found)
      : lines_(lines), zone_(zone), found_(found) {}

  void read() {
    read_title();
    for (std::size_t i = 0; i < std::min(zone_.body_start, lines_.size()); ++i) {
      if (zone_.title_line != i && !continues_title(i)) read_line(i);
    }
    found_.set(&Article::summary, "summary", std::move(summary_), "standfirst");
    found_.set(&Article::section, "section", std::move(section_), "header line");
    found_.set(&Article::source, "source", std::move(publication_), "header line");
    found_.set(&Article::source, "source", std::move(title_source_), "title");
  }

 private:
  void read_title() {
    if (!zone_.title_line) return;
    const LabelledLine& line = lines_[*zone_.title_line];
    if (line.kind == LineKind::label) {
      found_.set(&Article::title, "title", line.text.substr(line.label->bytes), "label");
      return;
    }
    std::string title = line.text;
    if (continues_title(*zone_.title_line + 1)) title += " " + lines_[*zone_.title_line + 1].text;
    title.resize(title_bytes(title, title_source_));
    found_.set(&Article::title, "title", std::move(title), "first line");
  }

  // The second line of a title that was broken in two.
  bool continues_title(std::size_t i) const {
    if (!zone_.title_line || i != *zone_.title_line + 1 || i >= lines_.size()) return false;
    const LabelledLine& line = lines_[i];
    return i < zone_.body_start && line.kind == LineKind::headline && line.blank_before == 0 &&
           starts_lower(line.text) && line.words <= 12;
  }

  void read_line(std::size_t i) {
    const LabelledLine& line = lines_[i];
    switch (line.kind) {
      case LineKind::header:
        read_header(*line.header);
        break;
      case LineKind::label:
        read_label(line, found_);
        break;
      case LineKind::navigation:
        read_breadcrumb(breadcrumb_end(line.text));
        break;
      case LineKind::paragraph:
      case LineKind::sentence:
      case LineKind::headline:
      case LineKind::cut:
        read_text(i);
        break;
      default:
        break;
    }
  }

  void read_header(const HeaderLine& header) {
    found_.dates.insert(found_.dates.end(), header.dates.begin(), header.dates.end());
    found_.add(&Article::authors, "authors", header.authors, "byline");
    found_.set(&Article::source, "source", header.source, "header line");
    found_.set(&Article::place, "place", header.place, "header line");
    if (section_.empty()) section_ = header.section;
  }

  void read_breadcrumb(std::string_view end) {
    const bool section = !end.empty() && word_count(end) <= 5 && end != found_.article.title;
    if (section) section_ = std::string(end);
  }

  void read_text(std::size_t i) {
    const std::string& text = lines_[i].text;
    if (same_folded(text, found_.article.title) || is_title_with_site(text)) return;
    const std::string_view before_comma = std::string_view(text).substr(0, text.find(','));
    const auto agency = known_agency(before_comma);
    if (agency && (before_comma.size() == text.size() ||
                   is_capitalised(text.substr(before_comma.size() + 1)))) {  // "BBC News, Cairo"
      found_.set(&Article::source, "source", *agency, "header line");
    } else if (is_section_name(text)) {
      if (section_.empty()) section_ = text.substr(text.find_first_not_of("# "));
    } else if (is_dateline_place(text)) {
      found_.set(&Article::place, "place", title_case(text), "header line");
    } else if (is_dateline_line(text)) {
      read_dateline_line(text);
    } else if (is_single_name(text) && i > 0 && is_byline(lines_[i - 1])) {
      found_.set(&Article::source, "source", text, "byline");
    } else if (names_a_publication(text)) {
      if (publication_.empty()) publication_ = text;
    } else if (zone_.title_line && i > *zone_.title_line) {
      read_below_title(i);
    }
  }

  // "Northwire" under a byline is where its author writes.
  static bool is_single_name(std::string_view text) {
    return text.find(' ') == std::string_view::npos && is_capitalised(text) &&
           !is_dateline_place(text);
  }

  static bool is_byline(const LabelledLine& line) {
    return line.header && !line.header->authors.empty();
  }

  bool is_title_with_site(std::string_view text) {
    const std::string& title = found_.article.title;
    if (title.empty() || !text.starts_with(title)) return false;
    title_bytes(text, title_source_);
    return true;
  }

  // "MOSCOW, January 25. /TASS/." on a line of its own.
  static bool is_dateline_line(std::string_view text) {
    if (text.size() > 80) return false;
    const auto dateline = read_dateline(std::string(text) + " Text");
    return dateline && dateline->certainty == Certainty::certain && dateline->bytes > text.size();
  }

  void read_dateline_line(std::string_view text) {
    const auto dateline = read_dateline(std::string(text) + " Text");
    found_.set(&Article::place, "place", dateline->place, "dateline");
    found_.set(&Article::source, "source", dateline->source, "dateline");
    found_.dateline_date = dateline->date;
  }

  void read_below_title(std::size_t i) {
    const LabelledLine& line = lines_[i];
    auto names = near_origin(i) ? read_plain_byline(line.text) : std::vector<std::string>{};
    if (!names.empty()) {
      found_.add(&Article::authors, "authors", std::move(names), "byline");
    } else if (line.words >= kSummaryWords || line.kind == LineKind::sentence) {
      append_summary(line.text);
    } else if (section_.empty() && line.words <= 3 && is_before_date(i)) {
      section_ = line.text;
    } else {
      keep_aside(line);
    }
  }

  // What has no place in a field is kept where it can still be found.
  void keep_aside(const LabelledLine& line) {
    constexpr std::size_t kMost = 20;
    auto& asides = found_.article.asides;
    if (line.words >= 2 && asides.size() < kMost) asides.push_back(line.text);
  }

  bool near_origin(std::size_t i) const {
    return (i > 0 && lines_[i - 1].kind == LineKind::header) || is_before_date(i);
  }

  bool is_before_date(std::size_t i) const {
    return i + 1 < lines_.size() && tells_origin(lines_[i + 1]);
  }

  void append_summary(std::string_view text) {
    for (const std::string_view bullet : {"• ", "- ", "* ", "– ", "— "}) {
      if (text.starts_with(bullet)) text.remove_prefix(bullet.size());
    }
    if (summary_.size() + text.size() > kLongestSummary) {
      found_.article.asides.emplace_back(text);
      return;
    }
    if (!summary_.empty()) summary_ += ' ';
    summary_ += text;
  }

  const std::vector<LabelledLine>& lines_;
  const HeaderZone& zone_;
  FoundArticle& found_;
  std::string summary_;
  std::string section_;
  std::string publication_;
  std::string title_source_;
};

}  // namespace

HeaderZone find_header_zone(const std::vector<LabelledLine>& lines, std::string_view known_title) {
  return ZoneFinder(lines).find(known_title);
}

void read_header_zone(const std::vector<LabelledLine>& lines, const HeaderZone& zone,
                      FoundArticle& found) {
  ZoneReader(lines, zone, found).read();
}

void read_label(const LabelledLine& line, FoundArticle& found) {
  const std::string value = line.text.substr(line.label->bytes);
  if (value.empty()) return;
  switch (line.label->kind) {
    case LabelKind::summary:
      found.set(&Article::summary, "summary", value, "label");
      break;
    case LabelKind::date:
    case LabelKind::updated:
      for (DateReading reading : read_date_line(value)) {
        if (line.label->kind == LabelKind::updated) reading.role = DateRole::updated;
        if (reading.role == DateRole::unsaid) reading.role = DateRole::published;
        found.dates.push_back(reading);
      }
      break;
    case LabelKind::author:
      found.add(&Article::authors, "authors", read_names(value), "label");
      break;
    case LabelKind::source:
      if (value.find("://") != std::string::npos || word_count(value) > 6) break;
      found.set(&Article::source, "source", known_agency(value).value_or(value), "label");
      break;
    case LabelKind::place:
      found.set(&Article::place, "place", title_case(value), "label");
      break;
    case LabelKind::section:
      found.set(&Article::section, "section", value, "label");
      break;
    case LabelKind::url:
      if (value.starts_with("http") && value.find(' ') == std::string::npos) {
        found.set(&Article::url, "url", value, "label");
      }
      break;
    default:
      break;
  }
}

}  // namespace dateline
