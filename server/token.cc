#include "server/token.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include "search/error.h"
#include "server/request_head.h"

namespace dateline {
namespace {

constexpr std::string_view kScheme = "Bearer ";

std::array<unsigned char, 32> hash_of(std::string_view text) {
  std::array<unsigned char, 32> hash;
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash.data());
  return hash;
}

bool is_visible(char c) { return c > ' ' && c < '\x7F'; }

}  // namespace

Token Token::read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string secret(std::istreambuf_iterator<char>(in), {});
  if (!in) throw InputError("cannot read the token in " + file.string());
  while (secret.ends_with('\n') || secret.ends_with('\r')) secret.pop_back();
  if (secret.size() < kLeastBytes || !std::ranges::all_of(secret, is_visible)) {
    throw InputError("the token in " + file.string() + " must be one line of at least " +
                     std::to_string(kLeastBytes) +
                     " visible ASCII characters, as `openssl rand -hex 32` makes it");
  }
  return Token(secret);
}

Token::Token(std::string_view secret) : hash_(hash_of(secret)) {}

bool Token::is_shown_by(std::string_view authorization) const {
  if (!same_token(authorization.substr(0, kScheme.size()), kScheme)) return false;
  const auto shown = hash_of(authorization.substr(kScheme.size()));
  return CRYPTO_memcmp(shown.data(), hash_.data(), hash_.size()) == 0;
}

}  // namespace dateline
