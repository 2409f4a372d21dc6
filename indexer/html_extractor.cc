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

void put_body(const std::vector<html::Block>& blocks, const html::Body& body, Article& article) {
  for (const std::size_t index : body.blocks) {
    const html::Block& block = blocks[index];
    if (block.heading > 0) {
      article.headings.push_back({.before = article.paragraphs.size(), .text = block.text});
    } else {
      article.paragraphs.push_back(block.text);
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
  const html::Body body =
      html::find_body(page, blocks, raw.known.title, html::first_value(claims, html::Field::body));
  html::put_shown_dates(page, blocks, body, url, raw.known);
  put_body(blocks, body, raw.known);
  return raw;
}

}  // namespace dateline
