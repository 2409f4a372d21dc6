#include "indexer/open_records.h"

#include <cstdint>
#include <deque>
#include <utility>

#include "indexer/encoding.h"
#include "indexer/formats/json_splitter.h"
#include "indexer/formats/recognize.h"

namespace dateline {
namespace {

constexpr std::size_t kSampleBytes = 64U << 10;  // enough to recognise formats and encodings by
constexpr int kMaxPackings = 2;                  // a.txt.gz.gz
constexpr std::string_view kDamageAdvice = "restore the file from a sound copy";

// Gives one result.
class OneResult : public Splitter {
 public:
  explicit OneResult(SetAside result) : result_(std::move(result)) {}
  std::optional<ReadResult> next() override {
    if (std::exchange(done_, true)) return std::nullopt;
    return std::move(result_);
  }

 private:
  SetAside result_;
  bool done_ = false;
};

// Puts a SetAside in place of each record that damaged bytes are part of.
class DamageWatch : public Splitter {
 public:
  DamageWatch(std::shared_ptr<Input> input, std::string path, std::unique_ptr<Splitter> records)
      : input_(std::move(input)), path_(std::move(path)), records_(std::move(records)) {}

  std::optional<ReadResult> next() override {
    if (!waiting_.empty()) return take_waiting();
    const std::uint64_t begin = input_->offset();
    std::optional<ReadResult> result = records_->next();
    const bool hit = note_damages(begin, result.has_value());
    if (result && !(hit && std::holds_alternative<Record>(*result)))
      waiting_.push_back(std::move(*result));
    if (waiting_.empty()) return hit ? next() : std::nullopt;
    return take_waiting();
  }

 private:
  ReadResult take_waiting() {
    ReadResult result = std::move(waiting_.front());
    waiting_.pop_front();
    return result;
  }

  // Whether the record from `begin` to the start of the window cannot be trusted.
  bool note_damages(std::uint64_t begin, bool has_record) {
    bool hit = false;
    const std::uint64_t end = has_record ? input_->offset() : UINT64_MAX;
    while (const auto damage = input_->take_damage(end)) {
      const bool inside = damage->offset > begin && damage->offset < end;
      const bool cut = damage->offset == end && !input_->stands_after_line();
      hit = hit || inside || cut || begin == 0;
      waiting_.push_back(SetAside{.origin = {.path = path_, .offset = damage->offset},
                                  .reason = damage->reason,
                                  .advice = std::string(kDamageAdvice)});
    }
    return hit;
  }

  std::shared_ptr<Input> input_;
  std::string path_;
  std::unique_ptr<Splitter> records_;
  std::deque<ReadResult> waiting_;
};

std::unique_ptr<Splitter> set_aside(std::string path, std::string reason, std::string advice) {
  return std::make_unique<OneResult>(SetAside{.origin = {.path = std::move(path)},
                                              .reason = std::move(reason),
                                              .advice = std::move(advice)});
}

std::unique_ptr<Splitter> split(std::shared_ptr<Input> input, const StreamJob& job) {
  const std::string_view front = input->at_least(kSampleBytes);
  const Recognized recognized = recognize(front, job.path);
  auto context = std::make_shared<FileContext>();
  context->charset = detect_charset(front.substr(0, kSampleBytes));
  context->field_names = job.options->field_names;
  SplitJob records{.path = job.path,
                   .max_record_bytes = job.options->max_record_bytes,
                   .file = std::move(context)};
  switch (recognized.kind) {
    case FileKind::json_lines:
      return split_lines(std::move(input), std::move(records), Format::json);
    case FileKind::json:
      return split_json(std::move(input), std::move(records));
    case FileKind::text:
      return split_whole(std::move(input), std::move(records), Format::text);
    case FileKind::binary:
      break;
  }
  return set_aside(job.path, "no format that holds articles was recognised",
                   "see docs/formats.md for the formats that are read");
}

}  // namespace

std::unique_ptr<Splitter> open_records(std::shared_ptr<Input> input, StreamJob job) {
  for (int packings = 0;; ++packings) {
    const Packing packing = recognize_packing(input->at_least(6));
    if (packing == Packing::none) break;
    if (packings == kMaxPackings)
      return set_aside(job.path,
                       "it is packed more than " + std::to_string(kMaxPackings) + " times",
                       "unpack it");
    input = std::make_shared<Input>(unpack(packing, std::move(input), job.budget));
  }
  auto records = split(input, job);
  return std::make_unique<DamageWatch>(std::move(input), job.path, std::move(records));
}

}  // namespace dateline
