#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/dates/date_text.h"
#include "indexer/dates/date_words.h"

namespace dateline {

// Reads dates token by token, in any language. The text, which must outlive this, is in NormalForm.
class DateScanner {
 public:
  // Whether a date is all that the text holds, or words that are no part of it may follow.
  enum class Extent : std::uint8_t { line, prefix };

  DateScanner(std::string_view text, std::string_view language, Extent extent)
      : text_(text), language_(language), extent_(extent) {
    readings_.emplace_back();
  }

  std::size_t position() const { return at_; }
  const std::vector<DateReading>& readings() const { return readings_; }
  bool saw_date() const { return saw_date_; }
  bool saw_relative() const { return saw_relative_; }
  // Whether the last word says what a date is of, and no date follows.
  bool ends_with_role() const { return ends_with_role_; }

  // Skips what stands between the parts of a date, and returns whether text is left.
  bool skip_separators();

  // Moves on over the next token, and only where it belongs to a date.
  bool take_token();

 private:
  struct Number {
    int value = 0;
    std::size_t digits = 0;
  };
  struct Clock {
    int hour = 0;
    int minute = 0;
    int second = 0;
    bool written = false;  // with a colon: surely a time
    bool dotted = false;   // "14.44": a time only with a word that says so
    bool to_the_second = false;
  };

  DateParts& parts() { return readings_.back().parts; }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  std::string_view rest() const { return text_.substr(at_); }

  bool take(std::string_view wanted);
  bool take_any(std::initializer_list<std::string_view> wanted);
  bool take_separator();
  void skip_spaces();

  // Words.
  bool is_word_byte(std::size_t start) const;
  std::string take_word();
  std::string take_name();
  std::string take_known_beginning(std::size_t start, std::size_t end);
  std::string next_word() const;
  bool is_known(const std::string& key) const;
  bool take_word_token();
  bool take_known(const std::string& key);
  bool take_other(DateWord word);
  bool take_era_year(int year_before);

  // Numbers.
  Number take_number();
  bool take_numeric();
  bool take_counted(int value);
  bool take_sign_after_number(const Number& first);
  bool take_compact(int value);
  bool take_year_first(const Number& year);
  bool take_numeric_triple(const Number& first);
  bool take_date_separator(char separator);
  char date_separator() const;
  bool take_day(const Number& number);
  bool take_four_digits(int value);
  bool take_short_year(const Number& number);

  // Clocks.
  bool take_clock(const Number& hour);
  bool take_clock_from(const Number& hour);
  bool finish_clock(Clock clock);
  std::optional<bool> take_afternoon();
  bool is_duration() const;
  int take_minute();

  // Parts.
  void begin_reading_if(bool taken, DateRole role = DateRole::unsaid);
  bool set_year(int year);
  bool set_month(int month, Calendar calendar);
  bool set_day(int day);
  bool set_day_month_year(int day, int month, int year);
  bool set_triple(int first, int second, char separator, int year);
  bool set_time(int hour, int minute, int second);
  bool set_weekday(std::optional<int> weekday);
  bool set_zone(const ZoneWord& zone);
  bool take_offset(int base);
  bool set_role(DateRole role);

  std::string_view text_;
  std::string_view language_;
  Extent extent_;
  std::size_t at_ = 0;
  std::vector<DateReading> readings_;
  std::optional<bool> afternoon_;      // said before the hour: "오후 3:05"
  bool month_may_be_weekday_ = false;  // "mar" of "mar 5 mars 2019"
  bool saw_date_ = false;
  bool saw_relative_ = false;
  bool ends_with_role_ = false;
};

}  // namespace dateline
