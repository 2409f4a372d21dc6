#include "server/http/reply.h"

namespace dateline {

Reply problem_reply(const Problem& problem) {
  return {.status = problem.status,
          .content_type = std::string(kProblemType),
          .body = to_json(problem),
          .headers = {}};
}

Reply json_reply(std::string body) {
  return {.body = std::move(body), .headers = {{"Cache-Control", "no-cache"}}};
}

Reply html_reply(int status, std::string body) {
  return {.status = status,
          .content_type = kHtmlType,
          .body = std::move(body),
          .headers = {{"Cache-Control", "no-cache"}}};
}

}  // namespace dateline
