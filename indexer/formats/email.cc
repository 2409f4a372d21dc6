#include "indexer/formats/email.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "indexer/formats/fields/fields.h"
#include "indexer/formats/fields/header_fields.h"
#include "indexer/formats/fields/markup.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// `space`: what stands for a space, "_" in headers.
std::string decode_quoted_printable(std::string_view text, char space) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == space) {
      out += ' ';
    } else if (text[i] != '=') {
      out += text[i];
    } else if (text.substr(i + 1).starts_with("\r\n")) {
      i += 2;
    } else if (text.substr(i + 1).starts_with('\n')) {
      i += 1;
    } else if (i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += '=';
    }
  }
  return out;
}

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

std::string decode_base64(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    const int digit = base64_digit(c);
    if (digit < 0) continue;
    bits = bits << 6 | static_cast<unsigned>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 0xFF);
    }
  }
  return out;
}

constexpr int kMaxNesting = 8;  // of parts inside parts

// The texts of a message, as it has them.
struct Body {
  std::string plain;
  std::string html;
  std::string charset;  // the first one that a text declares
};

std::string decoded(const HeaderFields& fields, std::string_view body) {
  std::string encoding = fields.type("Content-Transfer-Encoding");
  std::string bytes(body);
  if (encoding == "base64") bytes = decode_base64(body);
  if (encoding == "quoted-printable") bytes = decode_quoted_printable(body, '\0');
  return to_utf8(std::move(bytes), fields.parameter("Content-Type", "charset"));
}

void read_part(std::string_view part, int depth, Body& body);

// The parts between the lines "--boundary"; the last one may be cut.
void read_parts(std::string_view text, const std::string& boundary, int depth, Body& body) {
  const std::string mark = "--" + boundary;
  std::size_t at = text.starts_with(mark) ? 0 : text.find("\n" + mark);
  while (at != std::string_view::npos) {
    const std::size_t line = text.find('\n', at + (text[at] == '\n' ? 1 : 0));
    if (line == std::string_view::npos) return;
    const std::size_t end = text.find("\n" + mark, line);
    read_part(text.substr(line + 1, end == std::string_view::npos ? end : end - line), depth, body);
    at = end;
  }
}

void read_part(std::string_view part, int depth, Body& body) {
  const HeaderFields fields(part);
  const std::string_view content = part.substr(fields.size());
  const std::string type = fields.type("Content-Type");
  if (fields.type("Content-Disposition") == "attachment") return;
  if (type.starts_with("multipart/")) {
    const std::string boundary = fields.parameter("Content-Type", "boundary");
    if (depth < kMaxNesting && !boundary.empty()) read_parts(content, boundary, depth + 1, body);
    return;
  }
  const std::string charset = fields.parameter("Content-Type", "charset");
  if (body.charset.empty()) body.charset = charset;
  if (type == "text/html") {
    if (body.html.empty()) body.html = decoded(fields, content);
  } else if (type.empty() || type == "text/plain") {
    if (body.plain.empty()) body.plain = decoded(fields, content);
  }
}

// "Anna Berg" of "Anna Berg <anna@example.org>"; the address where there is no name.
std::string sender_name(std::string_view from, std::string_view charset) {
  std::string name = clean_text_line(decode_header(from.substr(0, from.find('<')), charset));
  if (name.size() > 1 && name.front() == '"' && name.back() == '"')
    name = name.substr(1, name.size() - 2);
  return name.empty() ? clean_text_line(replace_invalid_utf8(from)) : name;
}

// "Coast Times" of "Coast Times <news.example.org>".
std::string list_name(std::string_view list_id, std::string_view charset) {
  return list_id.find('<') == 0 ? std::string() : sender_name(list_id, charset);
}

std::string without_brackets(std::string_view id) {
  id = trim(id);
  if (id.starts_with('<') && id.ends_with('>')) id = id.substr(1, id.size() - 2);
  return clean_text_line(replace_invalid_utf8(id));
}

// In a mailbox a line that starts with "From " was given a ">".
std::string unescape_from(std::string text) {
  for (std::size_t at = 0; (at = text.find("\n>From ", at)) != std::string::npos; ++at)
    text.erase(at + 1, 1);
  return text;
}

class MailboxSplitter : public Splitter {
 public:
  MailboxSplitter(std::shared_ptr<Input> input, SplitJob job)
      : input_(std::move(input)), job_(std::move(job)) {}

  std::optional<ReadResult> next() override {
    if (input_->at_least(1).empty()) return std::nullopt;
    const Origin origin{.path = job_.path, .line = input_->line(), .offset = input_->offset()};
    std::size_t searched = 0;
    for (;;) {
      const std::size_t end = find_next_message(searched);
      if (end != std::string_view::npos) return take(origin, end);
      searched = input_->window().size() - std::min<std::size_t>(input_->window().size(), 8);
      if (searched > job_.max_record_bytes) return skip_long(origin);
      if (!input_->more()) return take(origin, input_->window().size());
    }
  }

 private:
  // The "From " line after an empty one.
  std::size_t find_next_message(std::size_t from) const {
    const std::string_view window = input_->window();
    for (std::size_t at = from; (at = window.find("\nFrom ", at)) != std::string_view::npos; ++at) {
      const std::string_view before = window.substr(0, at);
      if (before.ends_with('\n') || before.ends_with("\n\r")) return at + 1;
    }
    return std::string_view::npos;
  }

  ReadResult take(const Origin& origin, std::size_t size) {
    if (size > job_.max_record_bytes) {
      input_->skip(size);
      return too_large(origin, job_.max_record_bytes);
    }
    Record record{.origin = origin, .format = Format::email, .file = job_.file};
    std::string_view message = input_->window().substr(0, size);
    if (message.starts_with("From "))
      message.remove_prefix(std::min(message.find('\n'), size - 1) + 1);
    record.bytes = unescape_from(std::string(message));
    input_->skip(size);
    return record;
  }

  SetAside skip_long(const Origin& origin) {
    for (;;) {
      const std::size_t end = find_next_message(0);
      const std::size_t size = input_->window().size();
      input_->skip(end != std::string_view::npos ? end : size - std::min<std::size_t>(size, 8));
      if (end != std::string_view::npos) break;
      if (!input_->more()) {
        input_->skip(input_->window().size());
        break;
      }
    }
    return too_large(origin, job_.max_record_bytes);
  }

  std::shared_ptr<Input> input_;
  SplitJob job_;
};

// The text of "=?charset?encoding?text?=" at the front, and its length; or none.
std::optional<std::pair<std::string, std::size_t>> encoded_word(std::string_view text) {
  if (!text.starts_with("=?")) return std::nullopt;
  const std::size_t charset_end = text.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= text.size() ||
      text[charset_end + 2] != '?')
    return std::nullopt;
  const std::size_t begin = charset_end + 3;
  const std::size_t end = text.find("?=", begin);
  if (end == std::string_view::npos) return std::nullopt;
  const char encoding = static_cast<char>(text[charset_end + 1] | 0x20);
  if (encoding != 'q' && encoding != 'b') return std::nullopt;
  const std::string_view word = text.substr(begin, end - begin);
  std::string bytes = encoding == 'b' ? decode_base64(word) : decode_quoted_printable(word, '_');
  return std::pair{to_utf8(std::move(bytes), text.substr(2, charset_end - 2)), end + 2};
}

}  // namespace

std::string decode_header(std::string_view bytes, std::string_view charset) {
  const std::string value_in_utf8 = to_utf8(std::string(bytes), charset);
  const std::string_view value = value_in_utf8;
  std::string out;
  constexpr std::size_t kNone = std::string::npos;
  std::size_t word_end = kNone;  // of a word that only space has followed yet
  for (std::size_t at = 0; at < value.size();) {
    if (auto word = encoded_word(value.substr(at))) {
      if (word_end != kNone)
        out.resize(word_end);  // space between words is none; that inside them stays
      out += word->first;
      at += word->second;
      word_end = out.size();
      continue;
    }
    if (value[at] != ' ' && value[at] != '\t') word_end = kNone;
    out += value[at++];
  }
  return to_utf8(std::move(out));
}

std::optional<std::string_view> apple_message(std::string_view file) {
  const std::size_t line = file.find('\n');
  if (line == std::string_view::npos) return std::nullopt;
  const std::string_view digits = trim(file.substr(0, line));
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
    return std::nullopt;
  return file.substr(line + 1, length);
}

std::unique_ptr<Splitter> split_mailbox(std::shared_ptr<Input> input, SplitJob job) {
  return std::make_unique<MailboxSplitter>(std::move(input), std::move(job));
}

std::vector<std::variant<RawArticle, SetAside>> parse_email(Record record) {
  if (const auto message = apple_message(record.bytes)) record.bytes = std::string(*message);
  const HeaderFields fields(record.bytes);
  Body body;
  read_part(record.bytes, 0, body);
  // Bytes of a header that say nothing of their encoding are in that of the text.
  const std::string charset = body.charset.empty() ? detect_charset(record.bytes) : body.charset;
  RawArticle article{.origin = std::move(record.origin),
                     .known = std::move(record.known),
                     .shape = RawArticle::Shape::body};
  set_field(article, FieldName::title, decode_header(fields.value("Subject"), charset));
  set_field(article, FieldName::published, std::string(fields.value("Date")));
  set_field(article, FieldName::id, without_brackets(fields.value("Message-ID")));
  set_field(article, FieldName::source, list_name(fields.value("List-Id"), charset));
  set_field(article, FieldName::language, std::string(fields.value("Content-Language")));
  const std::string sender = sender_name(fields.value("From"), charset);
  if (!sender.empty()) article.known.authors = {sender};
  article.text =
      clean_text(trim(body.plain).empty() ? markup_text(body.html) : std::move(body.plain));
  return {finish_fields(std::move(article))};
}

}  // namespace dateline
