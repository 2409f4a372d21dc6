#include "indexer/dates/date_names.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "indexer/text/text_map.h"
#include "indexer/text/word_set.h"
#include "search/base/ascii.h"
#include "search/store/text/fold.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

using icu::DateFormatSymbols;

struct DateName {
  std::string language;
  int number = 0;
  Calendar calendar = Calendar::gregorian;
  bool everywhere = false;  // also where the text is of no known language, or of another
};

using DateNames = TextMap<std::vector<DateName>>;

// Short forms are many, and words of other languages: "de" is December in Jola. Those of the
// languages that most news is in are known everywhere. Of two that have a name for different months
// the earlier counts.
constexpr std::string_view kNewsLanguages =
    "en de fr es it pt nl ru uk pl cs sk hu ro bg sr sr_Latn hr sl bs mk sq el tr az sv da nb no "
    "fi "
    "et lv lt is ga cy ca gl eu he ar fa ur hi bn mr gu pa ta te kn ml ne si th vi id ms fil ko ja "
    "zh ka hy kk uz ky mn af sw am my km lo be";

class NameTable {
 public:
  const DateNames& months() const { return months_; }
  const DateNames& weekdays() const { return weekdays_; }
  const DateNames& half_days() const { return half_days_; }
  const TextMap<std::size_t>& first_words() const { return first_words_; }

  NameTable() {
    for (const LanguageWords& of_one : words_by_language("months")) add_written(of_one);
    for (const std::string_view language : word_list(kNewsLanguages, ' ')) {
      add_locale(icu::Locale(std::string(language).c_str()), Forms::all);
    }
    add_countries();
    add_other_calendars();
    add_other_languages();
  }

 private:
  enum class Forms : std::uint8_t { all, whole_names };

  // What people write and ICU does not: "9 sept".
  void add_written(const LanguageWords& months) {
    for (const std::string_view entry : months.words) {
      const std::size_t space = entry.find(' ');
      int number = 0;
      std::from_chars(entry.data(), entry.data() + space, number);
      add(months_, name_key(entry.substr(space + 1)),
          {std::string(months.language), number, Calendar::gregorian, true});
    }
  }

  // Arabic months have other names between Morocco and Iraq, and Austria says Jänner.
  void add_countries() {
    for (const char* locale : {"de_AT", "ar_DZ", "ar_IQ", "ar_MA", "ar_SY"})
      add_locale(icu::Locale(locale), Forms::all);
  }

  void add_other_languages() {
    std::int32_t count = 0;
    const icu::Locale* const locales = icu::Locale::getAvailableLocales(count);
    for (std::int32_t i = 0; i < count; ++i) {
      if (locales[i].getCountry()[0] == '\0') add_locale(locales[i], Forms::whole_names);
    }
  }

  void add_other_calendars() {
    for (const char* language : {"fa", "ps", "en"})
      add_calendar(language, "persian", Calendar::persian);
    for (const char* language : {"ar", "fa", "ur", "en"})
      add_calendar(language, "islamic", Calendar::islamic);
    add_calendar("am", "ethiopic", Calendar::ethiopic);
  }

  void add_calendar(const char* language, const char* type, Calendar calendar) {
    UErrorCode error = U_ZERO_ERROR;
    const DateFormatSymbols symbols(icu::Locale(language), type, error);
    if (U_FAILURE(error)) return;
    std::int32_t count = 0;
    const icu::UnicodeString* const names = symbols.getMonths(count);
    for (std::int32_t i = 0; i < std::min(count, 12); ++i)
      add(months_, utf8_key(names[i]), {language, i + 1, calendar, true});
  }

  void add_locale(const icu::Locale& locale, Forms forms) {
    UErrorCode error = U_ZERO_ERROR;
    const DateFormatSymbols symbols(locale, error);
    if (U_FAILURE(error)) return;
    for (const auto width : {DateFormatSymbols::WIDE, DateFormatSymbols::ABBREVIATED}) {
      const bool everywhere = width == DateFormatSymbols::WIDE || forms == Forms::all;
      for (const auto context : {DateFormatSymbols::FORMAT, DateFormatSymbols::STANDALONE}) {
        add_all(symbols, locale, context, width, everywhere ? Reach::everywhere : Reach::language);
      }
    }
    std::int32_t count = 0;
    const icu::UnicodeString* const halves = symbols.getAmPmStrings(count);
    if (forms == Forms::whole_names) return;
    for (std::int32_t i = 0; i < std::min(count, 2); ++i) {
      // In Latin letters only "am" and "pm" are safe: SA, CH, de, du, ap, ip are words too.
      const std::string key = utf8_key(halves[i]);
      if (!ascii::is_letter(key.front())) add(half_days_, key, {locale.getLanguage(), i, {}, true});
    }
  }

  enum class Reach : std::uint8_t { everywhere, language };

  void add_all(const DateFormatSymbols& symbols, const icu::Locale& locale,
               DateFormatSymbols::DtContextType context, DateFormatSymbols::DtWidthType width,
               Reach reach) {
    const bool everywhere = reach == Reach::everywhere;
    std::int32_t count = 0;
    const icu::UnicodeString* names = symbols.getMonths(count, context, width);
    for (std::int32_t i = 0; i < std::min(count, 12); ++i)
      add(months_, utf8_key(names[i]), {locale.getLanguage(), i + 1, {}, everywhere});
    names = symbols.getWeekdays(count, context, width);
    for (std::int32_t i = 1; i < std::min(count, 8); ++i)
      add(weekdays_, utf8_key(names[i]), {locale.getLanguage(), i - 1, {}, everywhere});
  }

  static std::string utf8_key(const icu::UnicodeString& name) {
    std::string text;
    name.toUTF8String(text);
    return name_key(text);
  }

  void add(DateNames& names, const std::string& key, DateName name) {
    // DateNames that are numbers, "1月" and "12", are read by their signs.
    if (key.empty() || ascii::is_digit(key.front())) return;
    std::vector<DateName>& same = names[key];
    const bool known = std::any_of(same.begin(), same.end(), [&](const DateName& other) {
      return other.language == name.language && other.number == name.number &&
             other.everywhere == name.everywhere;
    });
    if (known) return;
    same.push_back(std::move(name));
    const std::size_t space = key.find(' ');
    if (space == std::string::npos) return;
    std::size_t& words = first_words_[key.substr(0, space)];
    words = std::max<std::size_t>(
        words, 1 + static_cast<std::size_t>(std::count(key.begin(), key.end(), ' ')));
  }

  DateNames months_;
  DateNames weekdays_;
  DateNames half_days_;
  TextMap<std::size_t> first_words_;
};

const NameTable& name_table() {
  static const NameTable made;
  return made;
}

// What a name means in a language; in any where that one does not have it.
const DateName* find_date_name(const DateNames& names, std::string_view key,
                               std::string_view language) {
  const auto found = names.find(key);
  if (found == names.end()) return nullptr;
  const DateName* first = nullptr;
  for (const DateName& name : found->second) {
    if (!language.empty() && name.language == language) return &name;
    if (first == nullptr && name.everywhere) first = &name;
  }
  return first;
}

}  // namespace

std::string name_key(std::string_view name) {
  std::string key = fold(name);
  std::erase(key, '.');
  constexpr std::string_view kNonJoiner = "\u200C";
  for (std::size_t at = key.find(kNonJoiner); at != std::string::npos; at = key.find(kNonJoiner))
    key.erase(at, kNonJoiner.size());
  while (key.ends_with(' ')) key.pop_back();
  return key;
}

std::optional<MonthName> month_of(std::string_view key, std::string_view language) {
  const DateName* const name = find_date_name(name_table().months(), key, language);
  if (name == nullptr) return std::nullopt;
  return MonthName{.number = name->number, .calendar = name->calendar};
}

std::optional<WeekdayName> weekday_of(std::string_view key, std::string_view language) {
  const DateName* const name = find_date_name(name_table().weekdays(), key, language);
  if (name == nullptr) return std::nullopt;
  if (name->language == language) return WeekdayName{name->number};
  const std::vector<DateName>& all = name_table().weekdays().find(key)->second;
  const bool same = std::all_of(all.begin(), all.end(), [&](const DateName& other) {
    return other.number == name->number || !other.everywhere;
  });
  return same ? WeekdayName{name->number} : WeekdayName{};
}

std::optional<HalfDay> half_day_of(std::string_view key) {
  if (key == "am") return HalfDay::morning;
  if (key == "pm") return HalfDay::afternoon;
  const DateName* const name = find_date_name(name_table().half_days(), key, {});
  if (name == nullptr) return std::nullopt;
  return name->number == 0 ? HalfDay::morning : HalfDay::afternoon;
}

std::size_t words_in_name_from(std::string_view first_word) {
  const auto found = name_table().first_words().find(first_word);
  return found == name_table().first_words().end() ? 0 : found->second;
}

}  // namespace dateline
