#include "indexer/same_article.h"

#include <algorithm>
#include <string>
#include <utility>

#include <xxhash.h>

#include "indexer/text_shape.h"

namespace dateline {
namespace {

constexpr std::size_t kLeastLetters = 200;  // bytes of letters and digits: some forty words

bool has_own_id(const Article& article) {
  return std::any_of(
      article.extraction.begin(), article.extraction.end(),
      [](const Provenance& of) { return of.field == "id" && of.method == "metadata"; });
}

// Keys of the hash table, in which 0 is a free slot.
std::uint64_t key_of(std::string_view id) {
  return std::max<std::uint64_t>(XXH3_64bits(id.data(), id.size()), 1);
}
std::uint64_t key_of(const RecordHash& content) { return std::max<std::uint64_t>(content.low, 1); }

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
  shut_out(id, content);
  return true;
}

void SeenArticles::shut_out(std::string_view id, const std::optional<RecordHash>& content) {
  insert(key_of(id));
  if (content) insert(key_of(*content));
}

std::size_t SeenArticles::slot_of(std::uint64_t key) const {
  std::size_t slot = key & (slots_.size() - 1);
  while (slots_[slot] != 0 && slots_[slot] != key) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

bool SeenArticles::contains(std::uint64_t key) const { return slots_[slot_of(key)] != 0; }

void SeenArticles::insert(std::uint64_t key) {
  std::uint64_t& slot = slots_[slot_of(key)];
  if (slot != 0) return;
  slot = key;
  if (++count_ * 2 <= slots_.size()) return;
  const std::vector<std::uint64_t> before =
      std::exchange(slots_, std::vector<std::uint64_t>(slots_.size() * 2));
  for (const std::uint64_t one : before) {
    if (one != 0) slots_[slot_of(one)] = one;
  }
}

}  // namespace dateline
