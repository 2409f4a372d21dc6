#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

enum class AuthorKind : std::uint8_t {
  person,
  other,  // an organisation, a desk, a pen name, or what cannot be told
};

struct AuthorName {
  std::string name;
  AuthorKind kind = AuthorKind::person;

  bool operator==(const AuthorName&) const = default;
};

// Whom a text names that stands where authors are named: "By Ann Lee and Ben Roe, Political Editor"
// names two persons, "Trine Jensen og Tora Hansen" too. Left out are labels, roles, dates, places
// behind a name, addresses, numbers and names of accounts. In no language is a name known by a list
// of names: what is known are labels, separators and roles.
std::vector<AuthorName> read_authors(std::string_view text);

// The bytes of what opens a byline, white space included: "By ", "Von: ", "作者："; 0 for none. A
// label that fills the text ("Written by") counts too.
std::size_t author_label(std::string_view text);

// Whether a text says what an author does: "Senior Staff Writer", "Redakteurin", "기자".
bool is_role(std::string_view text);

// Whether a text only joins two names: ",", "and", "og".
bool joins_names(std::string_view text);

}  // namespace dateline
