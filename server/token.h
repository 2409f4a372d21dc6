#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace dateline {

// What a token is good for. None of them has another one in it.
enum class Scope : std::uint8_t {
  read,     // searches, articles, exports, metrics, where these are not for everybody
  write,    // to push and remove articles
  admin,    // to start, follow and cancel runs
  replica,  // to copy the index
};

std::string_view scope_name(Scope scope);  // "read"

// The secrets that requests must show. Only their hashes are kept.
class Tokens {
 public:
  static constexpr std::size_t kLeastBytes = 32;

  // None: nobody can show one.
  Tokens() = default;

  // A token a line: "SCOPE[,SCOPE] TOKEN", or a token alone, which has all scopes. Empty lines, and
  // those that begin with #, are left out. Throws InputError where the file cannot be read, has no
  // token, or one that is shorter than kLeastBytes or has characters that a header field cannot
  // carry; the message never has a token.
  static Tokens read(const std::filesystem::path& file);
  static Tokens parse(std::string_view text, std::string_view name);

  bool empty() const { return tokens_.empty(); }

  // How a request stands that needs a scope.
  enum class Verdict { granted, other_scope, unknown };

  // Of the value of an Authorization field: "Bearer " and a token. Takes the same time wherever
  // tokens differ.
  Verdict verdict(std::string_view authorization, Scope wanted) const;

  // Likewise; "Basic " and a user's name with a token for a password counts, too. That is for
  // browsers, which can ask for nothing else, and send it with what other sites make them ask: so
  // not for requests that change something.
  Verdict verdict_of_reader(std::string_view authorization) const;

 private:
  using Hash = std::array<unsigned char, 32>;  // SHA-256

  struct Token {
    Hash hash;
    std::uint8_t scopes = 0;  // bits
  };

  Verdict verdict_of_secret(std::string_view secret, Scope wanted) const;

  std::vector<Token> tokens_;
};

}  // namespace dateline
