#include "server/log.h"

#include <cstdio>
#include <string>

#include "server/json_text.h"

namespace dateline {
namespace {

// {"level":"error","name":"text",…}
class Line {
 public:
  explicit Line(std::string_view level) { add("level", level); }

  Line& add(std::string_view name, std::string_view text) {
    line_.append(line_.empty() ? "{\"" : ",\"").append(name).append("\":");
    append_json_string(line_, text);
    return *this;
  }

  void write() const { std::fprintf(stderr, "%s}\n", line_.c_str()); }

 private:
  std::string line_;
};

}  // namespace

void log_failure(std::string_view request, std::string_view what) {
  Line("error").add("request", request).add("error", what).write();
}

void log_index_state(std::string_view state) { Line("warning").add("index", state).write(); }

}  // namespace dateline
