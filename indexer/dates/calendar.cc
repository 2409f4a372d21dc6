#include "indexer/dates/calendar.h"

#include <cmath>
#include <memory>

#include <unicode/calendar.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>

namespace dateline {
namespace {

constexpr double kMillisecondsPerDay = 86400000;

const char* icu_locale(Calendar calendar) {
  switch (calendar) {
    case Calendar::persian:
      return "@calendar=persian";
    case Calendar::islamic:
      return "@calendar=islamic-umalqura";
    case Calendar::ethiopic:
      return "@calendar=ethiopic";
    default:
      return "@calendar=gregorian";
  }
}

}  // namespace

std::optional<Date> gregorian_day(Calendar calendar, int year, int month, int day) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> days(icu::Calendar::createInstance(
      icu::TimeZone::getGMT()->clone(), icu::Locale(icu_locale(calendar)), error));
  if (U_FAILURE(error)) return std::nullopt;
  days->setLenient(false);
  days->clear();
  days->set(year, month - 1, day);
  const UDate time = days->getTime(error);
  if (U_FAILURE(error)) return std::nullopt;
  return from_day_number(static_cast<std::int32_t>(std::floor(time / kMillisecondsPerDay)));
}

}  // namespace dateline
