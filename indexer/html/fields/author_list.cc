#include "indexer/html/fields/author_list.h"

#include <algorithm>
#include <cstddef>

#include "indexer/html/dom/text.h"

namespace dateline::html {
namespace {

bool holds_name(const std::vector<std::string>& names, std::string_view name) {
  const std::string squeezed = squeeze_name(name);
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& each) { return squeeze_name(each) == squeezed; });
}

}  // namespace

std::string squeeze_name(std::string_view name) {
  std::string squeezed;
  for (const std::string& word : words_of(name)) squeezed += word;
  return squeezed;
}

std::vector<std::string> names_of_kind(const std::vector<AuthorName>& read, AuthorKind kind) {
  std::vector<std::string> names;
  for (const AuthorName& author : read) {
    if (author.kind == kind) names.push_back(author.name);
  }
  return names;
}

void add_authors(const std::vector<std::string>& names, std::string_view method, Authors& authors) {
  constexpr std::size_t kMost = 100;
  if (names.empty()) return;
  authors.method = method;
  for (const std::string& name : names) {
    const bool is_new = !holds_name(authors.names, name);
    if (is_new && authors.names.size() < kMost) authors.names.push_back(name);
  }
}

bool is_more(const Authors& more, const Authors& less) {
  return more.names.size() > less.names.size() &&
         std::all_of(less.names.begin(), less.names.end(),
                     [&](const std::string& name) { return holds_name(more.names, name); });
}

}  // namespace dateline::html
