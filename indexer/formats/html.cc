#include "indexer/formats/html.h"

#include <string>
#include <utility>

#include "indexer/formats/fields/fields.h"
#include "indexer/formats/xml/xml_splitter.h"
#include "indexer/html/html_extractor.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

bool is_delimiter(char c) {
  return std::string_view(" \t\r\n\"'>;/").find(c) != std::string_view::npos;
}

bool is_empty(const RawArticle& article) {
  return article.text.empty() && article.known.paragraphs.empty() && article.known.title.empty();
}

}  // namespace

std::string_view html_declared_charset(std::string_view page) {
  constexpr std::size_t kLookAt = 8192;  // the standard asks for it in the first 1024 bytes
  const std::string_view head = page.substr(0, kLookAt);
  if (head.starts_with("<?xml")) return xml_declared_charset(head);
  for (std::size_t at = 0; (at = head.find("charset", at)) != std::string_view::npos;) {
    at += std::string_view("charset").size();
    std::string_view rest = head.substr(at);
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '=' || rest.front() == '"' ||
                             rest.front() == '\''))
      rest.remove_prefix(1);
    std::size_t size = 0;
    while (size < rest.size() && !is_delimiter(rest[size])) ++size;
    if (size > 2 && size < 32) return rest.substr(0, size);
  }
  return {};
}

std::vector<std::variant<RawArticle, SetAside>> parse_html(Record record) {
  const std::string declared(html_declared_charset(record.bytes));
  // What the server said of a page goes before what the page says, as in browsers.
  const std::string& said = record.file->charset;
  const std::string& charset = is_known_charset(said) ? said : declared;
  const std::string page = clean_text(to_utf8(std::move(record.bytes), charset));
  RawArticle article = extract_html(page, record.known.url);
  article.origin = std::move(record.origin);
  if (article.known.url.empty()) article.known.url = std::move(record.known.url);
  if (article.known.extra_json.empty())
    article.known.extra_json = std::move(record.known.extra_json);
  std::vector<std::variant<RawArticle, SetAside>> parsed;
  if (is_empty(article)) {
    parsed.emplace_back(SetAside{.origin = std::move(article.origin),
                                 .reason = "no text is left after markup was removed",
                                 .advice = "remove the page, or save it with its text"});
  } else {
    parsed.emplace_back(std::move(article));
  }
  return parsed;
}

}  // namespace dateline
