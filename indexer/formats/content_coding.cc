#include "indexer/formats/content_coding.h"

#include <array>
#include <memory>
#include <new>
#include <optional>
#include <utility>

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

namespace dateline {
namespace {

using Decoded = std::variant<std::string, CodingFault>;

constexpr std::size_t kMostPageBytes = 64U << 20;
constexpr std::size_t kBlockBytes = 64U << 10;
constexpr int kZstdWindowLog = 23;  // 8 MiB, which RFC 9659 allows over HTTP

Decoded inflated(std::string_view body) {
  constexpr int kGzipOrZlib = 32 + MAX_WBITS;
  z_stream stream{};
  if (inflateInit2(&stream, kGzipOrZlib) != Z_OK) throw std::bad_alloc();
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> closer(&stream, &inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  std::string out;
  std::array<char, kBlockBytes> block{};
  int status = Z_OK;
  while (status == Z_OK) {
    if (out.size() > kMostPageBytes) return CodingFault::too_large;
    stream.next_out = reinterpret_cast<Bytef*>(block.data());
    stream.avail_out = block.size();
    status = inflate(&stream, Z_NO_FLUSH);
    out.append(block.data(), block.size() - stream.avail_out);
  }
  if (status == Z_STREAM_END) return out;
  return status == Z_BUF_ERROR ? CodingFault::cut : CodingFault::damaged;
}

Decoded without_brotli(std::string_view body) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> decoder(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
  if (!decoder) throw std::bad_alloc();
  const auto* in = reinterpret_cast<const std::uint8_t*>(body.data());
  std::size_t in_bytes = body.size();
  std::string out;
  std::array<std::uint8_t, kBlockBytes> block{};
  BrotliDecoderResult status = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
    if (out.size() > kMostPageBytes) return CodingFault::too_large;
    std::uint8_t* to = block.data();
    std::size_t room = block.size();
    status = BrotliDecoderDecompressStream(decoder.get(), &in_bytes, &in, &room, &to, nullptr);
    out.append(reinterpret_cast<const char*>(block.data()), block.size() - room);
  }
  if (status == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return CodingFault::cut;
  // Brotli has neither a magic number nor a checksum: bytes that are none may well begin like it,
  // but do not end where it ends.
  if (status != BROTLI_DECODER_RESULT_SUCCESS || in_bytes != 0) return CodingFault::damaged;
  return out;
}

Decoded without_zstd(std::string_view body) {
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                          &ZSTD_freeDStream);
  if (!stream) throw std::bad_alloc();
  ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, kZstdWindowLog);
  ZSTD_inBuffer in{body.data(), body.size(), 0};
  std::string out;
  std::array<char, kBlockBytes> block{};
  std::size_t expected = 1;  // 0 where a frame ends
  while (expected != 0 || in.pos < in.size) {
    if (out.size() > kMostPageBytes) return CodingFault::too_large;
    ZSTD_outBuffer to{block.data(), block.size(), 0};
    expected = ZSTD_decompressStream(stream.get(), &to, &in);
    if (ZSTD_isError(expected) != 0U) return CodingFault::damaged;
    if (to.pos == 0 && in.pos == in.size && expected != 0) return CodingFault::cut;
    out.append(block.data(), to.pos);
  }
  return out;
}

// None where there is nothing to undo.
std::optional<Decoded> unpacked(std::string_view body, std::string_view coding) {
  if (body.starts_with("\x1F\x8B") || coding == "deflate") return inflated(body);
  if (coding == "br") return without_brotli(body);
  if (coding == "zstd" && body.starts_with("\x28\xB5\x2F\xFD")) return without_zstd(body);
  return std::nullopt;
}

// As a page that is stored unpacked begins, behind white space and UTF-8's byte order mark.
bool begins_as_markup(std::string_view body) {
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  const std::size_t first = body.find_first_not_of(" \t\r\n\f");
  return first != std::string_view::npos && body[first] == '<';
}

}  // namespace

std::string explain(CodingFault fault, std::string_view coding) {
  const std::string name(coding.empty() ? "gzip" : coding);
  switch (fault) {
    case CodingFault::cut:
      return "the page's " + name + " data end in the middle";
    case CodingFault::too_large:
      return "the page's " + name + " data unpack to more than 64 MiB, far more than a page has";
    default:
      return "the page's " + name + " data are damaged, or none";
  }
}

Decoded decode_body(std::string body, std::string_view coding) {
  std::optional<Decoded> decoded = unpacked(body, coding);
  if (!decoded) return body;
  // Asked last: brotli and deflate have no magic number, and may begin as a page does.
  const bool is_stored_unpacked =
      std::holds_alternative<CodingFault>(*decoded) && begins_as_markup(body);
  if (is_stored_unpacked) return body;
  return std::move(*decoded);
}

}  // namespace dateline
