#include "indexer/prose/dateline.h"

#include <algorithm>
#include <utility>

#include "indexer/dates/date_names.h"
#include "indexer/prose/agencies.h"
#include "indexer/prose/dateline_lexer.h"
#include "indexer/prose/dateline_places.h"
#include "indexer/text/text_shape.h"
#include "indexer/text/word_set.h"
#include "search/base/ascii.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

using Mark = DatelineLexer::Mark;

// Capitals that open a paragraph before a dash or a colon, and are not places.
bool is_label(std::string_view name) {
  static const WordSet labels(words_of_languages("paragraph labels"));
  const std::string key = name_key(name);
  return labels.contains(fold_case(name)) || month_of(key) || weekday_of(key);
}

// "UK" after "LONDON, " is a country and not an agency.
bool is_region_code(std::string_view name) {
  static const WordSet codes("USA UAE DRC CAR PRC U.S.");
  return name.size() <= 2 || codes.contains(name);
}

// "nwd": agencies that write themselves small
bool is_short_code(std::string_view text) {
  constexpr std::size_t kLongest = 6;  // bytes
  return text.size() >= 2 && text.size() <= kLongest &&
         std::all_of(text.begin(), text.end(), ascii::is_lower);
}

// Reads the parts of a dateline, then decides by all of them whether it is one.
class DatelineScanner {
 public:
  explicit DatelineScanner(std::string_view paragraph) : lexer_(paragraph) {}

  std::optional<Dateline> read() {
    if (!read_parts() || !finish()) return std::nullopt;
    found_.bytes = lexer_.at();
    found_.place = title_case(place_);
    found_.certainty = certain_ ? Certainty::certain : Certainty::likely;
    return found_;
  }

 private:
  // ---- the parts ----

  bool read_parts() {
    if (read_opening_agency()) return true;
    if (ascii::is_digit(lexer_.peek())) return read_date_first();
    const std::string_view name = lexer_.read_name();
    if (name.empty() || is_label(name)) return false;
    set_first_name(name);
    while (read_modifier()) {
    }
    return true;
  }

  // "(Reuters) - ", "/TASS/ ", "(ANSA) - ROMA, 25 GEN - ", "(Ottawa) ".
  bool read_opening_agency() {
    const std::string_view inner = lexer_.read_wrapped();
    if (inner.empty()) return false;
    const auto agency = known_agency(inner);
    if (agency) {
      set_known_source(*agency);
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
    DatelineLexer after = lexer_;
    if (after.read_mark() == Mark::none) return;
    const auto dateline = read_dateline(after.rest_of_paragraph());
    if (!dateline || !dateline->source.empty()) return;
    place_ = dateline->place;
    found_.date = dateline->date;
    lexer_.move_to(after.at() + dateline->bytes);
    complete_ = true;
  }

  // "25 января, Минск /Корр. БЕЛТА/. "
  bool read_date_first() {
    if (!read_date() || !found_.date.day || !found_.date.month || lexer_.peek() != ',')
      return false;
    lexer_.skip();
    lexer_.skip_spaces();
    place_ = lexer_.read_name();
    lexer_.skip_spaces();
    return !place_.empty() && read_wrapped_agency();
  }

  void set_first_name(std::string_view name) {
    if (const auto agency = known_agency(name); agency && !is_dateline_place(name)) {
      set_known_source(*agency);
      return;
    }
    const std::size_t space = name.rfind(' ');
    const bool two = space != std::string_view::npos && is_dateline_place(name.substr(0, space));
    const auto agency = two ? known_agency(name.substr(space + 1)) : std::nullopt;
    if (agency) {  // "London CNN — "
      place_ = name.substr(0, space);
      set_known_source(*agency);
      return;
    }
    if (name.find('.') != std::string_view::npos && looks_like_agency(name)) {
      set_known_source(name);  // "TEMPO.CO, Jakarta - "
      return;
    }
    place_ = name;
  }

  // One more part after the first name; false where the dateline's parts end.
  bool read_modifier() {
    const std::size_t start = lexer_.at();
    lexer_.skip_spaces();
    const bool read = read_modifier_here();
    if (!read) lexer_.move_to(start);
    return read;
  }

  bool read_modifier_here() {
    switch (lexer_.peek()) {
      case '(':
      case '/':
        return !wrapped_agency_ && read_wrapped_agency();
      case '[':
        return !lexer_.read_wrapped().empty();
      case ',':
      case '.':
        lexer_.skip();
        lexer_.skip_spaces();
        if (lexer_.is_at_bracket()) return !wrapped_agency_ && read_wrapped_agency();
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
    if (!has_day() && ascii::is_digit(lexer_.peek()))
      return read_date() || read_day_before_agency();
    if (has_day() && found_.source.empty() && lexer_.is_at_dash()) return read_agency_after_dash();
    if (!has_day() && lexer_.is_at_dash()) return read_wrapped_after_dash();
    return has_day() && read_agency();
  }

  bool has_day() const { return found_.date.day.has_value(); }

  void set_known_source(std::string_view source) {
    found_.source = source;
    known_source_ = true;
  }

  bool read_date() {
    const DatePrefix prefix = read_date_prefix(lexer_.rest());
    if (prefix.bytes == 0 || !prefix.parts.month) return false;
    found_.date = prefix.parts;
    lexer_.skip(prefix.bytes);
    return true;
  }

  // The "25" of "MADRID, 25 (EUROPA PRESS)".
  bool read_day_before_agency() {
    const std::size_t start = lexer_.at();
    while (ascii::is_digit(lexer_.peek())) lexer_.skip();
    const bool day = lexer_.at() > start && lexer_.at() - start <= 2;
    lexer_.skip_spaces();
    if (day && lexer_.peek() == '(') return true;
    lexer_.move_to(start);
    return false;
  }

  bool read_agency() {
    if (!found_.source.empty()) return false;
    const std::size_t start = lexer_.at();
    std::string_view name = lexer_.read_agency_name();
    if (const auto agency = known_agency(name)) {
      set_known_source(*agency);
      return true;
    }
    if (lexer_.peek() == '(') return read_spelled_out(start);
    if (looks_like_agency(name) && !is_likely_region(name) && lexer_.is_before_mark()) {
      found_.source = std::string(name);
      return true;
    }
    lexer_.move_to(start);
    return false;
  }

  // "Young Journalists Club (YJC)"
  bool read_spelled_out(std::size_t start) {
    lexer_.move_to(start);
    const std::string_view named = lexer_.rest();
    const std::size_t close = named.find(')');
    if (close == std::string_view::npos) return false;
    const auto agency = spelled_out_agency(named.substr(0, close + 1));
    if (!agency) return false;
    set_known_source(*agency);
    lexer_.skip(close + 1);
    return true;
  }

  // In capitals after a place in capitals, a long word is a country: "BRUSSELS, BELGIUM —".
  bool is_likely_region(std::string_view name) const {
    return is_region_code(name) ||
           (is_all_caps(place_) && name.size() > 5 && name.find('.') == name.npos);
  }

  // "25 янв — РИА Новости.", "25 янв - РИА Новости, Иван Иванов."
  bool read_agency_after_dash() {
    lexer_.read_mark();
    const auto agency = known_agency(lexer_.read_agency_name());
    if (!agency) return false;
    set_known_source(*agency);
    const std::size_t stop = lexer_.rest().find('.');
    if (lexer_.peek() == ',' && stop != std::string_view::npos &&
        looks_like_name(trim_spaces(lexer_.rest().substr(1, stop - 1)))) {
      lexer_.skip(stop);
    }
    wrapped_agency_ = lexer_.peek() == '.';  // the full stop ends the dateline as "/TASS/." does
    return true;
  }

  // "NEW YORK--(BUSINESS WIRE)--"
  bool read_wrapped_after_dash() {
    lexer_.read_mark();
    return lexer_.peek() == '(' && !wrapped_agency_ && read_wrapped_agency();
  }

  // "TEMPO.CO, Jakarta - "
  bool read_place_after_site() {
    if (!place_.empty() || found_.source.empty()) return false;
    const std::size_t start = lexer_.at();
    const std::string_view name = lexer_.read_name();
    if (!name.empty() && lexer_.is_before_mark()) {
      place_ = name;
      return true;
    }
    lexer_.move_to(start);
    return false;
  }

  // "Haiti" of "PORT-AU-PRINCE, Haiti (AP)", "Ill." of "SPRINGFIELD, Ill. —". Once.
  bool read_region() {
    if (region_ || place_.empty()) return false;
    const std::size_t start = lexer_.at();
    const std::string_view name = lexer_.read_name();
    if (lexer_.peek() == '.' && name.size() <= 6) lexer_.skip();
    const std::size_t end = lexer_.at();
    lexer_.skip_spaces();
    const bool follows = lexer_.is_at_bracket() || lexer_.peek() == ',' || lexer_.is_at_dash();
    region_ = name.size() >= 2 && follows;
    lexer_.move_to(region_ ? end : start);
    return region_;
  }

  bool read_wrapped_agency() {
    const bool slashes = lexer_.peek() == '/';
    const std::string_view inner = lexer_.read_wrapped();
    if (inner.empty()) return false;
    wrapped_agency_ = true;
    if (const auto agency = known_agency(inner)) {
      set_known_source(*agency);
      return true;
    }
    if (!looks_like_agency(inner) && !is_capitalised(inner) && !is_short_code(inner)) return false;
    slashes_ = slashes;
    found_.source = std::string(inner);
    return true;
  }

  // ---- the end ----

  // Takes the mark at the end and decides whether all this is a dateline.
  bool finish() {
    if (complete_) {
      certain_ = true;
      return lexer_.is_at_text();
    }
    const Mark mark = lexer_.read_mark();
    return lexer_.is_at_text() && accepts(mark);
  }

  bool accepts(Mark mark) {
    const bool dash = mark >= Mark::colon;
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
      return lexer_.is_behind_space() && is_capitalised(place_) && words <= 2 &&
             (words == 2 || become_source());
    }
    return mark == Mark::dash && words <= 3 && place_.size() >= 3 && is_capitalised(place_);
  }

  bool accepts_place(Mark mark) const {
    if (mark == Mark::stop) return word_count(place_) <= 3 && lexer_.is_behind_space();
    return true;
  }

  bool become_source() {
    found_.source = std::string(std::exchange(place_, {}));
    return true;
  }

  DatelineLexer lexer_;
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
