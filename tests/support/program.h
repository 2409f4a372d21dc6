#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <sys/types.h>

#include "server/http/socket.h"

namespace dateline {

// A program of this build that runs beside the test: "dateline-server". It is killed when the test
// ends before it.
class Program {
 public:
  enum class Output { standard, with_errors };

  Program(const std::string& name, const std::vector<std::string>& arguments,
          Output output = Output::standard);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // The next line of its output, without the line end; empty where it closed it.
  std::string read_line();

  // All lines that are left, when it has ended.
  std::string read_all();

  void signal(int number) const;

  // Its exit status, once it has ended; -1 where a signal ended it.
  int wait();

 private:
  pid_t process_ = -1;
  Descriptor output_;
};

}  // namespace dateline
