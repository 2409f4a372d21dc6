#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

// A query that is still being typed, cut in front of what its writer is at. All are views of it.
struct TypedQuery {
  // A value of a filter field that may be under way: source:Re, place:"New Y, place:new y.
  struct Value {
    std::size_t field = 0;   // a place of kFilterFields
    std::string_view head;   // up to the value, without a quote that opens it
    std::string_view text;   // what is typed of it; may be empty
    bool is_certain = true;  // false: the words behind the field's first one may be words, too
  };

  std::string_view head;  // up to the word under way
  std::string_view
      before;             // of that, without an operator or field that only the word under way has
  std::string_view word;  // the word under way; empty where none is
  std::string_view closing;     // inside a quote that is still open: what closes it
  bool is_alternative = false;  // behind an OR: what stands before it needs not be there
  std::optional<Value> value;
};

TypedQuery read_typed(std::string_view typed);

// A value as it stands behind a field's colon: in quotes where it is not a plain word.
std::string quoted_value(std::string_view value);

}  // namespace dateline
