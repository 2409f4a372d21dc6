#include "indexer/apart/parser_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <string>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/apart/channel.h"
#include "indexer/apart/confinement.h"
#include "indexer/apart/parser_service.h"
#include "search/base/ascii.h"
#include "search/base/error.h"

namespace dateline {
namespace {

using std::chrono::nanoseconds;
using SteadyClock = std::chrono::steady_clock;

constexpr auto kLookEvery = std::chrono::milliseconds(100);
// A parser that computes has its time by the processor's clock, so that a busy machine kills none;
// one that only waits has so many times as much by that of the wall.
constexpr int kWallTimes = 20;
constexpr int kChannelBytes = 1 << 20;

std::filesystem::path program_of(const Parsing& parsing) {
  if (!parsing.program.empty()) return parsing.program;
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / "dateline-parse";
}

IndexError cannot_start(const std::filesystem::path& program, const std::string& why) {
  return IndexError("the parser " + program.string() + " cannot be started: " + why +
                    "; it is installed beside dateline-index. [index] sandbox = \"off\" does "
                    "without, and then a hostile file may do what dateline-index may do");
}

class SpawnActions {
 public:
  SpawnActions() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
  }
  ~SpawnActions() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;

  // A group of its own: what a terminal sends to the program, it does not get.
  int spawn(pid_t* process, std::span<char* const> arguments, int channel) {
    posix_spawn_file_actions_adddup2(&actions_, channel, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    std::string zone = "TZ=UTC0";  // else each look at a clock looks for a file
    std::array<char*, 2> environment{zone.data(), nullptr};
    return posix_spawn(process, arguments[0], &actions_, &attributes_, arguments.data(),
                       environment.data());
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

std::string how_it_ended(int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == kParserOutOfMemory)
    return "it takes more memory than a parser may have";
  if (WIFEXITED(status)) return "exit status " + std::to_string(WEXITSTATUS(status));
  return ascii::lower(strsignal(WTERMSIG(status)));
}

}  // namespace

std::string how_parsed(const Parsing& parsing) {
  if (parsing.where == Parsing::Where::here)
    return "sources are parsed without a sandbox: [index] sandbox is off";
  return "sources are parsed by processes apart, held by " + describe(kernel_protections());
}

std::string missing_protection() {
  const Protections protections = kernel_protections();
  if (protections.seccomp && protections.landlock) return {};
  return "the kernel does not have all that holds parsers of foreign bytes: they were held by " +
         describe(protections) + " only";
}

// How long a parser may still take.
class ParserProcess::Patience {
 public:
  explicit Patience(const ParserProcess& process)
      : process_(process), cpu_(process.cpu_time()), wall_(SteadyClock::now()) {}

  bool is_over() const {
    const auto limit = process_.parsing_.patience;
    return process_.cpu_time() - cpu_ > limit || SteadyClock::now() - wall_ > kWallTimes * limit;
  }

 private:
  const ParserProcess& process_;
  nanoseconds cpu_;
  SteadyClock::time_point wall_;
};

ParserProcess::ParserProcess(const Parsing& parsing) : parsing_(parsing) {
  const std::filesystem::path program = program_of(parsing);
  std::array<int, 2> ends{-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw cannot_start(program, std::strerror(errno));
  channel_ = FileDescriptor(ends[0]);
  const FileDescriptor its_end(ends[1]);
  for (const int end : ends)
    setsockopt(end, SOL_SOCKET, SO_SNDBUF, &kChannelBytes, sizeof kChannelBytes);
  std::string path = program.string();
  std::string memory = std::to_string(parsing.memory_bytes);
  const std::array<char*, 3> arguments{path.data(), memory.data(), nullptr};
  if (const int error = SpawnActions().spawn(&process_, arguments, its_end.get()); error != 0)
    throw cannot_start(program, std::strerror(error));
  try {
    if (receive(kMostGreetingBytes) != kGreeting) end("it says something else");
  } catch (const ParserDied& death) {
    throw cannot_start(program, death.what());
  }
}

ParserProcess::~ParserProcess() {
  if (process_ < 0) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

void ParserProcess::send(std::string_view message, std::span<const int> files) {
  const std::string head = frame_head(message);
  std::array<iovec, 2> parts{iovec{const_cast<char*>(head.data()), head.size()},
                             iovec{const_cast<char*>(message.data()), message.size()}};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(kMostFilesAtOnce * sizeof(int))> control{};
  Patience patience(*this);
  for (std::size_t sent = 0; sent < head.size() + message.size();) {
    msghdr header{};
    header.msg_iov = parts.data();
    header.msg_iovlen = parts.size();
    if (sent == 0 && !files.empty()) {
      header.msg_control = control.data();
      header.msg_controllen = CMSG_SPACE(files.size_bytes());
      cmsghdr* const first = CMSG_FIRSTHDR(&header);
      first->cmsg_level = SOL_SOCKET;
      first->cmsg_type = SCM_RIGHTS;
      first->cmsg_len = CMSG_LEN(files.size_bytes());
      std::memcpy(CMSG_DATA(first), files.data(), files.size_bytes());
    }
    wait_for(POLLOUT, patience);
    const ssize_t count = sendmsg(channel_.get(), &header, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) tell_how_it_ended();
    sent += static_cast<std::size_t>(count);
    auto left = static_cast<std::size_t>(count);
    for (iovec& part : parts) {
      const std::size_t of_part = std::min(left, part.iov_len);
      part.iov_base = static_cast<char*>(part.iov_base) + of_part;
      part.iov_len -= of_part;
      left -= of_part;
    }
  }
}

std::string ParserProcess::receive(std::uint64_t most_bytes) {
  constexpr std::size_t kStep = 4U << 20U;  // a size that is a lie costs no memory
  Patience patience(*this);
  std::array<char, kFrameSizeBytes> head{};
  read_fully(head, patience);
  const std::uint32_t size = size_in(head);
  if (size > most_bytes) end("it answers too much");
  std::string message;
  while (message.size() < size) {
    const std::size_t begin = message.size();
    message.resize(std::min<std::size_t>(size, begin + kStep));
    read_fully(std::span(message).subspan(begin), patience);
  }
  return message;
}

void ParserProcess::read_fully(std::span<char> into, Patience& patience) {
  while (!into.empty()) {
    const ssize_t count = recv(channel_.get(), into.data(), into.size(), MSG_DONTWAIT);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) {
      wait_for(POLLIN, patience);
      continue;
    }
    if (count <= 0) tell_how_it_ended();
    into = into.subspan(static_cast<std::size_t>(count));
  }
}

void ParserProcess::wait_for(short event, Patience& patience) {
  pollfd channel{.fd = channel_.get(), .events = event, .revents = 0};
  while (poll(&channel, 1, static_cast<int>(kLookEvery.count())) <= 0) {
    if (patience.is_over())
      end("it takes more than " + std::to_string(parsing_.patience.count()) + " s");
  }
}

void ParserProcess::end(const std::string& reason) {
  kill(process_, SIGKILL);
  waitpid(std::exchange(process_, -1), nullptr, 0);
  throw ParserDied(reason);
}

// The channel is closed: it has ended, or will not be heard of any more.
void ParserProcess::tell_how_it_ended() {
  constexpr auto kMoment = std::chrono::milliseconds(500);
  int status = 0;
  const auto until = SteadyClock::now() + kMoment;
  while (waitpid(process_, &status, WNOHANG) == 0) {
    if (SteadyClock::now() > until) end("it stopped answering");
    usleep(1000);
  }
  process_ = -1;
  throw ParserDied(how_it_ended(status));
}

nanoseconds ParserProcess::cpu_time() const {
  clockid_t clock = 0;
  timespec time{};
  if (clock_getcpuclockid(process_, &clock) != 0 || clock_gettime(clock, &time) != 0) return {};
  return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

}  // namespace dateline
