#pragma once

#include <string>
#include <string_view>

namespace dateline::html {

// The same page with less in it, for the parser: scripts (but JSON-LD), styles, comments, frames
// and the attributes that no rule reads are left out. What is kept is kept byte by byte, but the
// template of a declarative shadow tree, which a browser shows, is a div.
//
// It also bounds what the parser can be made to do, for its time grows with the square of some
// things: at most 1,000 elements are open at a time, 400 of one name and 4 that only format
// (b, font, i ...), and a tag has at most 40 attributes. Start tags beyond are left out, their text
// is kept. Takes time linear in the page.
std::string reduce(std::string_view html);

}  // namespace dateline::html
