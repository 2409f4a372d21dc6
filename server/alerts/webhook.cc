#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include <httplib.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "server/alerts/channels.h"

namespace dateline {
namespace {

constexpr std::chrono::seconds kHookPatience{30};  // for a connection, and for the answer

}  // namespace

std::string signature_of(std::string_view body, std::string_view secret) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(body.data()), body.size(), hash.data(), &size);
  std::string text = "sha256=";
  for (unsigned i = 0; i < size; ++i) {
    std::array<char, 3> digits{};
    std::snprintf(digits.data(), digits.size(), "%02x", hash[i]);
    text += digits.data();
  }
  return text;
}

Undelivered post(const Delivery& delivery, const std::string& url, std::string_view secret) {
  const std::size_t path = std::min(url.find_first_of("/?", url.find("//") + 2), url.size());
  httplib::Client client(url.substr(0, path));
  if (!client.is_valid()) return url + " is no address of a server";
  client.set_connection_timeout(kHookPatience);
  client.set_read_timeout(kHookPatience);
  client.set_write_timeout(kHookPatience);
  const std::string target =
      path < url.size() && url[path] == '/' ? url.substr(path) : "/" + url.substr(path);
  const httplib::Headers head{{"User-Agent", "dateline-alert/" DATELINE_VERSION},
                              {"Idempotency-Key", delivery.id},
                              {"X-Hub-Signature-256", signature_of(delivery.body, secret)}};
  const httplib::Result result = client.Post(target, head, delivery.body, "application/json");
  if (!result) return url + " cannot be reached: " + httplib::to_string(result.error());
  if (result->status / 100 == 2) return std::nullopt;
  return url + " answers " + std::to_string(result->status);
}

}  // namespace dateline
