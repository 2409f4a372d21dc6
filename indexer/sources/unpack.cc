#include "indexer/sources/unpack.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include <archive.h>
#include <zlib.h>
#include <zstd.h>

namespace dateline {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kGzipMagic = "\x1F\x8B\x08"sv;

constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD"sv;

// What is packed, member by member: gzip members, zstd frames. The bytes of a member are kept while
// it is unpacked, so that what follows a damage can be looked for from the member's start: a cut
// member is noticed only inside of the next one.
class Members {
 public:
  Members(std::shared_ptr<Input> packed, std::string_view magic)
      : packed_(std::move(packed)), magic_(magic) {}

  // What is not unpacked yet.
  std::string_view rest() const { return packed_->window().substr(used_); }

  // Reads on where nothing is left; false at the end. Throws DamagedBytes where the packed bytes
  // themselves end in damage.
  bool fill() {
    if (!rest().empty() || packed_->more()) return true;
    if (const auto damage = packed_->take_damage(packed_->offset() + packed_->window().size()))
      throw DamagedBytes(damage->reason);
    return false;
  }

  void use(std::size_t bytes) {
    used_ += bytes;
    if (used_ > kMostKept) begin();
  }

  // A member begins here.
  void begin() { packed_->skip(std::exchange(used_, 0), 0); }

  // Whether a member begins here; reads as far as that takes.
  bool at_magic() {
    begin();
    return packed_->at_least(magic_.size()).starts_with(magic_);
  }

  // Gives up the rest of the member: moves to the next magic number, if there is one.
  [[noreturn]] void fail(const std::string& reason,
                         DamagedBytes::Then at_end = DamagedBytes::Then::nothing_follows) {
    used_ = 0;
    std::size_t from = packed_->window().empty() ? 0 : 1;
    for (;;) {
      const std::size_t found = packed_->window().find(magic_, from);
      if (found != std::string_view::npos) {
        packed_->skip(found, 0);
        throw DamagedBytes(reason, DamagedBytes::Then::more_follows);
      }
      const std::size_t size = packed_->window().size();
      packed_->skip(size - std::min(size, magic_.size() - 1), 0);
      from = 0;
      if (!packed_->more()) throw DamagedBytes(reason, at_end);
    }
  }

 private:
  static constexpr std::size_t kMostKept = 1U << 20;

  std::shared_ptr<Input> packed_;
  std::string_view magic_;
  std::size_t used_ = 0;  // bytes of the window that are unpacked
};

class GzipSource : public ByteSource {
 public:
  GzipSource(std::shared_ptr<Input> packed, std::shared_ptr<UnpackBudget> budget)
      : packed_(std::move(packed), kGzipMagic), budget_(std::move(budget)) {
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    if (inflateInit2(&stream_, kGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  ~GzipSource() override { inflateEnd(&stream_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  std::size_t read(std::span<char> into) override {
    for (;;) {
      if (!packed_.fill()) {
        if (in_member_) fail("the gzip data end in the middle");
        return 0;
      }
      if (!in_member_ && !begin_member()) return 0;
      const std::size_t count = inflate_some(into);
      budget_->spend(count);
      if (count != 0) return count;
    }
  }

 private:
  // False at the end: zeros may pad a gzip file, and nothing else can follow a member.
  bool begin_member() {
    if (!packed_.at_magic()) {
      const bool padding = packed_.rest().find_first_not_of('\0') == std::string_view::npos;
      if (!padding) {
        packed_.fail("something that is no gzip data follows the gzip data",
                     DamagedBytes::Then::nothing_lost);
      }
      packed_.use(packed_.rest().size());
      return packed_.fill();
    }
    inflateReset(&stream_);
    in_member_ = true;
    return true;
  }

  std::size_t inflate_some(std::span<char> into) {
    const std::string_view rest = packed_.rest();
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest.data()));
    stream_.avail_in = static_cast<uInt>(std::min<std::size_t>(rest.size(), 1U << 30));
    stream_.next_out = reinterpret_cast<Bytef*>(into.data());
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(into.size(), 1U << 30));
    const uInt given_in = stream_.avail_in;
    const uInt given_out = stream_.avail_out;
    const int status = in_member_ ? inflate(&stream_, Z_NO_FLUSH) : Z_BUF_ERROR;
    packed_.use(given_in - stream_.avail_in);
    if (status == Z_STREAM_END) in_member_ = false;
    const std::size_t count = given_out - stream_.avail_out;
    const bool good = status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR;
    if (good || count != 0) return count;
    fail("the gzip data are damaged");
  }

  [[noreturn]] void fail(const std::string& reason) {
    in_member_ = false;
    packed_.fail(reason);
  }

  Members packed_;
  std::shared_ptr<UnpackBudget> budget_;
  z_stream stream_{};
  bool in_member_ = false;
};

class ZstdSource : public ByteSource {
 public:
  ZstdSource(std::shared_ptr<Input> packed, std::shared_ptr<UnpackBudget> budget)
      : packed_(std::move(packed), kZstdMagic),
        budget_(std::move(budget)),
        stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
  }

  std::size_t read(std::span<char> into) override {
    for (;;) {
      if (!packed_.fill()) {
        if (in_frame_) fail("the zstd data end in the middle");
        return 0;
      }
      if (!in_frame_) packed_.begin();
      const std::size_t count = decompress_some(into);
      budget_->spend(count);
      if (count != 0) return count;
    }
  }

 private:
  std::size_t decompress_some(std::span<char> into) {
    const std::string_view rest = packed_.rest();
    ZSTD_inBuffer in{rest.data(), rest.size(), 0};
    ZSTD_outBuffer out{into.data(), into.size(), 0};
    const std::size_t status = ZSTD_decompressStream(stream_.get(), &out, &in);
    if (ZSTD_isError(status) != 0U)
      fail(std::string("the zstd data are damaged: ") + ZSTD_getErrorName(status));
    packed_.use(in.pos);
    in_frame_ = status != 0;
    return out.pos;
  }

  [[noreturn]] void fail(const std::string& reason) {
    in_frame_ = false;
    ZSTD_DCtx_reset(stream_.get(), ZSTD_reset_session_only);
    packed_.fail(reason);
  }

  struct StreamCloser {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };

  Members packed_;
  std::shared_ptr<UnpackBudget> budget_;
  std::unique_ptr<ZSTD_DStream, StreamCloser> stream_;
  bool in_frame_ = false;
};

// bzip2 and xz, through libarchive.
class FilterSource : public ByteSource {
 public:
  FilterSource(Packing packing, std::shared_ptr<Input> packed, std::shared_ptr<UnpackBudget> budget)
      : packed_(std::move(packed)), budget_(std::move(budget)), archive_(archive_read_new()) {
    if (archive_ == nullptr) throw std::bad_alloc();
    archive_read_support_format_raw(archive_.get());
    if (packing == Packing::bzip2) archive_read_support_filter_bzip2(archive_.get());
    if (packing == Packing::xz) archive_read_support_filter_xz(archive_.get());
  }

  std::size_t read(std::span<char> into) override {
    if (!std::exchange(opened_, true) && !open()) return 0;
    const la_ssize_t count = archive_read_data(archive_.get(), into.data(), into.size());
    if (count < 0) fail();
    budget_->spend(static_cast<std::uint64_t>(count));
    return static_cast<std::size_t>(count);
  }

 private:
  static la_ssize_t give(archive*, void* self, const void** bytes) {
    return static_cast<FilterSource*>(self)->give_block(bytes);
  }

  la_ssize_t give_block(const void** bytes) {
    packed_->skip(std::exchange(given_, 0), 0);
    if (packed_->window().empty()) packed_->more();
    *bytes = packed_->window().data();
    given_ = packed_->window().size();
    return static_cast<la_ssize_t>(given_);
  }

  // False where nothing is packed.
  bool open() {
    archive_entry* entry = nullptr;
    if (archive_read_open(archive_.get(), this, nullptr, &give, nullptr) != ARCHIVE_OK) fail();
    const int status = archive_read_next_header(archive_.get(), &entry);
    if (status != ARCHIVE_OK && status != ARCHIVE_EOF) fail();
    return status == ARCHIVE_OK;
  }

  [[noreturn]] void fail() {
    const char* const reason = archive_error_string(archive_.get());
    throw DamagedBytes(std::string("the packed data are damaged: ") +
                       (reason == nullptr ? "unknown error" : reason));
  }

  struct ArchiveCloser {
    void operator()(archive* opened) const { archive_read_free(opened); }
  };

  std::shared_ptr<Input> packed_;
  std::shared_ptr<UnpackBudget> budget_;
  std::size_t given_ = 0;
  bool opened_ = false;
  std::unique_ptr<archive, ArchiveCloser> archive_;  // last: closing it may still call give()
};

}  // namespace

Packing recognize_packing(std::string_view front) {
  if (front.starts_with(kGzipMagic)) return Packing::gzip;
  if (front.starts_with(kZstdMagic)) return Packing::zstd;
  if (front.starts_with("\xFD"
                        "7zXZ\0"sv))
    return Packing::xz;
  const bool bzip2 = front.size() > 4 && front.starts_with("BZh") && front[3] >= '1' &&
                     front[3] <= '9' && (front[4] == '\x31' || front[4] == '\x17');
  return bzip2 ? Packing::bzip2 : Packing::none;
}

void UnpackBudget::spend(std::uint64_t bytes) {
  exhausted_ = exhausted_ || bytes > left_;
  if (exhausted_)
    throw DamagedBytes("it unpacks to more than " + std::to_string(bytes_) +
                       " bytes, far more than news packs to");
  left_ -= bytes;
}

std::unique_ptr<ByteSource> unpack(Packing packing, std::shared_ptr<Input> packed,
                                   std::shared_ptr<UnpackBudget> budget) {
  switch (packing) {
    case Packing::gzip:
      return std::make_unique<GzipSource>(std::move(packed), std::move(budget));
    case Packing::zstd:
      return std::make_unique<ZstdSource>(std::move(packed), std::move(budget));
    case Packing::bzip2:
    case Packing::xz:
      return std::make_unique<FilterSource>(packing, std::move(packed), std::move(budget));
    default:
      return std::make_unique<InputSource>(std::move(packed));
  }
}

}  // namespace dateline
