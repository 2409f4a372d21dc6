#include "server/http/reply.h"

namespace dateline {

Reply problem_reply(const Problem& problem) {
  Reply reply{.status = problem.status,
              .content_type = std::string(kProblemType),
              .body = to_json(problem)};
  if (problem.retry_after_s > 0)
    reply.headers.emplace_back("Retry-After", std::to_string(problem.retry_after_s));
  return reply;
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
