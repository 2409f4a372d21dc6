#include "indexer/formats/xml/wiki.h"

#include <algorithm>
#include <utility>

#include "indexer/formats/fields/field_date.h"
#include "indexer/formats/fields/fields.h"
#include "indexer/formats/fields/markup.h"
#include "indexer/formats/xml/xml_node.h"
#include "indexer/text/encoding.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

// The label of "[[target|label]]", without its brackets; nothing for files and categories.
std::string_view link_label(std::string_view link) {
  const std::string_view inside =
      link.substr(2, link.size() - std::min<std::size_t>(link.size(), 4));
  const std::size_t colon = inside.find(':');
  const std::string space =
      ascii::lower(inside.substr(0, colon == std::string_view::npos ? 0 : colon));
  if (space == "file" || space == "image" || space == "category") return {};
  const std::size_t bar = inside.rfind('|');
  return bar == std::string_view::npos ? inside.substr(inside.starts_with(':') ? 1 : 0)
                                       : inside.substr(bar + 1);
}

// The label of "[http://example.org label]".
std::string_view external_label(std::string_view link) {
  const std::string_view inside = link.substr(1, link.size() - 2);
  const std::size_t space = inside.find(' ');
  return space == std::string_view::npos ? std::string_view() : inside.substr(space + 1);
}

constexpr std::size_t kLongestLink = 4096;

// 0: none stands at the front.
std::size_t external_link_size(std::string_view text) {
  const bool opens =
      text.starts_with("[http://") || text.starts_with("[https://") || text.starts_with("[//");
  const std::size_t close = opens ? text.substr(0, kLongestLink).find(']') : std::string_view::npos;
  return close == std::string_view::npos ? 0 : close + 1;
}

constexpr int kMaxNesting = 16;  // of links inside links

class WikitextReader {
 public:
  std::string read(std::string_view text) {
    add(text, 0);
    return std::move(out_);
  }

 private:
  void add(std::string_view text, int depth) {
    for (std::size_t at = 0; at < text.size();) {
      const std::string_view rest = text.substr(at);
      if (const std::size_t size = nested_size(rest, "{{", "}}"); size != 0) {
        at += size;
      } else if (const std::size_t table = nested_size(rest, "{|", "|}"); table != 0) {
        at += table;
      } else if (const std::size_t link = nested_size(rest, "[[", "]]"); link != 0) {
        if (depth < kMaxNesting) add(link_label(rest.substr(0, link)), depth + 1);
        at += link;
      } else if (const std::size_t external = external_link_size(rest); external != 0) {
        if (depth < kMaxNesting) add(external_label(rest.substr(0, external)), depth + 1);
        at += external;
      } else if (rest.starts_with("<ref")) {
        at += reference_size(rest);
      } else if (rest.starts_with("''")) {
        at += std::min(rest.find_first_not_of('\''), rest.size());
      } else if (rest.starts_with("__")) {
        at += magic_word_size(rest);
      } else {
        out_ += text[at++];
      }
    }
  }

  // Bytes of "{{ ... }}" or the like at the front, with what is nested in it; 0 where there is
  // none, or it is not closed.
  std::size_t nested_size(std::string_view text, std::string_view open, std::string_view close) {
    if (!text.starts_with(open) || patience_ == 0) return 0;
    int depth = 0;
    for (std::size_t at = 0; at + 1 < text.size() && at < patience_;) {
      if (text.substr(at, 2) == open) {
        ++depth;
        at += 2;
      } else if (text.substr(at, 2) == close) {
        at += 2;
        if (--depth == 0) return at;
      } else {
        ++at;
      }
    }
    patience_ -= std::min(patience_, text.size());
    return 0;
  }

  static std::size_t reference_size(std::string_view text) {
    constexpr std::size_t kLongestReference = 4096;
    text = text.substr(0, kLongestReference);
    const std::size_t tag = text.find('>');
    if (tag == std::string_view::npos) return 4;
    if (text[tag - 1] == '/') return tag + 1;
    const std::size_t close = text.find("</ref>");
    return close == std::string_view::npos ? tag + 1 : close + 6;
  }

  // "__NOTOC__"; a lone "__" is text.
  std::size_t magic_word_size(std::string_view text) {
    const std::size_t end = text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 2);
    if (end != std::string_view::npos && end > 2 && text.substr(end).starts_with("__"))
      return end + 2;
    out_ += "__";
    return 2;
  }

  std::string out_;
  // Bytes that may still be searched in vain for the end of what is never closed, so that the time
  // stays linear.
  std::size_t patience_ = 32U << 20;
};

// Lines as paragraphs: headings without "==", list items without their marks. Sections that only
// list sources end the text.
std::string lines_as_paragraphs(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool heading = line.starts_with("==") && line.ends_with("==");
    const std::size_t first = line.find_first_not_of("=*#:; ");
    line.remove_prefix(std::min(first, line.size()));
    if (heading) line = trim(line.substr(0, line.find_last_not_of("= ") + 1));
    const std::string name = heading ? ascii::lower(line) : std::string();
    if (name == "sources" || name == "references" || name == "external links" ||
        name == "see also" || name == "related news")
      break;
    if (line.empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += line;
  }
  return out;
}

// The value of a template's parameter: {{date|January 25, 2017}}, {{byline|date=...|location=...}}.
std::string template_value(std::string_view wikitext, std::string_view name,
                           std::string_view parameter) {
  for (std::size_t at = 0; (at = wikitext.find("{{", at)) != std::string_view::npos; at += 2) {
    const std::string_view rest = wikitext.substr(at + 2, kLongestLink);
    const std::string_view inside = rest.substr(0, rest.find("}}"));
    const std::size_t bar = inside.find('|');
    if (bar == std::string_view::npos || ascii::lower(trim(inside.substr(0, bar))) != name)
      continue;
    std::string_view values = inside.substr(bar + 1);
    while (!values.empty()) {
      const std::string_view value = values.substr(0, values.find('|'));
      values.remove_prefix(std::min(value.size() + 1, values.size()));
      const std::size_t equals = value.find('=');
      const std::string_view key =
          equals == std::string_view::npos ? "" : trim(value.substr(0, equals));
      if (ascii::lower(key) == parameter) return std::string(trim(value.substr(equals + 1)));
      if (parameter.empty() && equals == std::string_view::npos) return std::string(trim(value));
    }
  }
  return {};
}

void add_categories(std::vector<std::string>& topics, std::string_view wikitext) {
  constexpr std::string_view kOpen = "[[Category:";
  for (std::size_t at = 0; (at = wikitext.find(kOpen, at)) != std::string_view::npos;) {
    at += kOpen.size();
    const std::string_view rest = wikitext.substr(at, 256);
    const std::string_view name = rest.substr(0, rest.find_first_of("]|"));
    // Wikinews files articles under their dates too.
    if (!parse_field_date(name) && !trim(name).empty())
      topics.push_back(clean_text_line(std::string(name)));
  }
}

// "https://en.wikinews.org/wiki/Main_Page" gives "https://en.wikinews.org/wiki/Harbour_reopens".
std::string page_url(std::string_view base, std::string title) {
  const std::size_t slash = base.rfind('/');
  if (slash == std::string_view::npos) return {};
  std::replace(title.begin(), title.end(), ' ', '_');
  return std::string(base.substr(0, slash + 1)) + title;
}

}  // namespace

std::string wikitext_text(std::string_view wikitext) {
  std::string text = WikitextReader().read(wikitext);
  if (text.find('<') != std::string::npos || text.find('&') != std::string::npos) {
    // Line breaks are paragraphs here, and nothing to HTML.
    std::string marked;
    for (const char c : text) {
      if (c == '\n') marked += "<br>";
      if (c != '\n') marked += c;
    }
    text = markup_text(marked);
  }
  return lines_as_paragraphs(text);
}

std::vector<std::variant<RawArticle, SetAside>> parse_wiki_page(Record record) {
  const std::string xml = to_utf8(std::move(record.bytes), record.file->charset);
  const XmlDocument document(xml, record.file->namespaces);
  const XmlNode page = document.root();
  const std::string space = page.child("ns").text();
  if ((!space.empty() && space != "0") || page.child("redirect")) return {};
  const XmlNode revision = page.child("revision");
  const std::string wikitext = clean_text(revision.child("text").raw_text());
  RawArticle article{.origin = std::move(record.origin),
                     .known = std::move(record.known),
                     .shape = RawArticle::Shape::body};
  const Article& file = record.file->known;
  set_field(article, FieldName::title, page.child("title").text());
  set_field(article, FieldName::id, page.child("id").text());
  article.known.url = page_url(file.url, article.known.title);
  article.known.language = file.language;
  if (!set_field(article, FieldName::published, template_value(wikitext, "date", "")))
    set_field(article, FieldName::published, template_value(wikitext, "byline", "date"));
  set_field(article, FieldName::place, template_value(wikitext, "byline", "location"));
  set_field(article, FieldName::updated, revision.child("timestamp").text());
  add_categories(article.known.topics, wikitext);
  article.text = wikitext_text(wikitext);
  return {finish_fields(std::move(article))};
}

}  // namespace dateline
