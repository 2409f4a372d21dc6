#include "indexer/build/known/same_article.h"

#include <algorithm>
#include <string>

#include <xxhash.h>

#include "indexer/text/text_shape.h"

namespace dateline {
namespace {

constexpr std::size_t kLeastLetters = 200;  // bytes of letters and digits: some forty words

bool has_own_id(const Article& article) {
  return std::any_of(
      article.extraction.begin(), article.extraction.end(),
      [](const Provenance& of) { return of.field == "id" && of.method == "metadata"; });
}

std::uint64_t key_of(std::string_view id) { return XXH3_64bits(id.data(), id.size()); }
std::uint64_t key_of(const RecordHash& content) { return content.low; }

}  // namespace

std::optional<RecordHash> content_key(const Article& article) {
  if (has_own_id(article)) return std::nullopt;
  std::string content;
  content.reserve(text_bytes(article));
  for (const std::string& paragraph : article.paragraphs) append_letters(paragraph, content);
  if (content.size() < kLeastLetters) return std::nullopt;
  for (const std::string& part : {article.title, article.source}) {
    content += '\n';
    append_letters(part, content);
  }
  content += '\n';
  if (article.published) content += format_day(*article.published);
  return hash_record(content);
}

bool SeenArticles::add(std::string_view id, const std::optional<RecordHash>& content) {
  if (contains(key_of(id)) || (content && contains(key_of(*content)))) return false;
  keys_.add(key_of(id), 0);
  if (content) keys_.add(key_of(*content), 0);
  return true;
}

void SeenArticles::shut_out(std::string_view id, const std::optional<RecordHash>& content) {
  insert(key_of(id));
  if (content) insert(key_of(*content));
}

bool SeenArticles::contains(std::uint64_t key) const {
  return keys_.find(key, [](std::uint64_t) { return true; }).has_value();
}

void SeenArticles::insert(std::uint64_t key) {
  if (!contains(key)) keys_.add(key, 0);
}

}  // namespace dateline
