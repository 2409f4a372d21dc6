#include "indexer/formats/epub.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "indexer/formats/archive.h"
#include "indexer/formats/fields/fields.h"
#include "indexer/formats/html.h"
#include "indexer/formats/xml/xml_node.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

constexpr std::size_t kMostMemberBytes = 16U << 20;  // of one member
constexpr std::size_t kMostBookBytes = 64U << 20;    // of all chapters

std::string read_member(std::string_view zip, const std::string& name) {
  std::string xml = to_utf8(zip_member(zip, name, kMostMemberBytes));
  if (xml.starts_with("<?xml")) xml.erase(0, std::min(xml.find("?>"), xml.size() - 2) + 2);
  return xml;
}

// "a b" of "a%20b".
std::string unescaped(std::string_view reference) {
  std::string name;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    const char* const digits = reference.data() + i + 1;
    unsigned char byte = 0;
    const bool is_escape = reference[i] == '%' && i + 2 < reference.size() &&
                           std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    name += is_escape ? static_cast<char>(byte) : reference[i];
    i += is_escape ? 2 : 0;
  }
  return name;
}

// "OEBPS/text/1.xhtml" of "./text/1.xhtml#start" in "OEBPS/content.opf".
std::string member_name(std::string_view package, std::string_view reference) {
  const std::string folder(package.substr(0, package.rfind('/') + 1));
  const std::string name = folder + unescaped(reference.substr(0, reference.find('#')));
  return std::filesystem::path(name).lexically_normal().string();
}

// A table of contents, by the manifest of EPUB 3 or the guide of EPUB 2. It stands among the
// chapters, and has nothing but their titles.
std::set<std::string> contents_of(XmlNode package, std::string_view package_name) {
  std::set<std::string> names;
  for (const XmlNode& item : package.child("manifest").children("item")) {
    const std::string properties = " " + std::string(item.attribute("properties")) + " ";
    if (properties.find(" nav ") != std::string::npos)
      names.insert(member_name(package_name, item.attribute("href")));
  }
  for (const XmlNode& reference : package.child("guide").children("reference")) {
    if (reference.attribute("type") == "toc")
      names.insert(member_name(package_name, reference.attribute("href")));
  }
  return names;
}

// What the book says of itself, for all its chapters.
Article book_fields(XmlNode metadata) {
  RawArticle book;
  set_field(book, FieldName::source, metadata.child("title").text());
  set_field(book, FieldName::language, metadata.child("language").text());
  set_field(book, FieldName::published, metadata.child("date").text());
  std::vector<std::string> authors;
  for (const XmlNode& creator : metadata.children("creator")) authors.push_back(creator.text());
  set_field(book, FieldName::authors, std::move(authors));
  std::vector<std::string> topics;
  for (const XmlNode& subject : metadata.children("subject")) topics.push_back(subject.text());
  set_field(book, FieldName::topics, std::move(topics));
  return std::move(book.known);
}

// The names of the members that are read, in their order.
std::vector<std::string> chapters_of(XmlNode package, std::string_view package_name) {
  std::map<std::string, std::string> names;
  for (const XmlNode& item : package.child("manifest").children("item"))
    names[item.attribute("id")] = member_name(package_name, item.attribute("href"));
  std::vector<std::string> chapters;
  std::set<std::string> seen = contents_of(package, package_name);
  for (const XmlNode& item : package.child("spine").children("itemref")) {
    const auto name = names.find(item.attribute("idref"));
    if (name != names.end() && seen.insert(name->second).second) chapters.push_back(name->second);
  }
  return chapters;
}

void complete(RawArticle& chapter, const Article& book) {
  Article& known = chapter.known;
  known.source = book.source;
  if (known.authors.empty()) known.authors = book.authors;
  if (known.topics.empty()) known.topics = book.topics;
  if (known.language.empty()) known.language = book.language;
  if (!known.published) known.published = book.published;
}

bool has_text(const RawArticle& article) {
  return !article.text.empty() || !article.known.paragraphs.empty();
}

SetAside refused(const Origin& origin, std::string reason) {
  return {.origin = origin,
          .reason = std::move(reason),
          .advice = "open it with its program and save its text"};
}

}  // namespace

std::vector<std::variant<RawArticle, SetAside>> parse_epub(const Record& record) {
  const XmlDocument container(read_member(record.bytes, "META-INF/container.xml"), "");
  const std::string package_name = container.root().find("rootfile").attribute("full-path");
  const XmlDocument package(read_member(record.bytes, package_name), "");
  const Article book = book_fields(package.root().child("metadata"));
  std::vector<std::variant<RawArticle, SetAside>> parsed;
  std::size_t bytes = 0;
  for (const std::string& name : chapters_of(package.root(), package_name)) {
    Record page{.origin = record.origin, .format = Format::html, .file = record.file};
    page.origin.path += "!" + name;
    page.bytes = zip_member(record.bytes, name, kMostMemberBytes);
    bytes += page.bytes.size();
    if (bytes > kMostBookBytes) {
      parsed.emplace_back(refused(page.origin, "the book is longer than may be read"));
      break;
    }
    for (auto& chapter : parse_html(std::move(page))) {
      auto* const article = std::get_if<RawArticle>(&chapter);
      if (article == nullptr || !has_text(*article)) continue;
      complete(*article, book);
      parsed.push_back(std::move(chapter));
    }
  }
  if (parsed.empty())
    parsed.emplace_back(
        refused(record.origin, "the book is damaged, locked by a key or has no text"));
  return parsed;
}

}  // namespace dateline
