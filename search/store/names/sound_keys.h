#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// How a name sounds, roughly, whatever alphabet it came from: "sergey" and "sergei" have a key in
// common, "qaddafi" and "khadafy", "moallem" and "muallem", "mueller" and "muller". A name may be
// read in several ways: "bachar" as in English or as in French. In small Latin letters; none for a
// word that is too short to tell.
std::vector<std::string> sound_keys(std::string_view name);

// What remains of a name where vowels are not written, after the article that Arabic has in front:
// "gaddafi" and "alqdhafy" are "kdf". Empty for a word that is too short to tell.
std::string consonant_key(std::string_view name);

// Whether the vowels of `written`, of a script that leaves some out, can be read as those of
// `name`: "bwtyn" as "putin", not as "batten". At least one must be written.
bool vowels_fit(std::string_view written, std::string_view name);

// With ä, ö, ü, å and ø as one letter, where they may be written as two: "mueller" is "muller".
std::string without_umlauts(std::string_view name);

}  // namespace dateline
