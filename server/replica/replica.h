#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "search/exchange/index_lock.h"
#include "server/replica/remote_index.h"

namespace dateline {

// What a synchronization did.
struct Synchronized {
  std::uint64_t generation = 0;  // that is current now
  bool is_new = false;           // and was not before
  std::size_t files = 0;         // that were copied
  std::uint64_t bytes = 0;
  std::size_t linked = 0;  // files that an earlier generation had
};

// An index that is kept like another one:
//
//   INDEX/incoming/files/HASH     files on their way, complete or not: the next attempt goes on
//   INDEX/incoming/000007/        a generation that is put together; renamed to generations/000007
//   INDEX/incoming/records.json   which content of the records is here
//
// A generation becomes current by one rename, once every byte that was copied has the hash that its
// manifest says: a server over the index never sees half of one, and nor does one after a crash.
// Holds the index's lock, and marks it as a replica, for as long as it lives.
class Replica {
 public:
  // `keep`: how many generations stay, the current one counted. Throws IndexError where the index
  // has another origin, or none and is not empty.
  Replica(std::filesystem::path index, RemoteIndex& remote, std::size_t keep);

  // Throws RemoteError, IndexError where what came is not what was promised, and
  // std::filesystem::filesystem_error.
  Synchronized synchronize();

 private:
  using Known = std::map<std::string, std::filesystem::path>;  // by hash

  Known known_files() const;
  void copy_generation(const RemoteListing& listing, Synchronized& done);
  std::filesystem::path fetched(const RemoteFile& file, Synchronized& done);
  void copy_records(const RemoteListing& listing, Synchronized& done);
  void copy_record(const RemoteFile& record, Synchronized& done);
  void remove_old_generations() const;

  std::filesystem::path index_;
  RemoteIndex& remote_;
  std::size_t keep_;
  IndexLock lock_;
  std::filesystem::path incoming_;
  std::map<std::string, std::string> contents_;  // of the records that are here, by name
};

// Makes a replica an index of its own, from which dateline-index goes on: returns its generation.
// Throws IndexError where it is no replica, has no sound generation, or is written to.
std::uint64_t promote(const std::filesystem::path& index);

}  // namespace dateline
