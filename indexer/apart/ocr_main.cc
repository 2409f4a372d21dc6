// dateline-ocr PROGRAM LANGUAGES LAYOUT: reads the picture on its standard input with tesseract, as
// which it goes on when it has given up what that does not need; see ocr.h.

#include <array>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "indexer/apart/confinement.h"

namespace {

constexpr rlim_t kProcessorSeconds = 120;  // of a page of a newspaper it takes some 20
constexpr std::uint64_t kMemoryBytes = 2ULL << 30U;

// Its libraries, and the files of its languages.
dateline::Confinement confinement() {
  return {.memory_bytes = kMemoryBytes, .readable = {"/usr", "/lib", "/lib64", "/bin"}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "dateline-ocr is started by dateline-index\n";
    return EXIT_FAILURE;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  close_range(STDERR_FILENO + 1, ~0U, 0);
  const rlimit limits{kProcessorSeconds, kProcessorSeconds};
  if (setrlimit(RLIMIT_CPU, &limits) != 0) return EXIT_FAILURE;
  try {
    dateline::confine_program(confinement());
  } catch (const std::exception&) {
    return EXIT_FAILURE;
  }
  std::string one_thread = "OMP_THREAD_LIMIT=1";  // pictures are read side by side already
  std::array<char*, 2> environment{one_thread.data(), nullptr};
  std::array<std::string, 4> words{"stdin", "stdout", "-l", "--psm"};
  std::array<char*, 8> arguments{argv[1], words[0].data(), words[1].data(), words[2].data(),
                                 argv[2], words[3].data(), argv[3],         nullptr};
  execve(argv[1], arguments.data(), environment.data());
  return EXIT_FAILURE;
}
