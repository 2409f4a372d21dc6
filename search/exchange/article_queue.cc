#include "search/exchange/article_queue.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>

#include "search/base/error.h"
#include "search/base/mapped_file.h"
#include "search/base/output_file.h"

namespace dateline {
namespace {

constexpr std::uint64_t kFileBytes = 64ULL << 20U;  // of a file of the queue, about

// A header has NUL bytes: so no payload can be made to look like entries where a file is damaged.
void refuse_unfit(std::string_view bytes) {
  if (bytes.size() > kMaxQueueEntryBytes) {
    throw InputError("an article may have at most " + std::to_string(kMaxQueueEntryBytes) +
                     " bytes");
  }
  if (bytes.find('\0') != std::string_view::npos)
    throw InputError("an article may not contain a NUL byte");
}

FileDescriptor open_file(const std::filesystem::path& path, int flags) {
  FileDescriptor file(::open(path.c_str(), flags | O_CLOEXEC, 0644));
  if (!file.is_open()) throw_file_error("cannot open", path);
  return file;
}

// Held by one process at a time, until the descriptor is closed.
FileDescriptor lock_folder(const std::filesystem::path& folder) {
  FileDescriptor lock = open_file(folder / "lock", O_RDWR | O_CREAT);
  while (::flock(lock.get(), LOCK_EX) != 0) {
    if (errno != EINTR) throw_file_error("cannot lock", folder / "lock");
  }
  return lock;
}

// The bytes of a file from an offset on. Not mapped: it may grow or be replaced meanwhile.
std::string read_from(const std::filesystem::path& path, std::uint64_t offset) {
  const FileDescriptor file = open_file(path, O_RDONLY);
  const auto size =
      static_cast<std::uint64_t>(std::max<off_t>(::lseek(file.get(), 0, SEEK_END), 0));
  std::string bytes(size > offset ? size - offset : 0, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::pread(file.get(), bytes.data() + filled, bytes.size() - filled,
                                static_cast<off_t>(offset + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_file_error("cannot read", path);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace

std::filesystem::path queue_folder(const std::filesystem::path& index) { return index / "pushed"; }

ArticleQueue::ArticleQueue(const std::filesystem::path& index, std::uint64_t applied)
    : folder_(queue_folder(index)), next_sequence_(applied + 1) {
  if (std::filesystem::create_directory(folder_)) sync_path(index);
}

std::uint64_t ArticleQueue::append(QueueEntry::Kind kind, std::string_view bytes) {
  const NewEntry entry{.kind = kind, .bytes = bytes};
  return append({&entry, 1});
}

std::uint64_t ArticleQueue::append(std::span<const NewEntry> entries) {
  for (const NewEntry& entry : entries) refuse_unfit(entry.bytes);
  Waiting mine{.entries = entries};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&mine);
  written_.wait(lock, [&] { return mine.done || !is_writing_; });
  if (!mine.done) {
    is_writing_ = true;
    const std::vector<Waiting*> batch = std::exchange(waiting_, {});
    lock.unlock();
    write(batch);
    lock.lock();
    for (Waiting* one : batch) one->done = true;
    is_writing_ = false;
    written_.notify_all();
  }
  if (mine.failure) std::rethrow_exception(mine.failure);
  return mine.sequence;
}

void ArticleQueue::write(const std::vector<Waiting*>& batch) try {
  const FileDescriptor lock = lock_folder(folder_);
  catch_up();
  if (!file_.is_open() || must_start_file_ || end_ >= kFileBytes) start_file();
  std::string bytes;
  for (Waiting* one : batch) {
    for (const NewEntry& entry : one->entries) {
      one->sequence = next_sequence_++;
      bytes += encode_entry(one->sequence, entry.kind, entry.bytes);
    }
  }
  write_durably(bytes);
} catch (...) {
  for (Waiting* one : batch) one->failure = std::current_exception();
}

// After a failed fsync nobody knows what is on disk, and another fsync would not tell: what was
// written is cut off where that can be done, and its numbers are not used again.
void ArticleQueue::write_durably(const std::string& bytes) {
  must_start_file_ = true;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const ssize_t written = ::pwrite(file_.get(), rest.data(), rest.size(),
                                     static_cast<off_t>(end_ + (bytes.size() - rest.size())));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) break;
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  if (!rest.empty() || ::fsync(file_.get()) != 0) {
    const int error = errno;
    [[maybe_unused]] const int ignored = ::ftruncate(file_.get(), static_cast<off_t>(end_));
    errno = error;
    throw_file_error("cannot write", path_);
  }
  end_ += bytes.size();
  must_start_file_ = false;
}

// Learns what other processes appended, and what a crash left.
void ArticleQueue::catch_up() {
  const std::vector<std::filesystem::path> files = queue_files(folder_);
  if (files.empty()) {
    file_ = FileDescriptor();
    return;
  }
  if (files.back() != path_ || !file_.is_open()) {
    path_ = files.back();
    file_ = open_file(path_, O_RDWR);
    end_ = 0;
    next_sequence_ = std::max(next_sequence_, first_sequence(path_));
  }
  const std::string news = read_from(path_, end_);
  QueueFileParser parser(news);
  std::uint64_t last = first_sequence(path_) - 1;
  while (const auto entry = parser.next()) last = std::max(last, entry->sequence);
  next_sequence_ = std::max(next_sequence_, last + 1);
  end_ += parser.position();
  if (parser.rest() == QueueFileParser::Rest::damaged)
    next_sequence_ = std::max(next_sequence_, last + 2);
  settle_end(parser.rest(), news.size() - parser.position());
}

void ArticleQueue::settle_end(QueueFileParser::Rest rest, std::size_t bytes) {
  const std::string what = path_.string() + " ends with " + std::to_string(bytes) + " bytes of ";
  if (rest == QueueFileParser::Rest::cut) {
    if (::ftruncate(file_.get(), static_cast<off_t>(end_)) != 0)
      throw_file_error("cannot cut", path_);
    notice_(what + "a write that was cut: they are dropped, nobody was told that they are queued");
  } else if (rest == QueueFileParser::Rest::damaged) {
    end_ += bytes;
    notice_(what + "a damaged entry, which is passed over: push again what is missing");
  }
}

void ArticleQueue::start_file() {
  // One more than the next number where that file is there already, without an entry.
  std::uint64_t first = next_sequence_;
  while (std::filesystem::exists(queue_file(folder_, first))) ++first;
  path_ = queue_file(folder_, first);
  file_ = open_file(path_, O_RDWR | O_CREAT | O_EXCL);
  sync_path(folder_);
  end_ = 0;
  next_sequence_ = first;
  must_start_file_ = false;
}

ArticleQueueReader::ArticleQueueReader(const std::filesystem::path& index, std::uint64_t after)
    : folder_(queue_folder(index)), sequence_(after) {
  for (const std::filesystem::path& file : queue_files(folder_)) {
    if (path_.empty() || first_sequence(file) <= after + 1) path_ = file;
  }
}

std::vector<QueueEntry> ArticleQueueReader::next(std::size_t max_bytes) {
  std::vector<QueueEntry> entries;
  do {
    if (read_file(entries, max_bytes)) break;
  } while (entries.empty() && go_to_next_file());
  return entries;
}

// True where there may be more in the file.
bool ArticleQueueReader::read_file(std::vector<QueueEntry>& entries, std::size_t max_bytes) {
  if (path_.empty()) return false;
  const std::string bytes = read_from(path_, position_);
  QueueFileParser parser(bytes);
  std::size_t taken = 0;
  while (taken < max_bytes) {
    const std::size_t damaged_before = parser.damaged_bytes();
    auto entry = parser.next();
    if (!entry) break;
    if (entry->sequence <= sequence_) continue;  // a compaction that was cut left it twice
    damaged_ += parser.damaged_bytes() - damaged_before;
    sequence_ = entry->sequence;
    taken += entry->bytes.size() + 1;
    if (entry->kind != QueueEntry::Kind::mark) entries.push_back(std::move(*entry));
  }
  position_ += parser.position();
  const bool ends_damaged = taken == 0 && parser.rest() == QueueFileParser::Rest::damaged;
  damaged_end_ = ends_damaged ? bytes.size() - parser.position() : 0;
  if (!entries.empty()) sync_path(path_);
  return taken >= max_bytes;
}

bool ArticleQueueReader::go_to_next_file() {
  for (const std::filesystem::path& file : queue_files(folder_)) {
    if (!path_.empty() && first_sequence(file) <= first_sequence(path_)) continue;
    path_ = file;
    position_ = 0;
    damaged_ += std::exchange(damaged_end_, 0);
    return true;
  }
  return false;
}

void compact_queue(const std::filesystem::path& index, std::uint64_t until,
                   const std::vector<std::uint64_t>& keep) {
  const std::filesystem::path folder = queue_folder(index);
  std::vector<std::filesystem::path> files = queue_files(folder);
  if (files.size() < 2) return;
  files.pop_back();  // entries are appended to it
  const std::filesystem::path next = folder / "next";
  OutputFile out(next);
  std::uint64_t last = 0;
  std::vector<std::filesystem::path> replaced;
  for (const std::filesystem::path& file : files) {
    const MappedFile mapped(file);
    QueueFileParser parser(mapped.bytes());
    std::string kept;
    std::uint64_t newest = last;
    while (const auto entry = parser.next()) {
      newest = std::max(newest, entry->sequence);
      if (std::binary_search(keep.begin(), keep.end(), entry->sequence))
        kept += encode_entry(entry->sequence, entry->kind, entry->bytes);
    }
    if (newest > until) break;
    out.write(kept);
    last = newest;
    replaced.push_back(file);
  }
  if (replaced.empty()) return;
  out.write(encode_entry(last, QueueEntry::Kind::mark, {}));
  out.finish();
  put_in_place(next, replaced.front());
  for (auto file = replaced.begin() + 1; file != replaced.end(); ++file)
    std::filesystem::remove(*file);
  sync_path(folder);
}

}  // namespace dateline
