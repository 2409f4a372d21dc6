#include "server/http/reply.h"

namespace dateline {

Reply problem_reply(const Problem& problem) {
  return {.status = problem.status,
          .content_type = std::string(kProblemType),
          .body = to_json(problem),
          .headers = {}};
}

}  // namespace dateline
