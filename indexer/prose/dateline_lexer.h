#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dateline {

// The names, brackets and marks of a dateline, read one after another from the start of a
// paragraph. It refers to the paragraph's text, and looks at the first bytes of it only.
class DatelineLexer {
 public:
  // What stands between two parts of a dateline, or behind its last one; a later one is stronger.
  enum class Mark : std::uint8_t {
    none,
    stop,        // "Berlin. "
    colon,       // "BERLIN: "
    tight_dash,  // "Alwaght- "
    dash,        // "BERLIN – ", "BERLIN--"
  };

  explicit DatelineLexer(std::string_view paragraph);

  // The bytes read so far, and a way back to where something was tried.
  std::size_t at() const { return at_; }
  void move_to(std::size_t at) { at_ = at; }

  // The byte that comes next, or one further on; NUL where a dateline must have ended.
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < limit_ ? text_[at_ + ahead] : '\0';
  }
  // What a dateline may still have.
  std::string_view rest() const { return text_.substr(at_, limit_ - at_); }
  std::string_view rest_of_paragraph() const { return text_.substr(at_); }

  bool is_at_dash() const;
  bool is_at_bracket() const { return peek() == '(' || peek() == '/'; }
  bool is_before_mark() const;
  bool is_behind_space() const { return at_ > 0 && text_[at_ - 1] == ' '; }
  bool is_at_text() const;  // a capital, a quote or a number: what a dateline stands in front of

  void skip(std::size_t bytes = 1) { at_ += bytes; }
  void skip_spaces();

  // Capitalised words up to a mark: a place, an agency, a region. Empty where there are too many.
  std::string_view read_name();
  // Also one that writes itself small: "dpa/lno".
  std::string_view read_agency_name();
  // The text between brackets or slashes; empty where there are none.
  std::string_view read_wrapped();
  // ". - ", " – ", ": ", "- ", ".- " and the like.
  Mark read_mark();

 private:
  bool read_name_word(bool first);
  std::string_view word_at(std::size_t start) const;
  bool is_name_start(std::size_t at) const;
  bool is_word_byte(std::size_t at) const;
  bool is_dash_at(std::size_t at) const;
  bool is_tight_dash(std::size_t at) const;
  bool closes_slash(std::size_t at) const;
  Mark mark_of(char c, bool space_before) const;

  std::string_view text_;
  std::size_t limit_;
  std::size_t at_ = 0;
};

}  // namespace dateline
