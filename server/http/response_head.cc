#include "server/http/response_head.h"

#include <chrono>
#include <cstdio>

#include "search/base/date.h"

namespace dateline {

std::string day_and_time(std::time_t when) {
  constexpr const char* kDays[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::time_t kSecondsPerDay = 86400;
  const auto day = static_cast<std::int32_t>(when / kSecondsPerDay);
  const auto second = static_cast<int>(when % kSecondsPerDay);
  const Date date = from_day_number(day);
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d", kDays[day % 7], date.day,
                kMonths[date.month - 1], date.year, second / 3600, second / 60 % 60, second % 60);
  return text;
}

std::string date_line(std::time_t now) { return "Date: " + day_and_time(now) + " GMT\r\n"; }

std::string response_head(int status) {
  std::string head = "HTTP/1.1 " + std::to_string(status) + " ";
  head += reason_phrase(status);
  head += "\r\n" + date_line(std::time(nullptr));
  return head.append(kCommonHeaders);
}

std::string without_body(std::string response) {
  response.resize(response.find("\r\n\r\n") + 4);
  return response;
}

std::string problem_response(const Problem& problem, Afterwards afterwards,
                             std::string_view fields) {
  const std::string body = to_json(problem);
  std::string response = response_head(problem.status);
  response += fields;
  if (problem.retry_after_s > 0)
    response += "Retry-After: " + std::to_string(problem.retry_after_s) + "\r\n";
  response += "Content-Type: ";
  response += kProblemType;
  response += "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  if (afterwards == Afterwards::close) response += "Connection: close\r\n";
  return response + "\r\n" + body;
}

}  // namespace dateline
