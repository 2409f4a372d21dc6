#include "indexer/sources/file_source.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace dateline {
namespace {

std::string describe(int error) { return std::generic_category().message(error); }

}  // namespace

FileSource::FileSource(const std::filesystem::path& path)
    : FileSource(FileDescriptor(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY))) {
}

FileSource::FileSource(FileDescriptor file) : file_(std::move(file)) {
  if (!file_.is_open()) throw DamagedBytes("cannot be opened: " + describe(errno));
  if (fstat(file_.get(), &opened_) != 0 || !S_ISREG(opened_.st_mode))
    throw DamagedBytes("not a regular file");
}

std::size_t FileSource::read(std::span<char> into) {
  for (;;) {
    const ssize_t count =
        pread(file_.get(), into.data(), into.size(), static_cast<off_t>(position_));
    if (count >= 0) {
      position_ += static_cast<std::uint64_t>(count);
      return static_cast<std::size_t>(count);
    }
    if (errno != EINTR) throw DamagedBytes("cannot be read: " + describe(errno));
  }
}

void FileSource::seek(std::uint64_t offset) { position_ = offset; }

bool FileSource::has_changed() const {
  struct stat now {};
  if (fstat(file_.get(), &now) != 0) return true;
  return now.st_size != opened_.st_size || now.st_mtim.tv_sec != opened_.st_mtim.tv_sec ||
         now.st_mtim.tv_nsec != opened_.st_mtim.tv_nsec;
}

}  // namespace dateline
