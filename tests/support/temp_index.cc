#include "tests/support/temp_index.h"

#include <cstdlib>

#include "search/store/article/fields.h"
#include "search/store/segment_builder.h"
#include "search/store/segment_merge.h"
#include "search/store/similar_groups.h"

namespace dateline {

TempIndex::TempIndex(const std::vector<Article>& articles, std::size_t segments) {
  const auto dictionary = std::make_shared<const Dictionary>("");
  Manifest manifest{.schema_version = kSchemaVersion,
                    .generation = 1,
                    .articles = articles.size(),
                    .built_at = "2017-01-25T10:00:00Z",
                    .last_arrival = kFirstArrival + static_cast<std::int64_t>(articles.size())};
  RememberedStems stems;
  std::vector<std::unique_ptr<SegmentBuilder>> builders;
  for (std::size_t i = 0; i < segments; ++i) {
    manifest.segments.push_back("segment-" + std::to_string(i));
    builders.push_back(std::make_unique<SegmentBuilder>(
        folder_.path() / ("made-" + std::to_string(i)), dictionary, stems));
  }
  for (std::size_t i = 0; i < articles.size(); ++i) {
    Article article = articles[i];
    if (article.language.empty()) article.language = "en";
    ++manifest.languages[article.language];
    manifest.text_bytes += text_bytes(article);
    const std::int64_t arrival = kFirstArrival + static_cast<std::int64_t>(i) + 1;
    builders[i % segments]->add(article, {.added = arrival, .changed = arrival});
  }
  for (std::size_t i = 0; i < segments; ++i) {
    builders[i]->finish();
    merge_segments({folder_.path() / ("made-" + std::to_string(i))},
                   folder_.path() / manifest.segments[i]);
  }
  write_similar_groups(folder_.path(), manifest.segments);
  write_manifest(manifest, folder_.path());
  generation_ = std::make_shared<const Generation>(folder_.path());
}

// Those that have all of it; what follows them where they are few is asked for by a request.
std::vector<std::string> TempIndex::ids(std::string_view query) const {
  return ids(
      SearchRequest{.query = std::string(query), .limit = 100, .some_words = SomeWords::instead});
}

std::vector<std::string> TempIndex::ids(const SearchRequest& request) const {
  std::vector<std::string> result;
  for (const Hit& hit : search(request).hits) result.push_back(hit.id);
  return result;
}

std::vector<std::string> also_searched(const SearchResult& result) {
  std::vector<std::string> texts;
  for (const AlsoSearched& each : result.also_searched) texts.push_back(each.text);
  return texts;
}

std::string with_marks(const MarkedText& text) {
  std::string result;
  std::size_t at = 0;
  for (const Span& mark : text.marks) {
    result += text.text.substr(at, mark.begin - at) + "<mark>" +
              text.text.substr(mark.begin, mark.end - mark.begin) + "</mark>";
    at = mark.end;
  }
  return result + text.text.substr(at);
}

}  // namespace dateline
