#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/html/dom/dom.h"

// What a page's markup says of its article.
namespace dateline::html {

enum class Field : std::uint8_t {
  title,
  published,
  updated,
  author,
  source,
  section,
  topic,
  language,
  url,
  summary,
  place,
  body
};

// One statement of the markup: {Field::title, "opengraph", "Rates rise"}. Values are plain text
// (but a body, which may hold markup), never empty.
struct Claim {
  Field field = Field::title;
  std::string method;
  std::string value;
  std::uint32_t node = 0;        // that shows it; 0 where it is said and not shown
  bool is_organisation = false;  // of an author, where the markup says so

  bool operator==(const Claim&) const = default;
};

// From the page's JSON-LD: what the node says that describes the article. Where several could, the
// one whose headline has most in common with `page_title`.
std::vector<Claim> json_ld_claims(const Page& page, const std::string& page_title);

// From <meta>, <link>, <html lang>: OpenGraph, Dublin Core and the other names in use.
std::vector<Claim> meta_claims(const Page& page);

// From itemprop attributes that belong to an article or to no item.
std::vector<Claim> microdata_claims(const Page& page);

// The dates that property attributes of RDFa tell.
std::vector<Claim> rdfa_claims(const Page& page);

// From the class names of hAtom and h-entry, where the page has one entry and no more.
std::vector<Claim> microformat_claims(const Page& page);

}  // namespace dateline::html
