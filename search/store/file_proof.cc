#include "search/store/file_proof.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <sys/stat.h>

#include "search/base/error.h"

namespace dateline {

FileIdentity identity_of(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0)
    throw IndexError("cannot read " + path.string() + ": " + std::strerror(errno));
  return {
      .device = status.st_dev,
      .inode = status.st_ino,
      .bytes = static_cast<std::uint64_t>(status.st_size),
      .modified_ns = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

FileProof::FileProof(const std::filesystem::path& generation_folder, const ManifestFile& file)
    : path_(generation_folder / file.name),
      name_(file.name),
      bytes_(file.bytes),
      hash_(file.hash),
      in_(path_, std::ios::binary) {}

bool FileProof::advance() {
  std::string piece(std::min<std::uint64_t>(kPieceBytes, bytes_ - read_ + 1), '\0');
  in_.read(piece.data(), static_cast<std::streamsize>(piece.size()));
  piece.resize(static_cast<std::size_t>(in_.gcount()));
  read_ += piece.size();
  content_.add(piece);
  if (in_ && read_ <= bytes_) return true;
  const bool is_sound = in_.eof() && read_ == bytes_ && content_.text() == hash_;
  if (!is_sound) {
    throw IndexError(
        path_.string() +
        " is not as it was published: run dateline-index --check, which says what to do");
  }
  return false;
}

}  // namespace dateline
