#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/base/error.h"

namespace dateline {

// A request cannot be answered because of its body.
struct BodyError : InputError {
  using InputError::InputError;
};

// An article as a request brings it.
struct ReceivedArticle {
  std::string id;
  std::string json;  // the object, on one line
};

// The articles of a request's body: a JSON object, or JSON lines with one each. Throws BodyError,
// which names the line, where there is none, one is no JSON object or nested too deeply, or its id
// is no is_usable_id().
std::vector<ReceivedArticle> received_articles(std::string_view body);

// Whether a source's own id stays the id of the article in the index: 1 to 100 bytes without spaces
// and control characters.
bool is_usable_id(std::string_view id);

}  // namespace dateline
