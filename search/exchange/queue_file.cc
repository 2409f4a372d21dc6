#include "search/exchange/queue_file.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>

#include <xxhash.h>

namespace dateline {
namespace {

constexpr std::uint32_t kMagic = 0x31514C44;  // "DLQ1"
constexpr std::size_t kHashed = 24;           // bytes of the header that the hash is of
constexpr std::size_t kHeader = 32;
constexpr std::string_view kSuffix = ".log";

template <typename Number>
Number number_at(std::string_view bytes, std::size_t at) {
  Number number = 0;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

template <typename Number>
void append(std::string& out, Number number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

std::uint64_t hash_of(std::string_view header, std::string_view payload) {
  return XXH3_64bits_withSeed(payload.data(), payload.size(),
                              XXH3_64bits(header.data(), header.size()));
}

bool is_kind(std::uint32_t kind) { return kind >= 1 && kind <= 3; }

// Payloads have no NUL byte, but a disk may make one of another byte. A page that is missing is
// more than one, unless the file ends with it.
bool lacks_a_page(std::string_view payload) {
  return payload.ends_with('\0') || payload.find(std::string_view("\0\0", 2)) != std::string::npos;
}

// Whether the bytes, but for their number in the header, are an entry.
bool has_another_size(std::string_view rest) {
  std::string header(rest.substr(0, kHashed));
  const std::uint64_t size = rest.size() - kHeader;
  std::memcpy(header.data() + 16, &size, sizeof size);
  return number_at<std::uint64_t>(rest, kHashed) == hash_of(header, rest.substr(kHeader));
}

// Whether bytes that are no entry are what a cut write leaves of one.
bool is_cut(std::string_view rest) {
  if (rest.front() == '\0') return true;
  std::string magic;
  append(magic, kMagic);
  if (rest.size() < kHeader) return magic.starts_with(rest.substr(0, magic.size()));
  if (number_at<std::uint64_t>(rest, kHashed) == 0) return true;
  const auto size = number_at<std::uint64_t>(rest, 16);
  const bool is_header = rest.starts_with(magic) && is_kind(number_at<std::uint32_t>(rest, 4)) &&
                         size <= kMaxQueueEntryBytes;
  if (!is_header || has_another_size(rest)) return false;
  return size > rest.size() - kHeader || lacks_a_page(rest.substr(kHeader, size));
}

}  // namespace

std::string encode_entry(std::uint64_t sequence, QueueEntry::Kind kind, std::string_view bytes) {
  std::string entry;
  entry.reserve(kHeader + bytes.size());
  append(entry, kMagic);
  append(entry, static_cast<std::uint32_t>(kind));
  append(entry, sequence);
  append<std::uint64_t>(entry, bytes.size());
  append(entry, hash_of(entry, bytes));
  entry += bytes;
  return entry;
}

std::optional<QueueEntry> QueueFileParser::entry_at(std::size_t begin) const {
  const std::string_view rest = bytes_.substr(begin);
  if (rest.size() < kHeader || number_at<std::uint32_t>(rest, 0) != kMagic) return std::nullopt;
  const auto kind = number_at<std::uint32_t>(rest, 4);
  const auto size = number_at<std::uint64_t>(rest, 16);
  if (!is_kind(kind) || size > kMaxQueueEntryBytes || size > rest.size() - kHeader)
    return std::nullopt;
  const std::string_view payload = rest.substr(kHeader, size);
  if (number_at<std::uint64_t>(rest, kHashed) != hash_of(rest.substr(0, kHashed), payload))
    return std::nullopt;
  return QueueEntry{.sequence = number_at<std::uint64_t>(rest, 8),
                    .kind = static_cast<QueueEntry::Kind>(kind),
                    .bytes = std::string(payload)};
}

std::optional<QueueEntry> QueueFileParser::next() {
  std::string magic;
  append(magic, kMagic);
  for (std::size_t begin = position_; begin != std::string_view::npos;
       begin = bytes_.find(magic, begin + 1)) {
    std::optional<QueueEntry> entry = entry_at(begin);
    if (!entry) continue;
    damaged_ += begin - position_;
    position_ = begin + kHeader + entry->bytes.size();
    return entry;
  }
  return std::nullopt;
}

QueueFileParser::Rest QueueFileParser::rest() const {
  const std::string_view rest = bytes_.substr(position_);
  if (rest.empty()) return Rest::nothing;
  return is_cut(rest) ? Rest::cut : Rest::damaged;
}

std::filesystem::path queue_file(const std::filesystem::path& folder, std::uint64_t first) {
  char name[32];
  std::snprintf(name, sizeof name, "%020llu", static_cast<unsigned long long>(first));
  return folder / (name + std::string(kSuffix));
}

std::uint64_t first_sequence(const std::filesystem::path& file) {
  const std::string name = file.stem().string();
  if (file.extension() != kSuffix) return 0;
  std::uint64_t first = 0;
  const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), first);
  return failed == std::errc() && end == name.data() + name.size() ? first : 0;
}

std::vector<std::filesystem::path> queue_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (first_sequence(entry.path()) > 0) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return first_sequence(a) < first_sequence(b); });
  return files;
}

}  // namespace dateline
