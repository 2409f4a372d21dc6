#include "indexer/html/body/phrases.h"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/dates/date_names.h"
#include "indexer/dates/date_words.h"
#include "indexer/html/body/dates.h"
#include "indexer/html/dom/text.h"
#include "indexer/prose/byline.h"
#include "indexer/prose/line_lexicon.h"
#include "indexer/text/text_shape.h"
#include "indexer/text/word_set.h"
#include "search/base/ascii.h"
#include "search/store/text/language_data.h"

namespace dateline::html {
namespace {

constexpr std::size_t kLongestPromotion = 400;  // bytes of a line that are looked at
constexpr double kMostlyLink = 0.5;
constexpr std::size_t kShortLine = 40;  // words

bool opens_promotion(std::string_view line) {
  static const WordSet openings(words_of_languages("promotion openings"));
  const std::string start = lower_case(line.substr(0, 60));
  return std::any_of(openings.begin(), openings.end(), [&](std::string_view opening) {
    return std::string_view(start).starts_with(opening);
  });
}

// Words of buttons and labels that stand alone.
bool is_button(std::string_view line) {
  static const WordSet labels(words_of_languages("buttons"));
  constexpr std::size_t kLongest = 60;  // bytes, of a word and of marks around it
  if (line.size() > kLongest) return false;
  const std::vector<std::string> words = words_of(line);
  return words.size() == 1 && labels.contains(words.front());
}

// "19:40", "7.05 pm": the time of an entry in a live report, or a count beside a button.
bool is_clock_or_count(std::string_view line) {
  constexpr std::size_t kLongest = 9;  // of "11:59 p.m."
  const bool has_digit = !line.empty() && ascii::is_digit(line.front());
  const std::string rest = lower_case(line.substr(0, kLongest + 1));
  return has_digit && rest.size() <= kLongest &&
         rest.find_first_not_of("0123456789:.h apm") == std::string::npos;
}

// "3 min read", "Tempo di lettura: 3 minuti", "2 hours ago": a length of time and what it is of.
bool is_length_of_time(const std::vector<std::string>& words, std::string_view line) {
  constexpr std::size_t kMostWords = 6;
  constexpr std::size_t kLongest = 80;  // bytes
  constexpr std::size_t kShort = 3;     // bytes, of words that join others
  if (line.size() > kLongest || !has_digit(line)) return false;
  if (words.size() < 2 || words.size() > kMostWords) return false;
  bool has_unit = false;
  bool has_relative = false;
  for (const std::string& word : words) {
    const DateWord meaning = date_word(name_key(word));
    has_unit = has_unit || meaning == DateWord::unit;
    has_relative = has_relative || meaning == DateWord::relative;
    const bool is_number = std::all_of(word.begin(), word.end(), ascii::is_digit);
    if (meaning == DateWord::none && !is_number && word.size() > kShort) return false;
  }
  return has_unit && has_relative;
}

// "Contact Gus Palm at gpalm@paper.example."
bool gives_mail_address(std::string_view line) {
  constexpr std::size_t kMostWords = 14;
  const std::size_t at = line.find('@');
  const bool is_address = at != std::string_view::npos && at > 0 && line[at - 1] != ' ' &&
                          line.find('.', at) != std::string_view::npos;
  return is_address && count_words(line) <= kMostWords;
}

// "Follow the author on Twitter."
bool asks_to_follow(std::string_view line) {
  static const WordSet networks(words_of_languages("networks"));
  if (ascii::find_ignoring_case(line, "follow") == std::string_view::npos) return false;
  const std::vector<std::string> words = words_of(line);
  const auto follow = std::find(words.begin(), words.end(), "follow");
  const auto on = std::find(follow, words.end(), "on");
  return std::any_of(on, words.end(),
                     [](const std::string& word) { return networks.contains(word); });
}

// "Like this story? Share it with a friend!", "Sign up for the free daily newsletter.": a sentence
// that opens with what readers are asked to do and says with what of the site.
bool asks_of_readers(const std::vector<std::string>& all_words, std::string_view line) {
  static const WordSet asks(words_of_languages("requests"));
  static const WordSet things(words_of_languages("things of the site"));
  const auto has_thing = [](const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(),
                       [](const std::string& word) { return things.contains(word); });
  };
  if (!has_thing(all_words)) return false;
  std::size_t begin = 0;
  while (begin < line.size()) {
    const std::size_t end = std::min(line.find_first_of(".?!", begin), line.size());
    const std::vector<std::string> words = words_of(line.substr(begin, end - begin));
    if (has_thing(words) && asks.contains(words.front())) return true;
    begin = end + 1;
  }
  return false;
}

// "Comments on this piece are moderated to keep the discussion to ..."
bool tells_rules_of_comments(const std::vector<std::string>& words) {
  static const WordSet openings(words_of_languages("comments"));
  static const WordSet rules(words_of_languages("rules of comments"));
  constexpr std::size_t kMostWords = 60;
  return !words.empty() && words.size() <= kMostWords && openings.contains(words.front()) &&
         std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return rules.contains(word); });
}

// "05/10/2018 | Published by: Clara Borba | Category: Health | Tags: sad, car".
bool is_line_of_fields(std::string_view line) {
  static const WordSet labels(words_of_languages("field labels"));
  if (line.find('|') == std::string_view::npos) return false;
  std::size_t parts = 0;
  bool has_label = false;
  for (std::size_t begin = 0; begin < line.size(); ++parts) {
    const std::size_t end = std::min(line.find('|', begin), line.size());
    const std::string_view part = line.substr(begin, end - begin);
    const std::size_t colon = part.find(':');
    const std::vector<std::string> label =
        words_of(part.substr(0, colon == std::string_view::npos ? 0 : colon));
    const bool is_label = !label.empty() && labels.contains(label.front());
    has_label = has_label || is_label;
    const bool is_number = std::none_of(part.begin(), part.end(), ascii::is_letter_byte);
    if (!is_label && !is_number && !read_date(part)) return false;
    begin = end + 1;
  }
  return parts > 1 && has_label;
}

// "This entry was posted on January 25, 2017 and is filed under Roads."
bool tells_of_posting(const std::vector<std::string>& words, std::string_view line) {
  static const WordSet subjects(words_of_languages("demonstratives"));
  static const WordSet entries(words_of_languages("entries"));
  constexpr std::size_t kMostWords = 45;
  if (words.size() < 4 || words.size() > kMostWords) return false;
  const bool opens =
      (subjects.contains(words[0]) && entries.contains(words[1])) || entries.contains(words[0]);
  const std::vector<ShownDate> days = opens ? find_days(line, {}) : std::vector<ShownDate>();
  return days.size() == 1 && days.front().role == DateRole::published;
}

// What stands in place of what another site would show if the reader agreed.
bool asks_for_consent(const std::vector<std::string>& words) {
  static const WordSet consents(words_of_languages("consent words"));
  static const WordSet contents(words_of_languages("embedded content"));
  static const WordSet readers(words_of_languages("reader pronouns"));
  constexpr std::size_t kMostWords = 60;
  const auto has = [&](const WordSet& set) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return set.contains(word); });
  };
  return words.size() <= kMostWords && has(consents) && has(contents) && has(readers);
}

// "Related story: ...", "See also: ..." before a link.
bool is_pointer(std::string_view line) {
  static const WordSet pointers(words_of_languages("pointers"));
  constexpr std::size_t kMostWords = 3;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const std::vector<std::string> words = words_of(line.substr(0, colon));
  return words.size() <= kMostWords &&
         std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return pointers.contains(word); });
}

// "More great stories", "More from The Paper".
bool is_list_of_more(const std::vector<std::string>& words) {
  static const WordSet kinds(words_of_languages("kinds of articles"));
  constexpr std::size_t kMostWords = 6;
  if (words.size() < 2 || words.size() > kMostWords || words.front() != "more") return false;
  return words[1] == "from" || words[1] == "on" || kinds.contains(words.back());
}

}  // namespace

bool is_promotion(std::string_view line, double link_density) {
  return is_button(line) || is_clock_or_count(line) || is_copyright(line) ||
         gives_mail_address(line) || opens_promotion(line) ||
         asks_to_follow(line.substr(0, kLongestPromotion)) ||
         (link_density > kMostlyLink && is_pointer(line));
}

bool is_of_site(std::string_view line) {
  constexpr std::size_t kLongest = 600;  // bytes; more is a paragraph of the article
  if (line.size() > kLongest) return false;
  const std::vector<std::string> words = words_of(line);
  return (words.size() <= kShortLine && asks_of_readers(words, line)) ||
         tells_rules_of_comments(words) || tells_of_posting(words, line) ||
         is_length_of_time(words, line) || is_line_of_fields(line) || asks_for_consent(words) ||
         is_navigation(line) || end_mark(line) != EndMark::none || is_share_bar(line) ||
         is_caption(line) || (words.size() <= kShortLine && is_boilerplate(line));
}

bool is_about_company(std::string_view heading) {
  static const WordSet abouts(words_of_languages("about words"));
  constexpr std::size_t kMostWords = 6;
  const std::vector<std::string> words = words_of(heading);
  if (words.size() < 2 || words.size() > kMostWords || !abouts.contains(words.front())) {
    return false;
  }
  const std::size_t last = heading.find_last_of(' ');
  const char initial = last == std::string_view::npos ? 'a' : heading[last + 1];
  return ascii::is_upper(initial) || (initial & 0x80) != 0;
}

bool is_credit_line(std::string_view line) {
  constexpr std::size_t kMostWords = 18;
  if (count_words(line) > kMostWords) return false;
  if (!read_date_line(line).empty()) return true;  // "Updated on 25 January 2017."
  if (ends_sentence(line)) return false;
  const bool says_by = ascii::equals_ignoring_case(line.substr(0, 3), "by ") ||
                       ascii::equals_ignoring_case(line.substr(0, 3), "by:");
  return says_by || read_byline(line).has_value() || read_date(line).has_value();
}

bool is_end_heading(std::string_view heading) {
  static const WordSet ends(words_of_languages("list headings"));
  const std::vector<std::string> words = words_of(heading);
  if (is_list_of_more(words)) return true;
  std::string line;
  for (const std::string& word : words) line += line.empty() ? word : " " + word;
  return ends.contains(line);
}

}  // namespace dateline::html
