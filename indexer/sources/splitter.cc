#include "indexer/sources/splitter.h"

#include <cstring>
#include <string_view>
#include <utility>

namespace dateline {
namespace {

class WholeSplitter : public Splitter {
 public:
  WholeSplitter(std::shared_ptr<Input> input, SplitJob job, Format format)
      : input_(std::move(input)), job_(std::move(job)), format_(format) {}

  std::optional<ReadResult> next() override {
    if (std::exchange(done_, true)) return std::nullopt;
    const std::string_view all = input_->at_least(job_.max_record_bytes + 1);
    if (all.size() > job_.max_record_bytes)
      return too_large({.path = job_.path}, job_.max_record_bytes);
    Record record{.origin = {.path = job_.path}, .format = format_, .file = job_.file};
    record.bytes = all;
    input_->skip(all.size());
    return record;
  }

 private:
  std::shared_ptr<Input> input_;
  SplitJob job_;
  Format format_;
  bool done_ = false;
};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

class LineSplitter : public Splitter {
 public:
  LineSplitter(std::shared_ptr<Input> input, SplitJob job, Format format)
      : input_(std::move(input)), job_(std::move(job)), format_(format) {}

  std::optional<ReadResult> next() override {
    for (;;) {
      const std::size_t size = find_line_end();
      if (size > job_.max_record_bytes) return skip_long_line();
      const std::string_view line = input_->window().substr(0, size);
      const bool ends_with_break = size < input_->window().size() && input_->window()[size] == '\n';
      if (line.empty() && !ends_with_break) return std::nullopt;
      std::optional<Record> record;
      if (!is_blank(line)) {
        record = Record{.origin = here(), .format = format_, .file = job_.file};
        record->bytes = line;
      }
      input_->skip(size + (ends_with_break ? 1 : 0), ends_with_break ? 1 : 0);
      if (record) return std::move(*record);
    }
  }

 private:
  Origin here() const {
    return {.path = job_.path, .line = input_->line(), .offset = input_->offset()};
  }

  // Bytes up to the line break, or up to the end of the input, or just over the limit. Damage ends
  // a line too: what follows it is the start of another.
  std::size_t find_line_end() {
    const std::size_t size = find_line_break();
    const std::uint64_t damage = input_->next_damage();
    if (damage <= input_->offset() || damage - input_->offset() >= size) return size;
    return damage - input_->offset();
  }

  std::size_t find_line_break() {
    std::size_t searched = 0;
    for (;;) {
      const std::string_view window = input_->window();
      const std::size_t found = window.find('\n', searched);
      if (found != std::string_view::npos) return found;
      searched = window.size();
      if (searched > job_.max_record_bytes || !input_->more()) return searched;
    }
  }

  SetAside skip_long_line() {
    SetAside result = too_large(here(), job_.max_record_bytes);
    for (;;) {
      const std::size_t found = input_->window().find('\n');
      if (found != std::string_view::npos) {
        input_->skip(found + 1, 1);
        return result;
      }
      input_->skip(input_->window().size(), 0);
      if (!input_->more()) return result;
    }
  }

  std::shared_ptr<Input> input_;
  SplitJob job_;
  Format format_;
};

}  // namespace

SetAside too_large(Origin origin, std::uint64_t max_record_bytes) {
  return {.origin = std::move(origin),
          .reason = "longer than " + std::to_string(max_record_bytes) + " bytes",
          .advice = "split it, or raise the limit of a record's size"};
}

std::unique_ptr<Splitter> split_whole(std::shared_ptr<Input> input, SplitJob job, Format format) {
  return std::make_unique<WholeSplitter>(std::move(input), std::move(job), format);
}

std::unique_ptr<Splitter> split_lines(std::shared_ptr<Input> input, SplitJob job, Format format) {
  return std::make_unique<LineSplitter>(std::move(input), std::move(job), format);
}

}  // namespace dateline
