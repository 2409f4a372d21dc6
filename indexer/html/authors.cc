#include "indexer/html/authors.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "indexer/author_names.h"
#include "indexer/html/article_zone.h"
#include "indexer/html/bylines.h"

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

}  // namespace

Authors find_authors(const Page& page, const std::vector<Block>& blocks, const Body& body,
                     const std::vector<Claim>& claims, const std::vector<std::string>& sites) {
  const ArticleZone zone(page, blocks, body);
  const std::vector<std::string> site_names = squeezed_sites(claims, sites);
  const Claimed claimed(claims, zone, site_names);
  std::vector<Authors> found = claimed.persons();
  found.push_back(shown_authors(page, blocks, zone, site_names));
  Authors persons = fullest(found);
  if (!persons.names.empty()) return persons;
  return claimed.others().empty() ? Authors{} : claimed.others().front();
}

}  // namespace dateline::html
