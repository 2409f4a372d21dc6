#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "server/http/request_head.h"

namespace dateline {

// What the access log tells of a request that was answered, refused, or broken off.
struct Access {
  std::string client;  // its address
  std::string method;  // empty, as the next ones: what came was no request
  std::string target;
  std::string referer;
  std::string user_agent;
  std::string id;  // X-Request-Id of the answer
  int status = 0;
  std::uint64_t bytes = 0;  // of the body
  std::chrono::steady_clock::time_point begin;
};

// What is known before the answer is.
Access access_of(const RequestHead& head, std::string client, std::string id);

// Adds what was sent: the head of an answer, or all of it.
void note_response(Access& access, std::string_view response);

// One line a request on standard output. May be used by any number of threads.
class AccessLog {
 public:
  // `combined`: as Apache and nginx call it. `json`: an object with the same, and how long it took.
  enum class Format : std::uint8_t { off, combined, json };

  AccessLog() = default;
  explicit AccessLog(Format format) : format_(format) {}

  bool is_on() const { return format_ != Format::off; }
  void write(const Access& access) const;

 private:
  Format format_ = Format::off;
};

// "off", "combined", "json", which are the only ones that the settings let through.
AccessLog::Format access_log_format(std::string_view name);

// The line that write() writes, with its end. `took` and `now` are of the answer's end.
std::string combined_line(const Access& access, std::chrono::system_clock::time_point now);
std::string json_line(const Access& access, std::chrono::system_clock::time_point now,
                      std::chrono::nanoseconds took);

}  // namespace dateline
