#pragma once

#include <memory>
#include <string>
#include <string_view>

struct XXH3_state_s;

namespace dateline {

// XXH3-128 of bytes that come piece by piece, as the manifest writes it: 32 hexadecimal digits.
class ContentHash {
 public:
  ContentHash();

  void add(std::string_view piece);
  std::string text() const;

 private:
  struct Free {
    void operator()(XXH3_state_s* state) const;
  };
  std::unique_ptr<XXH3_state_s, Free> state_;
};

// The same of bytes that are all there.
std::string content_hash(std::string_view bytes);

}  // namespace dateline
