#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/base/file_descriptor.h"
#include "search/exchange/queue_file.h"

// Articles that are pushed one by one, and ids to be removed, on their way into the index. The
// server appends, dateline-index reads; they meet only in the files:
//
//   INDEX/pushed/00000000000000000042.log   entries, in order; a new file each 64 MiB
//   INDEX/pushed/lock                       held while an entry is appended
//
// Every entry has a sequence number, which rises. The manifest of a generation says up to which
// one it has the entries (Manifest::pushed): so each is applied exactly once, whatever is killed.
// The files stay: they are the source of pushed articles, as the folders are of the others, and
// are read again where everything is read again. What was replaced is dropped from time to time.
namespace dateline {

std::filesystem::path queue_folder(const std::filesystem::path& index);

// Appends entries. Any number of threads may share one, and any number of processes may have one.
class ArticleQueue {
 public:
  // Makes the folder where it is missing; that of the index must be there. Numbers will be above
  // `applied`, the last that the index has: where the queue was lost, or a disk has changed its
  // end, an entry with a number of before would be taken for one that is in the index.
  explicit ArticleQueue(const std::filesystem::path& index, std::uint64_t applied = 0);

  // Is told, before anything is appended behind it, of an end that is no entry: a cut write is
  // dropped, since nobody was told that it is durable; what a disk has damaged stays where it is,
  // and its number is not given again. Called by the thread that appends.
  using Notice = std::function<void(const std::string& what)>;
  void on_notice(Notice notice) { notice_ = std::move(notice); }

  struct NewEntry {
    QueueEntry::Kind kind = QueueEntry::Kind::article;
    std::string_view bytes;
  };

  // Returns the sequence number of the last entry once all are durable: a power cut does not lose
  // them. Their numbers follow one another. Calls at the same time share one fsync. Throws
  // std::filesystem::filesystem_error where they cannot be made durable (disk full, I/O error);
  // they may then be in the queue or not. Throws InputError beyond kMaxQueueEntryBytes, and for a
  // NUL byte.
  std::uint64_t append(std::span<const NewEntry> entries);
  std::uint64_t append(QueueEntry::Kind kind, std::string_view bytes);

 private:
  struct Waiting {
    std::span<const NewEntry> entries;
    std::uint64_t sequence = 0;  // of the last, once they are written
    std::exception_ptr failure;
    bool done = false;
  };

  void write(const std::vector<Waiting*>& batch);
  void write_durably(const std::string& bytes);
  void catch_up();
  void settle_end(QueueFileParser::Rest rest, std::size_t bytes);
  void start_file();

  std::filesystem::path folder_;
  std::mutex mutex_;  // guards the two below
  std::condition_variable written_;
  std::vector<Waiting*> waiting_;
  bool is_writing_ = false;  // one of the threads writes for all; what follows is its own

  std::filesystem::path path_;  // of the newest file; empty: none is known
  FileDescriptor file_;
  std::uint64_t end_ = 0;  // of its entries
  std::uint64_t next_sequence_;
  bool must_start_file_ = false;  // what a failed write left behind is not written over
  Notice notice_ = [](const std::string&) {};
};

// Reads entries in order. Belongs to one thread.
class ArticleQueueReader {
 public:
  // Reads what follows `after`; 0 reads all.
  ArticleQueueReader(const std::filesystem::path& index, std::uint64_t after);

  // Entries that were not read yet, durable before they are returned: at least one where there is
  // one, and no more than about `max_bytes`. None where the queue has no more now.
  std::vector<QueueEntry> next(std::size_t max_bytes = 16U << 20U);

  // Of the last entry that was read, or what was given.
  std::uint64_t sequence() const { return sequence_; }

  // Bytes that are no entries, though entries that were read follow them, or next() found nothing
  // behind them and no write was cut there: a disk changed them.
  std::uint64_t damaged_bytes() const { return damaged_ + damaged_end_; }

 private:
  bool read_file(std::vector<QueueEntry>& entries, std::size_t max_bytes);
  bool go_to_next_file();

  std::filesystem::path folder_;
  std::filesystem::path path_;  // of the file that is read; empty: none yet
  std::uint64_t position_ = 0;
  std::uint64_t sequence_;
  std::uint64_t damaged_ = 0;
  std::uint64_t damaged_end_ = 0;  // of the file that is read
};

// Rewrites the files that end at or before `until` as one, of those entries for which `keep` holds.
// Only for the reader of the queue, between two of its reads; a new ArticleQueueReader goes on
// behind. A crash loses no entry that is kept.
void compact_queue(const std::filesystem::path& index, std::uint64_t until,
                   const std::vector<std::uint64_t>& keep);

}  // namespace dateline
