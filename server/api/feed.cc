#include "server/api/feed.h"

#include <algorithm>

#include "search/base/utf8.h"
#include "search/store/columns/arrivals.h"
#include "server/api/addresses.h"
#include "server/api/html_text.h"
#include "server/api/parameters.h"
#include "server/http/query_string.h"

namespace dateline {
namespace {

bool is_xml_character(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c != 0xfffe && c != 0xffff;
}

void append_text(std::string& xml, std::string_view text) {
  append_escaped(xml, xml_characters(text));
}

// `<name attributes>text</name>`
void append_element(std::string& xml, std::string_view name, std::string_view text,
                    std::string_view attributes = "") {
  xml.append("<").append(name).append(attributes).append(">");
  append_text(xml, text);
  xml.append("</").append(name).append(">\n");
}

void append_link(std::string& xml, std::string_view relation, std::string_view type,
                 std::string_view address) {
  xml.append("<link rel=\"").append(relation).append("\" ");
  if (!type.empty()) xml.append("type=\"").append(type).append("\" ");
  xml += "href=\"";
  append_text(xml, address);
  xml += "\"/>\n";
}

void append_author(std::string& xml, std::string_view name) {
  xml += "<author>";
  append_element(xml, "name", name);
  xml += "</author>\n";
}

std::string urn(std::string_view kind, std::string_view name) {
  std::string text = "urn:dateline:";
  text.append(kind).append(":");
  append_percent_encoded(text, name);
  return text;
}

// When the article last changed: by its own word, or when it was published where that is later.
// Atom wants a moment of every entry. One that is made up must at least stay the same, or readers
// would show an undated article as new again and again.
Date moment_of(const Hit& hit) {
  const Date published = hit.published.value_or(Date{});
  if (!hit.updated) return published;
  return hit.published && instant(*hit.updated) < instant(published) ? published : *hit.updated;
}

// RFC 3339 has neither days without a time nor times without a zone: they begin at midnight, in
// UTC.
std::string format_moment(Date date) {
  date.precision = std::max(date.precision, Precision::minute);
  date.utc_offset = date.utc_offset.value_or(0);
  return format_timestamp(date);
}

// Of this archive: when it last changed here. Before an index knew that, of the article itself.
std::string updated_text(const Hit& hit) {
  return hit.arrived.changed != 0 ? arrival_text(hit.arrived.changed)
                                  : format_moment(moment_of(hit));
}

std::string address_of(const Hit& hit, const SearchRequest& request, std::string_view web_root) {
  return may_be_linked(hit.url) ? hit.url
                                : std::string(web_root) + article_address(hit.id, request.query);
}

void append_summary(std::string& xml, const std::vector<MarkedText>& snippets) {
  std::string html;
  for (const MarkedText& snippet : snippets) {
    if (!html.empty()) html += " … ";
    append_marked(html, snippet);
  }
  if (!html.empty()) append_element(xml, "summary", html, " type=\"html\"");
}

void append_authors(std::string& xml, const Hit& hit) {
  for (const std::string& author : hit.authors) append_author(xml, author);
  if (hit.authors.empty() && !hit.source.empty()) append_author(xml, hit.source);
}

void append_entry(std::string& xml, const Hit& hit, const SearchRequest& request,
                  std::string_view web_root) {
  xml += "<entry>\n";
  append_element(xml, "id", urn("article", hit.id));
  append_element(xml, "title", hit.title.text.empty() ? "Untitled" : hit.title.text);
  append_element(xml, "updated", updated_text(hit));
  if (hit.published) append_element(xml, "published", format_moment(*hit.published));
  append_link(xml, "alternate", "", address_of(hit, request, web_root));
  append_authors(xml, hit);
  for (const std::string& topic : hit.topics) {
    xml += "<category term=\"";
    append_text(xml, topic);
    xml += "\"/>\n";
  }
  append_summary(xml, hit.snippets);
  xml += "</entry>\n";
}

// The latest of its entries: the same until another one is found, whatever else the index does.
std::string updated(const std::vector<Hit>& hits) {
  if (hits.empty()) return format_moment(Date{});
  const auto latest =
      std::ranges::max_element(hits, {}, [](const Hit& hit) { return hit.arrived.changed; });
  if (latest->arrived.changed != 0) return updated_text(*latest);
  return format_moment(moment_of(
      *std::ranges::max_element(hits, {}, [](const Hit& hit) { return instant(moment_of(hit)); })));
}

}  // namespace

SearchRequest feed_defaults() {
  return {.limit = 20,
          .sort = Sort::added,
          .some_words = SomeWords::instead,
          .besides = {.names = NameSpellings::exact}};
}

std::string feed_address(const SearchRequest& request) {
  const std::string parameters = to_query_string(request, feed_defaults());
  return "/api/v1/feed" + (parameters.empty() ? parameters : "?" + parameters);
}

std::string feed_address_of_page(const SearchRequest& request) {
  SearchRequest feed = request;
  feed.offset = 0;
  feed.limit = feed_defaults().limit;
  feed.sort = feed_defaults().sort;
  feed.besides.names = feed_defaults().besides.names;
  return feed_address(feed);
}

std::string xml_characters(std::string_view text) {
  constexpr char32_t kReplacement = 0xfffd;
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint character = decode_at(text, at);
    append_utf8(clean, is_xml_character(character.value) ? character.value : kReplacement);
    at += character.bytes;
  }
  return clean;
}

std::string to_atom(const SearchRequest& request, const SearchResult& result,
                    std::string_view web_root) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  append_element(xml, "id", urn("feed", "?" + to_query_string(request, feed_defaults())));
  append_element(xml, "title",
                 "Dateline: " + (request.query.empty() ? "all articles" : request.query));
  if (!result.hits.empty() && result.total.all_words == 0)
    append_element(xml, "subtitle", "No article has all the words: these have some of them");
  append_element(xml, "updated", updated(result.hits));
  append_author(xml, "Dateline");  // Atom wants one for entries that have none
  append_link(xml, "self", "application/atom+xml", std::string(web_root) + feed_address(request));
  append_link(xml, "alternate", "text/html", std::string(web_root) + page_address(request));
  for (const Hit& hit : result.hits) append_entry(xml, hit, request, web_root);
  return xml + "</feed>\n";
}

}  // namespace dateline
