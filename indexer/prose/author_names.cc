#include "indexer/prose/author_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <unicode/uchar.h>

#include "indexer/dates/date_text.h"
#include "indexer/prose/agencies.h"
#include "indexer/prose/dateline_places.h"
#include "indexer/prose/line_lexicon.h"
#include "indexer/prose/report_line.h"
#include "indexer/text/text_shape.h"
#include "indexer/text/word_set.h"
#include "search/base/ascii.h"
#include "search/base/utf8.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

// ---- labels ----

// What opens a byline where a space, a colon or nothing follows; folded, the longest first. Short
// words of other uses are among them: a name has to follow.
const std::vector<std::string_view>& labels_of_authors() {
  static const std::vector<std::string_view> labels = [] {
    std::vector<std::string_view> made = words_of_languages("byline labels");
    std::stable_sort(made.begin(), made.end(), [](std::string_view one, std::string_view other) {
      return one.size() > other.size();
    });
    return made;
  }();
  return labels;
}

// The same in scripts that write no space behind them.
const std::vector<std::string_view>& joined_labels() {
  static const std::vector<std::string_view> labels = words_of_languages("joined byline labels");
  return labels;
}

bool is_letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && u_isalpha(static_cast<UChar32>(decode_at(text, at).value)) != 0;
}

bool is_upper_at(std::string_view text, std::size_t at) {
  return at < text.size() && u_isupper(static_cast<UChar32>(decode_at(text, at).value)) != 0;
}

std::string_view without_leading_marks(std::string_view text) {
  constexpr std::array<std::string_view, 6> kMarks = {" ", ":", "：", "-", "–", "—"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view mark : kMarks) {
      if (!text.starts_with(mark)) continue;
      text.remove_prefix(mark.size());
      again = true;
    }
  }
  return text;
}

// "ByJane Doe": a word of two capitals is a label and a name, but for those as in "McDonald".
bool is_fused(std::string_view text, std::string_view label) {
  return label.size() >= 2 && text.size() > label.size() && is_upper_at(text, label.size()) &&
         !is_upper_at(text, label.size() - 1) && starts_upper(text);
}

bool ends_label(std::string_view text, std::size_t bytes) {
  return bytes == text.size() || !is_letter_at(text, bytes) ||
         is_fused(text, text.substr(0, bytes));
}

// ---- roles ----

// Beginnings of words for what people do at a paper.
const std::vector<std::string_view>& role_stems() {
  static const std::vector<std::string_view> stems = words_of_languages("role stems");
  return stems;
}

const WordSet& role_words() {
  static const WordSet words(words_of_languages("role words"));
  return words;
}

// Words that open a role before its noun: "Senior Staff Writer".
const WordSet& role_openers() {
  static const WordSet words(words_of_languages("role openers"));
  return words;
}

std::string bare_word(std::string_view word) {
  while (!word.empty() && (word.back() == '.' || word.back() == ',')) word.remove_suffix(1);
  return fold_case(word);
}

bool has_role_stem(std::string_view bare) {
  constexpr std::size_t kLongestRest = 12;  // bytes
  return std::any_of(role_stems().begin(), role_stems().end(), [&](std::string_view stem) {
    return bare.find(stem) != std::string_view::npos && bare.size() < stem.size() + kLongestRest;
  });
}

bool is_role_noun(std::string_view word) {
  const std::string bare = bare_word(word);
  return role_words().contains(bare) || has_role_stem(bare);
}

// ---- the shape of names ----

struct Letters {
  std::size_t all = 0;
  std::size_t cased = 0;
  bool other = false;  // something that stands in no name
};

Letters letters_of(std::string_view text) {
  Letters letters;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    at += c.bytes;
    const auto code = static_cast<UChar32>(c.value);
    if (u_isalpha(code)) {
      ++letters.all;
      if (u_isupper(code) || u_islower(code)) ++letters.cased;
    } else if ((U_GET_GC_MASK(code) & (U_GC_M_MASK | U_GC_ZS_MASK)) == 0 && c.value != 0x30FB &&
               c.value != '.' && c.value != 0x200C) {
      letters.other = true;
    }
  }
  return letters;
}

// What stands behind "作者" and its like and is no name.
bool is_about_author(std::string_view text) {
  static const WordSet words(words_of_languages("after author labels"));
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

// Names in scripts without capitals: a few words, of letters only.
bool is_name_without_case(std::string_view text) {
  constexpr std::size_t kMostWords = 5;
  constexpr std::size_t kMostLetters = 36;
  const Letters letters = letters_of(text);
  return letters.all >= 2 && letters.all <= kMostLetters && letters.cased == 0 && !letters.other &&
         split_words(text).size() <= kMostWords;
}

// Endings of names that are not a person's, in scripts without spaces.
bool is_unspaced_organisation(std::string_view text) {
  static const std::vector<std::string_view> ends = words_of_languages("organisation endings");
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return text.ends_with(end); });
}

bool is_account(std::string_view text) {
  static const WordSet accounts(
      "admin;administrator;author;autor;editor;root;user;webmaster;unknown;undefined;null;none;nan;"
      "n/a;na;guest;anonymous;default;test;wordpress;api;system;bot;import;wpadmin;superadmin;"
      "admin admin;super user;site admin;web admin",
      ';');
  return accounts.contains(fold_case(text));
}

// "emma-mackenzie", "jdoe12": what a person is called by a program.
bool is_slug(std::string_view text) {
  if (text.find(' ') != std::string_view::npos) return false;
  const bool has_joint = text.find_first_of("-_.") != std::string_view::npos || has_digit(text);
  const Letters letters = letters_of(text);
  const bool has_capital = fold_case(text) != text;
  return has_joint && !has_capital && letters.all == letters.cased;
}

bool is_company_word(std::string_view word) {
  static const WordSet companies(words_of_languages("companies"));
  static const WordSet words(words_of_languages("organisation words"));
  const std::string bare = bare_word(word);
  return companies.contains(bare) || words.contains(bare);
}

bool is_domain(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || text.find(' ') != std::string_view::npos) {
    return false;
  }
  static const WordSet ends("com org net info news online press media example");
  const std::string end = fold_case(text.substr(dot + 1));
  const bool is_country = end.size() == 2 && std::all_of(end.begin(), end.end(), ascii::is_letter);
  return is_country || ends.contains(end);
}

bool is_organisation(std::string_view text) {
  const auto words = split_words(text);
  if (known_agency(text) || is_domain(text) || text.starts_with("The ")) return true;
  if (std::any_of(words.begin(), words.end(), is_company_word)) return true;
  return words.size() > 1 && is_role_noun(words.back());
}

// Words that stand beside names and in none: of dates, of buttons, of photographs.
bool has_strange_word(std::string_view text) {
  static const WordSet words(words_of_languages("not in names"));
  const auto pieces = split_words(text);
  return std::any_of(pieces.begin(), pieces.end(),
                     [](std::string_view word) { return words.contains(bare_word(word)); });
}

bool is_person(std::string_view text) {
  if (has_strange_word(text)) return false;
  if (is_organisation(text) || is_dateline_place(text)) return false;
  if (looks_like_name(text)) return !names_a_publication(text) && !is_section_name(text);
  return is_name_without_case(text) && !is_unspaced_organisation(text) && !is_about_author(text);
}

// ---- cutting ----

// Parts in brackets go ("Deutsche Welle (www.dw.com)"), and so do addresses.
std::string without_addresses(std::string_view text) {
  std::string rest;
  int depth = 0;
  for (const std::string_view word : split_words(text)) {
    const bool opens = word.find_first_of("([<") != std::string_view::npos;
    const bool closes = word.find_first_of(")]>") != std::string_view::npos;
    if (opens) ++depth;
    const bool is_address = word.find('@') != std::string_view::npos ||
                            word.find("://") != std::string_view::npos || word.starts_with("www.");
    if (depth == 0 && !is_address) rest.append(rest.empty() ? "" : " ").append(word);
    if (closes && depth > 0) --depth;
  }
  return rest;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::array<std::string_view, 16> kMarks = {" ", ",", ";", ":",  "|",  "-",  "–",  "—",
                                                       "·", "•", "/", "：", "【", "】", "（", "）"};
  return without_ends(text, kMarks);
}

// Where a date begins behind a name, or a number.
std::size_t date_start(std::string_view text) {
  if (!has_digit(text)) return text.size();
  for (const std::string_view word : split_words(text)) {
    const auto at = static_cast<std::size_t>(word.data() - text.data());
    if (at == 0) continue;
    if (has_digit(word) || read_date_prefix(text.substr(at)).parts.month) return at;
  }
  return text.size();
}

// Where a word begins that stands behind a name and in none: "Ann Lee for The Paper".
std::size_t after_name(std::string_view text) {
  static const WordSet words(words_of_languages("after names"));
  const auto pieces = split_words(text);
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
    if (words.contains(pieces[i])) return static_cast<std::size_t>(pieces[i].data() - text.data());
  }
  return text.size();
}

// The text up to a place, an address or a date that follows a name.
std::string_view before_place(std::string_view text) {
  constexpr std::array<std::string_view, 5> kMarks = {" | ", " - ", " – ", " — ", " @"};
  std::size_t end = after_name(text);
  for (const std::string_view mark : kMarks) end = std::min(end, text.find(mark));
  return trimmed(text.substr(0, std::min(end, date_start(text))));
}

// "Keith Barry Senior Autos Reporter" → "Keith Barry", "Howard BlumeStaff Writer" → "Howard Blume".
std::string_view before_role(std::string_view text) {
  const auto words = split_words(text);
  if (words.size() < 3) return text;
  std::size_t role = words.size();
  while (role > 2 &&
         (is_role_noun(words[role - 1]) ||
          (role < words.size() && role_openers().contains(bare_word(words[role - 1]))))) {
    --role;
  }
  std::string_view name =
      role < words.size()
          ? text.substr(0, static_cast<std::size_t>(words[role].data() - text.data()))
          : text;
  return trimmed(name);
}

// "guest contributor Ann Lee", "onze verslaggever Ann Lee" → "Ann Lee".
std::string_view behind_role(std::string_view text) {
  constexpr std::size_t kMostRoleWords = 4;
  const auto words = split_words(text);
  for (std::size_t i = 0; i < std::min(words.size(), kMostRoleWords); ++i) {
    const bool is_role = has_role_stem(bare_word(words[i]));
    const bool opens = starts_lower(words[i]) || role_openers().contains(bare_word(words[i]));
    if (!opens && !(is_role && i > 0)) break;
    if (!is_role || i + 2 >= words.size()) continue;
    const std::string_view rest =
        text.substr(static_cast<std::size_t>(words[i + 1].data() - text.data()));
    return starts_upper(rest) ? rest : text;
  }
  return text;
}

// "Ann Lee Photos: Ben Roe" → "Ann Lee": what a further label names is somebody else.
std::string_view before_label(std::string_view text) {
  const auto words = split_words(text);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const bool is_label = words[i].ends_with(':') || words[i].find("：") != std::string_view::npos;
    if (!is_label) continue;
    const auto at = static_cast<std::size_t>(words[i].data() - text.data());
    std::string_view before = trimmed(text.substr(0, at));
    if (before.ends_with('.')) before.remove_suffix(1);
    return before;
  }
  return text;
}

// A role that a page has glued to the name: the word that begins in the middle of another.
std::string_view before_glued_role(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] < 'A' || text[at] > 'Z' || text[at - 1] < 'a' || text[at - 1] > 'z') continue;
    if (is_role(text.substr(at))) return text.substr(0, at);
  }
  return text;
}

// "John Roe The Associated Press" → "John Roe".
std::string_view before_agency(std::string_view text) {
  const auto words = split_words(text);
  for (std::size_t i = 2; i < words.size(); ++i) {
    const auto at = static_cast<std::size_t>(words[i].data() - text.data());
    if (words[i] == "The" || known_agency(text.substr(at))) return trimmed(text.substr(0, at));
  }
  return text;
}

// "Ann Lee MS" → "Ann Lee".
std::string_view before_degree(std::string_view text) {
  static const WordSet degrees(
      "ba bsc cfp cpa dds dmd dnp edd esq jd llm ma mba md mfa mph ms msc msn np pharmd phd pt rd "
      "rdn rn "
      "ldn lcsw");
  auto words = split_words(text);
  while (words.size() > 2) {
    std::string bare = fold_case(words.back());
    std::erase(bare, '.');
    const bool has_capitals = words.back().size() > 1 && words.back()[1] != bare[1];
    if (!degrees.contains(bare) || (!has_capitals && bare != "phd" && bare != "esq")) break;
    words.pop_back();
  }
  return text.substr(
      0, static_cast<std::size_t>(words.back().data() - text.data()) + words.back().size());
}

// The text without the longest of the endings that it has, where something is left.
std::string_view without_ending(std::string_view text,
                                const std::vector<std::string_view>& endings) {
  constexpr std::size_t kShortestName = 4;  // bytes: two letters
  std::size_t bytes = 0;
  for (const std::string_view ending : endings) {
    const bool is_left = text.size() >= ending.size() + kShortestName;
    if (is_left && text.ends_with(ending)) bytes = std::max(bytes, ending.size());
  }
  return bytes == 0 ? text : trimmed(text.substr(0, text.size() - bytes));
}

// Korean and Chinese write what someone does behind the name.
std::string_view before_unspaced_role(std::string_view text) {
  static const std::vector<std::string_view> roles = words_of_languages("role endings");
  return without_ending(text, roles);
}

// "王小明 报道" → "王小明"
std::string_view before_report(std::string_view text) {
  static const std::vector<std::string_view> reports = words_of_languages("report endings");
  return without_ending(text, reports);
}

// ---- lists ----

// What parts names wherever it stands.
constexpr std::array<std::string_view, 16> kBetweenNames = {
    ",", ";", "|", "，", "、", "；", "،", "／", "｜", "·", "・", "•", " & ", "＆", " + ", "\n"};

// What parts them where a name stands at both sides: words of other uses too.
const WordSet& joining_words() {
  static const WordSet words(words_of_languages("joining words"));
  return words;
}

struct Cut {
  std::size_t at = std::string_view::npos;
  std::size_t bytes = 0;
};

Cut first_mark(std::string_view text) {
  Cut cut;
  for (const std::string_view mark : kBetweenNames) {
    const std::size_t at = text.find(mark);
    if (at < cut.at) cut = {at, mark.size()};
  }
  return cut;
}

bool is_joining_word(std::string_view word) {
  const std::string folded = fold_case(word);
  return joining_words().contains(folded);
}

// Whether a part of a list may be a name: more than a word, or the word of an agency.
bool may_stand_alone(std::string_view text) {
  const bool has_words = split_words(text).size() > 1;
  if (has_words && is_name_without_case(text)) return true;
  return !text.empty() && starts_upper(text) &&
         (has_words || known_agency(text) || is_all_caps(text));
}

// The bytes of a word that joins names, or of its beginning that does: "ויוסי".
std::size_t joining_bytes(std::string_view word) {
  static const std::vector<std::string_view> beginnings = words_of_languages("joining beginnings");
  constexpr std::size_t kShortestRest = 4;  // bytes: two letters
  if (is_joining_word(word)) return word.size();
  for (const std::string_view beginning : beginnings) {
    if (word.starts_with(beginning) && word.size() >= beginning.size() + kShortestRest)
      return beginning.size();
  }
  return 0;
}

// The first joining word with what may be a name at both sides.
Cut first_joining_word(std::string_view text) {
  for (const std::string_view word : split_words(text)) {
    const auto at = static_cast<std::size_t>(word.data() - text.data());
    const std::size_t bytes = at == 0 ? 0 : joining_bytes(word);
    if (bytes == 0) continue;
    const std::string_view before = trimmed(text.substr(0, at));
    const std::string_view after = trimmed(text.substr(at + bytes));
    if (may_stand_alone(before) && may_stand_alone(after) && !is_dateline_place(after)) {
      return {at, bytes};
    }
  }
  return {};
}

void split_at_words(std::string_view text, std::vector<std::string_view>& parts) {
  for (Cut cut = first_joining_word(text); cut.at != std::string_view::npos;
       cut = first_joining_word(text)) {
    parts.push_back(trimmed(text.substr(0, cut.at)));
    text.remove_prefix(cut.at + cut.bytes);
  }
  parts.push_back(trimmed(text));
}

std::vector<std::string_view> parts_of_list(std::string_view text) {
  std::vector<std::string_view> parts;
  for (Cut cut = first_mark(text); cut.at != std::string_view::npos; cut = first_mark(text)) {
    split_at_words(text.substr(0, cut.at), parts);
    text.remove_prefix(cut.at + cut.bytes);
  }
  split_at_words(text, parts);
  std::erase_if(parts, [](std::string_view part) { return part.empty(); });
  return parts;
}

// ---- reading ----

std::string_view without_label(std::string_view text) {
  for (std::size_t bytes = author_label(text); bytes > 0; bytes = author_label(text)) {
    text.remove_prefix(bytes);
  }
  // "and Ben Roe", what is left of a list that was cut.
  const auto words = split_words(text);
  if (words.size() > 2 && is_joining_word(words.front()) && starts_lower(text)) {
    text.remove_prefix(words.front().size());
  }
  return trimmed(text);
}

// "Staff Writer" is a role and no more; "TMZ Staff" is somebody.
bool is_only_role(std::string_view text) {
  const auto words = split_words(text);
  return std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return is_role_noun(word) || role_openers().contains(bare_word(word));
  });
}

// "Brussels correspondent", behind a name.
bool is_role_in_place(std::string_view text) {
  const auto words = split_words(text);
  return words.size() > 1 && starts_lower(words.back()) && is_role_noun(words.back());
}

std::optional<AuthorName> read_part(std::string_view whole) {
  whole = before_report(before_label(behind_role(before_report_from(without_label(whole)))));
  if (!has_letter(whole) || is_account(whole)) return std::nullopt;
  const std::string_view name = before_unspaced_role(
      before_degree(before_agency(before_role(before_glued_role(before_place(whole))))));
  if (is_person(title_case(name))) return AuthorName{title_case(name), AuthorKind::person};
  if (is_only_role(whole) || (is_slug(whole) && !is_domain(whole))) return std::nullopt;
  return AuthorName{std::string(whole), AuthorKind::other};
}

// "Berg, Anna"
std::optional<AuthorName> read_inverted(std::string_view text,
                                        const std::vector<std::string_view>& parts) {
  const auto is_word = [](std::string_view part) {
    return part.find(' ') == std::string_view::npos && starts_upper(part) && !is_all_caps(part) &&
           !known_agency(part) && !is_dateline_place(part) && !is_role(part);
  };
  if (text.find(',') == std::string_view::npos || parts.size() != 2) return std::nullopt;
  if (!std::all_of(parts.begin(), parts.end(), is_word)) return std::nullopt;
  const std::string name = std::string(parts[1]) + ' ' + std::string(parts[0]);
  if (!is_person(name)) return std::nullopt;
  return AuthorName{name, AuthorKind::person};
}

void add_new(std::vector<AuthorName>& names, AuthorName name) {
  const bool is_known = std::any_of(names.begin(), names.end(), [&](const AuthorName& each) {
    return same_folded(each.name, name.name);
  });
  if (!is_known) names.push_back(std::move(name));
}

}  // namespace

std::size_t author_label(std::string_view text) {
  const std::string_view rest = without_leading_marks(text);
  for (const std::string_view label : joined_labels()) {
    if (rest.starts_with(label)) {
      const std::string_view behind = without_leading_marks(rest.substr(label.size()));
      return text.size() - behind.size();
    }
  }
  if (const std::size_t report = report_opening(rest)) return text.size() - rest.size() + report;
  for (const std::string_view label : labels_of_authors()) {
    if (!starts_with_folded(rest, label) || !ends_label(rest, label.size())) continue;
    const std::string_view behind = without_leading_marks(rest.substr(label.size()));
    return text.size() - behind.size();
  }
  return 0;
}

bool is_role(std::string_view text) {
  constexpr std::size_t kMostWords = 7;
  const auto words = split_words(trimmed(text));
  if (words.empty() || words.size() > kMostWords) return false;
  return std::any_of(words.begin(), words.end(), is_role_noun) ||
         std::all_of(words.begin(), words.end(), [](std::string_view word) {
           return role_openers().contains(bare_word(word));
         });
}

bool joins_names(std::string_view text) {
  const std::string_view bare = trimmed(text);
  return bare.empty() || bare == "&" || bare == "、" || bare == "，" || is_joining_word(bare);
}

std::vector<AuthorName> read_authors(std::string_view text) {
  constexpr std::size_t kLongest = 1000;  // bytes; longer is no list of names
  const std::string plain = without_addresses(utf8_prefix(text, kLongest));
  const std::string_view list = without_label(trimmed(plain));
  const std::vector<std::string_view> parts = parts_of_list(list);
  if (const std::optional<AuthorName> inverted = read_inverted(list, parts)) return {*inverted};
  std::vector<AuthorName> names;
  for (const std::string_view part : parts) {
    // "記者王小明／台北報導": behind the reporter's name stands from where.
    const bool is_place = !names.empty() && before_report(part) != part;
    if (is_place || (!names.empty() && is_role_in_place(part))) continue;
    if (std::optional<AuthorName> name = read_part(part)) add_new(names, std::move(*name));
  }
  return names;
}

}  // namespace dateline
