#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

struct ZSTD_CDict_s;  // of zstd.h

// Zstandard (RFC 8878) with a dictionary trained on the archive itself: records of 2 kB alone
// compress badly.
namespace dateline {

// What records of this archive have in common. For any number of threads. What only compressing
// needs, some 600 KB, is made when it is needed first.
class Dictionary {
 public:
  // `bytes` may be empty: no dictionary.
  // Throws IndexError where they are damaged.
  explicit Dictionary(std::string bytes);
  ~Dictionary();
  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;

  std::string_view bytes() const { return bytes_; }

 private:
  friend class Compressor;
  friend class Decompressor;
  struct Prepared;
  ZSTD_CDict_s* for_compressing() const;  // null where there are no bytes

  std::string bytes_;
  std::unique_ptr<Prepared> prepared_;
};

// A dictionary for records like these; empty where they are too few to learn from.
std::string train_dictionary(std::span<const std::string> records);

// Belongs to one thread at a time.
class Compressor {
 public:
  Compressor();
  ~Compressor();
  std::string_view compress(std::string_view bytes,
                            const Dictionary& dictionary);  // valid until the next call

 private:
  struct Context;
  std::unique_ptr<Context> context_;
  std::string buffer_;
};

// Belongs to one thread at a time.
class Decompressor {
 public:
  Decompressor();
  ~Decompressor();
  std::string decompress(std::string_view bytes,
                         const Dictionary& dictionary);  // throws IndexError

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace dateline
