#include "indexer/html/html_extractor.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "indexer/html/body/blocks.h"
#include "indexer/html/body/body.h"
#include "indexer/html/body/script_text.h"
#include "indexer/html/dom/dom.h"
#include "indexer/html/dom/text.h"
#include "indexer/html/fields/author_list.h"
#include "indexer/html/fields/claims.h"
#include "indexer/html/fields/metadata.h"

namespace dateline {
namespace {

// Whether a page shows no article: a few sentences that may be anything, or the first of it.
bool is_poor(const html::Body& body) {
  constexpr std::size_t kFewSentences = 3;
  constexpr std::size_t kFewWords = 200;
  return body.sentences <= kFewSentences && body.words < kFewWords;
}

// Whether one body has the beginning of a line of the other, so that they are the same article's.
bool is_same_article(const html::Body& a, const html::Body& b) {
  constexpr std::size_t kBeginning = 40;  // bytes
  return std::any_of(a.lines.begin(), a.lines.end(), [&](const html::BodyLine& line) {
    const std::string beginning = line.text.substr(0, kBeginning);
    return beginning.size() == kBeginning &&
           std::any_of(b.lines.begin(), b.lines.end(), [&](const html::BodyLine& other) {
             return other.text.find(beginning) != std::string::npos;
           });
  });
}

std::size_t words_in(const html::Body& body) {
  std::size_t words = 0;
  for (const html::BodyLine& line : body.lines) words += html::count_words(line.text);
  return words;
}

// What stands only in <noscript>.
html::Body noscript_body(const html::Page& page, const html::BodyHints& hints) {
  html::Body body = html::find_body(page, html::split_into_blocks(page, html::Scripts::off), hints);
  body.method = "noscript";
  return body;
}

// What stands only in the data of scripts.
html::Body script_body(std::string_view html, std::string_view title) {
  html::Body body{.method = "script"};
  for (std::string& paragraph : html::paragraphs_in_scripts(html, title)) {
    body.lines.push_back({.text = std::move(paragraph)});
  }
  body.sentences = static_cast<std::size_t>(
      std::count_if(body.lines.begin(), body.lines.end(),
                    [](const html::BodyLine& line) { return html::ends_sentence(line.text); }));
  return body;
}

// The body of a page that shows little: what is written for other readers, where that is far more.
void find_unseen_body(std::string_view html, const html::Page& page, const html::BodyHints& hints,
                      html::Body& body) {
  constexpr std::size_t kTimes = 3;
  constexpr std::size_t kSentences = 2;
  constexpr std::size_t kWordsOfAnything = 40;
  for (html::Body& other : std::array{noscript_body(page, hints), script_body(html, hints.title)}) {
    const bool is_more = other.sentences >= kSentences && words_in(other) >= kTimes * body.words;
    if (!is_more || (body.words > kWordsOfAnything && !is_same_article(body, other))) continue;
    body.lines = std::move(other.lines);
    body.method = std::move(other.method);
    body.sentences = other.sentences;
    body.words = words_in(body);
  }
}

// Whether a line names the article's authors and nobody else.
bool is_byline(std::string_view line, const std::vector<std::string>& authors) {
  constexpr std::size_t kMostWords = 14;
  if (html::count_words(line) > kMostWords || html::ends_sentence(line)) return false;
  const std::vector<AuthorName> read = read_authors(line);
  return !read.empty() && std::all_of(read.begin(), read.end(), [&](const AuthorName& author) {
    return std::any_of(authors.begin(), authors.end(), [&](const std::string& name) {
      return html::squeeze_name(name) == html::squeeze_name(author.name);
    });
  });
}

// Leaves out the bylines that open and close a body once its authors are known.
void drop_bylines(const std::vector<std::string>& authors, std::vector<html::BodyLine>& lines) {
  const auto is_known = [&](const html::BodyLine& line) { return is_byline(line.text, authors); };
  const auto first = std::find_if(lines.begin(), lines.end(), [](const html::BodyLine& line) {
    return !line.is_heading && html::ends_sentence(line.text);
  });
  lines.erase(std::remove_if(lines.begin(), first, is_known), first);
  while (!lines.empty() && is_known(lines.back())) lines.pop_back();
}

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
  const html::BodyHints hints{.title = raw.known.title,
                              .url = raw.known.url,
                              .claimed_body = claimed_body,
                              .summary = raw.known.summary};
  html::Body body = html::find_body(page, blocks, hints);
  if (is_poor(body)) find_unseen_body(html, page, hints, body);
  html::put_authors(html, page, blocks, body, claims, raw.known);
  html::put_dates(html, page, blocks, body, claims, raw.known);
  drop_bylines(raw.known.authors, body.lines);
  put_body(body, raw.known);
  return raw;
}

}  // namespace dateline
