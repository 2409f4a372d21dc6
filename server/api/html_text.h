#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/query/search_request.h"

namespace dateline {

// Appends `text` so that it can stand in HTML, between tags and in quoted attributes.
void append_escaped(std::string& html, std::string_view text);
std::string escaped(std::string_view text);

// "AT&T <b>" with its first word marked → "<mark>AT&amp;T</mark> &lt;b&gt;". Marks beyond the text
// are cut to it.
void append_marked(std::string& html, const MarkedText& text);
std::string marked(const MarkedText& text);

// `<name class="class">text</name>`, or nothing where the text is empty.
std::string element(std::string_view name, std::string_view css_class, std::string_view text);

// `<a href="address" class="class">content_html</a>`; without the class where that is empty.
std::string link(std::string_view address, std::string_view css_class,
                 std::string_view content_html);

// A list of notes, or nothing where there are none.
std::string notes_html(const std::vector<std::string>& notes);

// 12345 → "12,345"
std::string with_commas(std::uint64_t number);

// "2 March 1987", "March 1987", "1987".
std::string day_text(const Date& date);

}  // namespace dateline
