#include "indexer/apart/confinement.h"

#include <array>
#include <cerrno>
#include <initializer_list>
#include <memory>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "search/base/file_descriptor.h"

namespace dateline {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsSanitized = true;  // a sanitizer maps terabytes for itself
#else
constexpr bool kIsSanitized = false;
#endif

constexpr rlim_t kOpenFiles = 256;

[[noreturn]] void refuse(int error, const char* what) {
  throw std::system_error(error, std::generic_category(), what);
}

void limit(__rlimit_resource resource, rlim_t value) {
  const rlimit limits{value, value};
  if (setrlimit(resource, &limits) != 0) refuse(errno, "setrlimit");
}

void set_limits(std::uint64_t memory_bytes) {
  if (!kIsSanitized) limit(RLIMIT_AS, memory_bytes);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NOFILE, kOpenFiles);
}

// The version of Landlock that the kernel has; 0 where it has none, or keeps it to itself.
int landlock_version() {
  const long version =
      syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version < 0 ? 0 : static_cast<int>(version);
}

// All rights to files that a version knows, one bit each, in the order in which they were added.
std::uint64_t rights_of(int version) {
  constexpr std::array<unsigned, 6> kRights{0, 13, 14, 15, 15, 16};
  const std::size_t last = kRights.size() - 1;
  return (1ULL << kRights[std::min<std::size_t>(static_cast<std::size_t>(version), last)]) - 1;
}

constexpr std::uint64_t kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

void allow_below(int rules, const std::filesystem::path& folder, std::uint64_t rights) {
  const FileDescriptor opened(open(folder.c_str(), O_PATH | O_CLOEXEC));
  if (!opened.is_open()) return;  // what is not there need not be read
  landlock_path_beneath_attr rule{};
  rule.allowed_access = rights;
  rule.parent_fd = opened.get();
  if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
    refuse(errno, "landlock_add_rule");
}

// `rights` are those to what lies below `readable`.
void close_file_system(const std::vector<std::filesystem::path>& readable, std::uint64_t rights) {
  const int version = landlock_version();
  if (version == 0) return;
  landlock_ruleset_attr handled{};
  handled.handled_access_fs = rights_of(version);
  const FileDescriptor rules(
      static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0)));
  if (!rules.is_open()) refuse(errno, "landlock_create_ruleset");
  for (const std::filesystem::path& folder : readable) allow_below(rules.get(), folder, rights);
  if (syscall(SYS_landlock_restrict_self, rules.get(), 0) != 0)
    refuse(errno, "landlock_restrict_self");
}

// A list of system calls that are allowed; all others fail with EPERM.
class CallFilter {
 public:
  explicit CallFilter(std::uint32_t otherwise = SCMP_ACT_ERRNO(EPERM))
      : filter_(seccomp_init(otherwise), &seccomp_release) {
    if (!filter_) refuse(ENOMEM, "seccomp_init");
  }

  void refuse_calls(std::initializer_list<int> calls) {
    for (const int call : calls)
      check(seccomp_rule_add(filter_.get(), SCMP_ACT_ERRNO(EPERM), call, 0));
  }

  void allow(std::initializer_list<int> calls) {
    for (const int call : calls) check(seccomp_rule_add(filter_.get(), SCMP_ACT_ALLOW, call, 0));
  }

  void allow_where(int call, scmp_arg_cmp condition) {
    check(seccomp_rule_add(filter_.get(), SCMP_ACT_ALLOW, call, 1, condition));
  }

  void load() { check(seccomp_load(filter_.get())); }

 private:
  static void check(int result) {
    if (result != 0) refuse(-result, "seccomp");
  }

  std::unique_ptr<void, decltype(&seccomp_release)> filter_;
};

void allow_computing(CallFilter& filter) {
  filter.allow({SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise)});
  filter.allow({SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(getrandom)});
  filter.allow({SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(time)});
  filter.allow({SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(sysinfo), SCMP_SYS(uname)});
  filter.allow({SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
                SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall)});
  filter.allow({SCMP_SYS(exit), SCMP_SYS(exit_group)});
  const auto no_code = [](unsigned argument) {
    return scmp_arg_cmp{argument, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
  };
  filter.allow_where(SCMP_SYS(mmap), no_code(2));
  filter.allow_where(SCMP_SYS(mprotect), no_code(2));
  // abort() signals its own process; no other one.
  const scmp_arg_cmp itself{0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(getpid()), 0};
  filter.allow_where(SCMP_SYS(tgkill), itself);
}

void allow_open_files(CallFilter& filter) {
  filter.allow({SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write)});
  filter.allow({SCMP_SYS(writev), SCMP_SYS(recvmsg), SCMP_SYS(sendmsg), SCMP_SYS(lseek)});
  filter.allow({SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(newfstatat)});
}

void allow_reading_files(CallFilter& filter) {
  constexpr scmp_datum_t kWrites = O_ACCMODE | O_CREAT | O_TRUNC;
  filter.allow_where(SCMP_SYS(openat), {2, SCMP_CMP_MASKED_EQ, kWrites, O_RDONLY});
  filter.allow_where(SCMP_SYS(open), {1, SCMP_CMP_MASKED_EQ, kWrites, O_RDONLY});
  filter.allow({SCMP_SYS(getdents64), SCMP_SYS(readlink), SCMP_SYS(access), SCMP_SYS(faccessat),
                SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx), SCMP_SYS(statfs),
                SCMP_SYS(fstatfs), SCMP_SYS(getcwd)});
}

void close_kernel(const Confinement& confinement) {
  if (!kernel_protections().seccomp) return;
  CallFilter filter;
  allow_computing(filter);
  allow_open_files(filter);
  if (!confinement.readable.empty()) allow_reading_files(filter);
  if (kIsSanitized) filter.allow({SCMP_SYS(pipe), SCMP_SYS(pipe2)});  // by which it tries memory
  filter.load();
}

// A program of others calls what it calls: refused is what reaches beyond its process.
void close_kernel_to_program() {
  if (!kernel_protections().seccomp) return;
  CallFilter filter(SCMP_ACT_ALLOW);
  filter.refuse_calls({SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind),
                       SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4)});
  filter.refuse_calls({SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
                       SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(pidfd_open)});
  filter.refuse_calls({SCMP_SYS(bpf), SCMP_SYS(io_uring_setup), SCMP_SYS(keyctl), SCMP_SYS(add_key),
                       SCMP_SYS(mount), SCMP_SYS(unshare), SCMP_SYS(setns),
                       SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd)});
  filter.refuse_calls({SCMP_SYS(shmget), SCMP_SYS(shmat), SCMP_SYS(mq_open), SCMP_SYS(msgget)});
  filter.load();
}

void close_process(const Confinement& confinement, std::uint64_t rights) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) refuse(errno, "no_new_privs");
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) refuse(errno, "dumpable");
  close_file_system(confinement.readable, rights);
  set_limits(confinement.memory_bytes);
}

}  // namespace

Protections kernel_protections() {
  constexpr unsigned kActionAvailable = 2;  // SECCOMP_GET_ACTION_AVAIL
  const std::uint32_t action = SCMP_ACT_ERRNO(0);
  return {.seccomp = syscall(SYS_seccomp, kActionAvailable, 0, &action) == 0,
          .landlock = landlock_version() > 0};
}

std::string describe(const Protections& protections) {
  constexpr const char* kAlways = "limits on memory and files";
  if (protections.seccomp && protections.landlock)
    return std::string("seccomp, Landlock and ") + kAlways;
  if (protections.seccomp) return std::string("seccomp and ") + kAlways;
  return protections.landlock ? std::string("Landlock and ") + kAlways : kAlways;
}

void confine(const Confinement& confinement) {
  close_process(confinement, kReading);
  close_kernel(confinement);
}

void confine_program(const Confinement& confinement) {
  close_process(confinement, kReading | LANDLOCK_ACCESS_FS_EXECUTE);
  close_kernel_to_program();
}

}  // namespace dateline
