#include "indexer/formats/xml/newsml.h"

#include <string>
#include <utility>

#include "indexer/formats/fields/fields.h"
#include "indexer/formats/fields/markup.h"
#include "indexer/formats/xml/nitf.h"
#include "indexer/formats/xml/xml_node.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

// "canceled" of "stat:canceled".
std::string code_of(std::string_view qcode) {
  const std::size_t colon = qcode.rfind(':');
  return std::string(colon == std::string_view::npos ? qcode : qcode.substr(colon + 1));
}

// The readable name of a coded value: its <name>, else its literal, else its code.
std::string name_of(XmlNode node) {
  std::string name = node.child("name").text();
  if (name.empty()) name = clean_text_line(node.attribute("literal"));
  if (name.empty()) name = clean_text_line(code_of(node.attribute("qcode")));
  return name.empty() ? node.text() : name;
}

void set_first(RawArticle& article, FieldName field, std::initializer_list<std::string> values) {
  for (const std::string& value : values) {
    if (set_field(article, field, value)) return;
  }
}

// Text, XHTML or NITF inside a content element.
void take_content(RawArticle& article, XmlNode content) {
  if (const XmlNode nitf = content.find("nitf")) return read_nitf(article, nitf);
  if (!article.text.empty()) return;
  const XmlNode body = content.find("body");
  const std::string text = body ? markup_text(body.markup()) : markup_text(content.markup());
  const std::string escaped = looks_like_markup(text) ? markup_text(text) : text;
  article.text = clean_text(escaped);
}

// A description by its role: the headline, or the summary.
std::string with_role(XmlNode meta, std::string_view name, std::string_view role) {
  for (const XmlNode& node : meta.children(name)) {
    if (code_of(node.attribute("role")) == role) return node.text();
  }
  return {};
}

class NewsItem {
 public:
  NewsItem(RawArticle& article, XmlNode item)
      : article_(article), item_(item), meta_(item.child("contentMeta")) {}

  void read() {
    const XmlNode item_meta = item_.child("itemMeta");
    set_first(article_, FieldName::id, {item_.attribute("guid")});
    set_first(article_, FieldName::title,
              {with_role(meta_, "headline", "main"), meta_.child("headline").text(),
               item_meta.child("title").text()});
    set_first(article_, FieldName::summary,
              {with_role(meta_, "description", "summary"), meta_.child("description").text()});
    set_first(article_, FieldName::source,
              {name_of(item_meta.child("provider")), meta_.child("creditline").text(),
               name_of(meta_.child("infoSource"))});
    set_first(article_, FieldName::place, {name_of(meta_.child("located"))});
    set_first(article_, FieldName::language,
              {meta_.child("language").attribute("tag"), item_.attribute("lang")});
    read_authors();
    read_dates(item_meta);
    for (const XmlNode& subject : meta_.children("subject")) add_subject(subject);
    read_contents();
    keep_unknown(item_meta);
  }

 private:
  void read_authors() {
    std::vector<std::string> names;
    for (const XmlNode& creator : meta_.children("creator")) names.push_back(name_of(creator));
    std::erase(names, "");
    if (names.empty() || !set_field(article_, FieldName::authors, std::move(names)))
      set_first(article_, FieldName::authors, {meta_.child("by").text()});
  }

  void read_dates(XmlNode item_meta) {
    const std::string version = item_meta.child("versionCreated").text();
    set_first(
        article_, FieldName::published,
        {meta_.child("contentCreated").text(), item_meta.child("firstCreated").text(), version});
    set_first(article_, FieldName::updated, {meta_.child("contentModified").text(), version});
  }

  void add_subject(XmlNode subject) {
    std::string name = name_of(subject);
    if (name.empty()) return;
    const std::string type = code_of(subject.attribute("type"));
    if (type == "person") {
      article_.known.people.push_back(std::move(name));
    } else if (type == "organisation") {
      article_.known.organisations.push_back(std::move(name));
    } else {
      article_.known.topics.push_back(std::move(name));
    }
  }

  void read_contents() {
    for (const XmlNode& content : item_.child("contentSet").children()) {
      if (content.name() == "inlineXML" || content.name() == "inlineData")
        take_content(article_, content);
    }
  }

  void keep_unknown(XmlNode item_meta) {
    ExtraFields extra;
    for (const auto& [name, text] : {std::pair{"slugline", meta_.child("slugline").text()},
                                     std::pair{"edNote", item_meta.child("edNote").text()},
                                     std::pair{"version", item_.attribute("version")}}) {
      if (!text.empty()) extra.add_text(name, text);
    }
    article_.known.extra_json = extra.take();
  }

  RawArticle& article_;
  XmlNode item_;
  XmlNode meta_;
};

// NewsML 1.
void read_old_news_item(RawArticle& article, XmlNode item) {
  const XmlNode identifier = item.find("NewsIdentifier");
  const XmlNode management = item.child("NewsManagement");
  const XmlNode lines = item.find("NewsLines");
  const XmlNode provider = item.find("AdministrativeMetadata").find("Provider");
  set_first(article, FieldName::id,
            {identifier.child("PublicIdentifier").text(), identifier.child("NewsItemId").text()});
  set_first(article, FieldName::title,
            {lines.child("HeadLine").text(), item.find("HeadLine").text()});
  set_first(article, FieldName::authors, {lines.child("ByLine").text()});
  set_first(article, FieldName::source,
            {provider.child("Party").attribute("FormalName"), lines.child("CreditLine").text(),
             identifier.child("ProviderId").text()});
  set_first(article, FieldName::published,
            {management.child("FirstCreated").text(), identifier.child("DateId").text()});
  set_first(article, FieldName::updated, {management.child("ThisRevisionCreated").text()});
  set_first(article, FieldName::language,
            {item.find("DescriptiveMetadata").child("Language").attribute("FormalName")});
  take_content(article, item.find("DataContent"));
}

// The Reuters corpora (RCV1, TRC2).
void read_corpus_item(RawArticle& article, XmlNode item) {
  set_first(article, FieldName::id, {item.attribute("itemid")});
  set_first(article, FieldName::title, {item.child("headline").text(), item.child("title").text()});
  set_first(article, FieldName::authors, {item.child("byline").text()});
  set_first(article, FieldName::place, {item.child("dateline").text()});
  set_first(article, FieldName::published, {item.attribute("date")});
  set_first(article, FieldName::language, {item.attribute("lang")});
  article.text = clean_text(markup_text(item.child("text").markup()));
}

std::string status_of(XmlNode item) {
  std::string status = code_of(item.child("itemMeta").child("pubStatus").attribute("qcode"));
  if (status.empty()) status = item.child("NewsManagement").child("Status").attribute("FormalName");
  return status;
}

}  // namespace

std::vector<std::variant<RawArticle, SetAside>> parse_newsml(Record record) {
  const std::string xml = to_utf8(std::move(record.bytes), record.file->charset);
  const XmlDocument document(xml, record.file->namespaces);
  const XmlNode item = document.root();
  RawArticle article{.origin = std::move(record.origin),
                     .known = std::move(record.known),
                     .shape = RawArticle::Shape::body};
  const std::string status = status_of(item);
  if (status == "canceled" || status == "withheld" || status == "Canceled" || status == "Withheld")
    return {SetAside{.origin = std::move(article.origin),
                     .reason = "its agency has marked it as " + clean_text_line(status),
                     .advice = "nothing is to be done: it is not for publication"}};
  if (item.name() == "newsItem") NewsItem(article, item).read();
  if (item.name() == "NewsItem") read_old_news_item(article, item);
  if (item.name() == "newsitem") read_corpus_item(article, item);
  return {finish_fields(std::move(article))};
}

}  // namespace dateline
