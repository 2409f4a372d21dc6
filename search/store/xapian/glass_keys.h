#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// The keys of a glass database, as Xapian 1.4's common/pack.h packs them. A posting
// list is one or more entries of the table: the first under its term, the others under the term, a
// zero byte, and their first document's number.
namespace dateline::glass {

// The key of an entry of metadata is this and its name; of the bounds of value 0 this alone; of a
// stretch of its values this and the first document's number.
inline constexpr std::string_view kMetadataKey("\0\xC0", 2);
inline constexpr std::string_view kValueBoundsKey("\0\xD0", 2);
inline constexpr std::string_view kValuesKey("\0\xD8\0", 3);
inline constexpr std::string_view kLengthsKey("\0\xE0", 2);  // of the documents' lengths

// A zero byte of a term is followed by 0xFF, so that a single one ends it.
void append_term(std::string& key, std::string_view term);
std::string term_of(std::string_view first_key);

// A number whose bytes sort as it does: two bytes below 0x8000; above, the first byte has as many
// ones at its front as there are more bytes.
void append_sortable(std::string& key, std::uint32_t value);
std::uint32_t read_sortable(std::string_view bytes);  // throws IndexError where it is none

}  // namespace dateline::glass
