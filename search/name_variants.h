#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/lexicon.h"

namespace dateline {

// How a name sounds, roughly, whatever alphabet it came from: "sergey" and "sergei" are "sirgi",
// "moallem" and "muallem" are "mualim", "qaida" and "qaeda" are "kaida". Empty for a word that is
// too short to tell.
std::string sound_key(std::string_view folded);

// The names of an archive that sound alike, learned from its own vocabulary: a name is a word that
// stands mostly with a capital inside sentences. Made once for a generation, in time linear in its
// lexicons, and read by any thread.
class NameVariants {
 public:
  void learn(const Lexicon& lexicon);

  // Other spellings of a name, folded, whether or not the archive has this one.
  std::vector<std::string> of(std::string_view folded) const;

  bool is_name(std::string_view folded) const;  // of the archive

 private:
  std::unordered_map<std::string, std::vector<std::string>> by_sound_;
};

}  // namespace dateline
