#include "indexer/dateline.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/agencies.h"
#include "indexer/date_words.h"
#include "indexer/dateline_places.h"
#include "indexer/text_shape.h"
#include "search/ascii.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestDateline = 160;  // bytes
constexpr std::size_t kLongestName = 48;       // bytes of a place or an agency
constexpr std::size_t kMostNameWords = 5;

bool is_lower_ascii(char c) { return c >= 'a' && c <= 'z'; }

template <typename List>
bool contains(const List& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// Capitals that open a paragraph before a dash or a colon, and are not places.
bool is_label(std::string_view name) {
  constexpr std::array<std::string_view, 68> kLabels = {"update",
                                                        "updated",
                                                        "breaking",
                                                        "breaking news",
                                                        "exclusive",
                                                        "watch",
                                                        "video",
                                                        "opinion",
                                                        "analysis",
                                                        "correction",
                                                        "editor's note",
                                                        "editor’s note",
                                                        "note",
                                                        "read",
                                                        "alert",
                                                        "review",
                                                        "live",
                                                        "interview",
                                                        "factbox",
                                                        "photos",
                                                        "photo",
                                                        "timeline",
                                                        "quote",
                                                        "question",
                                                        "answer",
                                                        "summary",
                                                        "background",
                                                        "comment",
                                                        "commentary",
                                                        "explainer",
                                                        "profile",
                                                        "report",
                                                        "special report",
                                                        "advisory",
                                                        "warning",
                                                        "important",
                                                        "spoiler",
                                                        "headline",
                                                        "title",
                                                        "story",
                                                        "what",
                                                        "why",
                                                        "who",
                                                        "how",
                                                        "where",
                                                        "when",
                                                        "yes",
                                                        "no",
                                                        "but",
                                                        "and",
                                                        "now",
                                                        "still",
                                                        "so",
                                                        "then",
                                                        "today",
                                                        "here",
                                                        "later",
                                                        "however",
                                                        "meanwhile",
                                                        "earlier",
                                                        "yesterday",
                                                        "instead",
                                                        "moreover",
                                                        "finally",
                                                        "indeed",
                                                        "besides",
                                                        "thus",
                                                        "elsewhere"};
  const std::string folded = fold_case(name);
  return contains(kLabels, folded) || month_of(folded) || weekday_of(folded);
}

// "UK" after "LONDON, " is a country and not an agency.
bool is_region_code(std::string_view name) {
  constexpr std::array<std::string_view, 6> kCodes = {"USA", "UAE", "DRC", "CAR", "PRC", "U.S."};
  return name.size() <= 2 || contains(kCodes, name);
}

enum class Mark : std::uint8_t { none, stop, colon, tight_dash, dash };

class DatelineScanner {
 public:
  explicit DatelineScanner(std::string_view text)
      : text_(text), limit_(std::min(text.size(), kLongestDateline)) {}

  std::optional<Dateline> read() {
    if (!read_parts() || !finish()) return std::nullopt;
    found_.bytes = at_;
    found_.place = title_case(place_);
    found_.certainty = certain_ ? Certainty::certain : Certainty::likely;
    return found_;
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < limit_ ? text_[at_ + ahead] : '\0';
  }
  std::string_view rest() const { return text_.substr(at_, limit_ - at_); }

  void skip_spaces() {
    while (peek() == ' ') ++at_;
  }

  // ---- the parts ----

  bool read_parts() {
    if (read_opening_agency()) return true;
    if (ascii::is_digit(peek())) return read_date_first();
    const std::string_view name = read_name();
    if (name.empty() || is_label(name)) return false;
    set_first_name(name);
    while (read_modifier()) {
    }
    return true;
  }

  // "(Reuters) - ", "/TASS/ ", "(ANSA) - ROMA, 25 GEN - ", "(Ottawa) ".
  bool read_opening_agency() {
    const std::string_view inner = read_wrapped();
    if (inner.empty()) return false;
    const auto agency = known_agency(inner);
    if (agency) {
      found_.source = *agency;
      known_source_ = true;
      wrapped_agency_ = true;
      opening_agency_ = true;
      read_place_after_agency();
    } else if (is_dateline_place(inner)) {
      place_ = inner;
      wrapped_place_ = true;
    }
    return agency.has_value() || wrapped_place_;
  }

  void read_place_after_agency() {
    DatelineScanner after(text_.substr(at_, limit_ - at_));
    if (after.take_mark() == Mark::none) return;
    const std::size_t marks = after.at_;
    const auto dateline = read_dateline(text_.substr(at_ + marks));
    if (!dateline || !dateline->source.empty()) return;
    place_ = dateline->place;
    found_.date = dateline->date;
    at_ += marks + dateline->bytes;
    complete_ = true;
  }

  // "25 января, Минск /Корр. БЕЛТА/. "
  bool read_date_first() {
    if (!read_date() || !found_.date.day || !found_.date.month || peek() != ',') return false;
    ++at_;
    skip_spaces();
    place_ = read_name();
    skip_spaces();
    return !place_.empty() && read_wrapped_agency();
  }

  void set_first_name(std::string_view name) {
    if (const auto agency = known_agency(name); agency && !is_dateline_place(name)) {
      found_.source = *agency;
      known_source_ = true;
      return;
    }
    const std::size_t space = name.rfind(' ');
    const bool two = space != std::string_view::npos && is_dateline_place(name.substr(0, space));
    const auto agency = two ? known_agency(name.substr(space + 1)) : std::nullopt;
    if (agency) {  // "London CNN — "
      place_ = name.substr(0, space);
      found_.source = *agency;
      known_source_ = true;
      return;
    }
    if (name.find('.') != std::string_view::npos && looks_like_agency(name)) {
      found_.source = std::string(name);  // "TEMPO.CO, Jakarta - "
      known_source_ = true;
      return;
    }
    place_ = name;
  }

  // One more part after the first name; false where the dateline's parts end.
  bool read_modifier() {
    const std::size_t start = at_;
    skip_spaces();
    const bool read = read_modifier_here();
    if (!read) at_ = start;
    return read;
  }

  bool read_modifier_here() {
    switch (peek()) {
      case '(':
      case '/':
        return !wrapped_agency_ && read_wrapped_agency();
      case '[':
        return !read_wrapped().empty();
      case ',':
      case '.':
        ++at_;
        skip_spaces();
        if (peek() == '(' || peek() == '/') return !wrapped_agency_ && read_wrapped_agency();
        return read_listed();
      default:
        return read_unlisted();
    }
  }

  // What may follow a comma or a full stop: a date, an agency, a place after an agency, a region.
  bool read_listed() {
    if (has_day()) return read_agency();
    if (read_date() || read_day_before_agency()) return true;
    return read_agency() || read_place_after_site() || read_region();
  }

  // What may follow without a comma: "MADRID 25 Ene. (…)", "25 января. INTERFAX.RU", "25 янв —
  // РИА".
  bool read_unlisted() {
    if (!has_day() && ascii::is_digit(peek())) return read_date() || read_day_before_agency();
    if (has_day() && found_.source.empty() && is_dash_here()) return read_agency_after_dash();
    if (!has_day() && is_dash_here()) return read_wrapped_after_dash();
    return has_day() && read_agency();
  }

  bool has_day() const { return found_.date.day.has_value(); }
  bool is_dash_here() const {
    return peek() == '-' || rest().starts_with("–") || rest().starts_with("—");
  }

  bool read_date() {
    const DatePrefix prefix = read_date_prefix(rest());
    if (prefix.bytes == 0 || !prefix.parts.month) return false;
    found_.date = prefix.parts;
    at_ += prefix.bytes;
    return true;
  }

  // The "25" of "MADRID, 25 (EUROPA PRESS)".
  bool read_day_before_agency() {
    const std::size_t start = at_;
    while (ascii::is_digit(peek())) ++at_;
    const bool day = at_ > start && at_ - start <= 2;
    skip_spaces();
    if (day && peek() == '(') return true;
    at_ = start;
    return false;
  }

  bool read_agency() {
    if (!found_.source.empty()) return false;
    const std::size_t start = at_;
    std::string_view name = read_agency_name();
    if (const auto agency = known_agency(name)) {
      found_.source = *agency;
      known_source_ = true;
      return true;
    }
    if (peek() == '(') return read_spelled_out(start);
    if (looks_like_agency(name) && !is_likely_region(name) && is_before_mark()) {
      found_.source = std::string(name);
      return true;
    }
    at_ = start;
    return false;
  }

  // "Young Journalists Club (YJC)"
  bool read_spelled_out(std::size_t start) {
    const std::size_t close = text_.substr(0, limit_).find(')', at_);
    if (close != std::string_view::npos) {
      if (const auto agency = spelled_out_agency(text_.substr(start, close + 1 - start))) {
        found_.source = *agency;
        known_source_ = true;
        at_ = close + 1;
        return true;
      }
    }
    at_ = start;
    return false;
  }

  // In capitals after a place in capitals, a long word is a country: "BRUSSELS, BELGIUM —".
  bool is_likely_region(std::string_view name) const {
    return is_region_code(name) ||
           (is_all_caps(place_) && name.size() > 5 && name.find('.') == name.npos);
  }

  bool is_before_mark() {
    const std::size_t start = at_;
    const Mark mark = take_mark();
    at_ = start;
    return mark == Mark::dash || mark == Mark::tight_dash || mark == Mark::colon;
  }

  // "25 янв — РИА Новости.", "25 янв - РИА Новости, Иван Иванов."
  bool read_agency_after_dash() {
    take_mark();
    const auto agency = known_agency(read_agency_name());
    if (!agency) return false;
    found_.source = *agency;
    known_source_ = true;
    const std::size_t stop = rest().find('.');
    if (peek() == ',' && stop != std::string_view::npos &&
        looks_like_name(trim_spaces(rest().substr(1, stop - 1)))) {
      at_ += stop;
    }
    wrapped_agency_ = peek() == '.';  // the full stop ends the dateline as "/TASS/." does
    return true;
  }

  // "NEW YORK--(BUSINESS WIRE)--"
  bool read_wrapped_after_dash() {
    take_mark();
    return peek() == '(' && !wrapped_agency_ && read_wrapped_agency();
  }

  // "TEMPO.CO, Jakarta - "
  bool read_place_after_site() {
    if (!place_.empty() || found_.source.empty()) return false;
    const std::size_t start = at_;
    const std::string_view name = read_name();
    if (!name.empty() && is_before_mark()) {
      place_ = name;
      return true;
    }
    at_ = start;
    return false;
  }

  // "Haiti" of "PORT-AU-PRINCE, Haiti (AP)", "Ill." of "SPRINGFIELD, Ill. —". Once.
  bool read_region() {
    if (region_ || place_.empty()) return false;
    const std::size_t start = at_;
    const std::string_view name = read_name();
    if (peek() == '.' && name.size() <= 6) ++at_;
    const std::size_t end = at_;
    skip_spaces();
    const bool follows = peek() == '(' || peek() == '/' || peek() == ',' || is_dash_here();
    region_ = name.size() >= 2 && follows;
    at_ = region_ ? end : start;
    return region_;
  }

  // The text between the brackets or slashes at the current position.
  std::string_view read_wrapped() {
    const char open = peek();
    const char close = open == '(' ? ')' : (open == '[' ? ']' : '/');
    if (open != '(' && open != '[' && open != '/') return {};
    const std::size_t end = text_.substr(0, limit_).find(close, at_ + 1);
    if (end == std::string_view::npos || end - at_ > kLongestName) return {};
    const std::string_view inner = trim_spaces(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return inner;
  }

  bool read_wrapped_agency() {
    const bool slashes = peek() == '/';
    const std::string_view inner = read_wrapped();
    if (inner.empty()) return false;
    wrapped_agency_ = true;
    if (const auto agency = known_agency(inner)) {
      found_.source = *agency;
      known_source_ = true;
      return true;
    }
    if (!looks_like_agency(inner) && !is_capitalised(inner) && !is_short_code(inner)) return false;
    slashes_ = slashes;
    found_.source = std::string(inner);
    return true;
  }

  // "nwd": agencies that write themselves small
  static bool is_short_code(std::string_view text) {
    constexpr std::size_t kLongest = 6;  // bytes
    return text.size() >= 2 && text.size() <= kLongest &&
           std::all_of(text.begin(), text.end(), is_lower_ascii);
  }

  // ---- words ----

  // Capitalised words up to a mark: a place, an agency, a region. Empty where there are too many.
  std::string_view read_name() {
    const std::size_t start = at_;
    std::size_t words = 0;
    while (words < kMostNameWords && read_name_word(words == 0)) {
      ++words;
      if (peek() != ' ' || !is_name_start(1)) break;
      ++at_;
    }
    const std::string_view name = trim_spaces(text_.substr(start, at_ - start));
    if (words == 0 || name.size() > kLongestName) {
      at_ = start;
      return {};
    }
    return name;
  }

  std::string_view read_agency_name() {
    const std::size_t start = at_;
    const std::string_view name = read_name();
    if (!name.empty()) return name;
    while (is_lower_ascii(peek()) || peek() == '/') ++at_;  // "dpa/lno"
    return text_.substr(start, at_ - start);
  }

  bool is_name_start(std::size_t ahead) const {
    const std::string_view word = word_at(at_ + ahead);
    return !word.empty() && (starts_upper(word) || is_place_particle(word));
  }

  static bool is_place_particle(std::string_view word) {
    constexpr std::array<std::string_view, 18> kParticles = {
        "de", "del", "do",  "da", "dos", "la", "le",   "les", "of",
        "am", "an",  "der", "ez", "al",  "el", "upon", "sur", "en"};
    return contains(kParticles, word);
  }

  std::string_view word_at(std::size_t start) const {
    std::size_t end = start;
    while (end < limit_ && is_word_byte(end)) ++end;
    return text_.substr(start, end - start);
  }

  // Letters; hyphens, apostrophes and slashes between letters; full stops of "D.C." and
  // "INTERFAX.RU".
  bool is_word_byte(std::size_t at) const {
    const char c = text_[at];
    const std::string_view from = text_.substr(at);
    if (from.starts_with("–") || from.starts_with("—") || from.starts_with("“") ||
        from.starts_with("«") || from.starts_with("”")) {
      return false;
    }
    if (from.starts_with("’")) return true;
    if (ascii::is_upper(c) || is_lower_ascii(c) || (c & 0x80) != 0) return true;
    const char next = at + 1 < limit_ ? text_[at + 1] : '\0';
    const bool letter_next = ascii::is_upper(next) || is_lower_ascii(next) || (next & 0x80) != 0;
    if (c == '-') return letter_next && !is_dash_bytes(at + 1) && !is_tight_dash(at);
    if (c == '/') return letter_next && at > 0 && text_[at - 1] != ' ' && !closes_slash(at);
    return (c == '\'' || c == '.') && letter_next;
  }

  bool is_dash_bytes(std::size_t at) const {
    return text_.substr(at).starts_with("–") || text_.substr(at).starts_with("—");
  }

  // The slash after "TASS" of "/TASS/" is none inside a word.
  bool closes_slash(std::size_t at) const {
    const std::size_t before = text_.rfind('/', at - 1);
    return before != std::string_view::npos && at - before < 16;
  }

  // The hyphen of "SANA-The" and "TEHRAN-The", which ends the dateline; not that of "US-Russian".
  bool is_tight_dash(std::size_t at) const {
    const std::size_t start = text_.find_last_of(" ,", at == 0 ? 0 : at - 1);
    const std::size_t from = start == std::string_view::npos ? 0 : start + 1;
    const std::string_view before = text_.substr(from, at - from);
    const bool capital_follows =
        starts_upper(text_.substr(at + 1, 4)) && at + 2 < limit_ && !ascii::is_upper(text_[at + 2]);
    if (!capital_follows || before.empty()) return false;
    // "TEHRAN-The" but not "Bristol-Myers"
    if (from == 0) {
      return (is_dateline_place(before) && is_all_caps(before)) || known_agency(before).has_value();
    }
    return known_agency(before).has_value() || (before.size() > 2 && is_all_caps(before));
  }

  bool read_name_word(bool first) {
    const std::string_view word = word_at(at_);
    if (word.empty() || (first && !starts_upper(word))) return false;
    if (!starts_upper(word) && !is_place_particle(word)) return false;
    at_ += word.size();
    if (peek() == '.' && (word == "St" || word == "ST" || word == "Ste") && peek(1) == ' ') ++at_;
    return true;
  }

  // ---- the end ----

  // Takes ". - ", " – ", ": ", "- ", ".- " and the like.
  Mark take_mark() {
    const bool space_before = peek() == ' ';
    Mark mark = Mark::none;
    while (at_ < limit_) {
      const char c = peek();
      if (c == ' ' || c == ',') {
        ++at_;
      } else if (c == '.') {
        mark = std::max(mark, Mark::stop);
        ++at_;
      } else if (c == ':') {
        mark = std::max(mark, Mark::colon);
        ++at_;
      } else if (c == '-' || c == '_' || c == '|') {
        mark = std::max(mark, space_before || peek(1) == '-' ? Mark::dash : Mark::tight_dash);
        ++at_;
      } else if (is_dash_bytes(at_)) {
        mark = Mark::dash;
        at_ += std::string_view("–").size();
      } else {
        break;
      }
    }
    return mark;
  }

  // Takes the mark at the end and decides whether all this is a dateline.
  bool finish() {
    if (complete_) {
      certain_ = true;
      return text_opens_here();
    }
    const Mark mark = take_mark();
    return text_opens_here() && accepts(mark);
  }

  // A capital, a quote or a number must follow.
  bool text_opens_here() const {
    const std::string_view text = text_.substr(at_);
    if (text.size() < 2) return false;
    return starts_upper(text.substr(0, 16)) || ascii::is_digit(text.front()) ||
           text.front() == '"' || text.front() == '\'' || text.starts_with("“") ||
           text.starts_with("«") || text.starts_with("„") || text.starts_with("‘") ||
           text.front() == '$';
  }

  bool accepts(Mark mark) {
    const bool dash = mark == Mark::dash || mark == Mark::tight_dash || mark == Mark::colon;
    if (wrapped_agency_) return certain_ = dash || accepts_without_dash();
    if (wrapped_place_) return true;
    if (!place_.empty() && !found_.source.empty()) {
      const bool sure_place = is_all_caps(place_) || is_dateline_place(place_);
      certain_ = (known_source_ || sure_place) && (dash || mark == Mark::stop);
      return dash || certain_;
    }
    if (has_day()) {
      certain_ = dash;
      return dash && !place_.empty();
    }
    if (!found_.source.empty()) return known_source_ && dash;
    return accepts_bare_name(mark);
  }

  // "MOSCOW, January 25. /TASS/. ", "(CNN) ", "London (Reuters) "; not "Agence France-Presse (AFP)
  // ".
  bool accepts_without_dash() const {
    if (slashes_ && has_day()) return true;
    return known_source_ && (opening_agency_ || has_day() || is_dateline_place(place_));
  }

  // A name and a mark, nothing else: "TEHRAN – ", "Berlin. ", "Alwaght- ".
  bool accepts_bare_name(Mark mark) {
    if (is_dateline_place(place_)) return mark != Mark::none && accepts_place(mark);
    if (region_) return mark == Mark::dash;
    if (names_a_publication(place_)) return mark == Mark::dash && become_source();
    const std::size_t words = word_count(place_);
    if (is_all_caps(place_)) {
      return (mark == Mark::dash || mark == Mark::colon) && place_.size() >= 5 && words <= 4;
    }
    if (mark == Mark::tight_dash) {
      return peek_back_is_space() && is_capitalised(place_) && words <= 2 &&
             (words == 2 || become_source());
    }
    return mark == Mark::dash && words <= 3 && place_.size() >= 3 && is_capitalised(place_);
  }

  bool accepts_place(Mark mark) const {
    if (mark == Mark::stop) return word_count(place_) <= 3 && peek_back_is_space();
    return true;
  }

  bool peek_back_is_space() const { return at_ > 0 && text_[at_ - 1] == ' '; }

  bool become_source() {
    found_.source = std::string(std::exchange(place_, {}));
    return true;
  }

  std::string_view text_;
  std::size_t limit_;
  std::size_t at_ = 0;
  Dateline found_;
  std::string place_;
  bool known_source_ = false;    // the source stands in the table of agencies
  bool wrapped_agency_ = false;  // in brackets or slashes
  bool slashes_ = false;         // an agency that is not in the table stands in slashes
  bool opening_agency_ = false;  // "(Reuters) - "
  bool wrapped_place_ = false;   // "(Ottawa) "
  bool region_ = false;
  bool complete_ = false;  // the mark at the end is already taken
  bool certain_ = false;
};

}  // namespace

std::optional<Dateline> read_dateline(std::string_view paragraph) {
  return DatelineScanner(paragraph).read();
}

}  // namespace dateline
