#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

// What a process that parses foreign bytes gives up before it sees the first of them.
namespace dateline {

// What the kernel has to hold a process with, beside limits on resources.
struct Protections {
  bool seccomp = false;   // filters of system calls
  bool landlock = false;  // rules for files

  bool operator==(const Protections&) const = default;
};

Protections kernel_protections();

// "seccomp, Landlock and limits on memory and files".
std::string describe(const Protections& protections);

struct Confinement {
  std::uint64_t memory_bytes = 1ULL << 30U;     // of address space
  std::vector<std::filesystem::path> readable;  // folders below which it may open files to read
};

// From here on the process starts no program, thread or process, opens no socket, writes no file
// and reads none but those below `readable`; files that are open stay so. It makes no core dump,
// and nobody but root can trace it. Throws std::system_error where the kernel has a protection and
// refuses it.
void confine(const Confinement& confinement);

// The same for a program of others that is started next, in this process: besides, it may run what
// lies below `readable`, and make threads.
void confine_program(const Confinement& confinement);

}  // namespace dateline
