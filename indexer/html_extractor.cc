#include "indexer/html_extractor.h"

#include <string>
#include <utility>
#include <vector>

#include "indexer/html/blocks.h"
#include "indexer/html/body.h"
#include "indexer/html/claims.h"
#include "indexer/html/dom.h"
#include "indexer/html/metadata.h"

namespace dateline {
namespace {

void put_body(const html::Body& body, Article& article) {
  for (const html::BodyLine& line : body.lines) {
    if (line.is_heading) {
      article.headings.push_back({.before = article.paragraphs.size(), .text = line.text});
    } else {
      article.paragraphs.push_back(line.text);
    }
  }
  if (!article.paragraphs.empty()) article.extraction.push_back({"paragraphs", body.method});
}

}  // namespace

RawArticle extract_html(std::string_view html, std::string_view url) {
  const html::Page page(html);
  const std::vector<html::Block> blocks = html::split_into_blocks(page);
  const std::vector<html::Claim> claims = html::collect_claims(page);
  RawArticle raw;
  raw.shape = RawArticle::Shape::body;
  html::put_metadata(page, blocks, claims, url, raw.known);
  const std::string claimed_body = html::first_value(claims, html::Field::body);
  const html::Body body = html::find_body(
      page, blocks, {.title = raw.known.title, .url = raw.known.url, .claimed_body = claimed_body});
  html::put_credits(page, blocks, body, raw.known);
  put_body(body, raw.known);
  return raw;
}

}  // namespace dateline
