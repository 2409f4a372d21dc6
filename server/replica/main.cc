#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "search/base/error.h"
#include "server/replica/remote_index.h"
#include "server/replica/replica.h"

namespace dateline {
namespace {

constexpr int kAllWell = 0;
constexpr int kFailed = 2;

struct CommandLine {
  std::string index = "index";
  std::string from;
  std::string token_file;
  std::uint64_t every = 10;  // seconds
  std::size_t keep = 2;
  std::uint64_t rate = 0;  // bytes a second
  bool once = false;
  bool promote = false;
};

void add_flags(CLI::App& app, CommandLine& line) {
  app.add_option("--index", line.index, "folder of the replica (default: index)")->type_name("DIR");
  CLI::Option* from =
      app.add_option("--from", line.from, "the dateline-server whose index is to be copied")
          ->type_name("URL");
  app.add_option("--token-file", line.token_file,
                 "file with a token of that server that has the scope replica")
      ->type_name("FILE");
  app.add_option("--every", line.every, "seconds between two looks (default: 10)")
      ->type_name("SECONDS")
      ->check(CLI::Range(1, 86'400));
  app.add_option("--keep", line.keep, "generations to keep, the current one counted (default: 2)")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000));
  app.add_option("--rate", line.rate, "most bytes to copy in a second: 20M (default: no limit)")
      ->type_name("BYTES")
      ->transform(CLI::AsSizeValue(false));
  app.add_flag("--once", line.once, "copy what is there now, and end");
  CLI::Option* promote =
      app.add_flag("--promote", line.promote,
                   "make the replica an index of its own, which dateline-index goes on with");
  promote->excludes(from);
  app.set_version_flag("--version", std::string("dateline-replica ") + DATELINE_VERSION);
  app.footer("Exit status: 0 all well, 2 nothing was done. See docs/replicas.md.");
}

std::string token_in(const std::string& file) {
  if (file.empty())
    throw InputError("--token-file is needed: the server shows its files to none without a token");
  std::ifstream in(file);
  std::string token;
  for (std::string word; in >> word;) token = word;  // the last word, as "replica TOKEN" has it
  if (token.empty()) throw InputError("there is no token in " + file);
  return token;
}

void say(const Synchronized& done) {
  std::cout << "generation " << done.generation << " is current: " << done.files
            << " files copied, " << done.bytes << " bytes, " << done.linked << " files linked"
            << std::endl;
}

// Waits until it is time for the next look; false where a signal ended it.
bool wait(const sigset_t& ending, std::chrono::seconds period) {
  const timespec patience{.tv_sec = static_cast<std::time_t>(period.count()), .tv_nsec = 0};
  return ::sigtimedwait(&ending, nullptr, &patience) < 0;
}

// A server that is away, restarting or behind a broken line is what a replica is for: it looks
// again.
int follow(Replica& replica, const CommandLine& line) {
  sigset_t ending;
  sigemptyset(&ending);
  for (const int number : {SIGTERM, SIGINT}) sigaddset(&ending, number);
  do {
    try {
      const Synchronized done = replica.synchronize();
      if (done.is_new || line.once) say(done);
      if (line.once) return kAllWell;
    } catch (const std::exception& error) {
      std::cerr << "dateline-replica: " << line.from << ": " << error.what() << std::endl;
      if (line.once) return kFailed;
    }
    // Between two looks a signal ends it at once; during one, as it does any program: what was
    // copied stays for the next.
    sigprocmask(SIG_BLOCK, &ending, nullptr);
    if (!wait(ending, std::chrono::seconds(line.every))) return kAllWell;
    sigprocmask(SIG_UNBLOCK, &ending, nullptr);
  } while (true);
}

int run(int argc, char** argv) {
  CommandLine line;
  CLI::App app("Keeps an index like that of another dateline-server, for more readers.",
               "dateline-replica");
  add_flags(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kAllWell : kFailed;
  }
  if (line.promote) {
    std::cout << "generation " << promote(line.index) << " of " << line.index
              << " stands for itself now: start dateline-index on it, and let the other one never "
                 "write again\n";
    return kAllWell;
  }
  if (line.from.empty()) throw InputError("--from is needed: the address of a dateline-server");
  RemoteIndex remote(
      {.url = line.from, .token = token_in(line.token_file), .bytes_per_second = line.rate});
  Replica replica(line.index, remote, line.keep);
  return follow(replica, line);
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  try {
    return dateline::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "dateline-replica: " << error.what() << "\n";
    return dateline::kFailed;
  }
}
