#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/prose/author_names.h"

namespace dateline::html {

// Who wrote an article, and how that was found: "json-ld", "author link", "byline".
struct Authors {
  std::vector<std::string> names;
  std::string method;
};

// A name without spaces and punctuation, by which names are compared: "The Paper" and "thepaper"
// are one.
std::string squeeze_name(std::string_view name);

std::vector<std::string> names_of_kind(const std::vector<AuthorName>& read, AuthorKind kind);

// Adds the names that are new, as long as there are few: no article has a hundred authors.
void add_authors(const std::vector<std::string>& names, std::string_view method, Authors& authors);

// Whether one list has all the names of another and more.
bool is_more(const Authors& more, const Authors& less);

}  // namespace dateline::html
