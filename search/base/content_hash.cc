#include "search/base/content_hash.h"

#include <cstdio>
#include <new>

#include <xxhash.h>

namespace dateline {
namespace {

std::string digits(const XXH128_hash_t& hash) {
  char text[33];
  std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return text;
}

}  // namespace

ContentHash::ContentHash() : state_(XXH3_createState()) {
  if (!state_) throw std::bad_alloc();
  XXH3_128bits_reset(state_.get());
}

void ContentHash::add(std::string_view piece) {
  XXH3_128bits_update(state_.get(), piece.data(), piece.size());
}

std::string ContentHash::text() const { return digits(XXH3_128bits_digest(state_.get())); }

void ContentHash::Free::operator()(XXH3_state_s* state) const { XXH3_freeState(state); }

std::string content_hash(std::string_view bytes) {
  return digits(XXH3_128bits(bytes.data(), bytes.size()));
}

}  // namespace dateline
