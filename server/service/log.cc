#include "server/service/log.h"

#include <cstdio>
#include <cstdlib>
#include <string>

#include <syslog.h>

#include "server/http/json_text.h"

namespace dateline {
namespace {

constexpr std::size_t kMostBodyBytes = 1024;  // in a line

// {"level":"error","name":"text",…}
class Line {
 public:
  Line(std::string_view level, int priority) : priority_(priority) { add("level", level); }

  Line& add(std::string_view name, std::string_view text) {
    line_.append(line_.empty() ? "{\"" : ",\"").append(name).append("\":");
    append_json_string(line_, text);
    return *this;
  }

  Line& add_number(std::string_view name, std::string_view number) {
    line_.append(",\"").append(name).append("\":").append(number);
    return *this;
  }

  // The journal, where stderr goes there, takes the number before the line for its priority.
  void write() const {
    if (std::getenv("JOURNAL_STREAM") != nullptr) {
      std::fprintf(stderr, "<%d>%s}\n", priority_, line_.c_str());
    } else {
      std::fprintf(stderr, "%s}\n", line_.c_str());
    }
  }

 private:
  int priority_;  // of syslog(3)
  std::string line_;
};

Line about(const LoggedRequest& request, Line line) {
  line.add("id", request.id).add("request", request.what);
  return line;
}

}  // namespace

void log_failure(const LoggedRequest& request, std::string_view what) {
  about(request, Line("error", LOG_ERR)).add("error", what).write();
}

void log_slow(const LoggedRequest& request, std::string_view body, std::chrono::nanoseconds took) {
  char milliseconds[48];
  std::snprintf(milliseconds, sizeof milliseconds, "%.3f", static_cast<double>(took.count()) / 1e6);
  Line line = about(request, Line("warning", LOG_WARNING));
  if (!body.empty()) line.add("body", body.substr(0, kMostBodyBytes));
  line.add_number("slow_ms", milliseconds).write();
}

void log_nothing_found(const LoggedRequest& request, std::string_view query) {
  about(request, Line("info", LOG_INFO)).add("nothing_found", query).write();
}

void log_notice(std::string_view what) { Line("notice", LOG_NOTICE).add("notice", what).write(); }

void log_index_state(std::string_view state) {
  Line("warning", LOG_WARNING).add("index", state).write();
}

}  // namespace dateline
