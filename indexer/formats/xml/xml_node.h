#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <libxml/tree.h>

namespace dateline {

// An element of an XML document, or none: every question to none has an empty answer, so that paths
// need no checks: node.child("itemMeta").child("provider").attribute("literal"). Names are compared
// without namespace prefixes.
class XmlNode {
 public:
  XmlNode() = default;
  explicit XmlNode(xmlNode* node) : node_(node) {}

  explicit operator bool() const { return node_ != nullptr; }
  bool operator==(const XmlNode&) const = default;

  std::string_view name() const;
  std::string_view prefix() const;
  std::string_view namespace_uri() const;  // empty where its prefix is not declared
  std::string attribute(const char* name) const;

  XmlNode child(std::string_view name) const;  // the first one of this name
  std::vector<XmlNode> children() const;       // those that are elements
  std::vector<XmlNode> children(std::string_view name) const;
  XmlNode find(std::string_view name) const;  // the first below this one, at any depth
  std::vector<XmlNode> find_all(std::string_view name) const;

  // All text below it, on one line.
  std::string text() const;

  // All text below it as it stands, such as HTML in a CDATA section.
  std::string raw_text() const;

  // What is inside it, as markup.
  std::string markup() const;

 private:
  xmlNode* node_ = nullptr;
};

// A parsed piece of XML. External entities are never loaded and none are expanded.
class XmlDocument {
 public:
  // `namespaces` are declarations that hold around the piece. What is not well-formed is read as
  // far as it can be.
  XmlDocument(std::string_view xml, std::string_view namespaces);

  XmlNode root() const;  // the piece's element, or none

 private:
  struct Closer {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
  };
  std::unique_ptr<xmlDoc, Closer> document_;
};

}  // namespace dateline
