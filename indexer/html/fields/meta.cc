#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/html/dom/text.h"
#include "indexer/html/fields/claims.h"
#include "indexer/prose/author_names.h"
#include "search/base/ascii.h"

namespace dateline::html {
namespace {

struct KnownName {
  std::string_view name;  // of <meta name=...>, property, itemprop or http-equiv, in lower case
  Field field = Field::title;
  std::string_view method;
};

// Names in use, the surer ones of a field first: the first that has a value wins.
constexpr std::array kNames{
    KnownName{"og:title", Field::title, "opengraph"},
    KnownName{"twitter:title", Field::title, "twitter"},
    KnownName{"headline", Field::title, "meta"},
    KnownName{"hdl", Field::title, "meta"},
    KnownName{"dc.title", Field::title, "dublin core"},
    KnownName{"dcterms.title", Field::title, "dublin core"},
    KnownName{"parsely-title", Field::title, "meta"},
    KnownName{"sailthru.title", Field::title, "meta"},
    KnownName{"citation_title", Field::title, "meta"},
    KnownName{"title", Field::title, "meta"},

    KnownName{"article:published_time", Field::published, "opengraph"},
    KnownName{"article:published", Field::published, "opengraph"},
    KnownName{"og:published_time", Field::published, "opengraph"},
    KnownName{"og:article:published_time", Field::published, "opengraph"},
    KnownName{"og:pubdate", Field::published, "opengraph"},
    KnownName{"article.published", Field::published, "meta"},
    KnownName{"datepublished", Field::published, "meta"},
    KnownName{"date_published", Field::published, "meta"},
    KnownName{"published-date", Field::published, "meta"},
    KnownName{"published_date", Field::published, "meta"},
    KnownName{"published_time", Field::published, "meta"},
    KnownName{"publishdate", Field::published, "meta"},
    KnownName{"publish-date", Field::published, "meta"},
    KnownName{"publish_date", Field::published, "meta"},
    KnownName{"publication_date", Field::published, "meta"},
    KnownName{"publication-date", Field::published, "meta"},
    KnownName{"pubdate", Field::published, "meta"},
    KnownName{"parsely-pub-date", Field::published, "meta"},
    KnownName{"cxenseparse:recs:publishtime", Field::published, "meta"},
    KnownName{"cxenseparse:publishtime", Field::published, "meta"},
    KnownName{"dcterms.issued", Field::published, "dublin core"},
    KnownName{"dc.date.issued", Field::published, "dublin core"},
    KnownName{"dc.date.published", Field::published, "dublin core"},
    KnownName{"dcterms.created", Field::published, "dublin core"},
    KnownName{"dc.date.created", Field::published, "dublin core"},
    KnownName{"dc.date", Field::published, "dublin core"},
    KnownName{"dcterms.date", Field::published, "dublin core"},
    KnownName{"dcterms.available", Field::published, "dublin core"},
    KnownName{"sailthru.date", Field::published, "meta"},
    KnownName{"bt:pubdate", Field::published, "meta"},
    KnownName{"displaydate", Field::published, "meta"},
    KnownName{"originalpublicationdate", Field::published, "meta"},
    KnownName{"citation_publication_date", Field::published, "meta"},
    KnownName{"citation_online_date", Field::published, "meta"},
    KnownName{"article_date_original", Field::published, "meta"},
    KnownName{"rnews:datepublished", Field::published, "meta"},
    KnownName{"pdate", Field::published, "meta"},
    KnownName{"ptime", Field::published, "meta"},
    KnownName{"pub_date", Field::published, "meta"},
    KnownName{"article:create", Field::published, "opengraph"},
    KnownName{"datecreated", Field::published, "meta"},
    KnownName{"created", Field::published, "meta"},
    KnownName{"date", Field::published, "meta"},

    KnownName{"article:modified_time", Field::updated, "opengraph"},
    KnownName{"article:modified", Field::updated, "opengraph"},
    KnownName{"og:updated_time", Field::updated, "opengraph"},
    KnownName{"og:modified_time", Field::updated, "opengraph"},
    KnownName{"article.updated", Field::updated, "meta"},
    KnownName{"datemodified", Field::updated, "meta"},
    KnownName{"date_modified", Field::updated, "meta"},
    KnownName{"lastmod", Field::updated, "meta"},
    KnownName{"last-modified", Field::updated, "meta"},
    KnownName{"last_updated", Field::updated, "meta"},
    KnownName{"dcterms.modified", Field::updated, "dublin core"},
    KnownName{"dc.date.modified", Field::updated, "dublin core"},
    KnownName{"revised", Field::updated, "meta"},

    KnownName{"author", Field::author, "meta"},
    KnownName{"byl", Field::author, "meta"},
    KnownName{"article:author", Field::author, "opengraph"},
    KnownName{"og:article:author", Field::author, "opengraph"},
    KnownName{"article.author", Field::author, "meta"},
    KnownName{"parsely-author", Field::author, "meta"},
    KnownName{"sailthru.author", Field::author, "meta"},
    KnownName{"dc.creator", Field::author, "dublin core"},
    KnownName{"dcterms.creator", Field::author, "dublin core"},
    KnownName{"citation_author", Field::author, "meta"},
    KnownName{"byline", Field::author, "meta"},
    KnownName{"authors", Field::author, "meta"},
    KnownName{"author_name", Field::author, "meta"},
    KnownName{"article:author_name", Field::author, "meta"},
    KnownName{"articleauthor", Field::author, "meta"},
    KnownName{"cxenseparse:author", Field::author, "meta"},
    KnownName{"bt:author", Field::author, "meta"},
    KnownName{"mediator_author", Field::author, "meta"},
    KnownName{"shareaholic:article_author_name", Field::author, "meta"},

    KnownName{"og:site_name", Field::source, "opengraph"},
    KnownName{"application-name", Field::source, "meta"},
    KnownName{"dc.publisher", Field::source, "dublin core"},
    KnownName{"dcterms.publisher", Field::source, "dublin core"},
    KnownName{"publisher", Field::source, "meta"},
    KnownName{"apple-mobile-web-app-title", Field::source, "meta"},

    KnownName{"article:section", Field::section, "opengraph"},
    KnownName{"article.section", Field::section, "meta"},
    KnownName{"parsely-section", Field::section, "meta"},
    KnownName{"articlesection", Field::section, "meta"},
    KnownName{"section", Field::section, "meta"},

    KnownName{"article:tag", Field::topic, "opengraph"},
    KnownName{"news_keywords", Field::topic, "meta"},
    KnownName{"keywords", Field::topic, "meta"},
    KnownName{"parsely-tags", Field::topic, "meta"},
    KnownName{"sailthru.tags", Field::topic, "meta"},

    KnownName{"content-language", Field::language, "meta"},
    KnownName{"dc.language", Field::language, "dublin core"},
    KnownName{"dcterms.language", Field::language, "dublin core"},
    KnownName{"language", Field::language, "meta"},
    KnownName{"og:locale", Field::language, "opengraph"},

    KnownName{"og:url", Field::url, "opengraph"},

    KnownName{"og:description", Field::summary, "opengraph"},
    KnownName{"description", Field::summary, "meta"},
    KnownName{"twitter:description", Field::summary, "twitter"},
    KnownName{"dc.description", Field::summary, "dublin core"},
    KnownName{"dcterms.abstract", Field::summary, "dublin core"},
};

// Names of dates that are told by their letters and digits alone, with or without what stands in
// front of a colon or a stop: "article:published:time", "published_on", "x:release_date".
struct MetaDateName {
  std::string_view letters;
  Field field = Field::published;
};
constexpr std::array kMetaDateNames{MetaDateName{"articlepublishedtime"},
                                    MetaDateName{"articlepublisheddate"},
                                    MetaDateName{"articlepublishdate"},
                                    MetaDateName{"articlepubdate"},
                                    MetaDateName{"articledate"},
                                    MetaDateName{"publishedon"},
                                    MetaDateName{"publishedat"},
                                    MetaDateName{"publishedtime"},
                                    MetaDateName{"publisheddate"},
                                    MetaDateName{"published"},
                                    MetaDateName{"publishtime"},
                                    MetaDateName{"publishdate"},
                                    MetaDateName{"publicationdate"},
                                    MetaDateName{"publicationtime"},
                                    MetaDateName{"pubdate"},
                                    MetaDateName{"pubtime"},
                                    MetaDateName{"datepublished"},
                                    MetaDateName{"datepublish"},
                                    MetaDateName{"dateofpublication"},
                                    MetaDateName{"firstpublished"},
                                    MetaDateName{"firstpublishedat"},
                                    MetaDateName{"originalpublishdate"},
                                    MetaDateName{"citationdate"},
                                    MetaDateName{"citationpublicationdate"},
                                    MetaDateName{"releasedate"},
                                    MetaDateName{"releasetime"},
                                    MetaDateName{"displaydate"},
                                    MetaDateName{"onlinedate"},
                                    MetaDateName{"newsdate"},
                                    MetaDateName{"storydate"},
                                    MetaDateName{"postdate"},
                                    MetaDateName{"issuedate"},
                                    MetaDateName{"issued"},
                                    MetaDateName{"datecreated"},
                                    MetaDateName{"creationdate"},
                                    MetaDateName{"createdate"},
                                    MetaDateName{"createddate"},
                                    MetaDateName{"createdat"},
                                    MetaDateName{"createat"},
                                    MetaDateName{"dcdate"},
                                    MetaDateName{"articlemodifiedtime", Field::updated},
                                    MetaDateName{"articlemodifieddate", Field::updated},
                                    MetaDateName{"articleupdatedtime", Field::updated},
                                    MetaDateName{"lastmodified", Field::updated},
                                    MetaDateName{"lastupdate", Field::updated},
                                    MetaDateName{"lastupdated", Field::updated},
                                    MetaDateName{"datemodified", Field::updated},
                                    MetaDateName{"dateupdated", Field::updated},
                                    MetaDateName{"modifiedtime", Field::updated},
                                    MetaDateName{"modifieddate", Field::updated},
                                    MetaDateName{"modified", Field::updated},
                                    MetaDateName{"updatedtime", Field::updated},
                                    MetaDateName{"updateddate", Field::updated},
                                    MetaDateName{"updatedat", Field::updated},
                                    MetaDateName{"updatedon", Field::updated},
                                    MetaDateName{"updatetime", Field::updated},
                                    MetaDateName{"updatedate", Field::updated},
                                    MetaDateName{"updated", Field::updated},
                                    MetaDateName{"revisiondate", Field::updated},
                                    MetaDateName{"lastrevised", Field::updated}};

struct Ranked {
  std::size_t rank = 0;
  Claim claim;
};

// What a name says of its value, the surer before the others.
struct NameMeaning {
  std::size_t rank = 0;
  Field field = Field::title;
  std::string_view method;
};

std::string letters_of(std::string_view name) {
  std::string letters(name);
  std::erase_if(letters, [](char c) { return !ascii::is_letter(c) && !ascii::is_digit(c); });
  return letters;
}

std::optional<NameMeaning> date_meaning(std::string_view letters) {
  const auto* found =
      std::find_if(kMetaDateNames.begin(), kMetaDateNames.end(),
                   [&](const MetaDateName& known) { return known.letters == letters; });
  if (found == kMetaDateNames.end()) return std::nullopt;
  const auto rank = kNames.size() + static_cast<std::size_t>(found - kMetaDateNames.begin());
  return NameMeaning{rank, found->field, "meta"};
}

std::optional<NameMeaning> meaning_of(std::string_view written) {
  const std::string name = ascii::lower(written);
  const auto* found = std::find_if(kNames.begin(), kNames.end(),
                                   [&](const KnownName& known) { return known.name == name; });
  if (found != kNames.end()) {
    return NameMeaning{static_cast<std::size_t>(found - kNames.begin()), found->field,
                       found->method};
  }
  if (const auto date = date_meaning(letters_of(name))) return date;
  const std::size_t prefix = name.find_last_of(":.");
  if (prefix == std::string::npos) return std::nullopt;
  return date_meaning(letters_of(std::string_view(name).substr(prefix + 1)));
}

void add_meta(const Page& page, const Node& node, std::vector<Ranked>& found) {
  const std::string content = strip_markup(page.attribute(node, "content"));
  if (content.empty()) return;
  const bool in_head = page[node.parent].tag == GUMBO_TAG_HEAD;
  for (const char* key : {"property", "name", "http-equiv", "itemprop"}) {
    if (std::string_view(key) == "itemprop" && !in_head) continue;  // see microdata.cc
    const std::optional<NameMeaning> meaning = meaning_of(page.attribute(node, key));
    if (!meaning) continue;
    found.push_back({meaning->rank, {meaning->field, std::string(meaning->method), content}});
    return;
  }
}

// <meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Lee">
void add_twitter_author(const Page& page, std::vector<Claim>& claims) {
  for (const std::string number : {"1", "2"}) {
    std::string label;
    std::string data;
    for (const Node& node : page.nodes()) {
      if (node.tag != GUMBO_TAG_META) continue;
      const std::string_view name = page.attribute(node, "name");
      if (name == "twitter:label" + number) label = strip_markup(page.attribute(node, "content"));
      if (name == "twitter:data" + number) data = strip_markup(page.attribute(node, "content"));
    }
    const bool is_author = !label.empty() && author_label(label) == label.size();
    if (is_author && !data.empty()) claims.push_back({Field::author, "twitter", data});
  }
}

}  // namespace

std::vector<Claim> meta_claims(const Page& page) {
  std::vector<Ranked> found;
  std::vector<Claim> claims;
  for (const Node& node : page.nodes()) {
    if (node.tag == GUMBO_TAG_META) {
      add_meta(page, node, found);
    } else if (node.tag == GUMBO_TAG_LINK &&
               ascii::equals_ignoring_case(page.attribute(node, "rel"), "canonical")) {
      const std::string url = collapse(page.attribute(node, "href"));
      if (!url.empty()) claims.push_back({Field::url, "canonical link", url});
    } else if (node.tag == GUMBO_TAG_HTML) {
      const std::string language = collapse(page.attribute(node, "lang"));
      if (!language.empty()) claims.push_back({Field::language, "html lang", language});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
  for (Ranked& ranked : found) claims.push_back(std::move(ranked.claim));
  add_twitter_author(page, claims);
  return claims;
}

}  // namespace dateline::html
