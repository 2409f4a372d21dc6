#include "indexer/build/article_writer.h"

#include <string>
#include <utility>

#include "search/store/segment_merge.h"

namespace dateline {
namespace {

constexpr std::size_t kPartDocuments = 512;  // see docs/performance.md

}  // namespace

ArticleWriter::ArticleWriter(std::shared_ptr<const Dictionary> dictionary,
                             std::filesystem::path folder)
    : dictionary_(std::move(dictionary)), folder_(std::move(folder)) {}

std::uint32_t ArticleWriter::add(const Article& article, const Arrival& times) {
  if (!builder_ || in_builder_ == kPartDocuments) begin_part();
  builder_->add(article, times);
  ++in_builder_;
  return documents_++;
}

void ArticleWriter::begin_part() {
  if (builder_) builder_->finish();
  parts_.emplace_back(folder_.string() + ".part-" + std::to_string(parts_.size()));
  builder_ = std::make_unique<SegmentBuilder>(parts_.back(), dictionary_, stems_);
  in_builder_ = 0;
}

void ArticleWriter::finish() {
  builder_->finish();
  builder_.reset();
  merge_segments(parts_, folder_);
  for (const std::filesystem::path& part : parts_) std::filesystem::remove_all(part);
}

}  // namespace dateline
