#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "indexer/build/known/pushed_articles.h"
#include "indexer/build/known/source_files.h"
#include "indexer/sources/file_walk.h"
#include "search/base/scratch_array.h"
#include "search/store/article/record_hash.h"

// What an incremental run decides before and after it reads: values in, values out, no file is
// opened.
namespace dateline {

// The files below the given paths as they are now, in the order of the walk, and what is none.
struct Survey {
  SourceFiles files;                  // without articles, but for those that need not be read
  ScratchArray<std::size_t> to_read;  // numbers of files, in the order in which they are read
  std::vector<SetAside> problems;

  std::uint64_t bytes_to_read() const;
};

// Compares the walk with what was known. A file is as it was where path, size, time and inode are.
// What lies below a folder that cannot be read now stays as it was. A file that the walk finds
// twice is one. What is known of all files lies in `scratch`, a folder for scratch memory.
Survey survey(FileWalk walk, const SourceFiles& known, const std::filesystem::path& scratch);

// Articles that are to be shown and lie in no segment.
struct Missing {
  std::vector<std::size_t> files;    // that have them, by number
  std::vector<RecordHash> articles;  // their contents
};

// Every id has one article: what was pushed, or that of the first file, whichever came last; and
// what files have under several ids is one (SeenArticles), which a push under the one that is shown
// replaces or removes as a whole. Sets the places of `files` accordingly, and drops from `pushed`
// what files go before. Returns what lies nowhere: another article hid it until now, or its segment
// is damaged.
Missing settle(SourceFiles& files, const Places& places, PushedArticles& pushed,
               const std::filesystem::path& scratch);

// The number of ids that `before` has and `after` has not.
std::uint64_t removed_articles(const SourceFiles& before, const SourceFiles& after,
                               const std::filesystem::path& scratch);

// The number of articles that SeenArticles does not let in.
std::uint64_t repeated_articles(const SourceFiles& files, const std::filesystem::path& scratch);

// Records that killed their parser: hashes (deadly_hash()) as text, and what was said of each.
using DeadlyRecords = std::map<std::string, std::string>;
DeadlyRecords deadly_records(const SourceFiles& files);

}  // namespace dateline
