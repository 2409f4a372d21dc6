#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/base/file_descriptor.h"

// Messages over a socket between two processes: four bytes of size, the lowest first, and so many
// bytes. With the first of them go descriptors of open files.
namespace dateline {

struct Frame {
  std::string message;
  std::vector<FileDescriptor> files;
};

inline constexpr std::size_t kFrameSizeBytes = 4;
inline constexpr std::size_t kMostFilesAtOnce = 64;

// What stands before a message. Throws std::length_error where it is longer than 4 GiB.
std::string frame_head(std::string_view message);
std::uint32_t size_in(std::span<const char, kFrameSizeBytes> head);

// These are of the parser: they wait as long as it takes. None, or false, where the other side has
// closed the channel.
std::optional<Frame> wait_for_frame(int channel);
bool write_frame(int channel, std::string_view message);

}  // namespace dateline
