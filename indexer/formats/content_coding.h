#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace dateline {

// Why the body of an HTTP answer cannot be had without its coding.
enum class CodingFault : std::uint8_t { damaged, cut, too_large };

// "the page's br data end in the middle"
std::string explain(CodingFault fault, std::string_view coding);

// The body without what "Content-Encoding" (in lower case) says was done to it: gzip, deflate, br,
// zstd. Many archives store the body decoded and keep the header, so what is plainly not packed
// stays as it is. At most 64 MiB come out: a small body cannot fill the memory.
std::variant<std::string, CodingFault> decode_body(std::string body, std::string_view coding);

}  // namespace dateline
