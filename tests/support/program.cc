#include "tests/support/program.h"

#include <cerrno>
#include <csignal>
#include <system_error>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dateline {
namespace {

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> result;
  for (std::string& each : strings) result.push_back(each.data());
  result.push_back(nullptr);
  return result;
}

}  // namespace

Program::Program(const std::string& name, const std::vector<std::string>& arguments,
                 Output output) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category());
  output_ = Descriptor(ends[0]);
  const Descriptor input(ends[1]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  // Not the terminal of who starts the tests, which means something to the server.
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, input.number(), STDOUT_FILENO);
  if (output == Output::with_errors) {
    posix_spawn_file_actions_adddup2(&actions, input.number(), STDERR_FILENO);
  }
  std::vector<std::string> words{DATELINE_BIN "/" + name};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const int error = ::posix_spawn(&process_, words[0].c_str(), &actions, nullptr,
                                  pointers(words).data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::system_error(error, std::generic_category(), words[0]);
}

Program::~Program() {
  if (process_ < 0) return;
  ::kill(process_, SIGKILL);
  wait();
}

std::string Program::read_line() {
  std::string line;
  char byte = 0;
  while (::read(output_.number(), &byte, 1) == 1 && byte != '\n') line += byte;
  return line;
}

std::string Program::read_all() {
  std::string text;
  char bytes[4096];
  ssize_t size = 0;
  while ((size = ::read(output_.number(), bytes, sizeof bytes)) > 0) {
    text.append(bytes, static_cast<std::size_t>(size));
  }
  return text;
}

// None to one that has ended: -1 would be every process.
void Program::signal(int number) const {
  if (process_ > 0) ::kill(process_, number);
}

int Program::wait() {
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace dateline
