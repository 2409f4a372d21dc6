#include "indexer/formats/office.h"

#include <string>
#include <utility>

#include "indexer/formats/archive.h"
#include "indexer/formats/fields/fields.h"
#include "indexer/formats/xml/xml_node.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

constexpr std::size_t kMostMarkupBytes = 64U << 20;  // of a document's text with its markup

// The text of one paragraph: runs, tabs and line breaks.
void append_runs(std::string& out, XmlNode paragraph) {
  for (const XmlNode& node : paragraph.children()) {
    const std::string_view name = node.name();
    if (name == "t") {
      out += node.raw_text();
    } else if (name == "tab") {
      out += ' ';
    } else if (name == "br") {
      out += '\n';
    } else if (name != "del" && name != "instrText") {
      append_runs(out, node);
    }
  }
}

void append_paragraph(std::string& text, const std::string& paragraph) {
  if (trim(paragraph).empty()) return;
  text += (text.empty() ? "" : "\n\n") + paragraph;
}

std::string docx_text(XmlNode document) {
  std::string text;
  for (const XmlNode& paragraph : document.find_all("p")) {
    std::string line;
    append_runs(line, paragraph);
    append_paragraph(text, line);
  }
  return text;
}

// Headings and paragraphs are <h> and <p>, in their order, also inside lists and sections.
void append_odt(std::string& text, XmlNode parent) {
  for (const XmlNode& node : parent.children()) {
    if (node.name() == "p" || node.name() == "h") {
      append_paragraph(text, node.raw_text());
    } else {
      append_odt(text, node);
    }
  }
}

std::string odt_text(XmlNode document) {
  std::string text;
  append_odt(text, document.find("text"));
  return text;
}

XmlDocument read_xml(std::string_view zip, std::string_view member) {
  std::string xml = to_utf8(zip_member(zip, member, kMostMarkupBytes));
  if (xml.starts_with("<?xml")) xml.erase(0, std::min(xml.find("?>"), xml.size() - 2) + 2);
  return XmlDocument(xml, "");
}

void read_properties(RawArticle& article, XmlNode properties) {
  set_field(article, FieldName::title, properties.find("title").text());
  set_field(article, FieldName::language, properties.find("language").text());
  std::vector<std::string> keywords;
  for (const XmlNode& keyword : properties.find_all("keyword")) keywords.push_back(keyword.text());
  if (!keywords.empty()) set_field(article, FieldName::topics, std::move(keywords));
  const std::string list = properties.find("keywords").text();
  if (!list.empty()) set_field(article, FieldName::topics, list);
  // When and by whom the file was made is not when and by whom the article was published.
  ExtraFields extra;
  for (const char* const name :
       {"creator", "initial-creator", "created", "creation-date", "modified"}) {
    const std::string value = properties.find(name).text();
    if (!value.empty()) extra.add_text(name, value);
  }
  article.known.extra_json = extra.take();
}

void drop_opening_title(RawArticle& article) {
  const std::string& title = article.known.title;
  if (title.empty() || !article.text.starts_with(title)) return;
  const std::string_view rest = std::string_view(article.text).substr(title.size());
  if (rest.starts_with('\n')) article.text = trim(rest);
}

}  // namespace

std::vector<std::variant<RawArticle, SetAside>> parse_office(Record record) {
  const bool docx = record.format == Format::docx;
  const XmlDocument document = read_xml(record.bytes, docx ? "word/document.xml" : "content.xml");
  const XmlDocument properties = read_xml(record.bytes, docx ? "docProps/core.xml" : "meta.xml");
  RawArticle article{.origin = std::move(record.origin), .known = std::move(record.known)};
  read_properties(article, properties.root());
  article.text = clean_text(docx ? docx_text(document.root()) : odt_text(document.root()));
  article.shape = article.known.title.empty() ? RawArticle::Shape::whole : RawArticle::Shape::body;
  drop_opening_title(article);
  if (trim(article.text).empty())
    return {SetAside{.origin = std::move(article.origin),
                     .reason = "the document is damaged or has no text",
                     .advice = "open it with its program and save it again"}};
  return {std::move(article)};
}

}  // namespace dateline
