#include "indexer/formats/json/json_splitter.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "indexer/formats/json/json.h"

namespace dateline {
namespace {

bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

template <typename Names>
bool is_one_of(std::string_view name, const Names& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

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

  // How many objects are around it.
  std::size_t list_depth() const { return list_depth_; }

  // Whether all that was opened is closed.
  bool is_closed() const { return open_.empty() && !in_string_; }

  // Reads on in the objects, `depth` of them, that are around such a list, behind it.
  static ValueScan inside_wrapper(std::size_t depth) {
    ValueScan scan;
    scan.open_.assign(depth, '{');
    scan.keys_.resize(depth);
    return scan;
  }

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
        if (!open_.empty() && open_.size() <= kMostWrappers && open_.back() == '{')
          note_string(text.substr(string_at_, at_ - string_at_));
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
      if (c == '[' && list_at_ == 0 && is_wrapper() && holds_objects(text)) {
        list_at_ = at_;
        list_depth_ = open_.size();
      }
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

  // The last string of each of the objects that may be wrappers: where a value begins, its name.
  void note_string(std::string_view string) {
    constexpr std::size_t kLongestName = 15;
    keys_.resize(open_.size());
    keys_.back() = string.substr(0, kLongestName);
    const bool is_text = string == "text" || string == "body" || string == "content";
    is_article_ = is_article_ || (is_text && open_.size() == 1);
  }

  bool is_wrapper() const {
    const bool objects_only = open_.find('[') == std::string::npos;
    if (is_article_ || !objects_only || open_.empty() || keys_.size() != open_.size()) return false;
    return is_one_of(keys_.back(), kListNames) &&
           std::all_of(keys_.begin(), keys_.end() - 1,
                       [](const std::string& key) { return is_one_of(key, kWrapperNames); });
  }

  bool holds_objects(std::string_view text) const {
    std::size_t next = at_ + 1;
    while (next < text.size() && is_json_space(text[next])) ++next;
    return next < text.size() && text[next] == '{';
  }

  static constexpr std::size_t kMostWrappers = 3;

  std::string open_;               // the brackets that are open
  std::vector<std::string> keys_;  // of each open object its last string
  std::size_t at_ = 0;
  std::size_t string_at_ = 0;
  std::size_t list_at_ = 0;
  std::size_t list_depth_ = 0;
  bool is_article_ = false;
  bool in_string_ = false;
  bool escaped_ = false;
  State state_ = State::inside;
};

// Whether the object at the front is a map of articles, {"1": {"title": ...}, "2": {...}}, of which
// the first has to be seen whole.
bool begins_map(std::string_view front, const FieldNames& own_names) {
  const auto skip_space = [&front] {
    while (!front.empty() && is_json_space(front.front())) front.remove_prefix(1);
  };
  const auto take = [&](char wanted) {
    skip_space();
    if (!front.starts_with(wanted)) return false;
    front.remove_prefix(1);
    return true;
  };
  const auto take_name = [&](std::string& name) {
    if (!take('"')) return false;
    const std::size_t end = front.find('"');
    name = front.substr(0, end);
    front.remove_prefix(std::min(name.size() + 1, front.size()));
    return end != std::string_view::npos && take(':');
  };
  std::string name;
  if (!take('{') || !take_name(name) || is_one_of(name, kWrapperNames)) return false;
  skip_space();
  if (!front.starts_with('{')) return false;
  ValueScan scan;
  if (scan.scan(front) != ValueScan::State::complete) return false;
  if (!is_article_of_json(front.substr(0, scan.position()), own_names)) return false;
  front.remove_prefix(scan.position());
  return take(',') && take_name(name) && take('{');
}

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
      std::optional<ReadResult> result;
      if (c == ']' || c == '}') {
        leave();
      } else if (c == '[' && inside_ == Inside::nothing) {
        enter(Inside::list);
      } else if (c == '{' && at_map()) {
        enter(Inside::map);
      } else if (c == '{' || c == '[' || (c == '"' && inside_ == Inside::map)) {
        result = take_value();
      } else {
        result = skip_stray();
      }
      if (result) return result;
    }
  }

 private:
  // What the elements stand in.
  enum class Inside : std::uint8_t { nothing, list, map };

  void enter(Inside what) {
    input_->skip(1);
    inside_ = what;
  }

  void leave() {
    input_->skip(1);
    inside_ = Inside::nothing;
    if (wrappers_ != 0) leave_wrapper();
  }

  bool at_map() {
    if (inside_ != Inside::nothing) return false;
    constexpr std::size_t kLookAt = 64U << 10;
    return begins_map(input_->at_least(kLookAt).substr(0, kLookAt), job_.file->field_names);
  }

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

  // A value, or in a map a name and its value. None where it was only the wrapper of a list, whose
  // first element is next, or where the map ends.
  std::optional<ReadResult> take_value() {
    ValueScan scan;
    const Origin origin = here();
    for (;;) {
      const ValueScan::State state = scan.scan(input_->window());
      if (inside_ == Inside::nothing && scan.list_position() != 0) {
        enter_wrapped_list(scan);
        return std::nullopt;
      }
      if (state == ValueScan::State::complete) return take_record(origin, scan.position());
      if (state == ValueScan::State::broken && inside_ == Inside::map && scan.is_closed()) {
        input_->skip(scan.position());
        return std::nullopt;
      }
      if (state == ValueScan::State::broken)
        return skip_broken(origin, "its brackets and quotes do not match");
      if (scan.position() > job_.max_record_bytes) return skip_long(origin, std::move(scan));
      if (!input_->more()) return skip_broken(origin, "it ends in the middle");
    }
  }

  Record take_record(const Origin& origin, std::size_t size) {
    Record record{.origin = origin, .format = Format::json, .file = job_.file};
    record.bytes = input_->window().substr(0, size);
    if (inside_ == Inside::map) record.bytes = '{' + record.bytes + '}';
    input_->skip(size);
    first_indent_ = first_indent_.empty() ? indent_ : first_indent_;
    return record;
  }

  // What the wrapper says of itself before the list holds for all of the list.
  void enter_wrapped_list(const ValueScan& scan) {
    auto file = std::make_shared<FileContext>(*job_.file);
    const std::string wrapper(input_->window().substr(0, scan.list_position()));
    file->known = feed_of_json(wrapper + "null" + std::string(scan.list_depth(), '}'));
    job_.file = std::move(file);
    enter_list_of(scan);
  }

  void enter_list_of(const ValueScan& scan) {
    input_->skip(scan.list_position() + 1);
    inside_ = Inside::list;
    wrappers_ = scan.list_depth();
    was_wrapped_ = true;
  }

  // Passes over what the wrapper says behind its list, up to another one. What is not as it should
  // be is left to be looked at.
  void leave_wrapper() {
    ValueScan rest = ValueScan::inside_wrapper(std::exchange(wrappers_, 0));
    for (;;) {
      const ValueScan::State state = rest.scan(input_->window());
      if (rest.list_position() != 0) return enter_list_of(rest);
      if (state == ValueScan::State::complete) return input_->skip(rest.position());
      if (state == ValueScan::State::broken || rest.position() > job_.max_record_bytes) return;
      if (!input_->more()) return;
    }
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
    return first_indent_.starts_with('\n') || indent_.starts_with('\n') ||
           inside_ == Inside::nothing;
  }

  // Where elements stand on lines of their own, that is the next line that is indented like the
  // first element; else the next "},{".
  void skip_to_next_value() {
    const std::string& indent = first_indent_.empty() ? indent_ : first_indent_;
    const std::string opener = inside_ == Inside::map ? "\"" : "{";
    const std::string pattern =
        is_on_lines() ? (indent.empty() ? "\n" : indent) + opener : "}," + opener;
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
    const bool of_wrapper = inside_ == Inside::nothing && was_wrapped_;
    if (inside_ != Inside::nothing && is_on_lines()) {
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
      const std::size_t found =
          window.find_first_of(inside_ == Inside::nothing ? "{[}\n" : ",]}\n");
      input_->skip(std::min(found, window.size()));
      if (found != std::string_view::npos || !input_->more()) return;
    }
  }

  static constexpr std::string_view kAdvice = "write each article as one valid JSON object";

  std::shared_ptr<Input> input_;
  SplitJob job_;
  Inside inside_ = Inside::nothing;
  std::size_t wrappers_ = 0;  // objects around the list that is read
  bool was_wrapped_ = false;
  std::string indent_;        // from the last line break to the value that follows
  std::string first_indent_;  // that of the first value
};

}  // namespace

std::unique_ptr<Splitter> split_json(std::shared_ptr<Input> input, SplitJob job) {
  return std::make_unique<JsonSplitter>(std::move(input), std::move(job));
}

bool is_json_lines(std::string_view front, const FieldNames& own_names) {
  front.remove_prefix(std::min(front.find_first_not_of(" \t\r\n"), front.size()));
  if (!front.starts_with('{')) return false;
  ValueScan scan;
  const std::string_view line = front.substr(0, front.find('\n'));
  const ValueScan::State state = scan.scan(line);
  if (state == ValueScan::State::complete) {
    const std::string_view behind = line.substr(scan.position());
    const std::size_t next = behind.find_first_not_of(" \t\r");
    return next == std::string_view::npos || behind[next] != '{';  // several on a line
  }
  if (line.size() == front.size())
    return scan.list_position() == 0 && !begins_map(front, own_names);
  return front.substr(line.size() + 1).starts_with('{');  // the first line is damaged
}

std::vector<std::string_view> json_values(std::string_view json) {
  std::vector<std::string_view> values;
  for (;;) {
    json.remove_prefix(std::min(json.find_first_not_of(" \t\r\n"), json.size()));
    if (json.empty()) return values;
    ValueScan scan;
    const bool opens = json.front() == '{' || json.front() == '[';
    if (!opens || scan.scan(json) != ValueScan::State::complete) return {};
    values.push_back(json.substr(0, scan.position()));
    json.remove_prefix(scan.position());
  }
}

}  // namespace dateline
