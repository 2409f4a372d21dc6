#include "indexer/apart/channel.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <stdexcept>

#include <sys/socket.h>
#include <unistd.h>

namespace dateline {
namespace {

void take_files(msghdr& header, std::vector<FileDescriptor>& files) {
  for (cmsghdr* control = CMSG_FIRSTHDR(&header); control != nullptr;
       control = CMSG_NXTHDR(&header, control)) {
    if (control->cmsg_level != SOL_SOCKET || control->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (control->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int number = -1;
      std::memcpy(&number, CMSG_DATA(control) + i * sizeof(int), sizeof number);
      files.emplace_back(number);
    }
  }
}

// False where the channel ends before `into` is full.
bool read_fully(int channel, std::span<char> into, std::vector<FileDescriptor>& files) {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(kMostFilesAtOnce * sizeof(int))> control{};
  while (!into.empty()) {
    iovec part{into.data(), into.size()};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    const ssize_t count = recvmsg(channel, &header, MSG_CMSG_CLOEXEC);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    take_files(header, files);
    into = into.subspan(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

std::string frame_head(std::string_view message) {
  if (message.size() > std::numeric_limits<std::uint32_t>::max())
    throw std::length_error("a message to a parser is longer than 4 GiB");
  std::string head;
  for (std::size_t i = 0; i < kFrameSizeBytes; ++i)
    head += static_cast<char>(message.size() >> (8 * i));
  return head;
}

std::uint32_t size_in(std::span<const char, kFrameSizeBytes> head) {
  std::uint32_t size = 0;
  for (std::size_t i = 0; i < kFrameSizeBytes; ++i)
    size |= static_cast<std::uint32_t>(static_cast<unsigned char>(head[i])) << (8 * i);
  return size;
}

std::optional<Frame> wait_for_frame(int channel) {
  Frame frame;
  std::array<char, kFrameSizeBytes> head{};
  if (!read_fully(channel, head, frame.files)) return std::nullopt;
  frame.message.resize(size_in(head));
  if (!read_fully(channel, frame.message, frame.files)) return std::nullopt;
  return frame;
}

bool write_frame(int channel, std::string_view message) {
  const std::string head = frame_head(message);
  std::array<std::string_view, 2> parts{head, message};
  for (std::string_view part : parts) {
    while (!part.empty()) {
      const ssize_t count = write(channel, part.data(), part.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return false;
      part.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  return true;
}

}  // namespace dateline
