#include "indexer/html/fields/authors.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "indexer/html/body/article_zone.h"
#include "indexer/html/dom/loose_json.h"
#include "indexer/html/fields/bylines.h"
#include "indexer/prose/author_names.h"

namespace dateline::html {
namespace {

// Methods in the order of trust; each has the names that it claims.
class Claimed {
 public:
  Claimed(const std::vector<Claim>& claims, const ArticleZone& zone,
          const std::vector<std::string>& sites)
      : zone_(zone), sites_(sites) {
    for (const Claim& claim : claims) {
      if (claim.field == Field::author) add(claim);
    }
  }

  const std::vector<Authors>& persons() const { return persons_; }
  const std::vector<Authors>& others() const { return others_; }

 private:
  void add(const Claim& claim) {
    if (claim.node != 0 && !is_of_article(claim)) return;
    std::vector<AuthorName> read = read_authors(claim.value);
    for (AuthorName& author : read) {
      const bool is_site =
          std::find(sites_.begin(), sites_.end(), squeeze_name(author.name)) != sites_.end();
      if (claim.is_organisation || is_site) author.kind = AuthorKind::other;
    }
    put(names_of_kind(read, AuthorKind::person), claim.method, persons_);
    put(names_of_kind(read, AuthorKind::other), claim.method, others_);
  }

  // What is shown far behind another author is of another article.
  bool is_of_article(const Claim& claim) {
    if (zone_.is_foreign(claim.node)) return false;
    constexpr std::uint32_t kTogether = 50;  // nodes
    const bool is_next = last_shown_ == 0 || claim.node - last_shown_ < kTogether;
    if (claim.node >= zone_.node_of(zone_.head_end()) && !is_next) return false;
    last_shown_ = claim.node;
    return true;
  }

  static void put(const std::vector<std::string>& names, const std::string& method,
                  std::vector<Authors>& methods) {
    if (names.empty()) return;
    auto found = std::find_if(methods.begin(), methods.end(),
                              [&](const Authors& each) { return each.method == method; });
    if (found == methods.end()) found = methods.insert(found, Authors{.method = method});
    add_authors(names, method, *found);
  }

  const ArticleZone& zone_;
  const std::vector<std::string>& sites_;
  std::uint32_t last_shown_ = 0;
  std::vector<Authors> persons_;
  std::vector<Authors> others_;
};

// Of methods in the order of trust the first, or one that has all its names and more.
Authors fullest(const std::vector<Authors>& methods) {
  Authors best;
  for (const Authors& each : methods) {
    if (best.names.empty() || is_more(each, best)) best = each;
  }
  return best;
}

std::vector<std::string> squeezed_sites(const std::vector<Claim>& claims,
                                        const std::vector<std::string>& sites) {
  std::vector<std::string> squeezed;
  for (const std::string& site : sites) squeezed.push_back(squeeze_name(site));
  for (const Claim& claim : claims) {
    if (claim.field == Field::source) squeezed.push_back(squeeze_name(claim.value));
  }
  return squeezed;
}

Authors authors_in_attributes(const Page& page, std::uint32_t node) {
  Authors authors;
  for (const char* name : {"data-author", "data-authors", "data-author-name", "data-byline"}) {
    const auto names = read_authors(page.attribute(page[node], name));
    add_authors(names_of_kind(names, AuthorKind::person), "data attribute", authors);
    if (!authors.names.empty()) break;
  }
  return authors;
}

// What an element around the article says of it, <article data-author="Ann Lee">, or an empty one
// near its title, which is there to say so.
Authors authors_in_attributes(const Page& page, const std::vector<Block>& blocks,
                              const ArticleZone& zone) {
  constexpr std::uint32_t kNear = 12;  // nodes
  if (zone.first() >= blocks.size()) return {};
  for (std::uint32_t node = blocks[zone.first()].node; node != 0; node = page[node].parent) {
    if (Authors authors = authors_in_attributes(page, node); !authors.names.empty()) return authors;
  }
  const std::uint32_t title = blocks[zone.title()].node;
  for (std::uint32_t node = title - std::min(title, kNear); node < blocks[zone.first()].node;
       ++node) {
    const bool is_empty = page[node].end == node + 1 && !page[node].is_text;
    if (!is_empty || zone.is_foreign(node)) continue;
    if (Authors authors = authors_in_attributes(page, node); !authors.names.empty()) return authors;
  }
  return {};
}

// The name in `"author": "Ann Lee"`, `"author": {"name": "Ann Lee"` and `"authors": [{"name": "Ann
// Lee"` that begins a text.
std::string name_behind_author(std::string_view member) {
  for (const char* name : {"author", "authors", "authorName", "author_name"}) {
    const std::vector<LooseValue> values = loose_values(member, name);
    if (!values.empty() && values.front().at < 2) return values.front().text;
  }
  const std::size_t colon = member.find(':');
  const std::size_t object = member.find('{');
  const std::vector<LooseValue> names = loose_values(member, "name");
  constexpr std::size_t kNear = 6;  // bytes between colon and object: spaces and brackets
  const bool is_object = colon != std::string_view::npos && object != std::string_view::npos &&
                         object > colon && object - colon < kNear;
  return is_object && !names.empty() ? names.front().text : std::string();
}

}  // namespace

Authors authors_in_scripts(std::string_view html) {
  constexpr std::size_t kMember = 200;  // bytes
  Authors found;
  for (std::size_t at = html.find("author"); at != std::string_view::npos;
       at = html.find("author", at + 1)) {
    const std::size_t quote = at == 0 ? 0 : at - 1;
    const std::string name = name_behind_author(html.substr(quote, kMember));
    const std::vector<std::string> persons = names_of_kind(read_authors(name), AuthorKind::person);
    if (persons.empty()) continue;
    if (!found.names.empty() && found.names != persons) return {};
    found = {.names = persons, .method = "script"};
  }
  return found;
}

Authors find_authors(const Page& page, const std::vector<Block>& blocks, const Body& body,
                     const std::vector<Claim>& claims, const std::vector<std::string>& sites) {
  const ArticleZone zone(page, blocks, body);
  const std::vector<std::string> site_names = squeezed_sites(claims, sites);
  const Claimed claimed(claims, zone, site_names);
  std::vector<Authors> found = claimed.persons();
  found.push_back(shown_authors(page, blocks, zone, site_names));
  found.push_back(authors_in_attributes(page, blocks, zone));
  Authors persons = fullest(found);
  if (!persons.names.empty()) return persons;
  return claimed.others().empty() ? Authors{} : claimed.others().front();
}

}  // namespace dateline::html
