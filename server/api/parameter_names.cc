#include "server/api/parameter_names.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace dateline {
namespace {

constexpr std::size_t kLeastLetters = 4;  // of a name that may have a typing error

// What other search interfaces call a parameter, in small letters without "_", "-" and ".".
// Elasticsearch, OpenSearch, Solr, Meilisearch, Typesense, Algolia, the interfaces of newspapers.
struct OtherName {
  std::string_view theirs;
  std::string_view ours;
};

constexpr std::array kOtherNames = {
    OtherName{"query", "q"},
    OtherName{"querystring", "q"},
    OtherName{"search", "q"},
    OtherName{"searchterm", "q"},
    OtherName{"text", "q"},
    OtherName{"term", "q"},
    OtherName{"keyword", "q"},
    OtherName{"keywords", "q"},
    OtherName{"size", "limit"},
    OtherName{"rows", "limit"},
    OtherName{"perpage", "limit"},
    OtherName{"pagesize", "limit"},
    OtherName{"count", "limit"},
    OtherName{"num", "limit"},
    OtherName{"maxresults", "limit"},
    OtherName{"maxrecords", "limit"},
    OtherName{"hitsperpage", "limit"},
    OtherName{"top", "limit"},
    OtherName{"start", "offset"},
    OtherName{"skip", "offset"},
    OtherName{"startindex", "offset"},
    OtherName{"p", "page"},
    OtherName{"pagenumber", "page"},
    OtherName{"order", "sort"},
    OtherName{"orderby", "sort"},
    OtherName{"sortby", "sort"},
    OtherName{"datefrom", "from"},
    OtherName{"fromdate", "from"},
    OtherName{"startdate", "from"},
    OtherName{"begindate", "from"},
    OtherName{"since", "from"},
    OtherName{"after", "from"},
    OtherName{"dateto", "to"},
    OtherName{"todate", "to"},
    OtherName{"enddate", "to"},
    OtherName{"until", "to"},
    OtherName{"before", "to"},
    OtherName{"facet", "facets"},
    OtherName{"facetfield", "facets"},
    OtherName{"facetby", "facets"},
    OtherName{"aggs", "facets"},
    OtherName{"aggregations", "facets"},
    OtherName{"histogram", "timeline"},
    OtherName{"lang", "language"},
    OtherName{"person", "people"},
    OtherName{"persons", "people"},
    OtherName{"organization", "organisation"},
    OtherName{"organizations", "organisation"},
    OtherName{"publisher", "source"},
    OtherName{"byline", "author"},
    OtherName{"location", "place"},
    OtherName{"subject", "topic"},
    OtherName{"defaultoperator", "operator"},
    OtherName{"qop", "operator"},
    OtherName{"fragmentsize", "snippet_words"},
    OtherName{"snippetlength", "snippet_words"},
    OtherName{"groupby", "group"},
    OtherName{"collapse", "group"},
};

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c == '_' || c == '-' || c == '.') continue;
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return plain;
}

// Whether a letter more, less or another makes one of the other, or two that changed places.
bool is_one_slip(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() - b.size() > 1) return false;
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const std::string_view rest_a = a.substr(static_cast<std::size_t>(in_a - a.begin()));
  const std::string_view rest_b = b.substr(static_cast<std::size_t>(in_b - b.begin()));
  if (rest_a.empty()) return true;
  if (a.size() != b.size()) return rest_a.substr(1) == rest_b;
  if (rest_a.substr(1) == rest_b.substr(1)) return true;
  return rest_a.size() > 1 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] &&
         rest_a.substr(2) == rest_b.substr(2);
}

}  // namespace

std::string_view meant_parameter(std::string_view typed,
                                 const std::vector<std::string_view>& known) {
  const std::string plain = plain_name(typed);
  const auto find_if = [&](const auto& is_meant) {
    const auto found = std::ranges::find_if(known, is_meant);
    return found == known.end() ? std::string_view() : *found;
  };
  const std::string_view same =
      find_if([&](std::string_view name) { return plain_name(name) == plain; });
  if (!same.empty()) return same;
  const auto other = std::ranges::find(kOtherNames, plain, &OtherName::theirs);
  if (other != kOtherNames.end()) {
    const auto meant = std::ranges::find(known, other->ours);
    if (meant != known.end()) return *meant;
  }
  if (plain.size() < kLeastLetters) return {};
  return find_if([&](std::string_view name) { return is_one_slip(plain_name(name), plain); });
}

}  // namespace dateline
