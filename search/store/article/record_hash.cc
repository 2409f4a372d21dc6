#include "search/store/article/record_hash.h"

#include <charconv>
#include <cstdio>

#include <xxhash.h>

#include "search/base/error.h"

namespace dateline {
namespace {

constexpr std::uint64_t kMagic = 0x31736873614869;  // "iHashs1"
constexpr std::size_t kHash = 2 * sizeof(std::uint64_t);
constexpr std::size_t kFooter = 2 * sizeof(std::uint64_t);
constexpr std::size_t kHalfDigits = 16;

std::optional<std::uint64_t> hex_number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [end, failed] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  if (failed != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace

RecordHash hash_record(std::string_view record) {
  const XXH128_hash_t hash = XXH3_128bits(record.data(), record.size());
  return {.high = hash.high64, .low = hash.low64};
}

std::string to_text(const RecordHash& hash) {
  char text[2 * kHalfDigits + 1];
  std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(hash.high),
                static_cast<unsigned long long>(hash.low));
  return text;
}

std::optional<RecordHash> record_hash_of(std::string_view text) {
  if (text.size() != 2 * kHalfDigits) return std::nullopt;
  const auto high = hex_number(text.substr(0, kHalfDigits));
  const auto low = hex_number(text.substr(kHalfDigits));
  if (!high || !low) return std::nullopt;
  return RecordHash{.high = *high, .low = *low};
}

void RecordHashWriter::add(const RecordHash& hash) {
  file_.write_number(hash.low);
  file_.write_number(hash.high);
  ++documents_;
}

void RecordHashWriter::finish() {
  file_.write_number(kMagic);
  file_.write_number(documents_);
  file_.finish();
}

RecordHashes::RecordHashes(const std::filesystem::path& path) : file_(path) {
  const std::string_view bytes = file_.bytes();
  const std::size_t size = bytes.size();
  const bool is_whole = size >= kFooter && (size - kFooter) % kHash == 0 &&
                        load<std::uint64_t>(bytes, size - kFooter) == kMagic &&
                        load<std::uint64_t>(bytes, size - 8) == (size - kFooter) / kHash;
  if (!is_whole) throw IndexError(path.string() + " is damaged: run dateline-index --full");
  documents_ = static_cast<std::uint32_t>((size - kFooter) / kHash);
}

RecordHash RecordHashes::operator[](std::uint32_t document) const {
  return {.high = load<std::uint64_t>(file_.bytes(), document * kHash + 8),
          .low = load<std::uint64_t>(file_.bytes(), document * kHash)};
}

}  // namespace dateline
