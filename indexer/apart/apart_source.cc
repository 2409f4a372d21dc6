#include "indexer/apart/apart_source.h"

#include <algorithm>
#include <utility>

#include "indexer/apart/channel.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

constexpr std::uint64_t kBytesAtOnce = 4U << 20U;  // of small files
constexpr std::uint64_t kMostDeaths = 16;          // in one file; each reads it again

}  // namespace

ApartSource::ApartSource(NextFile next_file, SourceOptions options)
    : next_file_(std::move(next_file)), options_(std::move(options)) {}

std::optional<ReadResult> ApartSource::next() {
  for (;;) {
    if (entries_.empty() && !fill()) return std::nullopt;
    Entry& entry = entries_.front();
    if (!std::exchange(is_begun_, true) && entry.is_found) ++files_begun_;
    if (entry.problem) return take_problem();
    try {
      if (requested_ == 0) request();
      if (auto result = take(receive())) return result;
    } catch (const ParserDied& death) {
      if (auto result = survive(death.what())) return result;
    } catch (const BadMessage& nonsense) {
      if (auto result = survive(std::string("it answers with ") + nonsense.what())) return result;
    }
  }
}

// Files to be read, many where they are small; false where there are no more.
bool ApartSource::fill() {
  std::uint64_t bytes = 0;
  while (!is_over_ && entries_.size() < kMostFilesAtOnce && bytes < kBytesAtOnce) {
    auto entry = entry_of_next_file();
    is_over_ = !entry;
    if (is_over_) break;
    bytes += entry->bytes;
    entries_.push_back(std::move(*entry));
  }
  return !entries_.empty();
}

std::optional<ApartSource::Entry> ApartSource::entry_of_next_file() {
  auto found = next_file_();
  if (!found) return std::nullopt;
  Entry entry;
  if (auto* const problem = std::get_if<SetAside>(&*found)) {
    entry.problem = std::move(*problem);
    entry.is_found = false;
    return entry;
  }
  const auto& file = std::get<FoundFile>(*found);
  entry.path = replace_invalid_utf8(file.path.string());
  entry.bytes = file.bytes;
  try {
    entry.file = std::make_unique<FileSource>(file.path);
    entry.bytes = entry.file->size();
  } catch (const DamagedBytes& problem) {
    entry.problem = cannot_open(entry.path, problem);
  }
  return entry;
}

SetAside ApartSource::take_problem() {
  SetAside problem = std::move(*entries_.front().problem);
  if (entries_.front().is_found) bytes_before_ += entries_.front().bytes;
  entries_.pop_front();
  is_begun_ = false;
  return problem;
}

// Asks for the first entries that are files. A careful parser gets one.
void ApartSource::request() {
  if (process_ == nullptr) process_ = std::make_unique<ParserProcess>(options_.parsing);
  ReadRequest request{.options = options_, .pace = pace_};
  std::vector<int> files;
  for (const Entry& entry : entries_) {
    if (entry.problem || (pace_ == Pace::careful && !files.empty())) break;
    request.files.push_back({.path = entry.path, .skip = entry.results, .refused = entry.refused});
    files.push_back(entry.file->descriptor());
  }
  events_ = {};
  process_->send(to_message(request), files);
  requested_ = files.size();
}

ParserEvent ApartSource::receive() {
  // A record and what is said of it, in a message that was nearly full before.
  const std::uint64_t most = 2 * options_.max_record_bytes + (64ULL << 20);
  while (events_.is_at_end()) events_.take(process_->receive(most));
  return events_.next();
}

std::optional<ReadResult> ApartSource::take(ParserEvent event) {
  Entry& entry = entries_.front();
  const auto hand_on = [&](auto& result) -> ReadResult {
    if (!result.origin.path.starts_with(entry.path)) throw BadMessage("the name of another file");
    ++entry.results;
    return std::move(result);
  };
  if (auto* record = std::get_if<Record>(&event)) return hand_on(*record);
  if (auto* aside = std::get_if<SetAside>(&event)) return hand_on(*aside);
  if (auto* member = std::get_if<MemberBegins>(&event)) {
    entry.members.push_back({std::move(member->path), entry.results});
  } else if (std::holds_alternative<MemberEnds>(event)) {
    if (entry.members.empty()) throw BadMessage("the end of nothing");
    entry.members.pop_back();
  } else if (const auto* position = std::get_if<Position>(&event)) {
    position_ = std::min(position->bytes, entry.bytes);
  } else if (std::holds_alternative<Done>(event)) {
    finish_file();
  } else {
    throw BadMessage("what was not asked for");
  }
  return std::nullopt;
}

// The parser has died. The first time, nobody knows of what: the file is read on carefully. Then it
// is known.
std::optional<ReadResult> ApartSource::survive(const std::string& death) {
  process_.reset();
  requested_ = 0;
  Entry& entry = entries_.front();
  if (std::exchange(pace_, Pace::careful) == Pace::fast) return std::nullopt;
  const std::string reason = std::string(kDeadlyReason) + death;
  if (!entry.members.empty() && ++entry.deaths < kMostDeaths) {
    const Member& member = entry.members.back();
    entry.refused.push_back({member.path, entry.results - member.first, reason});
    entry.members.clear();
    return std::nullopt;
  }
  SetAside aside{.origin = {.path = entry.path},
                 .reason = (entry.results > 0 ? "the rest of it is not read: " : "") + reason,
                 .advice = std::string(kDeadlyAdvice)};
  requested_ = 1;
  finish_file();
  return aside;
}

void ApartSource::finish_file() {
  bytes_before_ += entries_.front().bytes;
  position_ = 0;
  ++files_read_;
  entries_.pop_front();
  is_begun_ = false;
  if (--requested_ > 0) return;
  pace_ = Pace::fast;
  if (!events_.is_at_end()) process_.reset();  // it says more than was asked for
}

std::unique_ptr<RecordStream> open_record_stream(NextFile next_file, const SourceOptions& options) {
  if (options.parsing.where == Parsing::Where::here)
    return std::make_unique<RecordSource>(std::move(next_file), options);
  return std::make_unique<ApartSource>(std::move(next_file), options);
}

}  // namespace dateline
