#include "indexer/sources/file_watch.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <sys/inotify.h>

#include "indexer/sources/file_walk.h"

namespace dateline {
namespace {

constexpr std::uint32_t kChanges =
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB;
constexpr std::uint32_t kLost = IN_Q_OVERFLOW | IN_UNMOUNT | IN_MOVE_SELF;

FileDescriptor open_inotify() {
  FileDescriptor inotify(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  if (!inotify.is_open()) throw std::system_error(errno, std::generic_category(), "inotify_init1");
  return inotify;
}

// A file that is only being made is not looked at before it is closed.
bool counts(std::uint32_t mask) { return (mask & ~std::uint32_t{IN_CREATE}) != 0; }

}  // namespace

FileWatch::FileWatch(std::vector<std::filesystem::path> paths,
                     std::vector<std::filesystem::path> excluded)
    : paths_(std::move(paths)), excluded_(std::move(excluded)), inotify_(open_inotify()) {
  watch_again();
}

void FileWatch::watch_again() {
  inotify_ = open_inotify();
  folders_.clear();
  problem_.clear();
  for (const std::filesystem::path& path : paths_) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
      watch_below(path);
    } else {
      const std::filesystem::path folder = path.parent_path();
      watch(folder.empty() ? "." : folder);  // a file may be replaced by a rename
    }
  }
}

void FileWatch::watch(const std::filesystem::path& folder) {
  const int number =
      ::inotify_add_watch(inotify_.get(), folder.c_str(), kChanges | IN_MOVE_SELF | IN_ONLYDIR);
  if (number >= 0) {
    folders_.insert_or_assign(number, folder);
  } else if (errno == ENOSPC) {
    problem_ = folder.string() +
               " and others are not watched: raise fs.inotify.max_user_watches with sysctl";
  } else if (errno != ENOENT) {  // gone again: nothing to watch
    problem_ = folder.string() + " is not watched: " + std::strerror(errno);
  }
}

void FileWatch::watch_below(const std::filesystem::path& folder) {
  watch(folder);
  std::error_code error;
  for (auto entry = std::filesystem::directory_iterator(folder, error);
       !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    std::error_code none;
    if (is_hidden(entry->path()) || entry->is_symlink(none) || !entry->is_directory(none)) {
      continue;
    }
    const bool is_excluded =
        std::any_of(excluded_.begin(), excluded_.end(), [&](const std::filesystem::path& path) {
          return std::filesystem::equivalent(path, entry->path(), none);
        });
    if (!is_excluded) watch_below(entry->path());
  }
}

bool FileWatch::take_changes() {
  alignas(inotify_event) std::array<char, 64 * 1024> buffer{};
  bool has_changed = false;
  bool is_lost = false;
  for (;;) {
    const ssize_t size = ::read(inotify_.get(), buffer.data(), buffer.size());
    if (size <= 0) break;
    for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* const name = event.len > 0 ? buffer.data() + at + sizeof event : "";
      at += sizeof event + event.len;
      is_lost = is_lost || (event.mask & kLost) != 0;
      if (is_hidden(name)) continue;
      const bool is_folder = (event.mask & IN_ISDIR) != 0;
      const auto folder = folders_.find(event.wd);
      if (is_folder && (event.mask & (IN_CREATE | IN_MOVED_TO)) != 0 && folder != folders_.end())
        watch_below(folder->second / name);
      has_changed = has_changed || is_folder || counts(event.mask);
    }
  }
  if (is_lost) watch_again();
  return has_changed || is_lost;
}

}  // namespace dateline
