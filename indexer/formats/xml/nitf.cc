#include "indexer/formats/xml/nitf.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/formats/fields/fields.h"
#include "indexer/formats/fields/markup.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

void set_if_empty(RawArticle& article, const std::string& present, FieldName name,
                  std::string value) {
  if (present.empty()) set_field(article, name, std::move(value));
}

void set_if_none(RawArticle& article, const std::optional<Date>& present, FieldName name,
                 std::string value) {
  if (!present) set_field(article, name, std::move(value));
}

void read_date(RawArticle& article, XmlNode head) {
  const Article& known = article.known;
  set_if_none(article, known.published, FieldName::published,
              head.find("date.issue").attribute("norm"));
  set_if_none(article, known.published, FieldName::published,
              head.find("date.release").attribute("norm"));
  set_if_none(article, known.published, FieldName::published,
              head.find("pubdata").attribute("date.publication"));
}

std::vector<std::string> texts(const std::vector<XmlNode>& nodes) {
  std::vector<std::string> result;
  for (const XmlNode& node : nodes) {
    std::string text = node.text();
    if (!text.empty()) result.push_back(std::move(text));
  }
  return result;
}

void add_new(std::vector<std::string>& list, const std::vector<std::string>& values) {
  for (const std::string& value : values) {
    if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end())
      list.push_back(value);
  }
}

// What is marked as such, in the document's data and in its text.
void read_names(Article& known, XmlNode head, XmlNode content) {
  for (const XmlNode& part : {head, content}) {
    add_new(known.people, texts(part.find_all("person")));
    add_new(known.organisations, texts(part.find_all("org")));
  }
  for (const XmlNode& keyword : head.find("key-list").children("keyword"))
    add_new(known.topics, {clean_text_line(keyword.attribute("key"))});
  for (const XmlNode& subject : head.find_all("tobject.subject"))
    add_new(known.topics, {clean_text_line(subject.attribute("tobject.subject.type"))});
}

// The persons of all bylines; of a byline that marks none, its text.
std::vector<std::string> bylines(XmlNode body_head) {
  std::vector<std::string> names;
  for (const XmlNode& line : body_head.children("byline")) {
    const std::vector<std::string> persons = texts(line.find_all("person"));
    add_new(names, persons.empty() ? std::vector<std::string>{line.text()} : persons);
  }
  return names;
}

// The New York Times' corpus has the text twice, as lead_paragraph and as full_text.
XmlNode body_content(XmlNode body) {
  const XmlNode content = body.child("body.content");
  for (const XmlNode& block : content.children("block")) {
    if (block.attribute("class") == "full_text") return block;
  }
  return content ? content : body;
}

}  // namespace

void read_nitf(RawArticle& article, XmlNode nitf) {
  Article& known = article.known;
  const XmlNode head = nitf.child("head");
  const XmlNode body = nitf.child("body");
  const XmlNode body_head = body.child("body.head");
  const XmlNode pubdata = head.find("pubdata");
  set_if_empty(article, known.title, FieldName::title,
               body_head.child("hedline").child("hl1").text());
  set_if_empty(article, known.title, FieldName::title, body_head.find("headline").text());
  set_if_empty(article, known.title, FieldName::title, head.child("title").text());
  set_if_empty(article, known.summary, FieldName::summary, body_head.child("abstract").text());
  set_if_empty(article, known.id, FieldName::id, head.find("doc-id").attribute("id-string"));
  set_if_empty(article, known.url, FieldName::url, pubdata.attribute("ex-ref"));
  set_if_empty(article, known.source, FieldName::source, pubdata.attribute("name"));
  set_if_empty(article, known.source, FieldName::source,
               head.find("doc.copyright").attribute("holder"));
  set_if_empty(article, known.source, FieldName::source, body_head.child("distributor").text());
  set_if_empty(article, known.section, FieldName::section, pubdata.attribute("position.section"));
  set_if_empty(article, known.place, FieldName::place,
               body_head.child("dateline").child("location").text());
  set_if_empty(article, known.language, FieldName::language, nitf.attribute("lang"));
  if (known.authors.empty()) set_field(article, FieldName::authors, bylines(body_head));
  read_date(article, head);
  const XmlNode content = body_content(body);
  read_names(known, head, content);
  if (article.text.empty()) article.text = clean_text(markup_text(content.markup()));
}

std::vector<std::variant<RawArticle, SetAside>> parse_nitf(Record record) {
  const std::string xml = to_utf8(std::move(record.bytes), record.file->charset);
  const XmlDocument document(xml, record.file->namespaces);
  RawArticle article{.origin = std::move(record.origin),
                     .known = std::move(record.known),
                     .shape = RawArticle::Shape::body};
  read_nitf(article, document.root());
  return {finish_fields(std::move(article))};
}

}  // namespace dateline
