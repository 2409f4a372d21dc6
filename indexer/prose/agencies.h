#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

// The name by which readers know the agency that a dateline or credit line writes as `text`:
// "INTERFAX.RU" gives "Interfax", "dpa/lno" "dpa", "Associated Press" "AP". None where it is not in
// the table; then it may still be an agency, see looks_like_agency().
std::optional<std::string> known_agency(std::string_view text);

// Whether the text has the form of an agency's name in a dateline: an acronym ("MINA"), or a site
// ("KOMPAS.com").
bool looks_like_agency(std::string_view text);

// The acronym of "Miraj News Agency (MINA)"; none for any other form, or where the letters of the
// acronym do not come from the name.
std::optional<std::string> spelled_out_agency(std::string_view line);

// Whether the name says that it is a newspaper, a broadcaster or an agency: "The Harbour Times".
bool names_a_publication(std::string_view text);

}  // namespace dateline
