#include "indexer/formats/feed.h"

#include <array>
#include <string>
#include <utility>

#include "indexer/encoding.h"
#include "indexer/formats/fields.h"
#include "indexer/formats/markup.h"
#include "indexer/formats/xml_node.h"

namespace dateline {
namespace {

std::string text_of(XmlNode element) {
  // Atom's inline XHTML is elements; all other text is text, with its markup escaped or not.
  const bool inline_markup = element.attribute("type") == "xhtml";
  const std::string text = inline_markup ? element.markup() : element.raw_text();
  return inline_markup || looks_like_markup(text) ? markup_text(text) : resolve_references(text);
}

bool is_http(std::string_view url) {
  return url.starts_with("http://") || url.starts_with("https://");
}

class EntryReader {
 public:
  EntryReader(RawArticle& article, XmlNode entry) : article_(article), entry_(entry) {}

  void read() {
    for (const XmlNode& element : entry_.children()) {
      if (!take(element)) keep(element);
    }
    choose_text();
    choose_dates();
    article_.known.extra_json = extra_.take();
  }

 private:
  bool take(XmlNode element) {
    const std::string_view name = element.name();
    if (name == "title") return set(FieldName::title, element);
    if (name == "link") return take_link(element);
    if (name == "guid" || name == "id") return take_id(element);
    if (name == "author" || name == "creator") return take_author(element);
    if (name == "category" || name == "subject") return take_category(element);
    if (name == "language") return set(FieldName::language, element);
    if (name == "encoded" || name == "content" || name == "fulltext")
      return keep_longest(full_, text_of(element));
    if (name == "description" || name == "summary") return keep_longest(summary_, text_of(element));
    if (name == "pubDate" || name == "published" || name == "issued")
      return set(FieldName::published, element);
    if (name == "updated" || name == "modified") return set(FieldName::updated, element);
    if (name == "date") return article_.known.published || set(FieldName::published, element);
    if (name == "source") return take_source(element);
    return false;
  }

  bool set(FieldName field, XmlNode element) {
    return set_field(article_, field, text_of(element));
  }

  static bool keep_longest(std::string& kept, std::string text) {
    if (text.size() > kept.size()) kept = std::move(text);
    return true;
  }

  // <link>URL</link> of RSS, <link rel="alternate" href="URL"/> of Atom.
  bool take_link(XmlNode element) {
    const std::string href = element.attribute("href");
    if (href.empty()) return set(FieldName::url, element);
    const std::string rel = element.attribute("rel");
    return (rel.empty() || rel == "alternate") && set_field(article_, FieldName::url, href);
  }

  bool take_id(XmlNode element) {
    if (!set(FieldName::id, element)) return false;
    if (article_.known.url.empty() && is_http(article_.known.id))
      article_.known.url = article_.known.id;
    return true;
  }

  // RSS: "mail@example.org (Anna Berg)"; Atom: <name>Anna Berg</name>.
  bool take_author(XmlNode element) {
    std::string name = element.child("name") ? element.child("name").text() : element.text();
    const std::size_t open = name.find('(');
    if (name.find('@') < open && open != std::string::npos && name.ends_with(')'))
      name = name.substr(open + 1, name.size() - open - 2);
    RawArticle one;
    if (!set_field(one, FieldName::authors, std::move(name))) return false;
    for (std::string& author : one.known.authors)
      article_.known.authors.push_back(std::move(author));
    return true;
  }

  bool take_category(XmlNode element) {
    std::string topic = element.text();
    if (topic.empty()) topic = clean_line(element.attribute("label"));
    if (topic.empty()) topic = clean_line(element.attribute("term"));
    if (topic.empty()) return false;
    article_.known.topics.push_back(std::move(topic));
    return true;
  }

  bool take_source(XmlNode element) {
    const XmlNode title = element.child("title");
    return set(FieldName::source, title ? title : element);
  }

  void keep(XmlNode element) {
    const std::string text = element.text();
    if (text.empty() || !element.children().empty()) return;
    const std::string prefix(element.prefix());
    extra_.add_text((prefix.empty() ? "" : prefix + ":") + std::string(element.name()), text);
  }

  void choose_text() {
    if (full_.empty()) std::swap(full_, summary_);
    set_field(article_, FieldName::text, std::move(full_));
    set_field(article_, FieldName::summary, std::move(summary_));
    if (article_.known.summary == article_.text) article_.known.summary.clear();
  }

  // Atom demands <updated> and not <published>.
  void choose_dates() {
    Article& known = article_.known;
    if (known.published || !known.updated) return;
    known.published = known.updated;
    known.updated.reset();
  }

  RawArticle& article_;
  XmlNode entry_;
  std::string full_;
  std::string summary_;
  ExtraFields extra_;
};

}  // namespace

std::vector<std::variant<RawArticle, SetAside>> parse_feed_entry(Record record) {
  const std::string xml = to_utf8(std::move(record.bytes), record.file->charset);
  const XmlDocument document(xml, record.file->namespaces);
  RawArticle article{.origin = std::move(record.origin),
                     .known = std::move(record.known),
                     .shape = RawArticle::Shape::body};
  EntryReader(article, document.root()).read();
  const Article& feed = record.file->known;
  if (article.known.source.empty()) article.known.source = feed.source;
  if (article.known.language.empty()) article.known.language = feed.language;
  return {finish_fields(std::move(article))};
}

}  // namespace dateline
