#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace dateline {

// The other server cannot be reached, refuses, or does not answer as it should. What was copied so
// far stays, and the next attempt goes on from there.
struct RemoteError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Another server has removed the file since it was listed: another list is needed.
struct RemoteFileGone : RemoteError {
  using RemoteError::RemoteError;
};

// A file of an index on another machine, by its name below the index.
struct RemoteFile {
  std::string name;
  std::uint64_t bytes = 0;
  // Of a generation's file, which never changes: its hash. Of a record, which is appended to or
  // replaced as a whole: what stays the same while it is only appended to; empty: nobody knows.
  std::string content;
};

// What a server says of the index that it answers from.
struct RemoteListing {
  std::uint64_t generation = 0;
  std::vector<RemoteFile> files;    // of this generation
  std::vector<RemoteFile> records;  // of which sources it came, and what was pushed
};

// Reads a listing; throws RemoteError where it is none, or names files that are none of an index.
RemoteListing parse_listing(const std::string& json);

struct RemoteOptions {
  std::string url;                     // "https://news.example:8443/archive", without what follows
  std::string token;                   // with the scope replica
  std::uint64_t bytes_per_second = 0;  // at most; 0: as fast as it goes
};

// The index of another server, over HTTP. Belongs to one thread.
class RemoteIndex {
 public:
  // Throws InputError where the URL is none.
  explicit RemoteIndex(RemoteOptions options);
  ~RemoteIndex();
  RemoteIndex(const RemoteIndex&) = delete;
  RemoteIndex& operator=(const RemoteIndex&) = delete;

  const std::string& url() const { return options_.url; }

  // Throws RemoteError.
  RemoteListing list();

  // Appends to `to` what the file has behind the bytes that are there already; returns how many
  // came. What came stays where it ends early. Throws RemoteError.
  std::uint64_t fetch(const RemoteFile& file, const std::filesystem::path& to);

 private:
  struct Connection;

  RemoteOptions options_;
  std::string base_path_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace dateline
