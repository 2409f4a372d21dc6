#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "indexer/build/known/source_files.h"

namespace dateline {

// An article that a file has and that is the same as one before it, by the rule of SeenArticles.
struct RepeatedArticle {
  // An article and the file that has it; both are the SourceFiles'.
  struct Named {
    std::string_view path;
    std::string_view id;
  };
  enum class KnownBy : std::uint8_t { id, text };

  Named again;
  Named kept;
  KnownBy by = KnownBy::id;
};

// Calls visit for all of them, in the order of the files; as many as a run's summary counts. They
// point into `files`. `scratch` is a folder for scratch memory.
void for_each_repeated(const SourceFiles& files, const std::filesystem::path& scratch,
                       const std::function<void(const RepeatedArticle&)>& visit);

}  // namespace dateline
