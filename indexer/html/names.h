#pragma once

#include <cstdint>
#include <string_view>

namespace dateline::html {

// What a class or an id says its element is. Names are evidence and never a verdict: Prose weighs
// them against the text that the element holds.
enum class NameKind : std::uint8_t {
  plain,    // nothing of a kind
  label,    // marks of a word or two: "tags", "category", "print"
  aside,    // text that is beside the article's: "author-bio", "caption", "teaser"
  foreign,  // not of the article: "newsletter", "related", "sidebar"
  comments  // what readers wrote
};

// The kind of one name, as written in the page: "inline-newsletterSignup" is foreign.
//
// A name is read as a whole. Only its last part says what the element is, those before it may say
// where it is: "sidebar-grid__content" and "nav-wrap" are no more than labels. What is said of a
// state
// ("has-ads", "no-sidebar", "ad-free", "node--promoted"), of a variant in front of a colon
// ("print:mt-2") or of a post's subject ("category-sidebar") tells nothing.
NameKind kind_of_name(std::string_view name);

// Whether a name says that its element holds the article's text: "article-body", "entryContent".
bool names_article_text(std::string_view name);

// Whether a name says that its text is for screen readers only: "sr-only".
bool names_unseen_text(std::string_view name);

}  // namespace dateline::html
