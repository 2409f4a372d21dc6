#include "search/store/article/article_record.h"
#include "search/store/columns/blob_file.h"
#include "search/store/columns/compression.h"
#include "search/store/segment.h"
#include "tests/fuzz/index/segment_file.h"

namespace dateline {

constexpr std::uint64_t kStep = 9;  // not every record: each costs as much as all else

void use_file(const std::filesystem::path& path) {
  static const Dictionary dictionary(read_file(sound_segment() / segment_files::kDictionary));
  const BlobReader records(path);
  Decompressor decompressor;
  for (std::uint64_t i = 0; i < records.count(); i += kStep) {
    const std::string record = decompressor.decompress(records[i], dictionary);
    const Article article = to_article(decode_record(record));
    require(decode_record(encode_record(article)).blocks.size() == blocks_of(article).size());
  }
}

}  // namespace dateline
