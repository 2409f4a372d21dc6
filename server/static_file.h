#pragma once

#include <string>
#include <string_view>

#include "server/http/reply.h"

namespace dateline {

// A file that is served as it is, compressed once. Immutable, for any number of threads.
class StaticFile {
 public:
  // `name` tells the type: "style.css".
  StaticFile(std::string_view name, std::string bytes);

  // The file; or only "304, you have it" for who names its ETag in If-None-Match.
  Reply reply(std::string_view if_none_match, std::string_view accept_encoding) const;

 private:
  std::string content_type_;
  std::string bytes_;
  std::string packed_;  // in gzip; empty where that is no smaller
  std::string etag_;
};

// "application/javascript" and the like, by the end of the name.
std::string_view content_type_of(std::string_view name);

// A strong ETag of these bytes, with its quotes.
std::string etag_of(std::string_view bytes);

// Whether an If-None-Match value lists this ETag, weak or not, or is *.
bool lists_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace dateline
