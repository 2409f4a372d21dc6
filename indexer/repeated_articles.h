#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/source_record.h"

namespace dateline {

// An article that a file has and that is the same as one before it, by the rule of SeenArticles.
struct RepeatedArticle {
  // An article and the file that has it; both are the source record's.
  struct Named {
    std::string_view path;
    std::string_view id;
  };
  enum class KnownBy : std::uint8_t { id, text };

  Named again;
  Named kept;
  KnownBy by = KnownBy::id;
};

// All of them, in the order of the files; as many as a run's summary counts. They point into
// `files`.
std::vector<RepeatedArticle> repeated_articles(const std::vector<SourceFile>& files);

}  // namespace dateline
