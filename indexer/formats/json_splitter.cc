#include "indexer/formats/json_splitter.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "indexer/formats/json.h"

namespace dateline {
namespace {

bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Follows the brackets and strings of one JSON value, block by block.
class ValueScan {
 public:
  enum class State : std::uint8_t { inside, complete, broken };

  // Reads on in `text` from where the last call stopped.
  State scan(std::string_view text) {
    while (at_ < text.size() && state_ == State::inside) {
      if (in_string_) {
        scan_string(text);
      } else {
        scan_structure(text[at_], text);
      }
    }
    return state_;
  }

  std::size_t position() const { return at_; }

  // `text` will begin where this call stands.
  void rebase() { at_ = string_at_ = 0; }

  // Where the list starts that this object is only a wrapper of; 0: none was seen.
  std::size_t list_position() const { return list_at_; }

 private:
  void scan_string(std::string_view text) {
    for (; at_ < text.size(); ++at_) {
      const char c = text[at_];
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
        if (open_.size() == 1) note_string(text.substr(string_at_, at_ - string_at_));
        ++at_;
        return;
      } else if (c == '\n') {
        state_ = State::broken;
        return;
      }
    }
  }

  void scan_structure(char c, std::string_view text) {
    if (c == '"') {
      in_string_ = true;
      string_at_ = at_ + 1;
    } else if (c == '{' || c == '[') {
      if (c == '[' && open_ == "{" && list_at_ == 0 && is_wrapper() && holds_objects(text))
        list_at_ = at_;
      open_ += c;
    } else if (c == '}' || c == ']') {
      const char opener = c == '}' ? '{' : '[';
      if (open_.empty() || open_.back() != opener) {
        state_ = State::broken;
        return;
      }
      open_.pop_back();
      if (open_.empty()) state_ = State::complete;
    }
    ++at_;
  }

  void note_string(std::string_view string) {
    constexpr std::size_t kLongestName = 16;
    key_ = string.substr(0, kLongestName);
    is_article_ = is_article_ || key_ == "text" || key_ == "body" || key_ == "content";
  }

  bool is_wrapper() const {
    return !is_article_ &&
           std::find(kListNames.begin(), kListNames.end(), key_) != kListNames.end();
  }

  bool holds_objects(std::string_view text) const {
    std::size_t next = at_ + 1;
    while (next < text.size() && is_json_space(text[next])) ++next;
    return next < text.size() && text[next] == '{';
  }

  std::string open_;  // the brackets that are open
  std::string key_;   // the last string of the outermost object
  std::size_t at_ = 0;
  std::size_t string_at_ = 0;
  std::size_t list_at_ = 0;
  bool is_article_ = false;
  bool in_string_ = false;
  bool escaped_ = false;
  State state_ = State::inside;
};

class JsonSplitter : public Splitter {
 public:
  JsonSplitter(std::shared_ptr<Input> input, SplitJob job)
      : input_(std::move(input)), job_(std::move(job)) {}

  std::optional<ReadResult> next() override {
    for (;;) {
      skip_between();
      const std::string_view window = input_->window();
      if (window.empty()) return std::nullopt;
      const char c = window.front();
      if (c == ']' || c == '}') {
        input_->skip(1);
        in_list_ = false;
      } else if (c == '[' && !in_list_) {
        input_->skip(1);
        in_list_ = true;
      } else if (c == '{' || c == '[') {
        auto result = take_value();
        if (result) return result;
      } else if (auto stray = skip_stray()) {
        return stray;
      }
    }
  }

 private:
  Origin here() const {
    return {.path = job_.path, .line = input_->line(), .offset = input_->offset()};
  }

  void skip_between() {
    for (;;) {
      const std::string_view window = input_->window();
      std::size_t size = 0;
      while (size < window.size() && (is_json_space(window[size]) || window[size] == ',')) ++size;
      const std::size_t line_break = window.substr(0, size).rfind('\n');
      if (line_break != std::string_view::npos)
        indent_ = window.substr(line_break, size - line_break);
      input_->skip(size);
      if (!input_->window().empty() || !input_->more()) return;
    }
  }

  // None where the value was only the wrapper of a list, whose first element is next.
  std::optional<ReadResult> take_value() {
    ValueScan scan;
    const Origin origin = here();
    for (;;) {
      const ValueScan::State state = scan.scan(input_->window());
      if (!in_list_ && scan.list_position() != 0) {
        enter_wrapped_list(scan.list_position());
        return std::nullopt;
      }
      if (state == ValueScan::State::complete) return take_record(origin, scan.position());
      if (state == ValueScan::State::broken)
        return skip_broken(origin, "its brackets and quotes do not match");
      if (scan.position() > job_.max_record_bytes) return skip_long(origin, std::move(scan));
      if (!input_->more()) return skip_broken(origin, "it ends in the middle");
    }
  }

  Record take_record(const Origin& origin, std::size_t size) {
    Record record{.origin = origin, .format = Format::json, .file = job_.file};
    record.bytes = input_->window().substr(0, size);
    input_->skip(size);
    first_indent_ = first_indent_.empty() ? indent_ : first_indent_;
    return record;
  }

  // What the wrapper says of itself before the list holds for all of the list.
  void enter_wrapped_list(std::size_t list_position) {
    auto file = std::make_shared<FileContext>(*job_.file);
    std::string wrapper(input_->window().substr(0, list_position));
    file->known = feed_of_json(wrapper + "null}");
    job_.file = std::move(file);
    input_->skip(list_position + 1);
    in_list_ = true;
  }

  SetAside skip_long(Origin origin, ValueScan scan) {
    for (;;) {
      input_->skip(scan.position());
      scan.rebase();
      if (!input_->more() || scan.scan(input_->window()) != ValueScan::State::inside) break;
    }
    input_->skip(scan.position());
    return too_large(std::move(origin), job_.max_record_bytes);
  }

  SetAside skip_broken(Origin origin, const std::string& reason) {
    skip_to_next_value();
    return {.origin = std::move(origin),
            .reason = "no valid JSON: " + reason,
            .advice = std::string(kAdvice)};
  }

  bool is_on_lines() const {
    return first_indent_.starts_with('\n') || indent_.starts_with('\n') || !in_list_;
  }

  // Where elements stand on lines of their own, that is the next line that is indented like the
  // first element; else the next "},{".
  void skip_to_next_value() {
    const std::string& indent = first_indent_.empty() ? indent_ : first_indent_;
    const std::string pattern = is_on_lines() ? (indent.empty() ? "\n" : indent) + "{" : "},{";
    input_->skip(1);
    for (;;) {
      const std::size_t found = input_->window().find(pattern);
      if (found != std::string_view::npos) {
        input_->skip(found + pattern.size() - 1);
        return;
      }
      const std::size_t size = input_->window().size();
      input_->skip(size - std::min(size, pattern.size() - 1));
      if (!input_->more()) {
        input_->skip(input_->window().size());
        return;
      }
    }
  }

  // Something where a value should stand: the rest of a wrapper, or garbage. Where elements stand
  // on lines of their own, all of it up to the next one is one of them.
  std::optional<ReadResult> skip_stray() {
    const Origin origin = here();
    const bool of_wrapper = !in_list_ && job_.file->known != Article{};
    if (in_list_ && is_on_lines()) {
      skip_to_next_value();
    } else {
      skip_to_punctuation();
    }
    if (of_wrapper) return std::nullopt;
    return SetAside{.origin = origin,
                    .reason = "something that is no JSON object stands here",
                    .advice = std::string(kAdvice)};
  }

  void skip_to_punctuation() {
    for (;;) {
      const std::string_view window = input_->window();
      const std::size_t found = window.find_first_of(in_list_ ? ",]\n" : "{[}\n");
      input_->skip(std::min(found, window.size()));
      if (found != std::string_view::npos || !input_->more()) return;
    }
  }

  static constexpr std::string_view kAdvice = "write each article as one valid JSON object";

  std::shared_ptr<Input> input_;
  SplitJob job_;
  bool in_list_ = false;
  std::string indent_;        // from the last line break to the value that follows
  std::string first_indent_;  // that of the first value
};

}  // namespace

std::unique_ptr<Splitter> split_json(std::shared_ptr<Input> input, SplitJob job) {
  return std::make_unique<JsonSplitter>(std::move(input), std::move(job));
}

bool is_json_lines(std::string_view front) {
  front.remove_prefix(std::min(front.find_first_not_of(" \t\r\n"), front.size()));
  if (!front.starts_with('{')) return false;
  ValueScan scan;
  const std::string_view line = front.substr(0, front.find('\n'));
  const ValueScan::State state = scan.scan(line);
  if (state == ValueScan::State::complete) return true;
  if (line.size() == front.size()) return scan.list_position() == 0;
  return front.substr(line.size() + 1).starts_with('{');  // the first line is damaged
}

}  // namespace dateline
