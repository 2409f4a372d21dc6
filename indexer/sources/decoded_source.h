#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "indexer/sources/byte_source.h"

namespace dateline {

// The bytes of a stream in another encoding as UTF-8; what is no character becomes U+FFFD, and a
// byte order mark is left out.
class DecodedSource : public ByteSource {
 public:
  // `charset` is a name that ICU knows.
  DecodedSource(std::shared_ptr<Input> encoded, std::string_view charset);
  ~DecodedSource() override;

  std::size_t read(std::span<char> into) override;

 private:
  struct Converters;

  std::shared_ptr<Input> encoded_;
  std::unique_ptr<Converters> converters_;
  bool ended_ = false;
};

}  // namespace dateline
