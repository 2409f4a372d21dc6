#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sys/types.h>

#include "indexer/formats/record_source.h"
#include "search/base/file_descriptor.h"

namespace dateline {

// A parser has ended, or was ended, in the middle of its work. what() completes "it killed the
// parser: ".
struct ParserDied : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// For --check-config: "sources are parsed by processes apart, held by seccomp, ...".
std::string how_parsed(const Parsing& parsing);

// What a run says where the kernel does not have all; empty where it has.
std::string missing_protection();

// A process that parses foreign bytes (parser_main.cc): it has the files that are handed to it, and
// nothing else. It ends with its object, and with the thread that made it. One thread at a time.
class ParserProcess {
 public:
  // Throws IndexError where it cannot be started.
  explicit ParserProcess(const Parsing& parsing);
  ~ParserProcess();
  ParserProcess(const ParserProcess&) = delete;
  ParserProcess& operator=(const ParserProcess&) = delete;

  // Sends a message. Throws ParserDied.
  void send(std::string_view message, std::span<const int> files = {});

  // Waits for a message. Throws ParserDied, also where none comes in time or it is longer than
  // `most_bytes`.
  std::string receive(std::uint64_t most_bytes);

 private:
  class Patience;

  void read_fully(std::span<char> into, Patience& patience);
  void wait_for(short event, Patience& patience);
  [[noreturn]] void end(const std::string& reason);
  [[noreturn]] void tell_how_it_ended();
  std::chrono::nanoseconds cpu_time() const;

  Parsing parsing_;
  pid_t process_ = -1;
  FileDescriptor channel_;
};

}  // namespace dateline
