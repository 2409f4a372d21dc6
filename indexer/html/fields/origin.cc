#include "indexer/html/fields/origin.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "indexer/dates/date_text.h"
#include "indexer/html/dom/text.h"
#include "indexer/text/text_shape.h"
#include "indexer/text/word_set.h"
#include "search/store/text/language_data.h"

namespace dateline::html {
namespace {

bool is_date(std::string_view text) {
  const DatePrefix date = read_date_prefix(text);
  return !read_date_line(text).empty() || (date.bytes > 0 && (date.parts.month || date.parts.year));
}

bool is_web_address(std::string_view text) {
  return text.starts_with("http:") || text.starts_with("https:") || text.starts_with("www.") ||
         text.starts_with("/");
}

// What sites are made with, and what they are called until somebody names them.
bool is_site_builder(std::string_view text) {
  static const WordSet names(
      "blogger;wordpress;wordpress.com;wix;wix.com;my wix "
      "site;squarespace;weebly;drupal;joomla;joomla!;"
      "typo3;godaddy;jimdo;webflow;shopify;ghost;typepad;my site;my website;my blog;mysite;mysite "
      "1;"
      "website;site name;home;homepage;startseite;index;untitled;just another wordpress site;"
      "my wordpress blog;my wordpress;default site;news website;test;example "
      "site;n/a;none;null;undefined",
      ';');
  return names.contains(lower_case(text));
}

bool is_no_section(std::string_view text) {
  static const WordSet names(words_of_languages("no section"));
  return names.contains(lower_case(text));
}

template <typename Make>
std::optional<Claim> first_claim(const std::vector<Claim>& claims, Field field, Make make) {
  for (const Claim& claim : claims) {
    if (claim.field != field) continue;
    std::string value = make(claim.value);
    if (!value.empty())
      return Claim{.field = field, .method = claim.method, .value = std::move(value)};
  }
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::array<std::string_view, 10> kMarks = {" ", "-", "–", "—", "|",
                                                       ":", "·", "_", ",", "/"};
  return without_ends(text, kMarks);
}

// The text up to a date behind it.
std::string_view before_date(std::string_view text) {
  for (const std::string_view word : split_words(text)) {
    const std::string_view rest = text.substr(static_cast<std::size_t>(word.data() - text.data()));
    if (has_digit(word) || is_date(rest)) return text.substr(0, text.size() - rest.size());
  }
  return text;
}

std::string place_name(std::string_view text) {
  constexpr std::size_t kMostWords = 6;
  if (is_web_address(text)) return {};
  const std::string_view place = trimmed(before_date(text));
  return has_letter(place) && count_words(place) <= kMostWords ? std::string(place) : std::string();
}

}  // namespace

std::string source_name(std::string_view text) {
  std::string_view name = trimmed(text);
  for (const std::string_view mark : {"--", "｜"}) {
    const std::size_t at = name.rfind(mark);
    if (at != std::string_view::npos) name = trimmed(name.substr(at + mark.size()));
  }
  const bool is_account = name.starts_with('@');
  if (is_account || is_web_address(name) || !has_letter(name) || is_date(name)) return {};
  return is_site_builder(name) ? std::string() : std::string(name);
}

std::optional<Claim> claimed_source(const std::vector<Claim>& claims) {
  return first_claim(claims, Field::source, source_name);
}

std::optional<Claim> claimed_place(const std::vector<Claim>& claims) {
  return first_claim(claims, Field::place, place_name);
}

std::optional<Claim> claimed_section(const std::vector<Claim>& claims) {
  return first_claim(claims, Field::section, [](const std::string& value) {
    return is_no_section(value) || is_web_address(value) ? std::string() : value;
  });
}

}  // namespace dateline::html
