#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Questions about how a cleaned line looks, which need no knowledge of news. They understand Latin,
// Greek and Cyrillic capitals, and the full stops of the larger scripts.
namespace dateline {

std::string_view trim_spaces(std::string_view text);

// Case-folded, for comparing words: "ÉTAT" gives "état". Byte length may change.
std::string fold_case(std::string_view text);

// Whether two texts are the same after folding. No copy for ASCII.
bool same_folded(std::string_view a, std::string_view b);

// The text without any of the marks at its ends.
std::string_view without_ends(std::string_view text, std::span<const std::string_view> marks);

// The words between spaces, punctuation attached.
std::vector<std::string_view> split_words(std::string_view text);

// Words between spaces that have a letter or a digit; two characters of a script without spaces
// (Chinese, Japanese) count as one.
std::size_t word_count(std::string_view text);

// Whether the line ends as a sentence does: in . ! ? or their like, also before closing quotes,
// brackets or a bracketed code. "…" and "..." do not count: teasers end so.
bool ends_sentence(std::string_view text);

// Whether it ends in "…", "..." or "[…]", as a teaser does.
bool ends_cut(std::string_view text);

bool has_letter(std::string_view text);
bool has_digit(std::string_view text);

// Whether the first letter is a capital; quotes and brackets before it are skipped.
bool starts_upper(std::string_view text);
bool starts_lower(std::string_view text);

// Whether there are two or more letters, all capitals. For scripts with case only.
bool is_all_caps(std::string_view text);

// "TEHRAN" gives "Tehran", "PORT-AU-PRINCE" "Port-au-Prince", "RIO DE JANEIRO" "Rio de Janeiro".
// A text that is not all capitals is left as it is.
std::string title_case(std::string_view text);

// Whether each word starts with a capital, but for particles (de, al-, van, bin, …).
bool is_capitalised(std::string_view text);

// Whether the text could be a person's name: two to four capitalised words without digits or
// punctuation other than - ' .
bool looks_like_name(std::string_view text);

// Adds the letters and digits of a text: those of ASCII in lower case, and every byte beyond ASCII.
void append_letters(std::string_view text, std::string& out);

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> openings);
bool starts_with_folded(std::string_view text, std::string_view folded_prefix);

}  // namespace dateline
