#include "search/store/columns/arrivals.h"

#include <xxhash.h>

#include "search/base/date.h"
#include "search/base/error.h"
#include "search/base/output_file.h"

namespace dateline {
namespace {

constexpr std::uint64_t kArrivalsMagic = 0x31766972724165;  // "eArriv1"
constexpr std::size_t kArrivalBytes = 3 * sizeof(std::uint64_t);
constexpr std::size_t kArrivalsFooter = 2 * sizeof(std::uint64_t);
constexpr std::int64_t kMicroseconds = 1'000'000;  // of a second

}  // namespace

std::uint64_t arrival_id(std::string_view id) { return XXH3_64bits(id.data(), id.size()); }

std::string arrival_text(std::int64_t arrival) { return format_seconds(arrival / kMicroseconds); }

ArrivalsWriter::ArrivalsWriter(const std::filesystem::path& path)
    : path_(path), arrivals_(path.parent_path()) {}

void ArrivalsWriter::add(const Arrival& arrival) { arrivals_.push_back(arrival); }

void ArrivalsWriter::finish() {
  OutputFile file(path_);
  for (const Arrival& one : arrivals_) file.write_number(one.id);
  for (const Arrival& one : arrivals_) file.write_number(one.added);
  for (const Arrival& one : arrivals_) file.write_number(one.changed);
  file.write_number(kArrivalsMagic);
  file.write_number<std::uint64_t>(arrivals_.size());
  file.finish();
}

Arrivals::Arrivals(const std::filesystem::path& path) : file_(path) {
  const std::string_view bytes = file_.bytes();
  const std::size_t size = bytes.size();
  const bool is_whole =
      size >= kArrivalsFooter && (size - kArrivalsFooter) % kArrivalBytes == 0 &&
      load<std::uint64_t>(bytes, size - kArrivalsFooter) == kArrivalsMagic &&
      load<std::uint64_t>(bytes, size - 8) == (size - kArrivalsFooter) / kArrivalBytes;
  if (!is_whole) throw IndexError(path.string() + " is damaged: run dateline-index --full");
  documents_ = static_cast<std::uint32_t>((size - kArrivalsFooter) / kArrivalBytes);
}

}  // namespace dateline
