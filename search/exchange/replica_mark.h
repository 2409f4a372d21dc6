#pragma once

#include <filesystem>
#include <optional>
#include <string>

// An index that dateline-replica keeps like that of another machine has a file that says so:
//
//   INDEX/replica              one line, the address of the server that it is copied from
//
// Nothing else writes to such an index: what was pushed to it would be in no other, and a run would
// make it another one.
namespace dateline {

// Where the index is copied from; none where it is no replica.
std::optional<std::string> replica_of(const std::filesystem::path& index);

// Throws IndexError where the index is a replica, and says where to go instead.
void require_no_replica(const std::filesystem::path& index);

// Both are durable when they return.
void mark_replica(const std::filesystem::path& index, const std::string& origin);
void unmark_replica(const std::filesystem::path& index);

}  // namespace dateline
