#include "server/http/compression.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include <zlib.h>

#include "server/http/request_head.h"

namespace dateline {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib: the largest window, in a gzip wrapper
constexpr int kMemoryLevel = 8;

// Takes what stands before `separator` off the front of `text`.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return without_blanks(taken);
}

// Whether the weight of "gzip;q=0.5" lets it be used: only zero, in any spelling, does not.
bool has_weight(std::string_view parameters) {
  if (parameters.empty()) return true;
  if (!parameters.starts_with("q=") && !parameters.starts_with("Q=")) return false;
  return parameters.find_first_of("123456789") != std::string_view::npos;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<bool> named;
  bool any = false;
  while (!accept_encoding.empty()) {
    std::string_view element = take_until(accept_encoding, ',');
    const std::string_view coding = take_until(element, ';');
    if (same_token(coding, "gzip") || same_token(coding, "x-gzip")) {
      named = has_weight(without_blanks(element));
    } else if (coding == "*") {
      any = has_weight(without_blanks(element));
    }
  }
  return named.value_or(any);
}

std::string gzip(std::string_view bytes, Effort effort) {
  z_stream stream{};
  const int level = effort == Effort::best ? Z_BEST_COMPRESSION : Z_BEST_SPEED;
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw std::runtime_error("zlib cannot start");
  }
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib cannot finish");
  return packed;
}

}  // namespace dateline
