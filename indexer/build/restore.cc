#include "indexer/build/restore.h"

#include <variant>

#include "indexer/apart/record_extraction.h"
#include "indexer/build/article_writer.h"
#include "indexer/build/push.h"
#include "search/base/error.h"
#include "search/base/mapped_file.h"
#include "search/exchange/article_queue.h"
#include "search/store/article/article_record.h"
#include "search/store/columns/blob_file.h"
#include "search/store/segment.h"

namespace dateline {
namespace {

constexpr std::size_t kQueueBytesAtOnce = 4U << 20U;

// Makes a segment of articles where there are any.
class RestoredSegment {
 public:
  RestoredSegment(std::shared_ptr<const Dictionary> dictionary, std::filesystem::path folder)
      : folder_(std::move(folder)), writer_(std::move(dictionary), folder_) {}

  void add(const Article& article) {
    writer_.add(article);
    is_empty_ = false;
  }

  std::optional<LiveSegment> finish() {
    if (is_empty_) return std::nullopt;
    writer_.finish();
    return new_segment(folder_);
  }

 private:
  std::filesystem::path folder_;
  ArticleWriter writer_;
  bool is_empty_ = true;
};

// The stored record of a document, where its bytes can be decompressed and it is one that is
// wanted.
std::optional<std::string> whole_record(const BlobReader& records, std::uint64_t document,
                                        Decompressor& decompressor, const Dictionary& dictionary,
                                        const WantedArticles& wanted) try {
  std::string record = decompressor.decompress(records[document], dictionary);
  if (!wanted.contains(hash_record(record))) return std::nullopt;
  return record;
} catch (const IndexError&) {
  return std::nullopt;
}

void salvage_from(const std::filesystem::path& segment, const WantedArticles& wanted,
                  RestoredSegment& restored) try {
  const BlobReader records(segment / segment_files::kArticles);
  const Dictionary dictionary(
      std::string(MappedFile(segment / segment_files::kDictionary).bytes()));
  Decompressor decompressor;
  for (std::uint64_t i = 0; i < records.count(); ++i) {
    if (const auto record = whole_record(records, i, decompressor, dictionary, wanted))
      restored.add(to_article(decode_record(*record)));
  }
} catch (const IndexError&) {
  return;  // the file of records itself cannot be opened: nothing of it can be read
}

}  // namespace

std::optional<LiveSegment> read_from_queue(const std::filesystem::path& index,
                                           const SourceOptions& sources,
                                           const WantedArticles& wanted,
                                           const std::shared_ptr<const Dictionary>& dictionary,
                                           const std::filesystem::path& folder) {
  RestoredSegment restored(dictionary, folder);
  const std::unique_ptr<RecordExtraction> extraction = make_extraction(sources.parsing);
  ArticleQueueReader queue(index, 0);
  for (auto entries = queue.next(kQueueBytesAtOnce); !entries.empty();
       entries = queue.next(kQueueBytesAtOnce)) {
    for (QueueEntry& entry : entries) {
      if (entry.kind == QueueEntry::Kind::removal) continue;
      for (const auto& result : extraction->extract_one(record_of(std::move(entry), sources))) {
        const auto* const article = std::get_if<Article>(&result);
        if (article != nullptr && wanted.contains(hash_record(encode_record(*article))))
          restored.add(*article);
      }
    }
  }
  return restored.finish();
}

std::optional<LiveSegment> salvage(const std::vector<std::filesystem::path>& damaged,
                                   const WantedArticles& wanted,
                                   const std::shared_ptr<const Dictionary>& dictionary,
                                   const std::filesystem::path& folder) {
  RestoredSegment restored(dictionary, folder);
  for (const std::filesystem::path& segment : damaged) salvage_from(segment, wanted, restored);
  return restored.finish();
}

}  // namespace dateline
