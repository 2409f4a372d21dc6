#include "search/exchange/index_lock.h"

#include <chrono>
#include <fstream>
#include <string>
#include <thread>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "search/base/error.h"
#include "tests/support/temp_folder.h"

namespace dateline {
namespace {

using ::testing::HasSubstr;

// A process that has been, and is no more.
pid_t dead_process() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ::waitpid(child, nullptr, 0);
  return child;
}

// The lock of an index, held in the name of a process.
class HeldLock {
 public:
  HeldLock(const std::filesystem::path& index, pid_t holder) {
    std::ofstream(index / "lock") << holder << '\n';
    file_ = ::open((index / "lock").c_str(), O_RDWR | O_CLOEXEC);
    EXPECT_EQ(::flock(file_, LOCK_EX | LOCK_NB), 0);
  }
  HeldLock(const HeldLock&) = delete;
  HeldLock& operator=(const HeldLock&) = delete;
  ~HeldLock() { release(); }

  void release() {
    if (file_ >= 0) ::close(file_);
    file_ = -1;
  }

 private:
  int file_ = -1;
};

TEST(IndexLock, NamesTheProcessThatHoldsIt) {
  const TempFolder index;
  const HeldLock held(index.path(), ::getpid());
  try {
    const IndexLock lock(index.path());
    FAIL() << "locked twice";
  } catch (const IndexError& error) {
    EXPECT_THAT(error.what(), HasSubstr("by process " + std::to_string(::getpid()) + ","));
  }
}

TEST(IndexLock, IsWaitedForWhileAChildOfItsDeadHolderHasIt) {
  const TempFolder index;
  HeldLock held(index.path(), dead_process());
  std::jthread child([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    held.release();
  });
  EXPECT_NO_THROW(const IndexLock lock(index.path()));
}

TEST(IndexLock, OfADeadHolderIsNotWaitedForForEver) {
  const TempFolder index;
  const HeldLock held(index.path(), dead_process());
  EXPECT_THROW(const IndexLock lock(index.path()), IndexError);
}

}  // namespace
}  // namespace dateline
