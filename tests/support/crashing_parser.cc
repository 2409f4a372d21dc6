// dateline-parse with libraries that have holes: what they are given tells them how to break. A
// marker such as "break:abort" in a page, in what gzip unpacks to, or in a member of an archive
// stands for what a hostile file might do to the real ones.

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <archive.h>
#include <fcntl.h>
#include <gumbo.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

namespace {

constexpr std::string_view kMarker = "break:";

// A write to where nothing is, which no compiler sees coming.
void fault() {
  const volatile std::uintptr_t nowhere = 64;
  *reinterpret_cast<volatile int*>(nowhere) = 0;
}

void say(std::string_view bytes) {
  if (write(STDIN_FILENO, bytes.data(), bytes.size()) < 0) std::abort();
}

// What an attacker would do first: each must fail. Where one does not, the parser ends otherwise
// than the test expects.
void escape() {
  if (socket(AF_INET, SOCK_STREAM, 0) >= 0) _exit(101);
  if (open("/tmp/escaped", O_WRONLY | O_CREAT, 0600) >= 0) _exit(102);
  if (open("/etc/passwd", O_RDONLY) >= 0) _exit(103);
  if (fork() >= 0) _exit(104);
  if (execl("/bin/true", "true", nullptr) == 0) _exit(105);
  if (kill(getppid(), SIGTERM) == 0) _exit(106);
}

void obey(std::string_view bytes) {
  const std::size_t at = bytes.find(kMarker);
  if (at == std::string_view::npos) return;
  const std::string_view order = bytes.substr(at + kMarker.size());
  if (order.starts_with("abort")) std::abort();
  if (order.starts_with("fault")) fault();
  if (order.starts_with("loop")) {
    const volatile bool goes_on = true;
    while (goes_on) {
    }
  }
  if (order.starts_with("memory")) std::vector<char>(8UL << 30U);
  if (order.starts_with("leave")) _exit(0);
  if (order.starts_with("nonsense")) say(std::string_view("\x03\0\0\0\xFF\xFF\xFF", 7));
  if (order.starts_with("flood")) say("\xFF\xFF\xFF\xFF");
  if (order.starts_with("escape")) escape();
}

}  // namespace

extern "C" {

// A fault is to end the process as it does without a sanitizer.
const char* __asan_default_options() { return "handle_segv=0"; }

GumboOutput* __real_gumbo_parse_with_options(const GumboOptions*, const char*, size_t);
GumboOutput* __wrap_gumbo_parse_with_options(const GumboOptions* options, const char* text,
                                             size_t size) {
  obey({text, size});
  return __real_gumbo_parse_with_options(options, text, size);
}

int __real_inflate(z_stream*, int);
int __wrap_inflate(z_stream* stream, int flush) {
  const auto* const begin = reinterpret_cast<const char*>(stream->next_out);
  const int status = __real_inflate(stream, flush);
  obey({begin, static_cast<std::size_t>(reinterpret_cast<const char*>(stream->next_out) - begin)});
  return status;
}

la_ssize_t __real_archive_read_data(archive*, void*, size_t);
la_ssize_t __wrap_archive_read_data(archive* opened, void* into, size_t size) {
  const la_ssize_t count = __real_archive_read_data(opened, into, size);
  if (count > 0) obey({static_cast<const char*>(into), static_cast<std::size_t>(count)});
  return count;
}
}
