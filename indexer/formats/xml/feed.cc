#include "indexer/formats/xml/feed.h"

#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "indexer/formats/fields/fields.h"
#include "indexer/formats/fields/markup.h"
#include "indexer/formats/xml/xml_node.h"
#include "indexer/text/encoding.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

std::string text_of(XmlNode element) {
  // Atom's inline XHTML is elements; all other text is text, with its markup escaped or not.
  const bool inline_markup = element.attribute("type") == "xhtml";
  const std::string text = inline_markup ? element.markup() : element.raw_text();
  return inline_markup || looks_like_markup(text) ? markup_text(text) : resolve_references(text);
}

// The vocabularies that feeds mix. A name means something in its own only: <media:description> is
// of a picture.
enum class Vocabulary : std::uint8_t {
  feed,     // RSS, Atom and what has no prefix
  dublin,   // Dublin Core
  content,  // the text, and WordPress's excerpt
  yandex,   // whose feeds have the text in <yandex:full-text>
  podcast,  // <itunes:author>: what holds where the feed's own elements say nothing
  other,
};

Vocabulary vocabulary_of(XmlNode element) {
  struct Known {
    std::string_view prefix;  // as it is usual, for a namespace that is not known
    std::string_view uri;     // what the namespace's address holds
    Vocabulary means;
  };
  constexpr std::array kKnown = {
      Known{"", "purl.org/rss/", Vocabulary::feed},
      Known{"atom", "www.w3.org/2005/Atom", Vocabulary::feed},
      Known{"a10", "purl.org/atom/", Vocabulary::feed},
      Known{"dc", "purl.org/dc/", Vocabulary::dublin},
      Known{"dcterms", "purl.org/dc/", Vocabulary::dublin},
      Known{"content", "purl.org/rss/1.0/modules/content", Vocabulary::content},
      Known{"excerpt", "wordpress.org/export/", Vocabulary::content},
      Known{"yandex", "news.yandex.ru", Vocabulary::yandex},
      Known{"turbo", "turbo.yandex.ru", Vocabulary::yandex},
      Known{"itunes", "itunes.com/dtds", Vocabulary::podcast},
      Known{"googleplay", "google.com/schemas/play-podcasts", Vocabulary::podcast}};
  const std::string_view prefix = element.prefix();
  if (prefix.empty()) return Vocabulary::feed;
  const std::string uri = ascii::lower(element.namespace_uri());
  Vocabulary found = Vocabulary::other;
  for (const Known& known : kKnown) {  // the content module's address begins as that of RSS 1.0
    if (uri.find(ascii::lower(known.uri)) != std::string::npos) found = known.means;
  }
  for (const Known& known : kKnown) {
    if (found == Vocabulary::other && known.prefix == prefix) found = known.means;
  }
  return found;
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
    take_spare();
    choose_text();
    choose_dates();
    article_.known.extra_json = extra_.take();
  }

 private:
  bool take(XmlNode element) {
    switch (vocabulary_of(element)) {
      case Vocabulary::feed:
        return take_own(element) || take_dublin(element);
      case Vocabulary::dublin:
        return take_dublin(element);
      case Vocabulary::content:
      case Vocabulary::yandex:
        return take_content(element);
      case Vocabulary::podcast:
        spare_.push_back(element);
        return element.name() == "author" || element.name() == "summary";
      case Vocabulary::other:
        break;
    }
    return false;
  }

  bool take_own(XmlNode element) {
    const std::string_view name = element.name();
    if (name == "title") return set(FieldName::title, element);
    if (name == "link") return take_link(element);
    if (name == "guid" || name == "id") return take_id(element);
    if (name == "author") return take_author(element);
    if (name == "category") return take_category(element);
    if (name == "encoded" || name == "content" || name == "fulltext")
      return keep_longest(full_, text_of(element));
    if (name == "summary") return keep_longest(summary_, text_of(element));
    if (name == "pubDate" || name == "published") return set(FieldName::published, element);
    if (name == "updated") return set(FieldName::updated, element);
    if (name == "source") return take_source(element);
    return false;
  }

  bool take_dublin(XmlNode element) {
    const std::string_view name = element.name();
    if (name == "title") return !article_.known.title.empty() || set(FieldName::title, element);
    if (name == "identifier") return !article_.known.id.empty() || take_id(element);
    if (name == "creator") return take_author(element);
    if (name == "subject") return take_category(element);
    if (name == "language") return set(FieldName::language, element);
    if (name == "description") return keep_longest(summary_, text_of(element));
    if (name == "date" || name == "issued" || name == "created")
      return article_.known.published || set(FieldName::published, element);
    if (name == "modified") return set(FieldName::updated, element);
    if (name == "source" || name == "publisher")
      return !article_.known.source.empty() || take_source(element);
    return false;
  }

  bool take_content(XmlNode element) {
    if (element.prefix() == "excerpt") return keep_longest(summary_, text_of(element));
    const std::string_view name = element.name();
    const bool is_text = name == "encoded" || name == "content" || name == "full-text";
    return is_text && keep_longest(full_, text_of(element));
  }

  // What podcasts say beside RSS, where RSS says nothing.
  void take_spare() {
    const bool needs_text = full_.empty() && summary_.empty();
    const bool needs_author = article_.known.authors.empty();
    for (const XmlNode& element : spare_) {
      if (needs_author && element.name() == "author") take_author(element);
      if (needs_text && element.name() == "summary") keep_longest(summary_, text_of(element));
      if (article_.known.title.empty() && element.name() == "title") set(FieldName::title, element);
    }
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
    if (topic.empty()) topic = clean_text_line(element.attribute("label"));
    if (topic.empty()) topic = clean_text_line(element.attribute("term"));
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
  std::vector<XmlNode> spare_;
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
