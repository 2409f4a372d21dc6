#include "indexer/apart/parser_service.h"

#include <algorithm>
#include <memory>
#include <new>
#include <optional>
#include <utility>

#include <malloc.h>

#include "indexer/apart/channel.h"
#include "indexer/apart/wire.h"
#include "indexer/extract/extract_record.h"
#include "indexer/formats/file_records.h"

namespace dateline {
namespace {

constexpr std::size_t kEnoughToSend = 256U << 10U;
constexpr std::size_t kMuchMemory = 8U << 20U;  // of a request; what it took is given back
constexpr std::uint64_t kSkippedAtOnce = 4096;  // results, between two signs of life

// The parent has closed the channel: there is nobody to work for.
struct ParentGone {};

// Sends events at once where that is asked for, else many together.
class Answer {
 public:
  Answer(int channel, Pace pace) : channel_(channel), pace_(pace) {}

  template <typename Event>
  void add(const Event& event) {
    events_.add(event);
    if (pace_ == Pace::careful || events_.bytes() >= kEnoughToSend) send();
  }

  void send() {
    if (events_.bytes() > 0 && !write_frame(channel_, events_.take())) throw ParentGone();
  }

  Pace pace() const { return pace_; }

 private:
  int channel_;
  Pace pace_;
  EventWriter events_;
};

// Some results of a member, and then why there are no more.
class RefusedSplitter : public Splitter {
 public:
  RefusedSplitter(const RefusedMember& member, const MakeSplitter& open)
      : member_(member), records_(member.after > 0 ? open() : nullptr) {}

  std::optional<ReadResult> next() override {
    if (is_done_) return std::nullopt;
    if (given_++ < member_.after) {
      if (auto result = records_->next()) return result;
    }
    is_done_ = true;
    return SetAside{.origin = {.path = member_.path},
                    .reason = member_.reason,
                    .advice = std::string(kDeadlyAdvice)};
  }

 private:
  const RefusedMember& member_;
  std::unique_ptr<Splitter> records_;
  std::uint64_t given_ = 0;
  bool is_done_ = false;
};

// Tells when a member begins and ends.
class WatchedSplitter : public Splitter {
 public:
  WatchedSplitter(Answer& answer, const std::string& path, const MakeSplitter& open)
      : answer_(answer) {
    answer_.add(MemberBegins{path});
    records_ = open();
  }

  std::optional<ReadResult> next() override {
    if (auto result = records_->next()) return result;
    if (!std::exchange(is_over_, true)) answer_.add(MemberEnds{});
    return std::nullopt;
  }

 private:
  Answer& answer_;
  std::unique_ptr<Splitter> records_;
  bool is_over_ = false;
};

MemberGate gate_of(const FileJob& job, Answer& answer) {
  return [&](const std::string& path, const MakeSplitter& open) -> std::unique_ptr<Splitter> {
    const auto refused = std::find_if(job.refused.begin(), job.refused.end(),
                                      [&](const RefusedMember& one) { return one.path == path; });
    if (refused != job.refused.end()) return std::make_unique<RefusedSplitter>(*refused, open);
    if (answer.pace() == Pace::fast) return open();
    return std::make_unique<WatchedSplitter>(answer, path, open);
  };
}

void read_file(FileJob& job, FileDescriptor file, const SourceOptions& options, Answer& answer) {
  FileRecords records(std::make_shared<FileSource>(std::move(file)), job.path, options,
                      gate_of(job, answer));
  std::uint64_t number = 0;
  while (auto result = records.next()) {
    if (++number <= job.skip) {
      if (number % kSkippedAtOnce == 0) answer.add(Position{records.position()});
      continue;
    }
    std::visit([&](const auto& found) { answer.add(found); }, *result);
    if (number % 64 == 0) answer.add(Position{records.position()});
  }
  answer.add(Done{});
}

void answer_request(ReadRequest request, std::vector<FileDescriptor> files, int channel) {
  Answer answer(channel, request.pace);
  for (std::size_t i = 0; i < std::min(files.size(), request.files.size()); ++i)
    read_file(request.files[i], std::move(files[i]), request.options, answer);
  answer.send();
}

void answer_request(ExtractRequest request, const std::vector<FileDescriptor>&, int channel) {
  Answer answer(channel, Pace::fast);
  for (Record& record : request.records) {
    for (const auto& result : extract_record(std::move(record)))
      std::visit([&](const auto& found) { answer.add(found); }, result);
    answer.add(Done{});
  }
  answer.send();
}

void serve_all(int channel) {
  while (auto frame = wait_for_frame(channel)) {
    const bool is_large = frame->message.size() > kMuchMemory;
    auto request = request_of(frame->message);
    frame->message = {};
    std::visit([&](auto& one) { answer_request(std::move(one), std::move(frame->files), channel); },
               request);
    if (is_large) malloc_trim(0);
  }
}

}  // namespace

int serve_requests(int channel) try {
  if (write_frame(channel, kGreeting)) serve_all(channel);
  return 0;
} catch (const ParentGone&) {
  return 0;
} catch (const std::bad_alloc&) {
  return kParserOutOfMemory;
} catch (const std::exception&) {
  return kParserFailed;
}

}  // namespace dateline
