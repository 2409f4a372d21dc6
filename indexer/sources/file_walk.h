#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <sys/stat.h>

#include "indexer/sources/raw_article.h"

namespace dateline {

// A regular file that the walk found.
struct FoundFile {
  std::filesystem::path path;
  std::uint64_t bytes = 0;
};

// Whether neither a walk nor a watch looks at what has this name.
bool is_hidden(const std::filesystem::path& path);

// Finds the regular files below some paths, in the order of names, depth first: the same tree
// always gives the same order. One thread at a time.
class FileWalk {
 public:
  // Throws InputError where a path does not exist or is neither a file nor a folder that can be
  // read.
  FileWalk(const std::vector<std::filesystem::path>& paths,
           const std::vector<std::filesystem::path>& excluded);

  // The next file, or why something below the paths is none; none at the end.
  std::optional<std::variant<FoundFile, SetAside>> next();

 private:
  using FileId = std::pair<dev_t, ino_t>;
  enum class Kind : std::uint8_t { file, folder, link, special, unreadable };

  struct Entry {
    std::filesystem::path path;
    Kind kind = Kind::file;
    std::uint64_t bytes = 0;
    FileId id;
    std::string problem;
  };

  static Entry inspect(std::filesystem::path path, int stat_flags);
  void add(std::vector<Entry> entries);
  std::optional<SetAside> enter(const Entry& folder);
  std::optional<SetAside> refuse_link(const Entry& link) const;

  std::vector<std::filesystem::path> roots_;  // as realpath(3) has them
  std::set<FileId> excluded_;
  std::vector<Entry> waiting_;  // the next one is the last
};

}  // namespace dateline
