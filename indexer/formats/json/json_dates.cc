#include "indexer/formats/json/json_dates.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dateline {
namespace {

bool is_date(FieldName field) {
  return field == FieldName::published || field == FieldName::updated;
}

// Reads strings and brackets, and nothing else of JSON.
class JsonDateScan {
 public:
  JsonDateScan(std::string_view json, const FieldNames& own_names)
      : json_(json), own_names_(own_names) {}

  DateOrder run() {
    for (;;) {
      at_ = json_.find_first_of("\"{}[],", at_);
      if (at_ == std::string_view::npos) return std::move(order_);
      const char c = json_[at_++];
      if (c == '"') take_string();
      if (c == '{' || c == '[') outer_.push_back(std::exchange(inherited_, field_));
      if ((c == '}' || c == ']') && !outer_.empty()) {
        inherited_ = outer_.back();
        outer_.pop_back();
      }
      if (c == ',' || c == '}' || c == ']') field_ = inherited_;
    }
  }

 private:
  void take_string() {
    const std::size_t begin = at_;
    while (at_ < json_.size() && json_[at_] != '"') at_ += json_[at_] == '\\' ? 2 : 1;
    const std::string_view text = json_.substr(begin, std::min(at_, json_.size()) - begin);
    at_ = std::min(at_ + 1, json_.size());
    const std::size_t next = json_.find_first_not_of(" \t\r\n", at_);
    if (next != std::string_view::npos && json_[next] == ':') {
      field_ = field_of(text);
      return;
    }
    // PHP writes "03\/04\/2019".
    std::string value(text.substr(0, kLongestValue));
    std::erase(value, '\\');
    order_.add(field_, value);
  }

  // A column of dates has names of rows: {"date": {"0": "03/04/2019"}}.
  FieldName field_of(std::string_view name) {
    const auto [known, is_new] = fields_.try_emplace(std::string(name), FieldName::unknown);
    if (is_new) known->second = assign_fields(std::array{name}, own_names_).front();
    const bool is_of_row = known->second == FieldName::unknown && is_date(inherited_);
    return is_of_row ? inherited_ : known->second;
  }

  static constexpr std::size_t kLongestValue = 2000;

  std::string_view json_;
  const FieldNames& own_names_;
  std::size_t at_ = 0;
  FieldName field_ = FieldName::unknown;      // of the next value
  FieldName inherited_ = FieldName::unknown;  // that the object or list is the value of
  std::vector<FieldName> outer_;
  std::unordered_map<std::string, FieldName> fields_;
  DateOrder order_;
};

}  // namespace

DateOrder date_order_of_json(std::string_view front, const FieldNames& own_names) {
  return JsonDateScan(front, own_names).run();
}

}  // namespace dateline
