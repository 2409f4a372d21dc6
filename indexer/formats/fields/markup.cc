#include "indexer/formats/fields/markup.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include <libxml/HTMLparser.h>

#include "indexer/text/encoding.h"
#include "search/base/ascii.h"
#include "search/base/utf8.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 33> kBlocks = {
    "p",      "div",     "h1",         "h2",      "h3",   "h4",    "h5",      "h6",  "li",
    "ul",     "ol",      "blockquote", "section", "tr",   "table", "article", "pre", "header",
    "footer", "figure",  "figcaption", "aside",   "main", "dl",    "dt",      "dd",  "hr",
    "td",     "caption", "hl1",        "hl2",     "body", "center"};

constexpr std::array<std::string_view, 5> kUnseen = {"script", "style", "head", "template",
                                                     "noscript"};

bool is_tag_of(std::string_view name, const auto& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

struct Reference {
  std::uint32_t code_point = 0;
  std::size_t length = 0;  // with "&" and ";"; 0: none stands here
};

Reference numeric_reference(std::string_view text) {
  const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const char* const begin = text.data() + (hex ? 3 : 2);
  const char* const limit = text.data() + std::min<std::size_t>(text.size(), 12);
  if (begin >= limit) return {};
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(begin, limit, value, hex ? 16 : 10);
  if (error != std::errc() || end == begin) return {};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value == 0 || value > 0x10FFFF || surrogate) value = 0xFFFD;
  const bool closed = end < text.data() + text.size() && *end == ';';
  return {value, static_cast<std::size_t>(end - text.data()) + (closed ? 1 : 0)};
}

Reference named_reference(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && size < 12 &&
         (ascii::is_letter(text[size]) || ascii::is_digit(text[size])))
    ++size;
  if (size >= text.size() || text[size] != ';') return {};
  const std::string name(text.substr(1, size - 1));
  if (name == "apos") return {'\'', size + 1};
  const auto* const entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
  if (entity == nullptr) return {};
  return {entity->value, size + 1};
}

Reference reference_at(std::string_view text) {
  if (text.size() < 3) return {};
  return text[1] == '#' ? numeric_reference(text) : named_reference(text);
}

// Writes text with white space folded, and breaks between blocks.
class TextWriter {
 public:
  void add(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const Reference reference = text[at] == '&' ? reference_at(text.substr(at)) : Reference{};
      if (reference.length != 0) {
        begin_word();
        append_utf8(out_, reference.code_point);
        at += reference.length;
      } else if (ascii::is_space(text[at])) {
        space_ = true;
        ++at;
      } else {
        begin_word();
        out_ += text[at++];
      }
    }
  }

  void end_line() { breaks_ = std::min(breaks_ + 1, 2); }
  void end_block() { breaks_ = 2; }
  std::string take() { return std::move(out_); }

 private:
  void begin_word() {
    if (!out_.empty() && breaks_ > 0) {
      out_.append(static_cast<std::size_t>(breaks_), '\n');
    } else if (!out_.empty() && space_) {
      out_ += ' ';
    }
    breaks_ = 0;
    space_ = false;
  }

  std::string out_;
  int breaks_ = 0;
  bool space_ = false;
};

struct Tag {
  std::string name;  // in lower case, without a namespace prefix
  bool closing = false;
  std::size_t length = 0;  // with its brackets
};

// The tag at the front, which is "<". A ">" inside a quoted attribute does not end it, unless the
// quote is never closed.
Tag tag_at(std::string_view text) {
  Tag tag;
  std::size_t at = 1;
  tag.closing = at < text.size() && text[at] == '/';
  if (tag.closing) ++at;
  const std::size_t begin = at;
  while (at < text.size() && !ascii::is_space(text[at]) && text[at] != '>' && text[at] != '/') ++at;
  tag.name = ascii::lower(text.substr(begin, at - begin));
  if (const auto colon = tag.name.rfind(':'); colon != std::string::npos)
    tag.name.erase(0, colon + 1);
  constexpr std::size_t kLongestTag = 8192;
  const std::string_view inside = text.substr(0, kLongestTag);
  char quote = 0;
  for (std::size_t i = at; i < inside.size(); ++i) {
    if (quote == 0 && inside[i] == '>') {
      tag.length = i + 1;
      return tag;
    }
    if (quote == 0 && (inside[i] == '"' || inside[i] == '\'')) {
      quote = inside[i];
    } else if (inside[i] == quote) {
      quote = 0;
    }
  }
  const std::size_t end = text.find('>', at);
  tag.length = end == std::string_view::npos ? text.size() : end + 1;
  return tag;
}

std::size_t skip_past(std::string_view text, std::size_t from, std::string_view end) {
  const std::size_t found = text.find(end, from);
  return found == std::string_view::npos ? text.size() : found + end.size();
}

// Where the element that opened before `from` is closed, or the end.
std::size_t skip_unseen(std::string_view text, std::size_t from, const std::string& name) {
  for (std::size_t at = from; (at = text.find("</", at)) != std::string_view::npos; at += 2) {
    if (ascii::lower(text.substr(at + 2, name.size())) == name) return skip_past(text, at, ">");
  }
  return text.size();
}

}  // namespace

bool looks_like_markup(std::string_view text) {
  constexpr std::array<std::string_view, 12> kTags = {"p",   "br",   "div",    "a",  "em", "strong",
                                                      "img", "span", "figure", "h2", "ul", "b"};
  for (std::size_t at = 0; (at = text.find('<', at)) != std::string_view::npos; ++at) {
    const std::string_view rest = text.substr(at + 1, 8);
    if (rest.empty()) return false;
    const bool closing = rest[0] == '/';
    const std::size_t begin = closing ? 1 : 0;
    std::size_t end = begin;
    while (end < rest.size() && (ascii::is_letter(rest[end]) || ascii::is_digit(rest[end]))) ++end;
    const bool ends =
        end < rest.size() && (rest[end] == '>' || rest[end] == ' ' || rest[end] == '/');
    if (ends && is_tag_of(ascii::lower(rest.substr(begin, end - begin)), kTags)) return true;
  }
  return false;
}

std::string markup_text(std::string_view html) {
  TextWriter out;
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t open = std::min(html.find('<', at), html.size());
    out.add(html.substr(at, open - at));
    at = open;
    if (at == html.size()) break;
    const std::string_view rest = html.substr(at);
    if (rest.starts_with("<!--")) {
      at = skip_past(html, at + 4, "-->");
    } else if (rest.starts_with("<![CDATA[")) {
      const std::size_t end = std::min(html.find("]]>", at), html.size());
      out.add(html.substr(at + 9, end - std::min(end, at + 9)));
      at = std::min(end + 3, html.size());
    } else if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?')) {
      at = skip_past(html, at, ">");
    } else if (rest.size() > 1 && (ascii::is_letter(rest[1]) || rest[1] == '/')) {
      const Tag tag = tag_at(rest);
      at += tag.length;
      if (tag.name == "br") out.end_line();
      if (is_tag_of(tag.name, kBlocks)) out.end_block();
      if (!tag.closing && is_tag_of(tag.name, kUnseen)) at = skip_unseen(html, at, tag.name);
    } else {
      out.add(rest.substr(0, 1));
      ++at;
    }
  }
  return out.take();
}

std::string resolve_references(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Reference reference = text[at] == '&' ? reference_at(text.substr(at)) : Reference{};
    if (reference.length != 0) append_utf8(out, reference.code_point);
    if (reference.length == 0) out += text[at];
    at += std::max<std::size_t>(reference.length, 1);
  }
  return out;
}

}  // namespace dateline
