#include "search/query/query_notes.h"

#include <algorithm>
#include <utility>

#include "search/base/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kMostNotes = 10;
constexpr std::size_t kMostBytes = 40;  // of the query's text inside a message

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

// Counted from 1, as people count.
std::size_t character_number(std::string_view query, std::size_t byte) {
  const std::string_view before = query.substr(0, byte);
  return 1 +
         static_cast<std::size_t>(std::count_if(before.begin(), before.end(), starts_character));
}

}  // namespace

void QueryNotes::add(std::string_view thing, std::size_t at, std::string_view what) {
  if (notes_.size() == kMostNotes) {
    ++left_out_;
    return;
  }
  std::string note(thing);
  note += " at character " + std::to_string(character_number(query_, at)) + " ";
  note += what;
  notes_.push_back(std::move(note));
}

void QueryNotes::replace_all(std::string note) {
  notes_ = {std::move(note)};
  left_out_ = 0;
}

std::vector<std::string> QueryNotes::take() {
  if (left_out_ > 0) {
    notes_.push_back(std::to_string(left_out_) + " more places of the query were not understood");
    left_out_ = 0;
  }
  return std::exchange(notes_, {});
}

std::string shortened(std::string_view text) {
  if (text.size() <= kMostBytes) return std::string(text);
  return std::string(utf8_prefix(text, kMostBytes)) + "…";
}

}  // namespace dateline
