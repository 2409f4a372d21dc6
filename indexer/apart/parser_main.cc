// dateline-parse: parses foreign bytes for dateline-index, which starts it, and only answers what
// that asks over its standard input, a socket; see parser_process.h and wire.h. Its argument is the
// memory that it may take.

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>

#include <iconv.h>
#include <langinfo.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "indexer/apart/confinement.h"
#include "indexer/apart/parser_service.h"

namespace {

// It ends when its parent does: with it, or when it closes the channel. Orders are for the parent.
void leave_orders_to_parent() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGUSR1, SIGUSR2})
    std::signal(signal, SIG_IGN);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

// libarchive converts names by iconv, which reads its tables when it is first asked.
void load_tables() {
  const char* const charset = nl_langinfo(CODESET);
  static_cast<void>(iconv_open("UTF-8", charset));
  static_cast<void>(iconv_open(charset, "UTF-8"));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "dateline-parse is started by dateline-index\n";
    return EXIT_FAILURE;
  }
  leave_orders_to_parent();
  close_range(STDERR_FILENO + 1, ~0U, 0);
  load_tables();
  try {
    dateline::confine({.memory_bytes = std::strtoull(argv[1], nullptr, 10)});
  } catch (const std::exception&) {
    return EXIT_FAILURE;
  }
  // Without the work of destructors and of sanitizers at an end: all has been said.
  _exit(dateline::serve_requests(STDIN_FILENO));
}
