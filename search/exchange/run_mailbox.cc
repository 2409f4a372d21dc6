#include "search/exchange/run_mailbox.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "search/base/file_descriptor.h"
#include "search/base/output_file.h"

namespace dateline {
namespace {

std::uint64_t run_number(const std::filesystem::path& file) {
  const std::string name = file.stem().string();
  std::uint64_t run = 0;
  const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), run);
  return failed == std::errc() && end == name.data() + name.size() ? run : 0;
}

std::vector<std::uint64_t> numbers_with(const std::filesystem::path& index,
                                        const std::vector<std::string>& suffixes) {
  std::vector<std::uint64_t> numbers;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(runs_folder(index), error)) {
    const std::string suffix = entry.path().extension().string();
    const bool fits = std::find(suffixes.begin(), suffixes.end(), suffix) != suffixes.end();
    if (fits && run_number(entry.path()) > 0) numbers.push_back(run_number(entry.path()));
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw std::filesystem::filesystem_error("cannot write", path,
                                          std::error_code(errno, std::generic_category()));
}

// Makes a file with its whole content at once: who is woken by it reads no half of it. False where
// another process has taken the name.
bool make_file(const std::filesystem::path& path, const std::string& content) {
  std::string name = path.string() + ".XXXXXX";
  const FileDescriptor file(::mkostemp(name.data(), O_CLOEXEC));
  if (!file.is_open()) fail(path);
  const bool written =
      ::write(file.get(), content.data(), content.size()) == static_cast<ssize_t>(content.size()) &&
      ::fchmod(file.get(), 0644) == 0 && ::fsync(file.get()) == 0;
  const bool linked = written && ::link(name.c_str(), path.c_str()) == 0;
  const int error = errno;
  ::unlink(name.c_str());
  errno = error;
  if (!linked && !(written && error == EEXIST)) fail(path);
  return linked;
}

RunRequest read_request(const std::filesystem::path& index, std::uint64_t run) {
  std::ifstream in(run_file(index, run, ".request"));
  std::string reason;
  std::string scope;
  in >> reason >> scope;
  RunRequest request{.run = run};
  for (const RunReason known :
       {RunReason::schedule, RunReason::watch, RunReason::request, RunReason::command}) {
    if (reason == name_of(known)) request.reason = known;
  }
  if (scope == name_of(RunScope::everything)) request.scope = RunScope::everything;
  return request;
}

bool is_known(const std::filesystem::path& index, std::uint64_t run) {
  return std::filesystem::exists(run_file(index, run, ".request")) ||
         std::filesystem::exists(run_file(index, run, ".json"));
}

}  // namespace

std::string name_of(RunScope scope) {
  return scope == RunScope::changes ? "changes" : "everything";
}

std::string name_of(RunReason reason) {
  switch (reason) {
    case RunReason::schedule:
      return "schedule";
    case RunReason::watch:
      return "watch";
    case RunReason::request:
      return "request";
    case RunReason::command:
      return "command";
  }
  return {};
}

std::filesystem::path runs_folder(const std::filesystem::path& index) { return index / "runs"; }

std::filesystem::path run_file(const std::filesystem::path& index, std::uint64_t run,
                               const char* suffix) {
  char name[32];
  std::snprintf(name, sizeof name, "%06llu", static_cast<unsigned long long>(run));
  return runs_folder(index) / (std::string(name) + suffix);
}

std::vector<std::uint64_t> run_numbers(const std::filesystem::path& index) {
  return numbers_with(index, {".request", ".json"});
}

std::uint64_t request_run(const std::filesystem::path& index, RunScope scope, RunReason reason) {
  const std::filesystem::path folder = runs_folder(index);
  if (std::filesystem::create_directories(folder)) sync_path(index);
  const std::vector<std::uint64_t> numbers = run_numbers(index);
  const std::string line = name_of(reason) + " " + name_of(scope) + "\n";
  std::uint64_t run = numbers.empty() ? 1 : numbers.back() + 1;
  while (!make_file(run_file(index, run, ".request"), line)) ++run;
  sync_path(folder);
  return run;
}

std::vector<RunRequest> waiting_requests(const std::filesystem::path& index) {
  std::vector<RunRequest> requests;
  for (const std::uint64_t run : numbers_with(index, {".request"})) {
    if (!std::filesystem::exists(run_file(index, run, ".json")))
      requests.push_back(read_request(index, run));
  }
  return requests;
}

bool request_cancel(const std::filesystem::path& index, std::uint64_t run) {
  if (!is_known(index, run)) return false;
  make_file(run_file(index, run, ".cancel"), "");
  return true;
}

bool is_cancel_requested(const std::filesystem::path& index, std::uint64_t run) {
  return std::filesystem::exists(run_file(index, run, ".cancel"));
}

std::optional<std::string> run_status(const std::filesystem::path& index, std::uint64_t run) {
  std::ifstream in(run_file(index, run, ".json"));
  if (in) {
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
  }
  if (!is_known(index, run)) return std::nullopt;
  const RunRequest request = read_request(index, run);
  return R"({"run":)" + std::to_string(run) + R"(,"reason":")" + name_of(request.reason) +
         R"(","scope":")" + name_of(request.scope) + R"(","state":"waiting"})";
}

bool schedule_is_served(const std::filesystem::path& index) {
  const std::filesystem::path path = index / "schedule.lock";
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return file.is_open() && ::flock(file.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

}  // namespace dateline
