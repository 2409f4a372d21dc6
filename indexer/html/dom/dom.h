#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <gumbo.h>

namespace dateline::html {

// An element's or a text's place in its page. Nodes stand in the order of the document, so the
// descendants of node i are the nodes i + 1 to end - 1, and a loop from the last node to the first
// meets every child before its parent.
struct Node {
  const GumboNode* raw = nullptr;
  std::uint32_t parent = 0;  // the root's is the root itself
  std::uint32_t end = 0;     // one past the last descendant
  GumboTag tag = GUMBO_TAG_UNKNOWN;
  bool is_text = false;
};

// A parsed page. It owns what its nodes point to.
class Page {
 public:
  // Parses as browsers do; any bytes make a page.
  explicit Page(std::string_view html);
  ~Page();
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  std::span<const Node> nodes() const { return nodes_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
  const Node& operator[](std::uint32_t index) const { return nodes_[index]; }

  // What a text node says.
  std::string_view text_of(const Node& node) const;

  // The value of an attribute; empty where the element has none.
  std::string_view attribute(const Node& node, const char* name) const;
  bool has_attributes(const Node& node) const;
  bool has_attribute(const Node& node, const char* name) const;

  // All the text below a node, elements that show none left out and white space collapsed.
  std::string inner_text(std::uint32_t index) const;

  // The same of the nodes from `begin` to `end`, with " | " where the text of one element ends and
  // that of another begins, and ", " where the two have one class: "Ann Lee, Ben Roe | Senior
  // Writers".
  std::string parted_text(std::uint32_t begin, std::uint32_t end) const;

 private:
  class Arena;

  std::string html_;
  std::unique_ptr<Arena> arena_;
  std::vector<Node> nodes_;
};

// Whether an element starts a new line when it is shown.
bool is_block(GumboTag tag);

// Whether an element's content is never shown as text.
bool is_invisible(GumboTag tag);

// h1 is 1 and h6 is 6; 0 for what is no heading.
int heading_level(GumboTag tag);

}  // namespace dateline::html
