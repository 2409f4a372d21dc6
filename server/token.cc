#include "server/token.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <system_error>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include "search/base/error.h"
#include "server/http/request_head.h"

namespace dateline {
namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr std::string_view kBasic = "Basic ";
constexpr std::size_t kMostBasicBytes = 1024;
constexpr std::array<std::string_view, 4> kScopeNames = {"read", "write", "admin", "replica"};
constexpr std::uint8_t kAllScopes = 0b1111;

std::array<unsigned char, 32> hash_of(std::string_view text) {
  std::array<unsigned char, 32> hash;
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash.data());
  return hash;
}

bool is_visible(char c) { return c > ' ' && c < '\x7F'; }

std::uint8_t bit_of(Scope scope) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(scope));
}

// "read,write" as bits; none where something else is in it.
std::optional<std::uint8_t> scopes_of(std::string_view names) {
  std::uint8_t scopes = 0;
  while (true) {
    const std::size_t comma = std::min(names.find(','), names.size());
    const auto found = std::ranges::find(kScopeNames, names.substr(0, comma));
    if (found == kScopeNames.end()) return std::nullopt;
    scopes |= bit_of(static_cast<Scope>(found - kScopeNames.begin()));
    if (comma == names.size()) return scopes;
    names.remove_prefix(comma + 1);
  }
}

// What follows a scheme that is named; none where it is another one.
std::optional<std::string_view> after_scheme(std::string_view authorization,
                                             std::string_view scheme) {
  if (!same_token(authorization.substr(0, scheme.size()), scheme)) return std::nullopt;
  return authorization.substr(scheme.size());
}

// The password in the credentials of RFC 7617; none where they are none.
std::optional<std::string> password_in(std::string_view base64) {
  if (base64.empty() || base64.size() % 4 != 0 || base64.size() > kMostBasicBytes)
    return std::nullopt;
  std::string decoded(base64.size() / 4 * 3, '\0');
  if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(decoded.data()),
                      reinterpret_cast<const unsigned char*>(base64.data()),
                      static_cast<int>(base64.size())) < 0) {
    return std::nullopt;
  }
  const std::size_t padding = base64.ends_with("==") ? 2 : base64.ends_with('=') ? 1 : 0;
  decoded.resize(decoded.size() - padding);
  const std::size_t colon = decoded.find(':');
  if (colon == std::string::npos) return std::nullopt;
  return decoded.substr(colon + 1);
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

[[noreturn]] void refuse(std::string_view name, const std::string& where) {
  throw InputError(
      std::string(name) + where + " must have a token of at least " +
      std::to_string(Tokens::kLeastBytes) +
      " visible ASCII characters, as `openssl rand -hex 32` makes it, alone or after " +
      "what it is good for: read, write, admin, replica, or several of them, as read,write");
}

}  // namespace

std::string_view scope_name(Scope scope) { return kScopeNames[static_cast<std::size_t>(scope)]; }

Tokens Tokens::read(const std::filesystem::path& file) {
  std::error_code unknown;
  if (std::filesystem::is_directory(file, unknown))
    throw InputError("cannot read the token in " + file.string() + ": it is a folder");
  std::ifstream in(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  if (!in) throw InputError("cannot read the token in " + file.string());
  return parse(text, file.string());
}

Tokens Tokens::parse(std::string_view text, std::string_view name) {
  Tokens tokens;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = without_blanks(take_line(text));
    if (line.empty() || line.front() == '#') continue;
    const std::size_t blank = line.find_first_of(" \t");
    const std::string_view secret =
        blank == std::string_view::npos ? line : without_blanks(line.substr(blank));
    const std::optional<std::uint8_t> scopes =
        blank == std::string_view::npos ? kAllScopes : scopes_of(line.substr(0, blank));
    if (!scopes || secret.size() < kLeastBytes || !std::ranges::all_of(secret, is_visible)) {
      refuse(name, ": line " + std::to_string(number));
    }
    tokens.tokens_.push_back({.hash = hash_of(secret), .scopes = *scopes});
  }
  if (tokens.empty()) refuse(name, "");
  return tokens;
}

Tokens::Verdict Tokens::verdict(std::string_view authorization, Scope wanted) const {
  const auto secret = after_scheme(authorization, kBearer);
  return secret ? verdict_of_secret(*secret, wanted) : Verdict::unknown;
}

Tokens::Verdict Tokens::verdict_of_reader(std::string_view authorization) const {
  if (const auto credentials = after_scheme(authorization, kBasic)) {
    const std::optional<std::string> password = password_in(*credentials);
    return password ? verdict_of_secret(*password, Scope::read) : Verdict::unknown;
  }
  return verdict(authorization, Scope::read);
}

// Looks at all of them, whichever it is.
Tokens::Verdict Tokens::verdict_of_secret(std::string_view secret, Scope wanted) const {
  const Hash shown = hash_of(secret);
  unsigned scopes = 0;
  for (const Token& token : tokens_) {
    const bool is_this = CRYPTO_memcmp(shown.data(), token.hash.data(), shown.size()) == 0;
    scopes |= is_this ? token.scopes : 0U;
  }
  if (scopes == 0) return Verdict::unknown;
  return (scopes & bit_of(wanted)) != 0 ? Verdict::granted : Verdict::other_scope;
}

}  // namespace dateline
