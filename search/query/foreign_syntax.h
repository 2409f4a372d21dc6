#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "search/query/query_node.h"

// What other archives' query languages write, and what it is here. docs/query-language.md lists it
// for readers.
namespace dateline {

// A name before a sign or a bracket: hd=, HEADLINE(, intitle:.
struct ForeignName {
  enum class Reading : std::uint8_t {
    field,     // is one of our fields
    words,     // has none: what stands behind it is searched as words
    left_out,  // asks for what no article's text tells; with its value, it is left out
  };

  std::string_view name;   // in small letters
  std::string_view signs;  // that may stand behind it, of = : ( < >
  Reading reading = Reading::field;
  std::string_view field;   // of Reading::field: its name here
  std::string_view advice;  // else: what can be written here
};

// Null where no archive that we know has this name with this sign.
const ForeignName* find_foreign_name(std::string_view name, char sign);

// An operator between words, of which the kind is near, same_sentence, same_paragraph or, where the
// whole article is meant, all_of.
struct ForeignJoint {
  QueryNode::Kind kind = QueryNode::Kind::near;
  bool ordered = false;
  std::size_t number = 0;  // of near
  std::string ours;        // what to write here: w/5
};

// adj5, near5, w/sent, SAME, /5: none for anything else, and for our own operators.
std::optional<ForeignJoint> read_foreign_joint(std::string_view typed);

// The field that a tag in square brackets behind a word stands for, as PubMed writes it: ti is
// title. Empty where it is none.
std::string_view field_of_tag(std::string_view tag);

}  // namespace dateline
