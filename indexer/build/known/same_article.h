#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "search/base/scratch_index.h"
#include "search/store/article/article.h"
#include "search/store/article/record_hash.h"

namespace dateline {

// By which an article is known again under another address or path: the hash of its source, day of
// publication, and the letters and digits of title and paragraphs. None where the source has given
// the article an id of its own, which is taken at its word, and where there are less than some
// forty words: a stub says the same of many things.
std::optional<RecordHash> content_key(const Article& article);

// Lets each article in once, in the order in which they are added. 32 to 128 bytes an article, of
// scratch memory.
class SeenArticles {
 public:
  // The scratch memory lies in `folder`.
  explicit SeenArticles(const std::filesystem::path& folder) : keys_(folder) {}

  // False where one of this id or this content was let in before.
  bool add(std::string_view id, const std::optional<RecordHash>& content);

  // Lets none of this id or this content in any more.
  void shut_out(std::string_view id, const std::optional<RecordHash>& content);

 private:
  bool contains(std::uint64_t key) const;
  void insert(std::uint64_t key);

  ScratchIndex keys_;  // hashes of ids and of contents; the numbers say nothing
};

}  // namespace dateline
