#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

bool is_utf8(std::string_view bytes);

// The name of the encoding that a byte order mark at the front tells, or empty.
std::string_view byte_order_mark(std::string_view bytes);

// What the encoding of a sample seems to be: "UTF-8" where it is valid and not only ASCII, empty
// where it is only ASCII (or nothing can be told), else a detected name such as "windows-1251".
// The sample may end inside a character.
std::string detect_charset(std::string_view sample);

// The bytes as UTF-8. A byte order mark decides; then bytes that are valid UTF-8 stay as they are;
// then comes the encoding that the source declares, then the detected one. Whatever is still no
// character becomes U+FFFD, so that no article is lost for a bad byte.
std::string to_utf8(std::string bytes, std::string_view declared = {});

// Whether ICU knows an encoding of this name, other than UTF-8.
bool is_known_charset(std::string_view name);

// UTF-8 with every byte that is no part of a character replaced by U+FFFD.
std::string replace_invalid_utf8(std::string_view bytes);

// Text as it is stored: line breaks as LF, control characters removed, and mojibake mended (UTF-8
// that was read as windows-1252: "donâ€™t", "cafÃ©"). The text must be valid UTF-8.
std::string clean_text(std::string text);

// clean_text() for a name or a headline: one line, without spaces at its ends.
std::string clean_text_line(std::string text);

// Mends UTF-8 that was read as windows-1252, also twice over, and leaves all other text as it is.
// Exposed for tests; clean_text() calls it.
std::string mend_mojibake(std::string text);

// The text without the white space (also U+00A0 and U+FEFF) at its ends.
std::string_view trim(std::string_view text);

}  // namespace dateline
