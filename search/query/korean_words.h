#pragma once

#include <cstddef>
#include <string_view>

// Korean words end with particles that are written to them: 서울은, 서울에서. There is no stemmer,
// but the particles are few.
namespace dateline {

bool is_hangul_syllable(char32_t c);

// Whether the whole text is what may end a word: 는, 에서.
bool is_korean_ending(std::string_view text);

// How many bytes of a word of Hangul syllables are left without its particles, or without the
// endings of a verb that is made of a noun (발표했다 → 발표): all, where that would leave fewer
// than two syllables.
std::size_t korean_stem(std::string_view word);

}  // namespace dateline
