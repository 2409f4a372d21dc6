#include "indexer/apart/confinement.h"

#include <cerrno>
#include <csignal>
#include <fstream>
#include <functional>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temp_folder.h"

namespace dateline {
namespace {

constexpr int kAllowed = 100;

// What `attempt` comes to in a process that is confined: the error, or kAllowed. An attempt returns
// a negative number where it fails.
int error_of(const Confinement& confinement, const std::function<long()>& attempt) {
  const pid_t child = fork();
  if (child == 0) {
    confine(confinement);
    errno = 0;
    _exit(attempt() < 0 ? errno : kAllowed);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

class ConfinementTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!kernel_protections().seccomp) GTEST_SKIP() << "this kernel has no seccomp";
  }
};

TEST_F(ConfinementTest, OpensNoSocket) {
  for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK})
    EXPECT_EQ(error_of({}, [&] { return socket(family, SOCK_STREAM, 0); }), EPERM);
}

TEST_F(ConfinementTest, OpensNoFile) {
  const TempFolder folder;
  const std::string file = folder.write("a.txt", "text").string();
  EXPECT_EQ(error_of({}, [&] { return open(file.c_str(), O_RDONLY); }), EPERM);
  EXPECT_EQ(error_of({}, [&] { return open(file.c_str(), O_WRONLY); }), EPERM);
  EXPECT_EQ(error_of({}, [&] { return open((file + "2").c_str(), O_CREAT | O_RDWR, 0600); }),
            EPERM);
  EXPECT_EQ(error_of({}, [&] { return unlink(file.c_str()); }), EPERM);
  EXPECT_EQ(error_of({}, [&] { return rename(file.c_str(), (file + "2").c_str()); }), EPERM);
  EXPECT_EQ(error_of({}, [&] { return chmod(file.c_str(), 0777); }), EPERM);
}

TEST_F(ConfinementTest, ReadsAndWritesFilesThatAreOpen) {
  const TempFolder folder;
  const int file = open(folder.write("a.txt", "text").c_str(), O_RDONLY);
  char byte = 0;
  EXPECT_EQ(error_of({}, [&] { return pread(file, &byte, 1, 0); }), kAllowed);
  close(file);
}

TEST_F(ConfinementTest, StartsNothing) {
  EXPECT_EQ(error_of({}, [] { return fork(); }), EPERM);
  EXPECT_EQ(error_of({}, [] { return execl("/bin/true", "true", nullptr); }), EPERM);
  EXPECT_EQ(error_of({},
                     [] {
                       return clone([](void*) { return 0; }, nullptr, CLONE_VM | SIGCHLD, nullptr) <
                                      0
                                  ? -1
                                  : 0;
                     }),
            EINVAL)
      << "a thread without a stack is refused before the filter is asked";
}

TEST_F(ConfinementTest, TouchesNoOtherProcess) {
  EXPECT_EQ(error_of({}, [] { return kill(getppid(), SIGTERM); }), EPERM);
  EXPECT_EQ(error_of({}, [] { return ptrace(PTRACE_ATTACH, getppid(), nullptr, nullptr); }), EPERM);
}

TEST_F(ConfinementTest, MakesNoCode) {
  const auto map = [](int protection) {
    return mmap(nullptr, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1
                                                                                             : 0;
  };
  EXPECT_EQ(error_of({}, [&] { return map(PROT_READ | PROT_WRITE | PROT_EXEC); }), EPERM);
  EXPECT_EQ(error_of({}, [&] { return map(PROT_READ | PROT_WRITE); }), kAllowed);
}

TEST_F(ConfinementTest, ReadsBelowTheFoldersThatAreNamed) {
  const TempFolder folder;
  const TempFolder other;
  const std::string inside = folder.write("a/b.txt", "text").string();
  const std::string outside = other.write("b.txt", "text").string();
  const Confinement readable{.readable = {folder.path()}};
  EXPECT_EQ(error_of(readable, [&] { return open(inside.c_str(), O_RDONLY); }), kAllowed);
  EXPECT_EQ(error_of(readable, [&] { return open(inside.c_str(), O_RDWR); }), EPERM);
  if (!kernel_protections().landlock) GTEST_SKIP() << "this kernel has no Landlock";
  EXPECT_EQ(error_of(readable, [&] { return open(outside.c_str(), O_RDONLY); }), EACCES);
}

TEST_F(ConfinementTest, AbortsWithoutACoreDump) {
  EXPECT_EQ(error_of({}, []() -> long { std::abort(); }), -SIGABRT);
  EXPECT_EQ(error_of({}, [] { return prctl(PR_GET_DUMPABLE); }), EPERM);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_F(ConfinementTest, TakesNoMoreMemoryThanItMay) {
  const auto map = [](std::size_t bytes) {
    return mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
                   MAP_FAILED
               ? -1
               : 0;
  };
  EXPECT_EQ(error_of({.memory_bytes = 512U << 20}, [&] { return map(600U << 20); }), ENOMEM);
  EXPECT_EQ(error_of({.memory_bytes = 512U << 20}, [&] { return map(16U << 20); }), kAllowed);
}
#endif

TEST(Protections, AreNamed) {
  EXPECT_EQ(describe(Protections{.seccomp = true, .landlock = true}),
            "seccomp, Landlock and limits on memory and files");
  EXPECT_EQ(describe(Protections{.seccomp = true}), "seccomp and limits on memory and files");
  EXPECT_EQ(describe(Protections{}), "limits on memory and files");
}

}  // namespace
}  // namespace dateline
