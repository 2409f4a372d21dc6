#include "server/http/request_head.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "search/base/ascii.h"

namespace dateline {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

bool is_hex(char c) {
  return ascii::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// RFC 9110, 5.6.2: what methods and header names are made of.
bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return ascii::is_digit(c) || ascii::is_letter(c) ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool is_field_value(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

// A host name or address, and perhaps a port. Empty is allowed: RFC 9112, 3.2.
bool is_host(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return ascii::is_digit(c) || ascii::is_letter(c) ||
           std::string_view("-._~%!$&'()*+;=:[]").find(c) != std::string_view::npos;
  });
}

bool is_path(std::string_view path) {
  for (std::size_t at = 0; at < path.size(); ++at) {
    const auto byte = static_cast<unsigned char>(path[at]);
    if (byte <= 0x20 || byte >= 0x7f || byte == '#') return false;
    if (byte != '%') continue;
    if (at + 2 >= path.size() || !is_hex(path[at + 1]) || !is_hex(path[at + 2])) return false;
  }
  return true;
}

// A bad escape in the query is left to who reads the parameters, so that it can name the one.
bool is_query(std::string_view query) {
  return std::ranges::all_of(query, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte != 0x7f && byte != '#';
  });
}

// Calls `visit` with each element of a comma-separated list.
template <typename Visit>
void for_each_element(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    visit(without_blanks(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

struct AbsoluteForm {
  std::string_view authority;  // "example.org"
  std::string_view target;     // "/news?q=a"
};

// Of "http://example.org/news?q=a". None where it is no absolute form.
std::optional<AbsoluteForm> read_absolute_form(std::string_view target) {
  const std::size_t scheme = target.find("://");
  if (scheme == std::string_view::npos) return std::nullopt;
  const std::string_view name = target.substr(0, scheme);
  if (!same_token(name, "http") && !same_token(name, "https")) return std::nullopt;
  target.remove_prefix(scheme + 3);
  const std::size_t authority = std::min(target.find_first_of("/?"), target.size());
  if (authority == 0 || !is_host(target.substr(0, authority))) return std::nullopt;
  return AbsoluteForm{target.substr(0, authority), target.substr(authority)};
}

// Reads the lines of one head into a RequestHead. Every step returns the refusal that ends it.
class HeadReader {
 public:
  explicit HeadReader(const HeadLimits& limits) : limits_(limits) {}

  std::optional<Refusal> read_request_line(std::string_view line) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) {
      return Refusal{400, "the request line must be a method, a target and a version"};
    }
    head_.method = line.substr(0, first);
    head_.target = line.substr(first + 1, last - first - 1);
    if (!is_token(head_.method)) return Refusal{400, "the method has characters it cannot have"};
    if (const auto refusal = read_version(line.substr(last + 1))) return refusal;
    return read_target();
  }

  std::optional<Refusal> read_field(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
      return Refusal{400, "a header line must be a name, a colon and a value, unfolded"};
    }
    const HeaderField field{line.substr(0, colon), without_blanks(line.substr(colon + 1))};
    if (!is_field_value(field.value)) return Refusal{400, "a header value has control characters"};
    if (head_.fields.size() == limits_.fields) return Refusal{431, "too many header fields"};
    head_.fields.push_back(field);
    return read_meaning(field);
  }

  // What can only be said once all fields are known.
  std::optional<Refusal> finish(std::size_t bytes) {
    if (hosts_ > 1 || (hosts_ == 0 && !head_.http_1_0)) {
      return Refusal{400, "a request must have one Host field"};
    }
    if (head_.chunked && lengths_ > 0) {
      return Refusal{400, "a request cannot have both Content-Length and Transfer-Encoding"};
    }
    if (head_.chunked && head_.http_1_0) return Refusal{400, "HTTP/1.0 has no Transfer-Encoding"};
    head_.keep_alive = !closes_ && (!head_.http_1_0 || keeps_alive_);
    head_.bytes = bytes;
    return std::nullopt;
  }

  RequestHead take() { return std::move(head_); }

 private:
  std::optional<Refusal> read_version(std::string_view version) {
    if (version.size() != 8 || !version.starts_with("HTTP/") || !ascii::is_digit(version[5]) ||
        version[6] != '.' || !ascii::is_digit(version[7])) {
      return Refusal{400, "the request line must end with HTTP/1.1"};
    }
    if (version[5] != '1') return Refusal{505, "only HTTP/1.0 and HTTP/1.1 are spoken here"};
    head_.http_1_0 = version[7] == '0';
    return std::nullopt;
  }

  std::optional<Refusal> read_target() {
    if (head_.target == "*" && head_.method == "OPTIONS") return std::nullopt;
    if (!head_.target.starts_with('/')) {
      const auto absolute = read_absolute_form(head_.target);
      if (!absolute) return Refusal{400, "the request target must be a path or an http address"};
      head_.target = absolute->target;
      head_.host = absolute->authority;
    }
    const std::size_t path = std::min(head_.target.find('?'), head_.target.size());
    if (!is_path(head_.target.substr(0, path)) || !is_query(head_.target.substr(path))) {
      return Refusal{400, "the request target has characters that must be percent-encoded"};
    }
    return std::nullopt;
  }

  // The fields on which the framing of the connection stands.
  std::optional<Refusal> read_meaning(const HeaderField& field) {
    if (same_token(field.name, "Host")) {
      ++hosts_;
      if (!is_host(field.value)) return Refusal{400, "the Host field is not a host"};
      if (head_.host.empty()) head_.host = field.value;
    } else if (same_token(field.name, "Content-Length")) {
      return read_length(field.value);
    } else if (same_token(field.name, "Transfer-Encoding")) {
      if (head_.chunked || !same_token(field.value, "chunked")) {
        return Refusal{400, "the only transfer coding known here is chunked"};
      }
      head_.chunked = true;
    } else if (same_token(field.name, "Connection")) {
      for_each_element(field.value, [this](std::string_view option) {
        closes_ = closes_ || same_token(option, "close");
        keeps_alive_ = keeps_alive_ || same_token(option, "keep-alive");
      });
    } else if (same_token(field.name, "Expect")) {
      head_.expects_continue = same_token(field.value, "100-continue");
    }
    return std::nullopt;
  }

  std::optional<Refusal> read_length(std::string_view value) {
    if (++lengths_ > 1) return Refusal{400, "a request must not have two Content-Length fields"};
    if (value.empty() || !std::ranges::all_of(value, ascii::is_digit)) {
      return Refusal{400, "Content-Length must be a number"};
    }
    const auto end = value.data() + value.size();
    if (std::from_chars(value.data(), end, head_.body_bytes).ec != std::errc()) {
      return Refusal{413, "the body is too large"};
    }
    return std::nullopt;
  }

  const HeadLimits& limits_;
  RequestHead head_;
  std::size_t hosts_ = 0;
  std::size_t lengths_ = 0;
  bool closes_ = false;
  bool keeps_alive_ = false;
};

// Takes lines that end in CR LF off the front of a buffer.
class LineReader {
 public:
  explicit LineReader(std::string_view bytes) : bytes_(bytes) {}

  enum class Next { line, incomplete, bare };  // bare: a line end of another kind

  Next next() {
    const std::string_view rest = bytes_.substr(at_);
    const std::size_t feed = rest.find('\n');
    const std::size_t carriage = rest.find('\r');
    if (feed == std::string_view::npos) {
      const bool bare = carriage != std::string_view::npos && carriage + 1 < rest.size();
      return bare ? Next::bare : Next::incomplete;
    }
    if (carriage + 1 != feed) return Next::bare;
    line_ = rest.substr(0, carriage);
    at_ += feed + kLineEnd.size() - 1;
    return Next::line;
  }

  // RFC 9112, 2.2: some clients send one after a body. More than a few are no client's.
  void skip_empty_lines() {
    while (at_ < 4 * kLineEnd.size() && bytes_.substr(at_).starts_with(kLineEnd)) {
      at_ += kLineEnd.size();
    }
  }

  std::string_view line() const { return line_; }  // the one that next() found, without its end
  std::size_t at() const { return at_; }           // where the next line begins

 private:
  std::string_view bytes_;
  std::string_view line_;
  std::size_t at_ = 0;
};

constexpr Refusal kBareLineEnd{400, "lines must end with CR LF"};
constexpr Refusal kLineTooLong{414, "the address is too long"};
constexpr Refusal kFieldsTooLong{431, "the header fields are too long"};

}  // namespace

std::string_view RequestHead::path() const {
  const std::string_view path = target.substr(0, target.find('?'));
  return path.empty() ? "/" : path;
}

std::string_view RequestHead::field(std::string_view name) const {
  for (const HeaderField& field : fields) {
    if (same_token(field.name, name)) return field.value;
  }
  return {};
}

std::variant<Incomplete, RequestHead, Refusal> read_head(std::string_view bytes,
                                                         const HeadLimits& limits) {
  LineReader lines(bytes);
  lines.skip_empty_lines();
  const std::size_t begin = lines.at();
  HeadReader reader(limits);
  for (bool first = true;; first = false) {
    const LineReader::Next next = lines.next();
    if (next == LineReader::Next::bare) return kBareLineEnd;
    const std::size_t read = next == LineReader::Next::line ? lines.at() : bytes.size();
    if (first && read - begin > limits.line_bytes) return kLineTooLong;
    if (read - begin > limits.line_bytes + limits.fields_bytes) return kFieldsTooLong;
    if (next == LineReader::Next::incomplete) return Incomplete{};
    const bool last = !first && lines.line().empty();
    const auto refusal = first  ? reader.read_request_line(lines.line())
                         : last ? reader.finish(lines.at())
                                : reader.read_field(lines.line());
    if (refusal) return *refusal;
    if (last) return reader.take();
  }
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool same_token(std::string_view a, std::string_view b) {
  return ascii::equals_ignoring_case(a, b);
}

}  // namespace dateline
