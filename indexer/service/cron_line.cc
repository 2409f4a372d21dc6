#include "indexer/service/cron_line.h"

#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "search/base/error.h"

namespace dateline {
namespace {

constexpr std::time_t kMinute = 60;
constexpr std::time_t kHour = 60 * kMinute;
constexpr std::time_t kLongestWait = 9 * 366 * 24 * kHour;  // two 29ths of February around 2100

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(at), text.size());
    if (end > 0 || at != ' ') parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::optional<unsigned> number_of(std::string_view text) {
  unsigned number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

struct Range {
  unsigned first = 0;
  unsigned last = 0;
  unsigned step = 1;
};

// "*", "5", "1-5", "*/10", "10-50/20"; none for what is nothing of that.
std::optional<Range> range_of(std::string_view item, const Range& all) {
  Range range = all;
  const std::size_t slash = item.find('/');
  if (slash != std::string_view::npos) {
    const auto step = number_of(item.substr(slash + 1));
    if (!step || *step == 0) return std::nullopt;
    range.step = *step;
    item = item.substr(0, slash);
  }
  if (item == "*") return range;
  const std::size_t dash = std::min(item.find('-'), item.size());
  const auto first = number_of(item.substr(0, dash));
  const auto last = dash < item.size() ? number_of(item.substr(dash + 1)) : first;
  if (!first || !last || *first < all.first || *last > all.last || *first > *last)
    return std::nullopt;
  range.first = *first;
  range.last = dash == item.size() && slash != std::string_view::npos ? all.last : *last;
  return range;
}

// The numbers that a field means, as bits; none where it is wrong.
std::optional<std::bitset<60>> field_of(std::string_view text, const Range& all) {
  std::bitset<60> numbers;
  for (const std::string_view item : split(text, ',')) {
    const auto range = range_of(item, all);
    if (!range) return std::nullopt;
    for (unsigned n = range->first; n <= range->last; n += range->step) numbers.set(n);
  }
  return numbers.any() ? std::optional(numbers) : std::nullopt;
}

template <std::size_t N>
std::bitset<N> first_bits(const std::bitset<60>& bits) {
  return std::bitset<N>(bits.to_ullong() & ((1ULL << N) - 1));
}

std::tm local_of(std::time_t at) {
  std::tm local{};
  localtime_r(&at, &local);
  return local;
}

// A local time as if there were no time zones.
std::time_t naive(std::tm local) { return timegm(&local); }

}  // namespace

CronLine::CronLine(std::string_view text) {
  const auto refuse = [&] {
    return InputError("'" + std::string(text) +
                      "' is no cron line: say minute, hour, day, month and day of the week, as in "
                      "\"*/10 * * * *\"");
  };
  const std::vector<std::string_view> fields = split(text, ' ');
  if (fields.size() != 5) throw refuse();
  const auto minutes = field_of(fields[0], {0, 59});
  const auto hours = field_of(fields[1], {0, 23});
  const auto days = field_of(fields[2], {1, 31});
  const auto months = field_of(fields[3], {1, 12});
  const auto weekdays = field_of(fields[4], {0, 7});
  if (!minutes || !hours || !days || !months || !weekdays) throw refuse();
  minutes_ = *minutes;
  hours_ = first_bits<24>(*hours);
  days_ = first_bits<32>(*days);
  months_ = first_bits<13>(*months);
  weekdays_ = first_bits<7>(*weekdays);
  if ((*weekdays)[7]) weekdays_.set(0);
  any_day_ = fields[2].starts_with('*');
  any_weekday_ = fields[4].starts_with('*');
  if (next(std::time(nullptr)) == 0) throw refuse();
}

bool CronLine::is_day(const std::tm& local) const {
  if (!months_[static_cast<std::size_t>(local.tm_mon) + 1]) return false;
  const bool day = days_[static_cast<std::size_t>(local.tm_mday)];
  const bool weekday = weekdays_[static_cast<std::size_t>(local.tm_wday)];
  return any_day_ || any_weekday_ ? day && weekday : day || weekday;
}

bool CronLine::is_due(const std::tm& local) const {
  return is_day(local) && hours_[static_cast<std::size_t>(local.tm_hour)] &&
         minutes_[static_cast<std::size_t>(local.tm_min)];
}

// Whether the clock showed the same time an hour before.
bool CronLine::is_repeated(std::time_t at, const std::tm& local) const {
  return !hours_.all() && naive(local_of(at - kHour)) == naive(local);
}

// Whether it is due in one of the minutes that follow a local time, which the clock leaves out.
bool CronLine::is_due_between(std::tm local, long minutes) const {
  std::time_t skipped = naive(local);
  for (long i = 0; i < minutes; ++i, skipped += kMinute) {
    std::tm parts{};
    gmtime_r(&skipped, &parts);
    if (is_due(parts)) return true;
  }
  return false;
}

std::time_t CronLine::next(std::time_t after) const {
  std::time_t at = after - after % kMinute;
  std::tm local = local_of(at);
  while (at < after + kLongestWait) {
    // Whole hours where the hour cannot be: the clock changes at full hours only.
    const bool may_be = is_day(local) && hours_[static_cast<std::size_t>(local.tm_hour)];
    const std::time_t step = may_be ? kMinute : (60 - local.tm_min) * kMinute;
    const std::time_t expected = naive(local) + step;
    at += step;
    local = local_of(at);
    const std::time_t left_out = naive(local) - expected;
    std::tm gap{};
    gmtime_r(&expected, &gap);
    if (left_out > 0 && is_due_between(gap, left_out / kMinute)) return at;
    if (is_due(local) && !is_repeated(at, local)) return at;
  }
  return 0;
}

}  // namespace dateline
