#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// A text in the form that words are cut from, so that a character has one spelling: composed as
// Unicode's NFC has it (macOS writes 서울 and й in pieces), full-width, half-width and mathematical
// letters and kana as plain ones, digits of all scripts as 0 to 9. Most text is of this form
// already: then it is looked through, 1 ns a character, and not copied. Bytes that are not UTF-8
// stay.
class NormalForm {
 public:
  // `text` must outlive this.
  explicit NormalForm(std::string_view text);
  NormalForm(const NormalForm&) = delete;  // views of itself
  NormalForm& operator=(const NormalForm&) = delete;

  std::string_view text() const { return text_; }

  // Where in the text that was given a word begins, or ends, that does so at `at` in text(). A
  // character that became several is never cut.
  std::size_t begin_in_given(std::size_t at) const;
  std::size_t end_in_given(std::size_t at) const;

 private:
  // A stretch that was spelt otherwise. Between two of them, both texts are the same.
  struct Respelling {
    std::size_t begin = 0;  // in text_
    std::size_t end = 0;
    std::size_t given_begin = 0;
    std::size_t given_end = 0;
  };

  void respell(std::string_view given);

  std::string_view text_;
  std::string respelt_;
  std::vector<Respelling> respellings_;  // in order
};

}  // namespace dateline
