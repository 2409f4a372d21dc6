#include "server/http/access_log.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <utility>

#include <unistd.h>

#include "server/http/json_text.h"

namespace dateline {
namespace {

std::tm utc(std::chrono::system_clock::time_point now) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  return parts;
}

// [30/Nov/2026:11:45:07 +0000]
std::string bracketed_time(std::chrono::system_clock::time_point now) {
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::tm parts = utc(now);
  char text[64];
  std::snprintf(text, sizeof text, "[%02d/%s/%04d:%02d:%02d:%02d +0000]", parts.tm_mday,
                kMonths[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900,
                parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text;
}

// In quotes; what could end them or the line, or steer a terminal, as \xHH. "-" for nothing.
void append_quoted(std::string& line, std::string_view text) {
  line += " \"";
  for (const char c : text.empty() ? std::string_view("-") : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\') {
      line += c;
      continue;
    }
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\x%02X", byte);
    line += escape;
  }
  line += '"';
}

void append_member(std::string& line, std::string_view name, std::string_view text) {
  line.append(",\"").append(name).append("\":");
  append_json_string(line, text);
}

// In one call, so that lines of several threads do not mix. What cannot be written is lost: a log
// that nobody reads must not stop the server.
void write_line(std::string_view line) {
  while (!line.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, line.data(), line.size());
    if (written <= 0) return;
    line.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

Access access_of(const RequestHead& head, std::string client, std::string id) {
  return {.client = std::move(client),
          .method = std::string(head.method),
          .target = std::string(head.target),
          .referer = std::string(head.field("Referer")),
          .user_agent = std::string(head.field("User-Agent")),
          .id = std::move(id),
          .begin = std::chrono::steady_clock::now()};
}

void note_response(Access& access, std::string_view response) {
  constexpr std::size_t kStatusAt = 9;  // "HTTP/1.1 200 OK"
  if (response.size() > kStatusAt + 3) {
    std::from_chars(response.data() + kStatusAt, response.data() + kStatusAt + 3, access.status);
  }
  const std::size_t head = response.find("\r\n\r\n");
  if (head != std::string_view::npos) access.bytes += response.size() - head - 4;
}

std::string combined_line(const Access& access, std::chrono::system_clock::time_point now) {
  std::string line = access.client + " - - " + bracketed_time(now);
  std::string request;
  if (!access.method.empty()) request = access.method + " " + access.target + " HTTP/1.1";
  append_quoted(line, request);
  line += " " + std::to_string(access.status) + " " + std::to_string(access.bytes);
  append_quoted(line, access.referer);
  append_quoted(line, access.user_agent);
  return line + "\n";
}

std::string json_line(const Access& access, std::chrono::system_clock::time_point now,
                      std::chrono::nanoseconds took) {
  const std::tm parts = utc(now);
  char time[64];
  std::snprintf(time, sizeof time, "%04d-%02d-%02dT%02d:%02d:%02dZ", parts.tm_year + 1900,
                parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
  char duration[48];
  std::snprintf(duration, sizeof duration, "%.3f", static_cast<double>(took.count()) / 1e6);
  std::string line = R"({"time":")" + std::string(time) + "\"";
  append_member(line, "id", access.id);
  append_member(line, "client", access.client);
  append_member(line, "method", access.method);
  append_member(line, "target", access.target);
  line += R"(,"status":)" + std::to_string(access.status);
  line += R"(,"bytes":)" + std::to_string(access.bytes);
  line += R"(,"took_ms":)" + std::string(duration);
  append_member(line, "referer", access.referer);
  append_member(line, "user_agent", access.user_agent);
  return line + "}\n";
}

AccessLog::Format access_log_format(std::string_view name) {
  if (name == "combined") return AccessLog::Format::combined;
  return name == "json" ? AccessLog::Format::json : AccessLog::Format::off;
}

void AccessLog::write(const Access& access) const {
  const auto now = std::chrono::system_clock::now();
  if (format_ == Format::combined) write_line(combined_line(access, now));
  if (format_ == Format::json) {
    write_line(json_line(access, now, std::chrono::steady_clock::now() - access.begin));
  }
}

}  // namespace dateline
