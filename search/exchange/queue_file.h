#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// How entries stand in a file of the queue of pushed articles (article_queue.h): one after another,
// each
//
//   u32   kMagic
//   u32   kind
//   u64   sequence
//   u64   bytes of the payload
//   u64   XXH3-64 of the 24 bytes above and the payload
//         the payload
//
// A write that was cut leaves a tail that is no entry: the beginning of one, or one of which pages
// never reached the disk, which are read as NUL bytes. Where bytes have changed, what is no entry
// has whole entries behind it, or is as long as an entry is: it is damage.
namespace dateline {

struct QueueEntry {
  enum class Kind : std::uint32_t {
    article = 1,  // bytes: a JSON object, as a line of a JSON lines file
    removal = 2,  // bytes: the id of an article
    mark = 3,     // nothing: all entries up to this sequence were looked at when the file was made
  };

  std::uint64_t sequence = 0;
  Kind kind = Kind::article;
  std::string bytes;

  bool operator==(const QueueEntry&) const = default;
};

// A longer payload is no payload.
inline constexpr std::uint64_t kMaxQueueEntryBytes = 64ULL << 20U;

std::string encode_entry(std::uint64_t sequence, QueueEntry::Kind kind, std::string_view bytes);

// Takes entries off the front of a file's bytes.
class QueueFileParser {
 public:
  explicit QueueFileParser(std::string_view bytes) : bytes_(bytes) {}

  // The next entry; none where no whole one is left.
  std::optional<QueueEntry> next();

  std::size_t position() const { return position_; }      // behind the last entry
  std::size_t damaged_bytes() const { return damaged_; }  // that lay before it and were no entry

  // What is behind the last entry, once there is no next one.
  enum class Rest : std::uint8_t { nothing, cut, damaged };
  Rest rest() const;

 private:
  std::optional<QueueEntry> entry_at(std::size_t begin) const;

  std::string_view bytes_;
  std::size_t position_ = 0;
  std::size_t damaged_ = 0;
};

// The files of the queue in the folder, in the order of their entries.
std::vector<std::filesystem::path> queue_files(const std::filesystem::path& folder);

// FOLDER/00000000000000000042.log, whose entries begin with this sequence or a later one.
std::filesystem::path queue_file(const std::filesystem::path& folder, std::uint64_t first);
std::uint64_t first_sequence(const std::filesystem::path& queue_file);  // 0: it is no such file

}  // namespace dateline
