#include "indexer/prose/byline.h"

#include <algorithm>
#include <array>
#include <vector>

#include "indexer/prose/agencies.h"
#include "indexer/prose/dateline_places.h"
#include "indexer/prose/line_lexicon.h"
#include "indexer/prose/report_line.h"
#include "indexer/text/text_shape.h"
#include "indexer/text/word_set.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestByline = 160;  // bytes

std::size_t byline_start(std::string_view line) {
  static const std::vector<std::string_view> starts = words_of_languages("byline openings");
  for (const std::string_view start : starts) {
    if (starts_with_folded(line, start)) return start.size();
  }
  return report_opening(line);
}

// The text up to what follows a name: a place, a job, an address.
std::string_view name_part(std::string_view piece) {
  constexpr std::array<std::string_view, 20> kAfterName = {
      " in ", " for ", " For ", " at ", " from ", " of ",  " with ", " (",   " <",   " @",
      " | ",  " - ",   " – ",   " — ",  " und ",  " aus ", " à ",    " en ", " из ", " @"};
  std::size_t end = piece.size();
  for (const std::string_view after : kAfterName) {
    end = std::min(end, piece.find(after));
  }
  return trim_spaces(piece.substr(0, end));
}

bool is_team(std::string_view piece) {
  static const WordSet teams(words_of_languages("teams"));
  const std::string folded = fold_case(piece);
  return teams.contains(folded);
}

// A job or a place of work after a name: "Political Editor".
bool is_job(std::string_view piece) {
  static const std::vector<std::string_view> jobs = words_of_languages("jobs");
  const std::string folded = fold_case(piece);
  return std::any_of(jobs.begin(), jobs.end(),
                     [&](std::string_view job) { return folded.find(job) != std::string::npos; });
}

// "Laidlaw Transportation Ltd" is written like a name.
bool is_company(std::string_view name) {
  static const WordSet companies(words_of_languages("companies"));
  const auto words = split_words(name);
  return !words.empty() && std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    if (word.ends_with('.')) word.remove_suffix(1);
    return companies.contains(fold_case(word));
  });
}

std::string name_case(std::string_view name) { return title_case(name); }

// Calls visit(piece) for the pieces between commas, semicolons, slashes and the word "and".
template <typename Visit>
void for_each_listed(std::string_view text, Visit visit) {
  constexpr std::array<std::string_view, 10> kBetween = {",",     ";",    " and ", " AND ", " & ",
                                                         " und ", " et ", " y ",   " и ",   "/"};
  while (!text.empty()) {
    std::size_t end = text.size();
    std::size_t bytes = 0;
    for (const std::string_view between : kBetween) {
      const std::size_t at = text.find(between);
      if (at < end) {
        end = at;
        bytes = between.size();
      }
    }
    visit(trim_spaces(text.substr(0, end)));
    text.remove_prefix(end + bytes);
  }
}

// The places where one part of a header line may end.
std::vector<std::string_view> split_header(std::string_view line,
                                           const std::vector<std::size_t>& gaps) {
  constexpr std::array<std::string_view, 9> kBetween = {" | ", " • ", " · ", " // ", "|",
                                                        " — ", " – ", " - ", "•"};
  std::vector<std::string_view> parts;
  std::size_t from = 0;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t bytes = std::find(gaps.begin(), gaps.end(), at) != gaps.end() ? 1 : 0;
    const bool may_part = line[at] == ' ' || line[at] == '|' || line[at] == '\xE2';
    for (const std::string_view between : kBetween) {
      if (may_part && bytes == 0 && line.substr(at).starts_with(between)) bytes = between.size();
    }
    if (bytes == 0) {
      ++at;
      continue;
    }
    parts.push_back(trim_spaces(line.substr(from, at - from)));
    at += bytes;
    from = at;
  }
  parts.push_back(trim_spaces(line.substr(from)));
  std::erase_if(parts, [](std::string_view part) { return part.empty(); });
  return parts;
}

void append(std::vector<std::string>& to, std::vector<std::string> names) {
  for (std::string& name : names) {
    if (std::find(to.begin(), to.end(), name) == to.end()) to.push_back(std::move(name));
  }
}

// Reads the parts of a header line one by one.
class HeaderReader {
 public:
  // Whether the part may stand in a header line.
  bool read(std::string_view part) {
    return read_date(part) || read_label(part) || read_person(part) || read_dated(part) ||
           read_page_part(part) || read_name(part);
  }

  // A line of names alone is no header line.
  bool is_header() const { return sure_; }
  const HeaderLine& result() const { return line_; }

 private:
  bool read_date(std::string_view part) {
    auto readings = read_date_line(part);
    if (readings.empty()) return false;
    line_.dates.insert(line_.dates.end(), readings.begin(), readings.end());
    return sure_ = true;
  }

  bool read_label(std::string_view part) {
    const auto label = line_label(part);
    if (!label || label->bytes >= part.size()) return false;
    const std::string_view value = part.substr(label->bytes);
    switch (label->kind) {
      case LabelKind::source:
        line_.source = known_agency(value).value_or(std::string(value));
        return sure_ = word_count(value) <= 6;
      case LabelKind::section:
        line_.section = std::string(value);
        return sure_ = word_count(value) <= 6;
      case LabelKind::place:
        line_.place = title_case(value);
        return sure_ = word_count(value) <= 5;
      case LabelKind::author:
        append(line_.authors, read_names(value));
        return sure_ = !line_.authors.empty() || is_team(value);
      case LabelKind::other:
        return sure_ = word_count(value) <= 6;
      default:
        return false;
    }
  }

  bool read_person(std::string_view part) {
    const auto byline = read_byline(part);
    if (!byline) return false;
    append(line_.authors, byline->authors);
    if (line_.source.empty()) line_.source = byline->source;
    return sure_ = true;
  }

  // "By Jane Doe, January 5, 2020", "Moscow, 25 January 2017", "Jan 5, 2020 by Jane Doe".
  bool read_dated(std::string_view part) {
    if (part.size() > kLongestByline || !has_digit(part)) return false;
    const DatePrefix prefix = read_date_prefix(part);
    if (prefix.bytes > 0 && prefix.parts.day) {
      const std::string_view after = without_punctuation(part.substr(prefix.bytes));
      if (!after.empty() && read_after_date(after)) {
        line_.dates.push_back({prefix.parts, DateRole::unsaid});
        return sure_ = true;
      }
    }
    for (std::size_t at = part.find(' '); at != std::string_view::npos;
         at = part.find(' ', at + 1)) {
      if (!may_start_date(part.substr(at + 1))) continue;
      auto readings = read_date_line(part.substr(at + 1));
      if (readings.empty() || !readings.front().parts.month) continue;
      const std::string_view before = without_punctuation(part.substr(0, at));
      const bool comma = part[at - 1] == ',';
      if (!read_person(before) && !(comma && read_place_in_capitals(before)) &&
          !read_name(before) && !read_page_part(before)) {
        return false;
      }
      line_.dates.insert(line_.dates.end(), readings.begin(), readings.end());
      return sure_ = true;
    }
    return false;
  }

  // "LOWER TARN, January 25, 2017"
  bool read_place_in_capitals(std::string_view text) {
    const bool place = is_all_caps(text) && looks_like_name(text) && !known_agency(text);
    if (place) line_.place = title_case(text);
    return place;
  }

  // Dates start with a number, a capital, or a month of another language in small letters.
  static bool may_start_date(std::string_view text) {
    constexpr std::size_t kLongest = 80;  // bytes
    return text.size() <= kLongest &&
           (has_digit(text.substr(0, 1)) || has_letter(text.substr(0, 2)));
  }

  bool read_after_date(std::string_view after) {
    return read_person(after) || read_page_part(after) || read_name(after);
  }

  static std::string_view without_punctuation(std::string_view text) {
    constexpr std::string_view kPunctuation = " ,.:;|-/";
    while (!text.empty() && kPunctuation.find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    }
    while (!text.empty() && kPunctuation.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    }
    if (text.ends_with(" on") || text.ends_with(" am") || text.ends_with(" le")) {
      text.remove_suffix(3);
    }
    return text;
  }

  bool read_page_part(std::string_view part) {
    return is_navigation(part) || is_share_bar(part) || end_mark(part) != EndMark::none;
  }

  // A name by itself: an agency, a place, a section, a person. It makes no header line alone.
  bool read_name(std::string_view part) {
    constexpr std::size_t kLongestName = 80;  // bytes
    if (part.size() > kLongestName) return false;
    if (const auto agency = known_agency(part)) {
      line_.source = *agency;
      return true;
    }
    if (is_dateline_place(part)) {
      line_.place = title_case(part);
      return true;
    }
    if (is_section_name(part)) {
      line_.section = std::string(part);
      return true;
    }
    if (is_team(part)) return true;
    const std::string_view publication = without_partner(part);
    const bool site = part.find('.') != std::string_view::npos && looks_like_agency(part);
    if (site || names_a_publication(publication)) {
      line_.source = std::string(publication);
      return true;
    }
    auto names = all_are_names(part) ? read_names(part) : std::vector<std::string>{};
    if (names.empty()) return is_job(part) && word_count(part) <= 4 && !line_.authors.empty();
    append(line_.authors, std::move(names));
    return true;
  }

  // "Jane Doe, Political Editor" but not "Toshin Steel, with 1,700 workers, has given no forecast".
  static bool all_are_names(std::string_view part) {
    bool all = true;
    for_each_listed(part, [&](std::string_view piece) {
      all = all && (looks_like_name(name_part(piece)) || is_capitalised(piece) ||
                    (is_job(piece) && word_count(piece) <= 4));
    });
    return all;
  }

  // "Le Monde avec AFP" gives "Le Monde".
  static std::string_view without_partner(std::string_view text) {
    for (const std::string_view with : {" avec ", " with ", " mit ", " con ", " and ", " et "}) {
      const std::size_t at = text.find(with);
      if (at == std::string_view::npos) continue;
      if (known_agency(text.substr(at + with.size()))) return text.substr(0, at);
    }
    return text;
  }

  HeaderLine line_;
  bool sure_ = false;
};

// In a line of columns, one part that is of the page ("Sign in") shows that all are.
std::optional<HeaderLine> read_parts(const std::vector<std::string_view>& parts, bool columns) {
  HeaderReader reader;
  bool page = false;
  for (const std::string_view part : parts) {
    page = page || (columns && is_navigation(part));
  }
  for (const std::string_view part : parts) {
    if (!reader.read(part) && !page) return std::nullopt;
  }
  if (!reader.is_header() && !page) return std::nullopt;
  return reader.result();
}

}  // namespace

std::vector<std::string> read_names(std::string_view text) {
  std::vector<std::string> names;
  bool ended = false;
  for_each_listed(text, [&](std::string_view piece) {
    const std::string_view name = name_part(piece);
    const bool is_name = looks_like_name(name) && !known_agency(name) && !is_team(name) &&
                         !is_company(name) && !name.starts_with("The ") &&
                         (names.empty() || !is_job(name)) && !is_dateline_place(name);
    if (!is_name) ended = true;
    if (!ended) append(names, {name_case(name)});
  });
  return names;
}

std::vector<std::string> read_plain_byline(std::string_view line) {
  constexpr std::size_t kLongest = 100;  // bytes
  if (line.size() > kLongest || ends_sentence(line) || has_digit(line)) return {};
  bool only_names = true;
  for_each_listed(line, [&](std::string_view piece) {
    const std::string_view name = name_part(piece);
    const std::string_view after = trim_spaces(piece.substr(name.size()));
    const std::size_t word = after.find(' ');
    const bool place =
        after.empty() || (word != std::string_view::npos && is_capitalised(after.substr(word + 1)));
    only_names = only_names && looks_like_name(name) && !is_company(name) && place;
  });
  return only_names ? read_names(line) : std::vector<std::string>{};
}

std::optional<Byline> read_byline(std::string_view line) {
  const std::size_t start = byline_start(line);
  if (start == 0 || line.size() > kLongestByline) return std::nullopt;
  const std::string_view text = trim_spaces(line.substr(start));
  if (!starts_upper(text) && !is_team(text) && !known_agency(text)) return std::nullopt;
  Byline byline;
  byline.authors = read_names(text);
  for_each_listed(text, [&](std::string_view piece) {
    const auto agency = known_agency(name_part(piece));
    if (agency && byline.source.empty()) byline.source = *agency;
  });
  const bool ends_as_sentence = ends_sentence(line) && word_count(line) >= 8;
  const bool says = !byline.authors.empty() || !byline.source.empty() || is_team(text);
  if (!says || ends_as_sentence || word_count(text) > 14) return std::nullopt;
  return byline;
}

std::optional<HeaderLine> read_header_line(std::string_view line,
                                           const std::vector<std::size_t>& gaps) {
  constexpr std::size_t kLongestHeader = 240;  // bytes
  if (line.size() > kLongestHeader) return std::nullopt;
  if (auto dates = read_date_line(line); !dates.empty()) {
    return HeaderLine{.dates = std::move(dates)};
  }
  const auto parts = split_header(line, gaps);
  if (parts.size() > 1) {
    if (auto header = read_parts(parts, !gaps.empty())) return header;
  }
  HeaderReader whole;
  if (whole.read(line) && whole.is_header()) return whole.result();
  return std::nullopt;
}

}  // namespace dateline
