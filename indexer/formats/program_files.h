#pragma once

#include <string_view>

namespace dateline {

// Files that lie beside articles in folders of people who program, and that read as text. Each
// function says what a file is, "the source of a program", or is empty for one that may be an
// article.

// Whether a private key stands in the text; such a file is never indexed, whatever it is.
bool holds_private_key(std::string_view text);

// By its name, or by what it begins with: a text.
std::string_view program_or_settings(std::string_view text, std::string_view name);

// By its name: JSON that is settings of a program.
std::string_view settings_of_json(std::string_view name);

// Of what looks like a page: a program that writes some.
std::string_view program_with_markup(std::string_view text, std::string_view name);

}  // namespace dateline
