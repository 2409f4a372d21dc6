#pragma once

#include <string>
#include <string_view>
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

// Before an ETag of answers that say the same, byte for byte or not: compressed, or made anew.
inline constexpr std::string_view kWeakEtag = "W/";

Reply problem_reply(const Problem& problem);

// Answers that a browser asks for again each time.
Reply json_reply(std::string body);
Reply html_reply(int status, std::string body);

}  // namespace dateline
