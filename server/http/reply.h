#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/http/problem.h"

namespace dateline {

inline constexpr char kJsonType[] = "application/json";
inline constexpr char kHtmlType[] = "text/html; charset=utf-8";

// What a route answers, before it is written as HTTP.
struct Reply {
  int status = 200;
  std::string content_type = kJsonType;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers = {};
};

Reply problem_reply(const Problem& problem);

}  // namespace dateline
