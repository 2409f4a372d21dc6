#include "server/log.h"

#include <cstdio>
#include <cstdlib>
#include <string>

#include <syslog.h>

#include "server/json_text.h"

namespace dateline {
namespace {

// {"level":"error","name":"text",…}
class Line {
 public:
  Line(std::string_view level, int priority) : priority_(priority) { add("level", level); }

  Line& add(std::string_view name, std::string_view text) {
    line_.append(line_.empty() ? "{\"" : ",\"").append(name).append("\":");
    append_json_string(line_, text);
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

}  // namespace

void log_failure(std::string_view request, std::string_view what) {
  Line("error", LOG_ERR).add("request", request).add("error", what).write();
}

void log_notice(std::string_view what) { Line("notice", LOG_NOTICE).add("notice", what).write(); }

void log_index_state(std::string_view state) {
  Line("warning", LOG_WARNING).add("index", state).write();
}

}  // namespace dateline
