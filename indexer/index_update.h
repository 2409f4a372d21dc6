#pragma once

#include <cstdint>
#include <vector>

#include "indexer/file_walk.h"
#include "indexer/pushed_articles.h"
#include "indexer/source_record.h"

// What an incremental run decides before and after it reads: values in, values out, no file is
// opened.
namespace dateline {

// The files below the given paths as they are now, in the order of the walk, and what is none.
struct Survey {
  std::vector<SourceFile> files;  // without articles, but for those that need not be read
  std::vector<FoundFile> to_read;
  std::vector<std::size_t> read_as;  // the place of each of to_read in `files`
  std::vector<SetAside> problems;
};

// Compares the walk with what was known. A file is as it was where path, size, time and inode are.
// What lies below a folder that cannot be read now stays as it was.
Survey survey(FileWalk walk, std::vector<SourceFile> known);

// Every id has one article: what was pushed, or that of the first file, whichever came last; and
// what files have under several ids is one (SeenArticles), which a push under the one that is shown
// replaces or removes as a whole. Sets the places of `files` accordingly, and drops from `pushed`
// what files go before. Returns the files, by their place in `files`, of which an article is to be
// shown that lies nowhere, because another one hid it until now.
std::vector<std::size_t> settle(std::vector<SourceFile>& files, const Places& places,
                                PushedArticles& pushed);

// The ids that `before` has and `after` has not.
std::uint64_t removed_articles(const std::vector<SourceFile>& before,
                               const std::vector<SourceFile>& after);

}  // namespace dateline
