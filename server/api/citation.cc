#include "server/api/citation.h"

#include <algorithm>

#include "search/base/utf8.h"
#include "server/api/html_text.h"
#include "server/api/json_writer.h"
#include "server/http/query_string.h"

namespace dateline {
namespace {

// Characters of each end of a longer text: enough to be found once in an article.
constexpr std::size_t kFragmentEnd = 40;

std::string paragraph_text(std::optional<std::size_t> paragraph) {
  return paragraph ? "para. " + std::to_string(*paragraph + 1) : "";
}

void append_part(std::string& text, std::string_view part) {
  if (part.empty()) return;
  text.append(text.empty() ? "" : ", ").append(part);
}

std::string plain_citation(const Article& article, std::string_view address,
                           std::optional<std::size_t> paragraph) {
  std::string text;
  for (const std::string& author : article.authors) append_part(text, author);
  if (!article.title.empty()) append_part(text, "\u201C" + article.title + "\u201D");
  append_part(text, article.source);
  append_part(text, article.place);
  append_part(text, article.published ? day_text(*article.published) : "undated");
  append_part(text, paragraph_text(paragraph));
  text += ".";
  return address.empty() ? text : text.append(" ").append(address);
}

// What TeX reads as commands stands as text.
std::string in_tex(std::string_view text) {
  constexpr std::string_view kSpecial = "&%$#_{}";
  std::string escaped;
  for (const char c : text) {
    if (kSpecial.find(c) != std::string_view::npos) escaped += '\\';
    if (c == '\\') {
      escaped += "\\textbackslash{}";
    } else if (c == '~') {
      escaped += "\\textasciitilde{}";
    } else if (c == '^') {
      escaped += "\\textasciicircum{}";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

// Letters and digits of the id: what every BibTeX takes as a key.
std::string key_of(std::string_view id) {
  std::string key;
  for (const char c : id) {
    const bool is_plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    key += is_plain ? c : '-';
  }
  return key;
}

void append_tex_field(std::string& bibtex, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  bibtex.append(",\n  ").append(name).append(" = {").append(value).append("}");
}

std::string bibtex_of(const Article& article, std::string_view address,
                      std::optional<std::size_t> paragraph) {
  std::string authors;
  for (const std::string& author : article.authors)
    authors.append(authors.empty() ? "{" : " and {").append(in_tex(author)).append("}");
  std::string bibtex = "@article{" + key_of(article.id);
  append_tex_field(bibtex, "author", authors);
  if (!article.title.empty()) append_tex_field(bibtex, "title", "{" + in_tex(article.title) + "}");
  append_tex_field(bibtex, "journal", in_tex(article.source));
  if (article.published) {
    append_tex_field(bibtex, "year", std::to_string(article.published->year));
    append_tex_field(bibtex, "date", format_day(*article.published));
  }
  append_tex_field(bibtex, "location", in_tex(article.place));
  append_tex_field(bibtex, "note", paragraph_text(paragraph));
  append_tex_field(bibtex, "url", address);
  return bibtex + "\n}";
}

void write_issued(JsonWriter& json, const Date& date) {
  json.key("issued").begin_object().key("date-parts").begin_array().begin_array();
  json.number(static_cast<std::uint64_t>(date.year));
  if (date.precision >= Precision::month) json.number(static_cast<std::uint64_t>(date.month));
  if (date.precision >= Precision::day) json.number(static_cast<std::uint64_t>(date.day));
  json.end_array().end_array().end_object();
}

std::string csl_of(const Article& article, std::string_view address,
                   std::optional<std::size_t> paragraph) {
  JsonWriter json;
  json.begin_object().key("id").string(article.id).key("type").string("article-newspaper");
  json.key("title").string(article.title);
  if (!article.source.empty()) json.key("container-title").string(article.source);
  if (!article.authors.empty()) {
    json.key("author").begin_array();
    for (const std::string& author : article.authors)
      json.begin_object().key("literal").string(author).end_object();
    json.end_array();
  }
  if (article.published) write_issued(json, *article.published);
  if (!article.place.empty()) json.key("publisher-place").string(article.place);
  if (article.language != "und" && !article.language.empty())
    json.key("language").string(article.language);
  if (paragraph) json.key("locator").string(std::to_string(*paragraph + 1));
  if (paragraph) json.key("label").string("paragraph");
  if (!address.empty()) json.key("URL").string(address);
  json.end_object();
  return json.take();
}

// As append_percent_encoded(), but for the dash, which parts a fragment from what surrounds it.
std::string fragment_part(std::string_view text) {
  std::string encoded;
  append_percent_encoded(encoded, text);
  std::string part;
  for (const char c : encoded) part += c == '-' ? std::string("%2D") : std::string(1, c);
  return part;
}

// The first byte of the last `count` characters.
std::size_t begin_of_last(std::string_view text, std::size_t count) {
  std::size_t at = text.size();
  while (at > 0 && count > 0) {
    --at;
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (begins) --count;
  }
  return at;
}

std::size_t end_of_first(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size() && count > 0; --count) at += decode_at(text, at).bytes;
  return at;
}

// Whole words of it, where there are spaces.
std::string_view first_words(std::string_view text) {
  const std::string_view first = text.substr(0, end_of_first(text, kFragmentEnd));
  const std::size_t space = first.rfind(' ');
  return space == std::string_view::npos || space == 0 ? first : first.substr(0, space);
}

std::string_view last_words(std::string_view text) {
  const std::string_view last = text.substr(begin_of_last(text, kFragmentEnd));
  const std::size_t space = last.find(' ');
  return space == std::string_view::npos || space + 1 == last.size() ? last
                                                                     : last.substr(space + 1);
}

}  // namespace

Citation citation_of(const Article& article, std::string_view address,
                     std::optional<std::size_t> paragraph) {
  return {.plain = plain_citation(article, address, paragraph),
          .bibtex = bibtex_of(article, address, paragraph),
          .csl_json = csl_of(article, address, paragraph)};
}

std::string address_at_text(std::string_view address, std::string_view text) {
  std::string at(address);
  at += address.find('#') == std::string_view::npos ? "#:~:text=" : ":~:text=";
  const std::size_t end = end_of_first(text, 2 * kFragmentEnd);
  if (end == text.size()) return at + fragment_part(text);
  return at + fragment_part(first_words(text)) + "," + fragment_part(last_words(text));
}

}  // namespace dateline
