#include "indexer/formats/xml/xml_node.h"

#include <mutex>

#include <libxml/parser.h>

#include "indexer/formats/fields/markup.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

struct XmlFree {
  void operator()(xmlChar* text) const { xmlFree(text); }
};
using XmlText = std::unique_ptr<xmlChar, XmlFree>;

// HTML names for characters (&nbsp;) are not XML's, and feeds have them all the same: they become
// characters. The five that are XML's stay, as they keep markup and text apart.
std::string without_html_entities(std::string_view xml) {
  std::string out;
  out.reserve(xml.size());
  for (std::size_t at = 0; at < xml.size();) {
    const std::size_t amp = std::min(xml.find('&', at), xml.size());
    out += xml.substr(at, amp - at);
    if (amp == xml.size()) break;
    const std::size_t end = xml.substr(amp, 12).find(';');
    const std::string_view reference =
        end == std::string_view::npos ? std::string_view() : xml.substr(amp, end + 1);
    const std::string resolved = resolve_references(reference);
    const bool is_html = resolved.size() > 1 && resolved != reference && reference[1] != '#';
    out += is_html ? std::string_view(resolved) : xml.substr(amp, 1);
    at = amp + (is_html ? reference.size() : 1);
  }
  return out;
}

void collect(XmlNode node, std::string_view name, std::vector<XmlNode>& found, std::size_t limit) {
  for (const XmlNode& child : node.children()) {
    if (found.size() >= limit) return;
    if (child.name() == name) found.push_back(child);
    collect(child, name, found, limit);
  }
}

}  // namespace

// A prefix that nobody declared stays part of the name in libxml2.
std::string_view XmlNode::name() const {
  const std::string_view whole = node_ == nullptr ? "" : view(node_->name);
  return whole.substr(whole.rfind(':') + 1);
}

std::string_view XmlNode::prefix() const {
  if (node_ == nullptr) return {};
  if (node_->ns != nullptr) return view(node_->ns->prefix);
  const std::string_view whole = view(node_->name);
  const std::size_t colon = whole.rfind(':');
  return colon == std::string_view::npos ? std::string_view() : whole.substr(0, colon);
}

std::string_view XmlNode::namespace_uri() const {
  return node_ == nullptr || node_->ns == nullptr ? std::string_view() : view(node_->ns->href);
}

std::string XmlNode::attribute(const char* name) const {
  if (node_ == nullptr) return {};
  const XmlText value(xmlGetProp(node_, reinterpret_cast<const xmlChar*>(name)));
  return std::string(view(value.get()));
}

std::vector<XmlNode> XmlNode::children() const {
  std::vector<XmlNode> result;
  for (xmlNode* child = node_ == nullptr ? nullptr : node_->children; child != nullptr;
       child = child->next) {
    if (child->type == XML_ELEMENT_NODE) result.emplace_back(child);
  }
  return result;
}

std::vector<XmlNode> XmlNode::children(std::string_view name) const {
  std::vector<XmlNode> result = children();
  std::erase_if(result, [&](const XmlNode& child) { return child.name() != name; });
  return result;
}

XmlNode XmlNode::child(std::string_view name) const {
  for (const XmlNode& child : children()) {
    if (child.name() == name) return child;
  }
  return {};
}

XmlNode XmlNode::find(std::string_view name) const {
  std::vector<XmlNode> found;
  collect(*this, name, found, 1);
  return found.empty() ? XmlNode() : found.front();
}

std::vector<XmlNode> XmlNode::find_all(std::string_view name) const {
  std::vector<XmlNode> found;
  collect(*this, name, found, SIZE_MAX);
  return found;
}

std::string XmlNode::text() const { return clean_text_line(raw_text()); }

std::string XmlNode::raw_text() const {
  if (node_ == nullptr) return {};
  const XmlText content(xmlNodeGetContent(node_));
  return std::string(view(content.get()));
}

std::string XmlNode::markup() const {
  if (node_ == nullptr) return {};
  struct Free {
    void operator()(xmlBuffer* buffer) const { xmlBufferFree(buffer); }
  };
  const std::unique_ptr<xmlBuffer, Free> buffer(xmlBufferCreate());
  for (xmlNode* child = node_->children; child != nullptr; child = child->next)
    xmlNodeDump(buffer.get(), node_->doc, child, 0, 0);
  return std::string(view(xmlBufferContent(buffer.get())));
}

XmlDocument::XmlDocument(std::string_view xml, std::string_view namespaces) {
  static std::once_flag initialized;
  std::call_once(initialized, xmlInitParser);
  const std::string wrapped =
      "<piece" + std::string(namespaces) + ">" + without_html_entities(xml) + "</piece>";
  constexpr int kOptions = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
                           XML_PARSE_NOWARNING | XML_PARSE_NOCDATA | XML_PARSE_COMPACT;
  struct ContextFree {
    void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
  };
  const std::unique_ptr<xmlParserCtxt, ContextFree> context(xmlNewParserCtxt());
  document_.reset(xmlCtxtReadMemory(context.get(), wrapped.data(), static_cast<int>(wrapped.size()),
                                    nullptr, "UTF-8", kOptions));
}

XmlNode XmlDocument::root() const {
  if (document_ == nullptr) return {};
  const std::vector<XmlNode> pieces = XmlNode(xmlDocGetRootElement(document_.get())).children();
  return pieces.empty() ? XmlNode() : pieces.front();
}

}  // namespace dateline
