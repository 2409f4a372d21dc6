#include "server/service/process.h"

#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace dateline {
namespace {

constexpr int kFirstInherited = 3;  // SD_LISTEN_FDS_START

// A number in the environment; 0 where there is none.
long number_of(const char* variable) {
  const char* const text = std::getenv(variable);
  long number = 0;
  if (text != nullptr) std::from_chars(text, text + std::strlen(text), number);
  return number;
}

// An open descriptor, as a listening socket that does not block.
Descriptor adopted(int number) {
  Descriptor listener(number);
  int listens = 0;
  socklen_t size = sizeof listens;
  if (::getsockopt(number, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) != 0 || listens == 0) {
    throw std::system_error(
        EINVAL, std::generic_category(),
        "LISTEN_FDS: descriptor " + std::to_string(number) + " is no socket that listens");
  }
  ::fcntl(number, F_SETFD, FD_CLOEXEC);
  ::fcntl(number, F_SETFL, ::fcntl(number, F_GETFL) | O_NONBLOCK);
  const int on = 1;
  ::setsockopt(number, IPPROTO_TCP, TCP_NODELAY, &on,
               sizeof on);  // fails for AF_UNIX, which has none
  return listener;
}

}  // namespace

std::vector<Descriptor> inherited_listeners() {
  std::vector<Descriptor> listeners;
  if (number_of("LISTEN_PID") != ::getpid()) return listeners;
  for (long i = 0; i < number_of("LISTEN_FDS"); ++i) {
    listeners.push_back(adopted(static_cast<int>(kFirstInherited + i)));
  }
  return listeners;
}

void notify_manager(std::string_view state) {
  const char* const path = std::getenv("NOTIFY_SOCKET");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::size_t length = path == nullptr ? 0 : std::strlen(path);
  if (length == 0 || length >= sizeof address.sun_path) return;
  std::memcpy(address.sun_path, path, length);
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';  // of the abstract name space
  const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!socket) return;
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length);
  ::sendto(socket.number(), state.data(), state.size(), MSG_NOSIGNAL,
           reinterpret_cast<const sockaddr*>(&address), size);
}

std::optional<std::chrono::microseconds> watchdog_period() {
  const bool is_ours =
      std::getenv("WATCHDOG_PID") == nullptr || number_of("WATCHDOG_PID") == ::getpid();
  const long period = number_of("WATCHDOG_USEC");
  if (!is_ours || period <= 0) return std::nullopt;
  return std::chrono::microseconds(period);
}

bool is_readable_by_all(const std::filesystem::path& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0 && (status.st_mode & S_IROTH) != 0;
}

}  // namespace dateline
