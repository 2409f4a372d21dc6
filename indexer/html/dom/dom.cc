#include "indexer/html/dom/dom.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "indexer/html/dom/reduce.h"
#include "indexer/html/dom/text.h"

namespace dateline::html {

// Memory that is given back all at once: gumbo's own release recurses as deep as the page nests.
class Page::Arena {
 public:
  static void* allocate(void* arena, std::size_t bytes) {
    return static_cast<Arena*>(arena)->take(bytes);
  }
  static void release(void* /*arena*/, void* /*memory*/) {}

 private:
  static constexpr std::size_t kChunkBytes = std::size_t{256} << 10;
  static constexpr std::size_t kAlignment = alignof(std::max_align_t);

  void* take(std::size_t bytes) {
    bytes = (bytes + kAlignment - 1) / kAlignment * kAlignment;
    if (bytes > kChunkBytes / 4) {
      large_.push_back(std::make_unique_for_overwrite<std::byte[]>(bytes));
      return large_.back().get();
    }
    if (chunks_.empty() || used_ + bytes > kChunkBytes) {
      chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(kChunkBytes));
      used_ = 0;
    }
    void* memory = chunks_.back().get() + used_;
    used_ += bytes;
    return memory;
  }

  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::vector<std::unique_ptr<std::byte[]>> large_;
  std::size_t used_ = 0;
};

namespace {

const GumboVector* children_of(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT ? &node.v.element.children : nullptr;
}

// As gumbo_get_attribute() finds it. The parser writes names in lower case, so that none of the
// other letters are looked at.
const GumboAttribute* find_attribute(const Node& node, const char* name) {
  if (node.is_text) return nullptr;
  const GumboVector& attributes = node.raw->v.element.attributes;
  for (unsigned i = 0; i < attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
    if (*attribute->name == *name && std::strcmp(attribute->name, name) == 0) return attribute;
  }
  return nullptr;
}

// <app-paragraph>: what a page's own program draws.
bool is_custom(const GumboNode& node) {
  if (node.type != GUMBO_NODE_ELEMENT || node.v.element.tag != GUMBO_TAG_UNKNOWN) return false;
  const GumboStringPiece tag = node.v.element.original_tag;
  const std::string_view text(tag.data, tag.length);
  return text.substr(0, text.find_first_of(" \t\r\n/>")).find('-') != std::string_view::npos;
}

bool holds_own_text(const GumboNode& node) {
  const GumboVector& children = node.v.element.children;
  return std::any_of(children.data, children.data + children.length, [](const void* child) {
    return static_cast<const GumboNode*>(child)->type == GUMBO_NODE_TEXT;
  });
}

// Custom elements are lines of their own where no text stands beside them: in a sentence they are
// words of it. What is put into the slots of one (<span slot="author">) are lines, too.
GumboTag shown_tag(const GumboNode& node, const GumboNode& parent) {
  const GumboTag tag = node.v.element.tag;
  const bool is_slotted = tag == GUMBO_TAG_SPAN && is_custom(parent) &&
                          gumbo_get_attribute(&node.v.element.attributes, "slot") != nullptr;
  if (is_slotted) return GUMBO_TAG_DIV;
  const bool is_line = is_custom(node) && (is_custom(parent) || is_block(parent.v.element.tag)) &&
                       parent.v.element.tag != GUMBO_TAG_P && !holds_own_text(parent);
  return is_line ? GUMBO_TAG_DIV : tag;
}

// The page's nodes in the order of the document, without recursion. Templates and comments are left
// out.
std::vector<Node> flatten(const GumboNode& root) {
  struct Open {
    std::uint32_t index;
    unsigned next_child;
  };
  std::vector<Node> nodes{Node{.raw = &root, .tag = root.v.element.tag}};
  std::vector<Open> open{{0, 0}};
  while (!open.empty()) {
    Open& top = open.back();
    const GumboVector* children = children_of(*nodes[top.index].raw);
    if (children == nullptr || top.next_child == children->length) {
      nodes[top.index].end = static_cast<std::uint32_t>(nodes.size());
      open.pop_back();
      continue;
    }
    const auto& child = *static_cast<const GumboNode*>(children->data[top.next_child++]);
    if (child.type == GUMBO_NODE_COMMENT || child.type == GUMBO_NODE_TEMPLATE) continue;
    const bool is_element = child.type == GUMBO_NODE_ELEMENT;
    nodes.push_back(
        {.raw = &child,
         .parent = top.index,
         .tag = is_element ? shown_tag(child, *nodes[top.index].raw) : GUMBO_TAG_UNKNOWN,
         .is_text = !is_element});
    open.push_back({static_cast<std::uint32_t>(nodes.size() - 1), 0});
  }
  return nodes;
}

}  // namespace

Page::Page(std::string_view html) : html_(reduce(html)), arena_(std::make_unique<Arena>()) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &Arena::allocate;
  options.deallocator = &Arena::release;
  options.userdata = arena_.get();
  options.max_errors = 0;
  nodes_ = flatten(*gumbo_parse_with_options(&options, html_.data(), html_.size())->root);
}

Page::~Page() = default;

std::string_view Page::text_of(const Node& node) const {
  return node.is_text ? std::string_view(node.raw->v.text.text) : std::string_view();
}

std::string_view Page::attribute(const Node& node, const char* name) const {
  const GumboAttribute* found = find_attribute(node, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool Page::has_attributes(const Node& node) const {
  return !node.is_text && node.raw->v.element.attributes.length > 0;
}

bool Page::has_attribute(const Node& node, const char* name) const {
  return find_attribute(node, name) != nullptr;
}

std::string Page::inner_text(std::uint32_t index) const {
  std::string text;
  for (std::uint32_t i = index; i < nodes_[index].end; ++i) {
    if (is_invisible(nodes_[i].tag)) {
      i = nodes_[i].end - 1;
    } else if (nodes_[i].is_text) {
      text += text_of(nodes_[i]);
    } else if (is_block(nodes_[i].tag) || nodes_[i].tag == GUMBO_TAG_BR) {
      text += ' ';
    }
  }
  return collapse(text);
}

std::string Page::parted_text(std::uint32_t begin, std::uint32_t end) const {
  constexpr std::string_view kWhite = " \t\r\n";
  std::string text;
  std::uint32_t last = 0;  // element that showed text
  const auto are_alike = [&](std::uint32_t a, std::uint32_t b) {
    const std::string_view name = attribute(nodes_[a], "class");
    return a != b && !name.empty() && name == attribute(nodes_[b], "class");
  };
  for (std::uint32_t i = begin; i < end; ++i) {
    if (is_invisible(nodes_[i].tag)) {
      i = nodes_[i].end - 1;
      continue;
    }
    if (!nodes_[i].is_text) continue;
    const std::string_view shown = text_of(nodes_[i]);
    if (shown.find_first_not_of(kWhite) == std::string_view::npos) continue;
    if (last != 0) text += are_alike(last, nodes_[i].parent) ? ", " : " | ";
    text += shown;
    last = nodes_[i].parent;
  }
  return text;
}

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_UL:
      return true;
    default:
      return false;
  }
}

bool is_invisible(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_MAP:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_VIDEO:
      return true;
    default:
      return false;
  }
}

int heading_level(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1:
      return 1;
    case GUMBO_TAG_H2:
      return 2;
    case GUMBO_TAG_H3:
      return 3;
    case GUMBO_TAG_H4:
      return 4;
    case GUMBO_TAG_H5:
      return 5;
    case GUMBO_TAG_H6:
      return 6;
    default:
      return 0;
  }
}

}  // namespace dateline::html
