#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "search/store/article/article.h"
#include "search/store/columns/arrivals.h"
#include "search/store/columns/compression.h"
#include "search/store/segment_builder.h"

namespace dateline {

// Makes one segment of articles that come one by one, by way of small ones; see SegmentBuilder.
// Belongs to one thread.
class ArticleWriter {
 public:
  // `folder` must not exist; files beside it begin with its name meanwhile.
  ArticleWriter(std::shared_ptr<const Dictionary> dictionary, std::filesystem::path folder);

  // Returns the article's document. `times` are those of SegmentBuilder::add().
  std::uint32_t add(const Article& article, const Arrival& times = {});

  // There must be an article.
  void finish();

 private:
  void begin_part();

  std::shared_ptr<const Dictionary> dictionary_;
  std::filesystem::path folder_;
  std::vector<std::filesystem::path> parts_;
  RememberedStems stems_;
  std::unique_ptr<SegmentBuilder> builder_;
  std::size_t in_builder_ = 0;
  std::uint32_t documents_ = 0;
};

}  // namespace dateline
