#include "search/store/columns/compression.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include <zdict.h>
#include <zstd.h>

#include "search/base/error.h"

namespace dateline {
namespace {

constexpr const char* kDamaged = "the index's compression dictionary is damaged";
constexpr int kLevel = 3;
constexpr std::size_t kDictionaryBytes = 64UL * 1024;
constexpr std::size_t kSampleRatio = 8;  // bytes of samples for each of the dictionary, at least
constexpr std::size_t kLeastTraining = 256UL * 1024;
constexpr std::size_t kMostTraining = 2UL * 1024 * 1024;
constexpr std::uint64_t kLargestRecord = 256ULL << 20;  // larger is damage, not an article

struct Free {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }
  void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};

}  // namespace

struct Dictionary::Prepared {
  std::once_flag once;  // guards the one below
  std::unique_ptr<ZSTD_CDict, Free> compress;
  std::unique_ptr<ZSTD_DDict, Free> decompress;
};

struct Compressor::Context {
  std::unique_ptr<ZSTD_CCtx, Free> zstd{ZSTD_createCCtx()};
};

struct Decompressor::Context {
  std::unique_ptr<ZSTD_DCtx, Free> zstd{ZSTD_createDCtx()};
};

Dictionary::Dictionary(std::string bytes)
    : bytes_(std::move(bytes)), prepared_(std::make_unique<Prepared>()) {
  if (bytes_.empty()) return;
  prepared_->decompress.reset(ZSTD_createDDict(bytes_.data(), bytes_.size()));
  if (!prepared_->decompress) throw IndexError(kDamaged);
}

Dictionary::~Dictionary() = default;

ZSTD_CDict_s* Dictionary::for_compressing() const {
  if (bytes_.empty()) return nullptr;
  std::call_once(prepared_->once, [this] {
    prepared_->compress.reset(ZSTD_createCDict(bytes_.data(), bytes_.size(), kLevel));
  });
  if (!prepared_->compress) throw IndexError(kDamaged);
  return prepared_->compress.get();
}

std::string train_dictionary(std::span<const std::string> records) {
  std::string samples;
  std::vector<std::size_t> sizes;
  for (const std::string& record : records) {
    samples += record;
    sizes.push_back(record.size());
    if (samples.size() >= kMostTraining) break;
  }
  if (samples.size() < kLeastTraining || sizes.size() < 100) return {};
  std::string dictionary(std::min(kDictionaryBytes, samples.size() / kSampleRatio), '\0');
  const std::size_t size =
      ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
                            static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size) != 0) return {};
  dictionary.resize(size);
  return dictionary;
}

Compressor::Compressor() : context_(std::make_unique<Context>()) {
  ZSTD_CCtx_setParameter(context_->zstd.get(), ZSTD_c_dictIDFlag, 0);
  ZSTD_CCtx_setParameter(context_->zstd.get(), ZSTD_c_compressionLevel, kLevel);
}

Compressor::~Compressor() = default;

std::string_view Compressor::compress(std::string_view bytes, const Dictionary& dictionary) {
  ZSTD_CCtx* const zstd = context_->zstd.get();
  ZSTD_CCtx_refCDict(zstd, dictionary.for_compressing());
  buffer_.resize(ZSTD_compressBound(bytes.size()));
  const std::size_t size =
      ZSTD_compress2(zstd, buffer_.data(), buffer_.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0)
    throw std::runtime_error(std::string("zstd: ") + ZSTD_getErrorName(size));
  return std::string_view(buffer_).substr(0, size);
}

Decompressor::Decompressor() : context_(std::make_unique<Context>()) {}

Decompressor::~Decompressor() = default;

std::string Decompressor::decompress(std::string_view bytes, const Dictionary& dictionary) {
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size > kLargestRecord)
    throw IndexError("a stored article is damaged: run dateline-index --full");
  std::string result(size, '\0');
  ZSTD_DCtx* const zstd = context_->zstd.get();
  ZSTD_DCtx_refDDict(zstd, dictionary.prepared_->decompress.get());
  const std::size_t written =
      ZSTD_decompressDCtx(zstd, result.data(), result.size(), bytes.data(), bytes.size());
  if (written != size) throw IndexError("a stored article is damaged: run dateline-index --full");
  return result;
}

}  // namespace dateline
