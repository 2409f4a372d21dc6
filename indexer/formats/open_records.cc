#include "indexer/formats/open_records.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <utility>

#include "indexer/formats/archive.h"
#include "indexer/formats/csv.h"
#include "indexer/formats/email.h"
#include "indexer/formats/html.h"
#include "indexer/formats/json/json_dates.h"
#include "indexer/formats/json/json_splitter.h"
#include "indexer/formats/pdf.h"
#include "indexer/formats/recognize.h"
#include "indexer/formats/web_archive.h"
#include "indexer/formats/xml/xml_splitter.h"
#include "indexer/sources/decoded_source.h"
#include "indexer/text/encoding.h"
#include "indexer/text/wide_text.h"

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
    const bool hit = note_damages(begin, result);
    if (result && !hit) waiting_.push_back(std::move(*result));
    if (waiting_.empty()) return std::nullopt;
    return take_waiting();
  }

 private:
  ReadResult take_waiting() {
    ReadResult result = std::move(waiting_.front());
    waiting_.pop_front();
    return result;
  }

  // Whether the record from `begin` to the start of the window cannot be trusted, or is told of
  // twice.
  bool note_damages(std::uint64_t begin, const std::optional<ReadResult>& result) {
    bool hit = false;
    const std::uint64_t end = result ? input_->offset() : UINT64_MAX;
    const bool is_aside = result && std::holds_alternative<SetAside>(*result);
    while (const auto damage = input_->take_damage(end)) {
      const bool inside = damage->offset > begin && damage->offset < end;
      const bool cut = damage->offset == end && !damage->is_behind_all &&
                       (is_aside || !input_->stands_after_line());
      const bool before = damage->offset == 0;  // a part of the first record may be missing
      hit = hit || inside || cut || before;
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

// Lines that end in CR, as old Macs wrote them, end in LF.
class LineFeedSource : public ByteSource {
 public:
  explicit LineFeedSource(std::shared_ptr<Input> input) : source_(std::move(input)) {}

  std::size_t read(std::span<char> into) override {
    const std::size_t count = source_.read(into);
    std::replace(into.begin(), into.begin() + static_cast<std::ptrdiff_t>(count), '\r', '\n');
    return count;
  }

 private:
  InputSource source_;
};

std::shared_ptr<Input> with_line_feeds(std::shared_ptr<Input> input) {
  if (!has_carriage_return_lines(input->at_least(kSampleBytes).substr(0, kSampleBytes)))
    return input;
  return std::make_shared<Input>(std::make_unique<LineFeedSource>(std::move(input)));
}

std::unique_ptr<Splitter> set_aside(std::string path, std::string reason, std::string advice) {
  return std::make_unique<OneResult>(SetAside{.origin = {.path = std::move(path)},
                                              .reason = std::move(reason),
                                              .advice = std::move(advice)});
}

// UTF-16 and UTF-32 have no ASCII bytes to find records by, so they become UTF-8 first. A byte
// order mark is passed over.
std::shared_ptr<Input> decode_wide(std::shared_ptr<Input> input) {
  const std::string_view front = input->at_least(kSampleBytes).substr(0, kSampleBytes);
  std::string_view charset = byte_order_mark(front);
  if (charset == "UTF-8") {
    constexpr std::size_t kMarkBytes = 3;
    input->skip(kMarkBytes, 0);
    return input;
  }
  if (charset.empty()) charset = wide_charset_without_mark(front);
  if (charset.empty()) return input;
  return std::make_shared<Input>(std::make_unique<DecodedSource>(std::move(input), charset));
}

// What the file declares goes before what it looks like. Each page of a web archive and each mail
// has an encoding of its own.
std::string charset_of(FileKind kind, std::string_view front) {
  if (kind == FileKind::web_archive || kind == FileKind::mailbox || kind == FileKind::email)
    return {};
  std::string detected = detect_charset(front);
  if (detected == "UTF-8") return detected;
  const std::string_view declared =
      kind == FileKind::html ? html_declared_charset(front) : xml_declared_charset(front);
  return is_known_charset(declared) ? std::string(declared) : detected;
}

std::unique_ptr<Splitter> split_members(std::shared_ptr<Input> input, const StreamJob& job) {
  if (job.archive_depth == job.options->max_archive_depth)
    return set_aside(job.path,
                     "it is inside of more than " + std::to_string(job.archive_depth) + " archives",
                     "unpack it");
  return split_archive(std::move(input),
                       {.path = job.path,
                        .budget = job.budget,
                        .file = job.file,
                        .open_member = [job](std::shared_ptr<Input> member, std::string path) {
                          StreamJob inner = job;
                          inner.path = std::move(path);
                          inner.file = nullptr;
                          ++inner.archive_depth;
                          const auto open = [&] { return open_records(std::move(member), inner); };
                          return job.member_gate ? job.member_gate(inner.path, open) : open();
                        }});
}

// Gives one result before those of another splitter.
class RemarkFirst : public Splitter {
 public:
  RemarkFirst(SetAside remark, std::unique_ptr<Splitter> records)
      : remark_(std::move(remark)), records_(std::move(records)) {}
  std::optional<ReadResult> next() override {
    if (!std::exchange(is_said_, true)) return std::move(remark_);
    return records_->next();
  }

 private:
  SetAside remark_;
  std::unique_ptr<Splitter> records_;
  bool is_said_ = false;
};

// In which order the dates of a JSON file have day and month. Its first records tell, or the next
// ones where these leave it open, up to what one record may hold.
DateOrder json_date_order(Input& input, const SplitJob& job) {
  std::size_t bytes = kSampleBytes;
  for (;;) {
    const std::string_view front = input.at_least(bytes);
    DateOrder order = date_order_of_json(front.substr(0, bytes), job.file->field_names);
    if (!order.is_open() || front.size() < bytes || bytes >= job.max_record_bytes) return order;
    bytes *= 4;
  }
}

using SplitJson = std::unique_ptr<Splitter>(std::shared_ptr<Input>, SplitJob);

std::unique_ptr<Splitter> split_dated_json(std::shared_ptr<Input> input, SplitJob job,
                                           SplitJson* split) {
  const DateOrder order = json_date_order(*input, job);
  job.file = with_date_order(*job.file, order);
  std::optional<SetAside> remark = order.remark({.path = job.path});
  auto records = split(std::move(input), std::move(job));
  if (!remark) return records;
  return std::make_unique<RemarkFirst>(*std::move(remark), std::move(records));
}

std::unique_ptr<Splitter> split_json_lines(std::shared_ptr<Input> input, SplitJob job) {
  return split_lines(std::move(input), std::move(job), Format::json);
}

std::unique_ptr<Splitter> split(std::shared_ptr<Input> input, const StreamJob& job) {
  const std::string_view front = input->at_least(kSampleBytes).substr(0, kSampleBytes);
  Recognized recognized = recognize(front, job.path, job.options->field_names);
  auto context = std::make_shared<FileContext>();
  context->charset = charset_of(recognized.kind, front);
  context->field_names = job.options->field_names;
  SplitJob records{.path = job.path,
                   .max_record_bytes = job.options->max_record_bytes,
                   .file = std::move(context)};
  switch (recognized.kind) {
    case FileKind::json_lines:
      return split_dated_json(std::move(input), std::move(records), &split_json_lines);
    case FileKind::json:
      return split_dated_json(std::move(input), std::move(records), &split_json);
    case FileKind::csv:
      return split_csv(std::move(input), std::move(records), recognized.dialect);
    case FileKind::xml:
      return split_xml(std::move(input), std::move(records), std::move(recognized.elements));
    case FileKind::web_archive:
      return split_web_archive(std::move(input), std::move(records));
    case FileKind::mailbox:
      return split_mailbox(std::move(input), std::move(records));
    case FileKind::email:
      return split_whole(std::move(input), std::move(records), Format::email);
    case FileKind::markdown:
      return split_whole(std::move(input), std::move(records), Format::markdown);
    case FileKind::docx:
      return split_whole(std::move(input), std::move(records), Format::docx);
    case FileKind::odt:
      return split_whole(std::move(input), std::move(records), Format::odt);
    case FileKind::epub:
      return split_whole(std::move(input), std::move(records), Format::epub);
    case FileKind::pdf:
      return split_whole(std::move(input), std::move(records), Format::pdf);
    case FileKind::picture:
      if (!job.options->parsing.ocr.languages.empty())
        return split_whole(std::move(input), std::move(records), Format::picture);
      return set_aside(job.path, "it is " + recognized.what, std::string(kOcrAdvice));
    case FileKind::zip:
    case FileKind::tar:
      return split_members(std::move(input), job);
    case FileKind::html:
      return split_whole(std::move(input), std::move(records), Format::html);
    case FileKind::text:
      return split_whole(std::move(input), std::move(records), Format::text);
    case FileKind::no_article:
      return std::make_unique<OneResult>(SetAside{.origin = {.path = job.path},
                                                  .reason = "it is " + recognized.what,
                                                  .advice = "nothing is lost, as it is no article",
                                                  .kind = SetAside::Kind::no_article});
    case FileKind::unknown:
      break;
  }
  const std::string reason = recognized.what.empty()
                                 ? "no format that holds articles was recognised"
                                 : "it is " + recognized.what;
  return set_aside(job.path, reason, "see docs/formats.md for the formats that are read");
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
    job.file = nullptr;
    input = std::make_shared<Input>(unpack(packing, std::move(input), job.budget));
  }
  input = with_line_feeds(decode_wide(std::move(input)));
  auto records = split(input, job);
  return std::make_unique<DamageWatch>(std::move(input), job.path, std::move(records));
}

}  // namespace dateline
