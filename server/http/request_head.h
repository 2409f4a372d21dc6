#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

namespace dateline {

// What a request head may measure. A head beyond a limit is refused with 414 or 431 before any
// more of it is stored.
struct HeadLimits {
  std::size_t line_bytes = 16 * 1024;  // of the request line: room for a q of 8 KiB, partly encoded
  std::size_t fields_bytes = 16 * 1024;  // of all header fields together
  std::size_t fields = 64;
};

struct HeaderField {
  std::string_view name;  // as sent; names compare without regard to case
  std::string_view value;
};

// The head of a valid HTTP/1.0 or 1.1 request. All views point into the bytes it was read from.
struct RequestHead {
  std::string_view method;
  std::string_view target;  // path and query as sent, "/api/v1/search?q=a%20b"; of the absolute
                            // form too
  std::string_view host;    // whom it is for, "news.example:8080": of the absolute form, or of the
                            // Host field where the target has no authority (RFC 9112, 3.2.2)
  std::vector<HeaderField> fields;
  std::size_t bytes = 0;         // that the head takes, with its last line end
  std::uint64_t body_bytes = 0;  // that follow it
  bool chunked = false;          // a body of unknown length follows instead
  bool http_1_0 = false;
  bool keep_alive = true;
  bool expects_continue = false;

  // The target up to its query, still percent-encoded; "/" where the absolute form had no path.
  std::string_view path() const;

  // The value of the first field of this name; empty where there is none.
  std::string_view field(std::string_view name) const;
};

// More bytes are needed to say anything.
struct Incomplete {};

// Why a request cannot be answered. The bytes that follow cannot be told apart from it, so the
// connection must be closed.
struct Refusal {
  int status = 400;
  std::string_view detail;
};

// Reads the request head at the beginning of `bytes`, strictly by RFC 9112: what two programs could
// read differently (both lengths, a length twice, a folded line, a space before a colon, a bare
// line feed, an unknown transfer coding) is refused, never guessed. Empty lines before the request
// line are skipped. Bytes above 0x7f are let through in the query, since people type them into
// curl.
std::variant<Incomplete, RequestHead, Refusal> read_head(std::string_view bytes,
                                                         const HeadLimits& limits);

// Without the spaces and tabs at both ends.
std::string_view without_blanks(std::string_view text);

// Whether two header names or tokens are the same, without regard to ASCII case.
bool same_token(std::string_view a, std::string_view b);

}  // namespace dateline
