#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Counts requests and how long they took, apart for each route. May be used by any number of
// threads.
class RequestMetrics {
 public:
  // The routes' names, which must outlive it.
  explicit RequestMetrics(std::span<const std::string_view> routes);

  // Of the route with this place among the names.
  void record(std::size_t route, int status, std::chrono::nanoseconds took);

  // Appends the counts in the text format of Prometheus.
  void append_to(std::string& text) const;

 private:
  static constexpr std::array kStatuses = {200, 202, 304, 400, 404, 500, 503};
  static constexpr std::array kBucketMicroseconds = {
      250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 1'000'000};
  using Count = std::atomic<std::uint64_t>;

  struct PerRoute {
    std::string_view name;
    std::array<Count, kStatuses.size() + 1> by_status{};          // the last is "other"
    std::array<Count, kBucketMicroseconds.size() + 1> by_time{};  // the last is +Inf
    Count microseconds = 0;
  };

  void append_requests(std::string& text) const;
  void append_times(std::string& text) const;

  std::vector<PerRoute> routes_;  // as many as there are names; an atomic cannot be moved
};

// Appends a metric without labels, with its help and type lines.
enum class MetricType { counter, gauge };
void append_metric(std::string& text, std::string_view name, std::string_view help, MetricType type,
                   std::uint64_t value);
void append_decimal_metric(std::string& text, std::string_view name, std::string_view help,
                           MetricType type, double value);

// How often something was done and how long it took in all: NAME_count and NAME_sum, in seconds.
void append_summary(std::string& text, std::string_view name, std::string_view help,
                    std::uint64_t count, std::chrono::nanoseconds sum);

}  // namespace dateline
