#include "indexer/html/body/suspicion.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/text/word_set.h"
#include "search/base/ascii.h"

namespace dateline::html {
namespace {

// Calls `use` for each of the names in a class attribute.
template <typename Use>
void for_names(std::string_view names, Use use) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= names.size(); ++i) {
    if (i < names.size() && !ascii::is_space(names[i])) continue;
    if (i > begin) use(names.substr(begin, i - begin));
    begin = i + 1;
  }
}

// What one name says.
struct Meaning {
  NameKind kind = NameKind::plain;
  bool holds_text = false;
};

Meaning meaning_of(std::string_view name) {
  if (names_unseen_text(name)) return {.kind = NameKind::foreign};
  const NameKind kind = kind_of_name(name);
  return {.kind = kind, .holds_text = kind == NameKind::plain && names_article_text(name)};
}

// The meanings of a page's names, which are few and stand at many elements. What it is asked for
// must outlive it.
class Meanings {
 public:
  Meaning of(std::string_view name) {
    const auto [found, is_new] = known_.try_emplace(name);
    if (is_new) found->second = meaning_of(name);
    return found->second;
  }

 private:
  std::unordered_map<std::string_view, Meaning> known_;
};

// What the names of an element say together: the worst of them, less where another says that the
// article's text is here.
struct Names {
  NameKind kind = NameKind::plain;
  std::string_view name;
  bool holds_text = false;
};

Names read_names(const Page& page, const Node& node, Meanings& meanings) {
  Names read;
  for (const char* key : {"class", "id", "data-component", "data-testid"}) {
    for_names(page.attribute(node, key), [&](std::string_view name) {
      const Meaning meaning = meanings.of(name);
      read.holds_text = read.holds_text || meaning.holds_text;
      if (meaning.kind <= read.kind) return;
      read.kind = meaning.kind;
      read.name = name;
    });
  }
  return read;
}

Suspicion suspicion_of_names(const Names& names) {
  if (names.kind == NameKind::plain) return Suspicion::none;
  if (names.holds_text) {
    return names.kind >= NameKind::foreign ? Suspicion::weak : Suspicion::none;
  }
  return names.kind >= NameKind::foreign ? Suspicion::strong : Suspicion::weak;
}

Suspicion suspicion_of_role(std::string_view role) {
  static const WordSet roles(
      "alert alertdialog banner contentinfo dialog menu menubar navigation search toolbar tooltip");
  if (role.empty()) return Suspicion::none;
  if (roles.contains(ascii::lower(role))) return Suspicion::strong;
  return ascii::equals_ignoring_case(role, "complementary") ? Suspicion::weak : Suspicion::none;
}

// A figure that is an image and what is said of it: no table, no quotation.
bool is_mere_figure(const Page& page, std::uint32_t figure) {
  for (std::uint32_t i = figure + 1; i < page[figure].end; ++i) {
    const GumboTag tag = page[i].tag;
    if (tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_BLOCKQUOTE || tag == GUMBO_TAG_PRE) return false;
  }
  return true;
}

Suspicion suspicion_of_tag(const Page& page, std::uint32_t node) {
  switch (page[node].tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_MENU:
      return Suspicion::strong;
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_LABEL:
      return Suspicion::weak;
    case GUMBO_TAG_FIGURE:
      return is_mere_figure(page, node) ? Suspicion::weak : Suspicion::none;
    default:
      return Suspicion::none;
  }
}

// Classes that hide what is in them, unless another shows it on larger screens: "hidden md:block".
bool is_hidden_by_class(std::string_view classes) {
  static const WordSet hiding("d-none hidden hide is-hidden u-hidden");
  bool is_hidden = false;
  bool is_shown = false;
  for_names(classes, [&](std::string_view name) {
    is_hidden = is_hidden || hiding.contains(name);
    is_shown = is_shown || name.find(':') != std::string_view::npos ||
               (name.starts_with("d-") && name != "d-none");
  });
  return is_hidden && !is_shown;
}

bool is_hidden(const Page& page, const Node& node) {
  if (page.has_attribute(node, "hidden")) return true;
  if (is_hidden_by_class(page.attribute(node, "class"))) return true;
  const std::string_view written = page.attribute(node, "style");
  if (written.empty()) return false;
  std::string style = ascii::lower(written);
  std::erase_if(style, ascii::is_space);
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

Suspect suspect_of(const Page& page, std::uint32_t index, Meanings& meanings) {
  const Node& node = page[index];
  if (node.is_text || node.tag == GUMBO_TAG_HTML || node.tag == GUMBO_TAG_BODY) return {};
  const Suspicion by_tag = suspicion_of_tag(page, index);
  if (!page.has_attributes(node)) return {.suspicion = by_tag};
  Names names = read_names(page, node, meanings);
  if (names.kind == NameKind::plain &&
      ascii::equals_ignoring_case(page.attribute(node, "aria-hidden"), "true")) {
    names = {.kind = NameKind::label, .name = "aria-hidden"};
  }
  const Suspicion by_name = suspicion_of_names(names);
  const Suspicion by_role = std::max(by_tag, suspicion_of_role(page.attribute(node, "role")));
  return {.suspicion = is_hidden(page, node) ? Suspicion::hidden : std::max(by_name, by_role),
          .kind = names.kind,
          .name = by_name > by_role ? names.name : std::string_view()};
}

}  // namespace

std::vector<Suspect> suspects_of(const Page& page) {
  Meanings meanings;
  std::vector<Suspect> suspects;
  suspects.reserve(page.size());
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    suspects.push_back(suspect_of(page, i, meanings));
  }
  return suspects;
}

}  // namespace dateline::html
