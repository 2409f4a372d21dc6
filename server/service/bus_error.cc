#include "server/service/bus_error.h"

#include <csignal>
#include <string_view>

#include <unistd.h>

namespace dateline {
namespace {

constexpr std::string_view kAdvice =
    "dateline-server: a file of the index was cut or could not be read while searches stood on it: "
    "start the server again, which then stands on the newest sound generation, and run "
    "dateline-index --check\n";

// Only what a signal handler may do. SA_RESETHAND makes the instruction's second try the end.
void explain(int) { static_cast<void>(!::write(STDERR_FILENO, kAdvice.data(), kAdvice.size())); }

}  // namespace

void explain_bus_errors() {
  struct sigaction action {};
  action.sa_handler = explain;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGBUS, &action, nullptr);
}

}  // namespace dateline
