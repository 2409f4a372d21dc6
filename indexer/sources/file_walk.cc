#include "indexer/sources/file_walk.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "indexer/text/encoding.h"
#include "search/base/error.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

// Names of files are any bytes; messages are UTF-8.
std::string shown(const fs::path& path) { return replace_invalid_utf8(path.string()); }

bool is_below(const fs::path& path, const fs::path& folder) {
  const auto [folder_end, rest] =
      std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return folder_end == folder.end();
}

}  // namespace

bool is_hidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

FileWalk::FileWalk(const std::vector<fs::path>& paths, const std::vector<fs::path>& excluded) {
  for (const fs::path& path : excluded) {
    const Entry entry = inspect(path, 0);
    if (entry.kind != Kind::unreadable) excluded_.insert(entry.id);
  }
  std::vector<Entry> entries;
  for (const fs::path& path : paths) {
    Entry entry = inspect(path, 0);
    if (entry.kind == Kind::unreadable)
      throw InputError("cannot read '" + path.string() + "': " + entry.problem);
    if (entry.kind == Kind::special)
      throw InputError("'" + path.string() + "' is neither a file nor a folder");
    if (access(path.c_str(), R_OK) != 0)
      throw InputError("cannot read '" + path.string() +
                       "': " + std::generic_category().message(errno));
    std::error_code ignored;
    roots_.push_back(fs::canonical(path, ignored));
    entries.push_back(std::move(entry));
  }
  add(std::move(entries));
}

FileWalk::Entry FileWalk::inspect(fs::path path, int stat_flags) {
  Entry entry{.path = std::move(path)};
  struct stat found {};
  if (fstatat(AT_FDCWD, entry.path.c_str(), &found, stat_flags) != 0) {
    entry.kind = Kind::unreadable;
    entry.problem = std::generic_category().message(errno);
    return entry;
  }
  entry.id = {found.st_dev, found.st_ino};
  entry.bytes = static_cast<std::uint64_t>(found.st_size);
  if (S_ISDIR(found.st_mode)) {
    entry.kind = Kind::folder;
  } else if (S_ISLNK(found.st_mode)) {
    entry.kind = Kind::link;
  } else if (!S_ISREG(found.st_mode)) {
    entry.kind = Kind::special;
  }
  return entry;
}

void FileWalk::add(std::vector<Entry> entries) {
  waiting_.insert(waiting_.end(), std::make_move_iterator(entries.rbegin()),
                  std::make_move_iterator(entries.rend()));
}

std::optional<SetAside> FileWalk::enter(const Entry& folder) {
  std::error_code error;
  std::vector<Entry> entries;
  for (auto item = fs::directory_iterator(folder.path, error);
       !error && item != fs::directory_iterator(); item.increment(error)) {
    if (!is_hidden(item->path())) entries.push_back(inspect(item->path(), AT_SYMLINK_NOFOLLOW));
  }
  if (error) {  // what was read of it is left out: a folder is read as a whole or stays as it was
    return SetAside{.origin = {.path = shown(folder.path)},
                    .reason = "the folder cannot be read: " + error.message(),
                    .advice = "give the indexer the right to read it"};
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.path.native() < b.path.native(); });
  add(std::move(entries));
  return std::nullopt;
}

// A link to something that is walked anyway is nothing to tell of.
std::optional<SetAside> FileWalk::refuse_link(const Entry& link) const {
  std::error_code error;
  const fs::path target = fs::canonical(link.path, error);
  const bool walked =
      !error && std::any_of(roots_.begin(), roots_.end(),
                            [&](const fs::path& root) { return is_below(target, root); });
  if (walked) return std::nullopt;
  return SetAside{.origin = {.path = shown(link.path)},
                  .reason = error ? "the symbolic link leads nowhere: " + error.message()
                                  : "the symbolic link leads out of the folder",
                  .advice = "name what it leads to on the command line"};
}

std::optional<std::variant<FoundFile, SetAside>> FileWalk::next() {
  while (!waiting_.empty()) {
    const Entry entry = std::move(waiting_.back());
    waiting_.pop_back();
    if (excluded_.contains(entry.id)) continue;
    std::optional<SetAside> problem;
    switch (entry.kind) {
      case Kind::file:
        return FoundFile{.path = entry.path, .bytes = entry.bytes};
      case Kind::folder:
        problem = enter(entry);
        break;
      case Kind::link:
        problem = refuse_link(entry);
        break;
      case Kind::special:
        problem = SetAside{.origin = {.path = shown(entry.path)},
                           .reason = "not a regular file but a pipe, a socket or a device",
                           .advice = "move it out of the folder"};
        break;
      case Kind::unreadable:
        problem = SetAside{.origin = {.path = shown(entry.path)},
                           .reason = "cannot be read: " + entry.problem,
                           .advice = "give the indexer the right to read it"};
    }
    if (problem) return std::move(*problem);
  }
  return std::nullopt;
}

}  // namespace dateline
