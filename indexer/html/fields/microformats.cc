#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/html/dom/text.h"
#include "indexer/html/fields/claims.h"
#include "search/base/ascii.h"

// hAtom and its successor h-entry: themes of blogs mark an entry and its parts by class.
namespace dateline::html {
namespace {

constexpr const char* kMethod = "microformat";

// Whether a space-separated list of names, as class and rel have it, holds one of these.
bool holds_any(std::string_view names, std::initializer_list<std::string_view> wanted) {
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(' '), names.size());
    const std::string_view name = names.substr(0, end);
    if (std::find(wanted.begin(), wanted.end(), name) != wanted.end()) return true;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return false;
}

class Entry {
 public:
  Entry(const Page& page, std::uint32_t node) : page_(page), node_(node) {}

  std::vector<Claim> claims() {
    for (std::uint32_t i = node_ + 1; i < page_[node_].end; ++i) {
      if (page_[i].is_text) continue;
      read_classes(i, page_.attribute(page_[i], "class"));
      if (page_[i].tag == GUMBO_TAG_A) read_link(i, page_.attribute(page_[i], "rel"));
    }
    return std::move(claims_);
  }

 private:
  void read_classes(std::uint32_t node, std::string_view classes) {
    if (holds_any(classes, {"published", "dt-published"})) add_date(Field::published, node);
    if (holds_any(classes, {"updated", "dt-updated"})) add_date(Field::updated, node);
    if (holds_any(classes, {"p-author"}) || (holds_any(classes, {"fn"}) && is_inside_author(node)))
      add_author(node);
  }

  // rel="category tag" is what WordPress writes of categories.
  void read_link(std::uint32_t node, std::string_view rel) {
    if (!holds_any(rel, {"tag", "category"})) return;
    const bool is_section = holds_any(rel, {"category"});
    add(is_section ? Field::section : Field::topic, page_.inner_text(node));
  }

  bool is_inside_author(std::uint32_t node) const {
    constexpr int kMostLevels = 4;
    for (int level = 0; level < kMostLevels && node != node_; ++level) {
      const std::string_view classes = page_.attribute(page_[node], "class");
      if (holds_any(classes, {"author"})) return true;
      if (holds_any(classes, {"vcard"}) && classes.find("author") != std::string_view::npos)
        return true;
      node = page_[node].parent;
    }
    return false;
  }

  void add_author(std::uint32_t node) {
    std::string text = collapse(page_.parted_text(node, page_[node].end));
    if (!text.empty())
      claims_.push_back(
          {.field = Field::author, .method = kMethod, .value = std::move(text), .node = node});
  }

  void add_date(Field field, std::uint32_t node) {
    for (const char* key : {"datetime", "title"})
      add(field, std::string(page_.attribute(page_[node], key)));
  }

  void add(Field field, const std::string& value) {
    std::string text = collapse(value);
    if (!text.empty()) claims_.push_back({field, kMethod, std::move(text)});
  }

  const Page& page_;
  std::uint32_t node_;
  std::vector<Claim> claims_;
};

}  // namespace

std::vector<Claim> microformat_claims(const Page& page) {
  std::optional<std::uint32_t> entry;
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    if (page[i].is_text || !holds_any(page.attribute(page[i], "class"), {"hentry", "h-entry"}))
      continue;
    if (entry) return {};  // a list of entries, or comments that are entries too
    entry = i;
  }
  if (!entry) return {};
  return Entry(page, *entry).claims();
}

}  // namespace dateline::html
