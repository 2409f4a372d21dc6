#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace dateline {

// Writes names of other scripts in Latin letters, as English newspapers roughly do: "путин" is
// "putin", "μητσοτακης" is "mitsotakis". Of scripts that leave vowels out, such as Arabic and
// Hebrew, those remain that are written: "القذافي" is "alqdhafy". Any number of threads may use it.
class Romanizer {
 public:
  Romanizer();
  ~Romanizer();
  Romanizer(Romanizer&&) noexcept;
  Romanizer& operator=(Romanizer&&) noexcept;

  // Small letters from a to z; empty where the word has anything else.
  std::string operator()(std::string_view folded) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

// Whether the word is written in a script that leaves most vowels out.
bool lacks_vowels(std::string_view word);

// Whether the script of the word has capitals, which tell names from other words.
bool has_capitals(std::string_view word);

}  // namespace dateline
