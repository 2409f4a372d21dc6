#include "search/base/output_file.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "search/base/file_descriptor.h"

namespace dateline {
namespace {

constexpr std::size_t kGather = 256 * 1024;

}  // namespace

OutputFile::OutputFile(std::filesystem::path path) : path_(std::move(path)) {
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file_ < 0) throw_file_error("cannot create", path_);
  gathered_.reserve(kGather);
}

OutputFile::~OutputFile() {
  if (file_ >= 0) ::close(file_);
}

void OutputFile::write(std::string_view bytes) {
  offset_ += bytes.size();
  gathered_ += bytes;
  if (gathered_.size() >= kGather) flush();
}

void OutputFile::flush() {
  std::string_view rest = gathered_;
  while (!rest.empty()) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_file_error("cannot write", path_);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  gathered_.clear();
}

void OutputFile::rewrite_front(std::string_view bytes) {
  flush();
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t written =
        ::pwrite(file_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_file_error("cannot write", path_);
    at += static_cast<std::size_t>(written);
  }
}

void OutputFile::finish() {
  flush();
  if (::close(std::exchange(file_, -1)) != 0) throw_file_error("cannot close", path_);
}

void start_writing(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  ::sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE);
  ::close(file);
}

void sync_path(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw_file_error("cannot open", path);
  const int result = ::fsync(file);
  const int error = errno;
  ::close(file);
  errno = error;
  if (result != 0) throw_file_error("cannot sync", path);
}

void put_in_place(const std::filesystem::path& next, const std::filesystem::path& path) {
  sync_path(next);
  std::filesystem::rename(next, path);
  sync_path(path.parent_path());
}

void write_in_place(const std::filesystem::path& path, std::string_view bytes) {
  const std::filesystem::path next = path.string() + ".next";
  OutputFile out(next);
  out.write(bytes);
  out.finish();
  put_in_place(next, path);
}

}  // namespace dateline
