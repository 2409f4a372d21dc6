#include "indexer/formats/fields/date_order.h"

#include <utility>

#include "indexer/dates/date_text.h"
#include "indexer/html/body/dates.h"
#include "indexer/text/encoding.h"
#include "indexer/text/language.h"
#include "indexer/text/language_code.h"
#include "search/base/ascii.h"
#include "search/base/utf8.h"

namespace dateline {
namespace {

constexpr std::string_view kDayFirst = "en-GB";
constexpr std::string_view kMonthFirst = "en-US";

// Reads a number of one or two digits from the front of a text.
std::optional<int> take_short_number(std::string_view& text) {
  std::size_t digits = 0;
  while (digits < text.size() && ascii::is_digit(text[digits])) ++digits;
  if (digits == 0 || digits > 2) return std::nullopt;
  int number = 0;
  for (const char digit : text.substr(0, digits)) number = number * 10 + (digit - '0');
  text.remove_prefix(digits);
  return number;
}

// The first number of "3/4/2019" or "3-4-2019", at the front of a text, where the second is
// another.
std::optional<int> first_of_two(std::string_view text) {
  const auto first = take_short_number(text);
  if (!first || text.empty() || (text.front() != '/' && text.front() != '-')) return std::nullopt;
  const char separator = text.front();
  text.remove_prefix(1);
  const auto second = take_short_number(text);
  const bool has_year = text.size() > 1 && text.front() == separator && ascii::is_digit(text[1]);
  return second && has_year && *first != *second ? first : std::nullopt;
}

// That of a date anywhere in a text.
std::optional<int> first_number_of_date(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = ascii::is_digit(text[at]) && (at == 0 || !ascii::is_digit(text[at - 1]));
    if (!begins) continue;
    if (const auto number = first_of_two(text.substr(at))) return number;
  }
  return std::nullopt;
}

}  // namespace

void DateOrder::add(FieldName field, std::string_view value) {
  constexpr std::size_t kEnoughText = 1500;  // bytes
  switch (field) {
    case FieldName::published:
    case FieldName::updated:
      return add_date(value);
    case FieldName::language:
      return add_language(value);
    case FieldName::url:
      if (url_.empty()) url_ = value;
      return;
    case FieldName::title:
    case FieldName::text:
    case FieldName::summary:
      if (text_.size() < kEnoughText)
        text_.append(plain_text(std::string(utf8_prefix(value, kEnoughText)))).append("\n");
      return;
    default:
      return;
  }
}

void DateOrder::add_date(std::string_view value) {
  const std::optional<int> first = first_number_of_date(value);
  if (!first) return;
  if (const auto date = parse_date_text(value)) {
    if (date->precision < Precision::day) return;
    (date->day == *first ? day_first_ : month_first_) = true;
  } else if (open_date_.empty() && parse_date_text(value, kDayFirst)) {
    open_date_ = trim(value);
  }
}

void DateOrder::add_language(std::string_view value) {
  const std::string code = language_code(value);
  if (code.empty()) return;
  if (language_.empty()) language_ = trim(value);
  languages_differ_ = languages_differ_ || language_code(language_) != code;
}

std::string DateOrder::language() const {
  if (languages_differ_) return {};
  const std::string named = language_.empty() ? detect_language(text_) : language_;
  return day_order(named) == DayOrder::unknown ? std::string() : html::page_locale(named, url_);
}

std::string DateOrder::locale() const {
  if (open_date_.empty() || (day_first_ && month_first_)) return {};
  if (day_first_) return std::string(kDayFirst);
  return month_first_ ? std::string(kMonthFirst) : language();
}

std::optional<SetAside> DateOrder::remark(Origin origin) const {
  if (open_date_.empty() || day_first_ != month_first_) return std::nullopt;
  SetAside remark{.origin = std::move(origin),
                  .reason = "dates such as " + open_date_,
                  .advice = "write the year first: YYYY-MM-DD"};
  const std::string guess = day_first_ ? std::string() : language();
  if (day_first_) {
    remark.reason += " are left out: others of the file have the day first, and others the month";
  } else if (guess.empty()) {
    remark.reason +=
        " are left out: nothing in the file tells whether the day or the month is first";
  } else {
    const bool day_first = day_order(guess) == DayOrder::day_first;
    remark.reason += std::string(" are read with the ") + (day_first ? "day" : "month") +
                     " first, which is a guess by the language (" + guess +
                     "): no date of the file tells";
  }
  return remark;
}

std::shared_ptr<const FileContext> with_date_order(const FileContext& file,
                                                   const DateOrder& order) {
  auto dated = std::make_shared<FileContext>(file);
  dated->date_locale = order.locale();
  return dated;
}

}  // namespace dateline
