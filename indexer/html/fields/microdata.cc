#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/html/dom/text.h"
#include "indexer/html/fields/claims.h"
#include "search/base/ascii.h"

namespace dateline::html {
namespace {

std::optional<Field> field_of(std::string_view property) {
  if (property == "headline") return Field::title;
  if (property == "datePublished" || property == "dateCreated") return Field::published;
  if (property == "dateModified") return Field::updated;
  if (property == "author" || property == "creator") return Field::author;
  if (property == "publisher") return Field::source;
  if (property == "articleSection") return Field::section;
  if (property == "keywords") return Field::topic;
  if (property == "inLanguage") return Field::language;
  if (property == "dateline") return Field::place;
  return std::nullopt;
}

bool is_article_type(std::string_view type) {
  const std::string name = ascii::lower(type);
  return name.ends_with("article") || name.ends_with("posting") || name.ends_with("webpage") ||
         name.ends_with("creativework") || name.ends_with("review") || name.ends_with("recipe") ||
         name.ends_with("report");
}

// The article items of a page; properties of any other item (a comment, a video, a shop) are not
// the article's. Where a list of articles follows the article, the first counts.
class Items {
 public:
  explicit Items(const Page& page) : page_(page), scope_(page.size(), kNone) {
    std::vector<std::uint32_t> below(page.size(), kNone);  // the item that a node's children are in
    for (std::uint32_t i = 0; i < page.size(); ++i) {
      scope_[i] = below[page[i].parent];
      below[i] = is_item(i) ? i : scope_[i];
      if (below[i] == i && article_ == kNone && is_article(i)) article_ = i;
    }
  }

  // Whether the property at `index` is one of the article.
  bool owns(std::uint32_t index) const {
    return scope_[index] == kNone || scope_[index] == article_;
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  bool is_item(std::uint32_t index) const {
    const GumboTag tag = page_[index].tag;
    return page_.has_attribute(page_[index], "itemscope") && tag != GUMBO_TAG_HTML &&
           tag != GUMBO_TAG_BODY;
  }

  bool is_article(std::uint32_t item) const {
    return is_article_type(page_.attribute(page_[item], "itemtype"));
  }

  const Page& page_;
  std::vector<std::uint32_t> scope_;  // the item that a node stands in
  std::uint32_t article_ = kNone;
};

// What a property's element says: its content or datetime attribute, the name inside it, its text.
std::string value_of(const Page& page, std::uint32_t index, Field field) {
  const Node& node = page[index];
  for (const char* key : {"content", "datetime"}) {
    std::string value = collapse(page.attribute(node, key));
    if (!value.empty()) return value;
  }
  for (std::uint32_t i = index + 1; i < node.end; ++i) {
    if (page.attribute(page[i], "itemprop") != "name") continue;
    std::string content = collapse(page.attribute(page[i], "content"));
    return content.empty() ? page.inner_text(i) : content;
  }
  return field == Field::author ? collapse(page.parted_text(index, node.end))
                                : page.inner_text(index);
}

}  // namespace

std::vector<Claim> microdata_claims(const Page& page) {
  constexpr std::size_t kLongestValue = 500;
  const Items items(page);
  std::vector<Claim> claims;
  std::vector<Claim> created;  // when it was first written, which is not yet published
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    const std::string_view properties = page.attribute(page[i], "itemprop");
    if (properties.empty() || !items.owns(i)) continue;
    const std::optional<Field> field = field_of(properties.substr(0, properties.find(' ')));
    if (!field) continue;
    std::string value = value_of(page, i, *field);
    if (value.empty() || value.size() > kLongestValue) continue;
    const bool is_creation = properties == "dateCreated";
    (is_creation ? created : claims)
        .push_back({.field = *field, .method = "microdata", .value = std::move(value), .node = i});
  }
  std::move(created.begin(), created.end(), std::back_inserter(claims));
  return claims;
}

}  // namespace dateline::html
