#include "search/exchange/index_lock.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "search/base/error.h"

namespace dateline {
namespace {

std::string read_holder(int file) {
  char text[64] = {};
  const ssize_t size = ::pread(file, text, sizeof text - 1, 0);
  std::string holder(text, size > 0 ? static_cast<std::size_t>(size) : 0);
  while (!holder.empty() && holder.back() == '\n') holder.pop_back();
  return holder.empty() ? "another process" : "process " + holder;
}

}  // namespace

IndexLock::IndexLock(const std::filesystem::path& index) {
  std::filesystem::create_directories(index);
  const std::filesystem::path path = index / "lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) throw IndexError("cannot open " + path.string() + ": " + std::strerror(errno));
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    const std::string holder = read_holder(file_);
    ::close(file_);
    throw IndexError("the index is being written by " + holder + ", which holds " + path.string() +
                     ": wait until it has finished");
  }
  const std::string holder = std::to_string(::getpid()) + "\n";
  const bool written =
      ::ftruncate(file_, 0) == 0 && ::pwrite(file_, holder.data(), holder.size(), 0) > 0;
  if (!written) {
    const int error = errno;
    ::close(file_);
    throw IndexError("cannot write " + path.string() + ": " + std::strerror(error));
  }
}

IndexLock::~IndexLock() { ::close(file_); }

}  // namespace dateline
