#include "server/log.h"

#include <cstdio>
#include <string>

#include "server/json_text.h"

namespace dateline {

void log_failure(std::string_view request, std::string_view what) {
  std::string line = R"({"level":"error","request":)";
  append_json_string(line, request);
  line += R"(,"error":)";
  append_json_string(line, what);
  std::fprintf(stderr, "%s}\n", line.c_str());
}

}  // namespace dateline
