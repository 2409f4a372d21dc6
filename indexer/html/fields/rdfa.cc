#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/html/dom/text.h"
#include "indexer/html/fields/claims.h"
#include "search/base/ascii.h"

// RDFa, as Drupal writes it around what it shows: <span property="schema:dateCreated" content="…">.
namespace dateline::html {
namespace {

struct DateProperty {
  std::string_view name;  // without its vocabulary
  Field field;
};

constexpr DateProperty kProperties[] = {
    {"datePublished", Field::published}, {"issued", Field::published},
    {"dateCreated", Field::published},   {"created", Field::published},
    {"date", Field::published},          {"dateModified", Field::updated},
    {"modified", Field::updated}};

void add_values(const Page& page, std::uint32_t node, const DateProperty& property,
                std::vector<Claim>& claims) {
  for (const char* key : {"content", "datetime"}) {
    std::string value = collapse(page.attribute(page[node], key));
    if (value.empty()) continue;
    claims.push_back({property.field, "rdfa", std::move(value)});
    return;
  }
  std::string text = page.inner_text(node);
  if (!text.empty()) claims.push_back({property.field, "rdfa", std::move(text)});
}

}  // namespace

std::vector<Claim> rdfa_claims(const Page& page) {
  std::vector<Claim> claims;
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    if (page[i].is_text || page[i].tag == GUMBO_TAG_META) continue;
    std::string_view written = page.attribute(page[i], "property");
    written = written.substr(0, written.find(' '));
    const std::string_view name = written.substr(written.find_last_of(":/") + 1);
    for (const DateProperty& property : kProperties) {
      if (!name.empty() && property.name == name) add_values(page, i, property, claims);
    }
  }
  return claims;
}

}  // namespace dateline::html
