#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/html/dom/dom.h"
#include "indexer/text/word_set.h"

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

// A name's words in lower case, split where people split them: "entryPub-date" is entry, pub, date.
std::vector<std::string> words_of_name(std::string_view name);

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

// Whether a name says that its element names who wrote: "byline", "article__author-link",
// "authorText"; not what shows or tells of them: "author-bio".
bool names_author(std::string_view name);

// Whether a name says that its element is about other articles, or what somebody else says:
// "related-stories", "teaser__author", "pull-quote", "comment-list".
bool names_others(std::string_view name);

// Whether one of a name's words is among some: "article-kicker" has "kicker".
bool has_word_of(std::string_view name, const WordSet& words);

// Whether a name says that its text is for screen readers only: "sr-only".
bool names_unseen_text(std::string_view name);

// The answers to one question about names. A page has few, and each stands at many elements. What
// it is asked about must outlive it.
class NameAnswers {
 public:
  explicit NameAnswers(bool (*says)(std::string_view)) : says_(says) {}

  bool operator()(std::string_view name) {
    const auto [found, is_new] = known_.try_emplace(name);
    if (is_new) found->second = says_(name);
    return found->second;
  }

 private:
  bool (*says_)(std::string_view);
  std::unordered_map<std::string_view, bool> known_;
};

// Whether `says` holds for one of the names in an element's class.
template <typename Says>
bool any_class(const Page& page, std::uint32_t node, Says&& says) {
  const std::string_view classes = page.attribute(page[node], "class");
  for (std::size_t begin = 0; begin < classes.size();) {
    const std::size_t end = std::min(classes.find_first_of(" \t\r\n", begin), classes.size());
    if (end > begin && says(classes.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace dateline::html
