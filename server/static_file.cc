#include "server/static_file.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <xxhash.h>

#include "server/http/compression.h"

namespace dateline {
namespace {

// Each coding of a file has an ETag of its own, as RFC 9110 asks of strong ones.
constexpr std::string_view kPackedEnd = "-gzip\"";

struct ContentType {
  std::string_view ending;
  std::string_view type;
};

constexpr std::array kContentTypes = {
    ContentType{".html", kHtmlType},
    ContentType{".css", "text/css; charset=utf-8"},
    ContentType{".js", "text/javascript; charset=utf-8"},
    ContentType{".svg", "image/svg+xml"},
    ContentType{".png", "image/png"},
    ContentType{".yaml", "application/yaml"},
};

}  // namespace

StaticFile::StaticFile(std::string_view name, std::string bytes)
    : content_type_(content_type_of(name)),
      bytes_(std::move(bytes)),
      packed_(gzip(bytes_, Effort::best)),
      etag_(etag_of(bytes_)) {
  if (packed_.size() >= bytes_.size()) packed_.clear();
}

Reply StaticFile::reply(std::string_view if_none_match, std::string_view accept_encoding) const {
  const bool packed = !packed_.empty() && accepts_gzip(accept_encoding);
  std::string etag = etag_;
  if (packed) etag.replace(etag.size() - 1, 1, kPackedEnd);
  Reply reply{.content_type = content_type_, .body = {}};
  reply.headers = {{"Cache-Control", "no-cache"}};  // ask again, and mostly get a 304
  if (!packed_.empty()) reply.headers.emplace_back("Vary", "Accept-Encoding");
  if (lists_etag(if_none_match, etag)) {
    reply.status = 304;
  } else {
    reply.body = packed ? packed_ : bytes_;
    if (packed) reply.headers.emplace_back("Content-Encoding", "gzip");
  }
  reply.headers.emplace_back("ETag", std::move(etag));
  return reply;
}

std::string_view content_type_of(std::string_view name) {
  for (const ContentType& each : kContentTypes) {
    if (name.ends_with(each.ending)) return each.type;
  }
  return "application/octet-stream";
}

std::string etag_of(std::string_view bytes) {
  char text[24];
  std::snprintf(text, sizeof text, "\"%016llx\"",
                static_cast<unsigned long long>(XXH3_64bits(bytes.data(), bytes.size())));
  return text;
}

bool lists_etag(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    const std::size_t comma = std::min(if_none_match.find(','), if_none_match.size());
    std::string_view each = if_none_match.substr(0, comma);
    if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
    while (each.starts_with(' ')) each.remove_prefix(1);
    while (each.ends_with(' ')) each.remove_suffix(1);
    if (each.starts_with("W/")) each.remove_prefix(2);
    if (each == etag || each == "*") return true;
  }
  return false;
}

}  // namespace dateline
