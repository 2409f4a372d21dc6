#include "indexer/html/fields/metadata.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "indexer/html/dom/links.h"
#include "indexer/html/dom/text.h"
#include "indexer/html/fields/article_dates.h"
#include "indexer/html/fields/authors.h"
#include "indexer/html/fields/origin.h"
#include "indexer/html/fields/page_language.h"
#include "indexer/html/fields/title.h"
#include "indexer/prose/line_lexicon.h"
#include "search/base/ascii.h"

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

bool is_address(const std::string& text) {
  return text.starts_with("http:") || text.starts_with("https:") || text.starts_with("www.") ||
         text.starts_with("/");
}

// "a, b; c" → "a", "b", "c".
std::vector<std::string> topics_of(std::string_view value) {
  std::vector<std::string> topics;
  while (!value.empty()) {
    const std::size_t end = std::min(value.find_first_of(",;"), value.size());
    std::string topic = collapse(value.substr(0, end));
    if (!topic.empty()) topics.push_back(std::move(topic));
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return topics;
}

// All values of the surest method that has any.
template <typename Split>
void put_list(const std::vector<Claim>& claims, Field field, const char* name,
              std::vector<std::string> Article::*member, Split split, Article& article) {
  std::vector<std::string>& list = article.*member;
  std::string method;
  for (const Claim& claim : claims) {
    if (claim.field != field || is_address(claim.value)) continue;
    if (!list.empty() && claim.method != method) break;
    method = claim.method;
    for (std::string& value : split(claim.value)) {
      const bool is_new = std::find(list.begin(), list.end(), value) == list.end();
      if (is_new) list.push_back(std::move(value));
    }
  }
  if (!list.empty()) put(name, method, article);
}

void put_language(const std::vector<Claim>& claims, const std::vector<Block>& blocks,
                  Article& article) {
  PageLanguage language = page_language(claims, blocks);
  if (language.code.empty()) return;
  article.language = std::move(language.code);
  put("language", std::move(language.method), article);
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

void put_claim(const std::optional<Claim>& claim, const char* name, std::string Article::*member,
               Article& article) {
  if (!claim) return;
  article.*member = claim->value;
  put(name, claim->method, article);
}

// What the page's title has behind or before the article's is the site's name; else its host must
// do.
void put_implied_source(std::string_view whole_title, Article& article) {
  constexpr std::size_t kMostWords = 5;
  std::string name = site_suffix(whole_title, article.title);
  if (name.empty()) name = site_prefix(whole_title, article.title);
  const bool is_section = count_words(name) == 1 && is_section_name(name);
  name = is_section ? std::string() : source_name(name);
  if (!name.empty() && count_words(name) <= kMostWords) {
    article.source = name;
    put("source", "title element", article);
  } else if (const std::string_view host = host_of(article.url); !host.empty()) {
    article.source = host;
    put("source", "address", article);
  }
}

}  // namespace

std::vector<Claim> collect_claims(const Page& page) {
  std::vector<Claim> claims = json_ld_claims(page, page_title(page));
  for (auto* collect : {&meta_claims, &microdata_claims, &rdfa_claims, &microformat_claims}) {
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
  put_language(claims, blocks, article);
  put_claim(claimed_source(claims), "source", &Article::source, article);
  put_url(claims, url, article);
  const std::string whole_title = page_title(page);
  const std::vector<std::string> sites{article.source, std::string(site_label(article.url))};
  if (const std::optional<Claim> title = choose_title(page, blocks, claims, sites)) {
    article.title = title->value;
    put("title", title->method, article);
  }
  if (article.source.empty()) put_implied_source(whole_title, article);
  put_list(claims, Field::topic, "topics", &Article::topics, &topics_of, article);
  put_claim(claimed_section(claims), "section", &Article::section, article);
  put_text(claims, Field::summary, "summary", &Article::summary, article);
  put_claim(claimed_place(claims), "place", &Article::place, article);
}

void put_authors(std::string_view html, const Page& page, const std::vector<Block>& blocks,
                 const Body& body, const std::vector<Claim>& claims, Article& article) {
  const std::vector<std::string> sites{article.source, std::string(site_label(article.url))};
  Authors authors = find_authors(page, blocks, body, claims, sites);
  if (authors.names.empty()) authors = authors_in_scripts(html);
  if (authors.names.empty()) return;
  article.authors = std::move(authors.names);
  put("authors", std::move(authors.method), article);
}

void put_dates(std::string_view html, const Page& page, const std::vector<Block>& blocks,
               const Body& body, const std::vector<Claim>& claims, Article& article) {
  ArticleDates dates = find_article_dates(html, page, blocks, body, claims, article);
  article.published = dates.published;
  if (dates.published) put("published", std::move(dates.published_method), article);
  article.updated = dates.updated;
  if (dates.updated) put("updated", std::move(dates.updated_method), article);
}

}  // namespace dateline::html
