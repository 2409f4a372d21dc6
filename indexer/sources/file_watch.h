#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "search/base/file_descriptor.h"

namespace dateline {

// Tells that something below some folders has changed, by inotify(7). It says that, not what: a run
// finds out. Hidden files and the excluded folders do not count. One thread at a time.
class FileWatch {
 public:
  FileWatch(std::vector<std::filesystem::path> paths, std::vector<std::filesystem::path> excluded);

  // Becomes readable when something happens.
  int descriptor() const { return inotify_.get(); }

  // Takes what has happened; true where a run may find something. Watches folders that are new, and
  // everything anew where the kernel lost count or a folder was moved or unmounted.
  bool take_changes();

  // Watches everything anew: that a file system was mounted on a folder is not told.
  void watch_again();

  // Why some folders are not watched; empty where all are.
  const std::string& problem() const { return problem_; }

 private:
  void watch(const std::filesystem::path& folder);
  void watch_below(const std::filesystem::path& folder);

  std::vector<std::filesystem::path> paths_;
  std::vector<std::filesystem::path> excluded_;
  FileDescriptor inotify_;
  std::map<int, std::filesystem::path> folders_;  // by watch
  std::string problem_;
};

}  // namespace dateline
