#include "server/service/metrics.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace dateline {
namespace {

void append_head(std::string& text, std::string_view name, std::string_view help,
                 std::string_view type) {
  text.append("# HELP ").append(name).append(" ").append(help).append("\n");
  text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

std::string seconds(std::uint64_t microseconds) {
  char text[40];
  std::snprintf(text, sizeof text, "%.6f", static_cast<double>(microseconds) / 1e6);
  return text;
}

}  // namespace

RequestMetrics::RequestMetrics(std::span<const std::string_view> routes) : routes_(routes.size()) {
  for (std::size_t i = 0; i < routes.size(); ++i) routes_[i].name = routes[i];
}

void RequestMetrics::record(std::size_t route, int status, std::chrono::nanoseconds took) {
  PerRoute& counts = routes_[route];
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  const auto which = std::ranges::find(kStatuses, status) - kStatuses.begin();
  const auto bucket =
      std::ranges::lower_bound(kBucketMicroseconds, microseconds) - kBucketMicroseconds.begin();
  counts.by_status[static_cast<std::size_t>(which)].fetch_add(1, std::memory_order_relaxed);
  counts.by_time[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
  counts.microseconds.fetch_add(static_cast<std::uint64_t>(microseconds),
                                std::memory_order_relaxed);
}

void RequestMetrics::append_to(std::string& text) const {
  append_requests(text);
  append_times(text);
}

void RequestMetrics::append_requests(std::string& text) const {
  append_head(text, "dateline_requests_total", "Requests answered.", "counter");
  for (std::size_t route = 0; route < routes_.size(); ++route) {
    for (std::size_t i = 0; i <= kStatuses.size(); ++i) {
      const std::uint64_t count = routes_[route].by_status[i].load(std::memory_order_relaxed);
      if (count == 0) continue;
      const std::string status = i < kStatuses.size() ? std::to_string(kStatuses[i]) : "other";
      text.append("dateline_requests_total{route=\"").append(routes_[route].name);
      text.append("\",status=\"" + status + "\"} " + std::to_string(count) + "\n");
    }
  }
}

void RequestMetrics::append_times(std::string& text) const {
  constexpr std::string_view kName = "dateline_request_seconds";
  append_head(text, kName, "Time to make an answer, without reading and writing.", "histogram");
  for (std::size_t route = 0; route < routes_.size(); ++route) {
    const PerRoute& counts = routes_[route];
    const std::string label = "{route=\"" + std::string(counts.name) + "\"";
    std::uint64_t sum = 0;
    std::string lines;
    for (std::size_t i = 0; i < counts.by_time.size(); ++i) {
      sum += counts.by_time[i].load(std::memory_order_relaxed);
      const bool last = i == kBucketMicroseconds.size();
      const std::string bound =
          last ? "+Inf" : seconds(static_cast<std::uint64_t>(kBucketMicroseconds[i]));
      lines.append(kName).append("_bucket" + label + ",le=\"" + bound + "\"} ");
      lines.append(std::to_string(sum) + "\n");
    }
    if (sum == 0) continue;
    text += lines;
    text.append(kName).append("_sum" + label + "} ");
    text += seconds(counts.microseconds.load(std::memory_order_relaxed)) + "\n";
    text.append(kName).append("_count" + label + "} " + std::to_string(sum) + "\n");
  }
}

void append_metric(std::string& text, std::string_view name, std::string_view help, MetricType type,
                   std::uint64_t value) {
  append_head(text, name, help, type == MetricType::counter ? "counter" : "gauge");
  text.append(name).append(" ").append(std::to_string(value)).append("\n");
}

void append_decimal_metric(std::string& text, std::string_view name, std::string_view help,
                           MetricType type, double value) {
  char number[40];
  const auto written = std::to_chars(number, number + sizeof number, value);
  append_head(text, name, help, type == MetricType::counter ? "counter" : "gauge");
  text.append(name).append(" ").append(number, written.ptr).append("\n");
}

void append_summary(std::string& text, std::string_view name, std::string_view help,
                    std::uint64_t count, std::chrono::nanoseconds sum) {
  append_head(text, name, help, "summary");
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(sum).count();
  text.append(name).append("_sum ");
  text += seconds(static_cast<std::uint64_t>(microseconds)) + "\n";
  text.append(name).append("_count " + std::to_string(count) + "\n");
}

}  // namespace dateline
