#pragma once

#include <string>
#include <string_view>

namespace dateline {

// Whether a field's text holds HTML tags.
bool looks_like_markup(std::string_view text);

// The text of a piece of HTML or XHTML that is all of the article, as feeds and exports carry it:
// an empty line between blocks, a line break for <br>, character references resolved, scripts and
// comments left out. Takes time linear in its length and needs no well-formed input. Whole pages go
// to extract_html().
std::string markup_text(std::string_view html);

// The text with character references resolved: "R&amp;D" gives "R&D". An unknown one stays.
std::string resolve_references(std::string_view text);

}  // namespace dateline
