#include "tests/fuzz/index/segment_file.h"

#include "search/base/error.h"
#include "search/store/deleted.h"
#include "search/store/segment.h"
#include "search/store/segment_builder.h"
#include "search/store/segment_merge.h"
#include "search/store/similar_groups.h"
#include "tests/support/temp_folder.h"

// Any bytes are a file of a segment, or of a generation: it is used as searches and merges use it,
// or refused with an IndexError. DATELINE_INDEX_FILE is the name of the file.
namespace dateline {
namespace {

constexpr const char* kSegment = "segment-0";
constexpr int kArticles = 64;

std::vector<Article> articles() {
  std::vector<Article> all;
  for (int i = 0; i < kArticles; ++i) {
    const std::string number = std::to_string(i);
    Article article{.id = "a" + number, .title = "Oil prices rise " + number};
    article.paragraphs = {"The market said that the price of oil rose by $" + number + ".",
                          i % 3 == 0 ? "The WHO asked who had been in Tokyo." : "Lavrov met him."};
    article.source = "Source " + std::to_string(i % 7);
    article.topics = {"Topic " + std::to_string(i % 5), "Energy"};
    article.published = Date{.year = 1990 + i % 30, .month = 1 + i % 12, .day = 1 + i % 28};
    if (i % 9 == 0) article.published->precision = Precision::month;
    all.push_back(std::move(article));
  }
  return all;
}

}  // namespace

const std::filesystem::path& sound_generation() {
  static const TempFolder folder;
  static const bool made = [] {
    RememberedStems stems;
    SegmentBuilder builder(folder.path() / "made", std::make_shared<const Dictionary>(""), stems);
    for (const Article& article : articles()) builder.add(article);
    builder.finish();
    merge_segments({folder.path() / "made"}, folder.path() / kSegment);
    write_similar_groups(folder.path(), {kSegment});
    return true;
  }();
  static_cast<void>(made);
  return folder.path();
}

const std::filesystem::path& sound_segment() {
  static const std::filesystem::path folder = [] {
    std::vector<bool> deleted(kArticles);
    deleted[5] = true;
    std::filesystem::path segment = sound_generation() / kSegment;
    write_deleted(DeletedDocuments(deleted), segment / segment_files::kDeleted);
    return segment;
  }();
  return folder;
}

const std::filesystem::path& damaged_file(std::string_view bytes) {
  static const TempFolder folder;
  static const std::filesystem::path path = folder.path() / DATELINE_INDEX_FILE;
  write_file(path, bytes);
  return path;
}

const std::string& sound_file() {
  static const std::string bytes = [] {
    const std::filesystem::path path = sound_segment() / DATELINE_INDEX_FILE;
    return read_file(std::filesystem::exists(path) ? path
                                                   : sound_generation() / DATELINE_INDEX_FILE);
  }();
  return bytes;
}

}  // namespace dateline

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  const std::string& bytes = dateline::sound_file();
  dateline::require(!bytes.empty());
  dateline::use_file(dateline::damaged_file(bytes));  // throws where the target itself is wrong
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto& path = dateline::damaged_file(dateline::as_text(data, size));
  try {
    dateline::use_file(path);
  } catch (const dateline::IndexError&) {
    return 0;
  }
  return 0;
}
