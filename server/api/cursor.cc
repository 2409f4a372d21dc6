#include "server/api/cursor.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <optional>

#include <xxhash.h>

#include "server/api/parameters.h"

namespace dateline {
namespace {

constexpr char kTail = 'a';
constexpr char kPlace = 'p';
constexpr std::uint64_t kMostOffset = 0xFFFFFFFF;  // more than articles can be

std::string hexadecimal(std::uint64_t number) {
  std::array<char, 20> text{};
  std::snprintf(text.data(), text.size(), "%llx", static_cast<unsigned long long>(number));
  return text.data();
}

// Takes a number and the "-" behind it off the front of a text.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number, 16);
  if (read.ec != std::errc() || (read.ptr != end && *read.ptr != '-')) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()) + (read.ptr != end ? 1 : 0));
  return number;
}

// Of all that decides which articles match, and their order.
std::uint64_t hash_of_search(const SearchRequest& request) {
  const SearchRequest usual;
  SearchRequest search = request;
  search.paging = Paging::offset;
  search.generation.reset();
  search.offset = usual.offset;
  search.limit = usual.limit;
  search.snippet_words = usual.snippet_words;
  search.facets.clear();
  search.facet_counts = usual.facet_counts;
  search.timeline = usual.timeline;
  search.explain = search.read_as = false;
  const std::string text = to_query_string(search);
  return XXH3_64bits(text.data(), text.size());
}

[[noreturn]] void refuse_cursor(const std::string& why) { throw ParameterError("cursor", why); }

// Words side by side are all wanted: what has only some of them would come in between.
void follow(std::uint64_t arrival, SearchRequest& request) {
  if (request.group != Grouping::none)
    refuse_cursor("cursor cannot be combined with group: the next page may have others of a group");
  if (request.words == Operator::automatic) request.words = Operator::all;
  request.sort = Sort::arrival;
  request.arrived_after = static_cast<std::int64_t>(arrival);
}

void go_to_place(std::string_view place, SearchRequest& request) {
  const auto generation = take_number(place);
  const auto offset = generation ? take_number(place) : std::nullopt;
  const auto search = offset ? take_number(place) : std::nullopt;
  if (!search || !place.empty() || *offset > kMostOffset)
    refuse_cursor("cursor must be one that an answer gave, or *");
  if (*search != hash_of_search(request))
    refuse_cursor("this cursor is of another search: keep all other parameters, or begin with *");
  request.generation = *generation;
  request.offset = *offset;
}

}  // namespace

std::string cursor_of(const SearchRequest& request) {
  if (request.arrived_after)
    return kTail + hexadecimal(static_cast<std::uint64_t>(*request.arrived_after));
  if (!request.generation) return std::string(kFirstCursor);
  return kPlace + hexadecimal(*request.generation) + "-" + hexadecimal(request.offset) + "-" +
         hexadecimal(hash_of_search(request));
}

void apply_cursor(std::string_view cursor, SearchRequest& request) {
  request.paging = Paging::cursor;
  if (request.offset > 0) refuse_cursor("cursor and offset say the same: leave one out");
  if (cursor == kFirstCursor) {
    if (request.sort == Sort::added) follow(0, request);
    return;
  }
  const bool is_of_arrivals = request.sort == Sort::added;
  if (!cursor.starts_with(is_of_arrivals ? kTail : kPlace)) {
    refuse_cursor(cursor.starts_with(is_of_arrivals ? kPlace : kTail)
                      ? "this cursor is of another order: keep sort, or begin with *"
                      : "cursor must be one that an answer gave, or *");
  }
  cursor.remove_prefix(1);
  if (!is_of_arrivals) return go_to_place(cursor, request);
  const auto arrival = take_number(cursor);
  if (!arrival || !cursor.empty()) refuse_cursor("cursor must be one that an answer gave, or *");
  follow(*arrival, request);
}

}  // namespace dateline
