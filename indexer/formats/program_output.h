#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "search/base/file_descriptor.h"

namespace dateline {

// A program of ours that stands beside this one.
std::filesystem::path program_beside(std::string_view name);

// Bytes as an open file without a name, to be a program's standard input. Not open where no memory
// or file is left.
FileDescriptor file_in_memory(std::string_view bytes);

// What a program wrote, or why that is not to be had.
struct ProgramOutput {
  enum class End { well, failed, too_long_or_much, not_started };
  End end = End::well;
  std::string text;
};

struct ProgramLimits {
  std::chrono::seconds patience{60};
  std::size_t most_bytes = 64U << 20;
};

// Runs a program on an open file, which it reads from the start; it sees none of our environment.
// What takes too long or writes too much is killed.
ProgramOutput run_program(const std::filesystem::path& program,
                          std::span<const std::string> arguments, const FileDescriptor& input,
                          const ProgramLimits& limits = {});

}  // namespace dateline
