#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zlib.h>
#include <zstd.h>

#include "indexer/formats/parse_record.h"
#include "indexer/formats/record_source.h"

namespace dateline {

// All that a source gives, parsed.
struct Reading {
  std::vector<RawArticle> articles;
  std::vector<SetAside> set_aside;

  std::vector<std::string> texts() const {
    std::vector<std::string> result;
    for (const RawArticle& article : articles) result.push_back(article.text);
    return result;
  }
  std::vector<std::string> reasons() const {
    std::vector<std::string> result;
    for (const SetAside& one : set_aside) result.push_back(one.reason);
    return result;
  }
};

inline Reading read(std::vector<std::filesystem::path> paths, SourceOptions options = {}) {
  Reading reading;
  RecordSource source(std::move(paths), std::move(options));
  while (auto result = source.next()) {
    if (auto* const problem = std::get_if<SetAside>(&*result)) {
      reading.set_aside.push_back(*problem);
      continue;
    }
    for (auto& parsed : parse_record(std::get<Record>(std::move(*result)))) {
      if (auto* const problem = std::get_if<SetAside>(&parsed)) {
        reading.set_aside.push_back(*problem);
      } else {
        reading.articles.push_back(std::get<RawArticle>(std::move(parsed)));
      }
    }
  }
  return reading;
}

inline std::string_view trim_end(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \n") + 1);
}

inline std::string gzip(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(packed.size() - stream.avail_out);
  deflateEnd(&stream);
  return packed;
}

inline std::string zstd(std::string_view bytes) {
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 3));
  return packed;
}

inline std::string json_line(const std::string& text) { return R"({"text": ")" + text + "\"}\n"; }

}  // namespace dateline
