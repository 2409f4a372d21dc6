#include "indexer/formats/program_output.h"

#include <array>
#include <csignal>
#include <optional>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dateline {
namespace {

std::optional<pid_t> start(std::span<char* const> arguments, int input, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::array<char*, 1> environment{nullptr};
  pid_t process = 0;
  const int error =
      posix_spawn(&process, arguments[0], &actions, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return std::nullopt;
  return process;
}

// All that the program writes; none where it takes too long or writes too much.
std::optional<std::string> read_all(int output, const ProgramLimits& limits) {
  const auto deadline = std::chrono::steady_clock::now() + limits.patience;
  std::string text;
  std::array<char, 65536> block{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    pollfd ready{.fd = output, .events = POLLIN, .revents = 0};
    if (left.count() <= 0 || poll(&ready, 1, static_cast<int>(left.count())) <= 0)
      return std::nullopt;
    const ssize_t count = read(output, block.data(), block.size());
    if (count < 0) return std::nullopt;
    if (count == 0) return text;
    text.append(block.data(), static_cast<std::size_t>(count));
    if (text.size() > limits.most_bytes) return std::nullopt;
  }
}

}  // namespace

std::filesystem::path program_beside(std::string_view name) {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / name;
}

FileDescriptor file_in_memory(std::string_view bytes) {
  FileDescriptor file(memfd_create("document", MFD_CLOEXEC));
  while (file.is_open() && !bytes.empty()) {
    const ssize_t count = write(file.get(), bytes.data(), bytes.size());
    if (count <= 0) return FileDescriptor();
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return file;
}

ProgramOutput run_program(const std::filesystem::path& program,
                          std::span<const std::string> arguments, const FileDescriptor& input,
                          const ProgramLimits& limits) {
  using End = ProgramOutput::End;
  std::array<int, 2> ends{-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return {.end = End::not_started, .text = {}};
  const FileDescriptor output(ends[0]);
  FileDescriptor its_output(ends[1]);
  std::string path = program.string();
  std::vector<std::string> owned(arguments.begin(), arguments.end());
  std::vector<char*> pointers{path.data()};
  for (std::string& argument : owned) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  lseek(input.get(), 0, SEEK_SET);
  const auto process = start(pointers, input.get(), its_output.get());
  if (!process) return {.end = End::not_started, .text = {}};
  its_output = FileDescriptor();
  auto text = read_all(output.get(), limits);
  if (!text) kill(*process, SIGKILL);
  int status = 0;
  waitpid(*process, &status, 0);
  if (!text) return {.end = End::too_long_or_much, .text = {}};
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return {.end = End::failed, .text = {}};
  return {.text = std::move(*text)};
}

}  // namespace dateline
