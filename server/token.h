#pragma once

#include <array>
#include <filesystem>
#include <string_view>

namespace dateline {

// The secret that a request must show to change the index. Only its hash is kept.
class Token {
 public:
  static constexpr std::size_t kLeastBytes = 32;

  // The only line of the file. Throws InputError where it cannot be read, is shorter than
  // kLeastBytes, or has characters that a header field cannot carry; the message never has the
  // token.
  static Token read(const std::filesystem::path& file);

  explicit Token(std::string_view secret);

  // Whether the value of an Authorization field is "Bearer " and this token. Takes the same time
  // wherever they differ.
  bool is_shown_by(std::string_view authorization) const;

 private:
  std::array<unsigned char, 32> hash_;  // SHA-256
};

}  // namespace dateline
