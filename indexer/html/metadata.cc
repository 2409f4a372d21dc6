#include "indexer/html/metadata.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "indexer/html/ascii.h"
#include "indexer/html/dates.h"
#include "indexer/html/text.h"
#include "indexer/html/title.h"

namespace dateline::html {
namespace {

void put(std::string field, std::string method, Article& article) {
  article.extraction.push_back({std::move(field), std::move(method)});
}

void put_text(const std::vector<Claim>& claims, Field field, const char* name,
              std::string Article::*member, Article& article) {
  for (const Claim& claim : claims) {
    if (claim.field != field) continue;
    article.*member = claim.value;
    put(name, claim.method, article);
    return;
  }
}

void put_date(const std::vector<Claim>& claims, Field field, const char* name,
              std::optional<Date> Article::*member, Article& article) {
  for (const Claim& claim : claims) {
    if (claim.field != field) continue;
    article.*member = read_date(claim.value);
    if (!(article.*member)) continue;
    put(name, claim.method, article);
    return;
  }
}

bool is_address(const std::string& text) {
  return text.starts_with("http:") || text.starts_with("https:") || text.starts_with("www.") ||
         text.starts_with("/");
}

// "By Ann Lee" → "Ann Lee".
std::string author_name(const std::string& value) {
  std::string_view name = value;
  for (const std::string_view opening : {"by ", "by: "}) {
    if (equals_ignoring_case(name.substr(0, opening.size()), opening)) {
      name.remove_prefix(opening.size());
    }
  }
  return collapse(name);
}

// All values of the surest method that has any.
void put_list(const std::vector<Claim>& claims, Field field, const char* name,
              std::vector<std::string> Article::*member, Article& article) {
  std::string method;
  for (const Claim& claim : claims) {
    if (claim.field != field || is_address(claim.value)) continue;
    if (!method.empty() && claim.method != method) break;
    method = claim.method;
    std::string value = field == Field::author ? author_name(claim.value) : claim.value;
    std::vector<std::string>& list = article.*member;
    const bool is_new = std::find(list.begin(), list.end(), value) == list.end();
    if (is_new && !value.empty()) list.push_back(std::move(value));
  }
  if (!(article.*member).empty()) put(name, method, article);
}

// "en_US", "EN-us" and "en" are "en".
std::string primary_language(const std::string& tag) {
  const std::string language = lower(std::string_view(tag).substr(0, tag.find_first_of("-_, ;")));
  const bool is_code = (language.size() == 2 || language.size() == 3) &&
                       std::all_of(language.begin(), language.end(), is_letter);
  return is_code ? language : std::string();
}

void put_language(const std::vector<Claim>& claims, Article& article) {
  for (const Claim& claim : claims) {
    if (claim.field != Field::language) continue;
    article.language = primary_language(claim.value);
    if (article.language.empty()) continue;
    put("language", claim.method, article);
    return;
  }
}

// The canonical address where it is a whole one, else the page's own.
void put_url(const std::vector<Claim>& claims, std::string_view url, Article& article) {
  for (const Claim& claim : claims) {
    const bool is_whole = claim.value.starts_with("http://") || claim.value.starts_with("https://");
    if (claim.field != Field::url || !is_whole) continue;
    article.url = claim.value;
    put("url", claim.method, article);
    return;
  }
  if (url.empty()) return;
  article.url = url;
  put("url", "address", article);
}

}  // namespace

std::vector<Claim> collect_claims(const Page& page) {
  std::vector<Claim> claims = json_ld_claims(page, page_title(page));
  for (auto* collect : {&meta_claims, &microdata_claims}) {
    std::vector<Claim> more = collect(page);
    std::move(more.begin(), more.end(), std::back_inserter(claims));
  }
  return claims;
}

std::string first_value(const std::vector<Claim>& claims, Field field) {
  const auto found = std::find_if(claims.begin(), claims.end(),
                                  [&](const Claim& claim) { return claim.field == field; });
  return found == claims.end() ? std::string() : found->value;
}

void put_metadata(const Page& page, const std::vector<Block>& blocks,
                  const std::vector<Claim>& claims, std::string_view url, Article& article) {
  put_text(claims, Field::source, "source", &Article::source, article);
  if (const std::optional<Claim> title = choose_title(page, blocks, claims, article.source)) {
    article.title = title->value;
    put("title", title->method, article);
  }
  put_date(claims, Field::published, "published", &Article::published, article);
  put_date(claims, Field::updated, "updated", &Article::updated, article);
  put_list(claims, Field::author, "authors", &Article::authors, article);
  put_list(claims, Field::topic, "topics", &Article::topics, article);
  put_text(claims, Field::section, "section", &Article::section, article);
  put_text(claims, Field::summary, "summary", &Article::summary, article);
  put_text(claims, Field::place, "place", &Article::place, article);
  put_language(claims, article);
  put_url(claims, url, article);
}

void put_shown_dates(const Page& page, const std::vector<Block>& /*blocks*/, const Body& /*body*/,
                     std::string_view url, Article& article) {
  if (article.published) return;
  for (const Node& node : page.nodes()) {
    if (node.tag != GUMBO_TAG_TIME) continue;
    article.published = read_date(page.attribute(node, "datetime"));
    if (!article.published) continue;
    put("published", "time element", article);
    return;
  }
  article.published = date_of_url(url);
  if (article.published) put("published", "url path", article);
}

}  // namespace dateline::html
