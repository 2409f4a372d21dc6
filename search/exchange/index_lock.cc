#include "search/exchange/index_lock.h"

#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstring>
#include <string>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "search/base/error.h"

namespace dateline {
namespace {

// How long a lock is waited for whose holder is dead, and how often it is tried.
constexpr std::chrono::milliseconds kWait(2000);
constexpr std::chrono::milliseconds kBetweenTries(20);

// The number of the process that holds the lock; 0 where the file does not tell.
pid_t read_holder(int file) {
  char text[64] = {};
  const ssize_t size = ::pread(file, text, sizeof text, 0);
  pid_t holder = 0;
  if (size > 0) std::from_chars(text, text + size, holder);
  return holder;
}

bool is_dead(pid_t process) { return process > 0 && ::kill(process, 0) != 0 && errno == ESRCH; }

// A process that is killed while it starts another one leaves its descriptors to the child until
// that has executed its program (posix_spawn(3), O_CLOEXEC): the lock of a dead holder is free
// soon.
bool lock(int file) {
  const auto end = std::chrono::steady_clock::now() + kWait;
  while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (!is_dead(read_holder(file)) || std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(kBetweenTries);
  }
  return true;
}

std::string holder_of(int file) {
  const pid_t holder = read_holder(file);
  return holder > 0 ? "process " + std::to_string(holder) : "another process";
}

}  // namespace

IndexLock::IndexLock(const std::filesystem::path& index) {
  std::filesystem::create_directories(index);
  const std::filesystem::path path = index / "lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) throw IndexError("cannot open " + path.string() + ": " + std::strerror(errno));
  if (!lock(file_)) {
    const std::string holder = holder_of(file_);
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
