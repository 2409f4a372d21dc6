// Damages the files of a small index, one at a time, and uses them all the same: searches, opens
// articles, lists similar ones, suggests, and merges. Everything is answered, or refused with an
// IndexError; anything else, a crash above all, is a fault.
//   damaged-segments COUNT SEED
// Built with -DDATELINE_SANITIZE=address,undefined it finds reads out of bounds, too.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "search/base/error.h"
#include "search/searcher.h"
#include "search/store/segment_documents.h"
#include "search/store/segment_merge.h"
#include "search/store/similar_groups.h"
#include "tests/support/damage.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t count) {
  return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
}

// Enough for lists as bits, several stripes, pairs, facets, groups and compounds.
std::vector<Article> articles() {
  std::vector<Article> all;
  for (int i = 0; i < 600; ++i) {
    const std::string number = std::to_string(i);
    Article article{.id = "a" + number, .title = "Oil prices rise " + number};
    article.paragraphs = {
        "The market said that the price of oil rose by $" + number +
            ". Counter-terrorism was not the subject.",
        i % 3 == 0 ? "The WHO asked who had been in Tokyo." : "Lavrov met Lavrow."};
    article.source = "Source " + std::to_string(i % 7);
    article.topics = {"Topic " + std::to_string(i % 11), "Energy"};
    article.published = Date{.year = 1990 + i % 30, .month = 1 + i % 12, .day = 1 + i % 28};
    all.push_back(std::move(article));
  }
  return all;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// Does one thing with a damaged index; false where it was refused.
template <typename Use>
bool is_answered(const Use& use) {
  try {
    use();
    return true;
  } catch (const IndexError&) {
    return false;
  }
}

void search(const Searcher& searcher) {
  for (const char* const query :
       {"oil", "\"price of oil\"", "lavrov -tokyo", "WHO OR counter-terrorism", "pri* w/5 oil",
        "title:rise source:\"source 3\"", "lavrof~1", ""}) {
    is_answered([&] {
      SearchRequest request{.query = query, .limit = 3};
      request.facets = {"source", "topic"};
      request.timeline = Period::year;
      request.group = Grouping::similar;
      request.explain = true;
      searcher.search(request);
      request.sort = Sort::newest;
      request.group = Grouping::none;
      searcher.search(request);
    });
  }
  is_answered([&] { searcher.suggest("oil pri", 4); });
  is_answered([&] { searcher.article("a7", "oil"); });
  is_answered([&] { searcher.similar("a7", 5); });
}

void use(const std::filesystem::path& folder, const std::filesystem::path& scratch) {
  is_answered([&] { search(Searcher(std::make_shared<const Generation>(folder))); });
  is_answered([&] {
    SegmentDocuments documents(folder / "segment-0");
    documents.with_id("a6");
    for (std::uint32_t i = 0; i < documents.size(); i += 40) documents.article(i);
  });
  is_answered([&] { merge_segments({folder / "segment-0", folder / "segment-1"}, scratch); });
  std::filesystem::remove_all(scratch);
  is_answered([&] { write_similar_groups(folder, {"segment-0", "segment-1"}); });
}

int run(std::size_t count, unsigned seed) {
  const TempIndex index(articles(), 2);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(index.folder()))
    if (entry.is_regular_file() && entry.file_size() > 0 &&
        entry.path().string().find("made-") == std::string::npos)
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  const std::string groups = read(index.folder() / kGroupsFile);
  Random random(seed);
  for (std::size_t i = 0; i < count; ++i) {
    const std::filesystem::path& path = files[below(random, files.size())];
    const std::string sound = read(path);
    write(path, damaged(sound, random));
    try {
      use(index.folder(), index.folder() / "merged");
    } catch (const std::exception& error) {
      std::printf("case %zu of seed %u, %s: %s\n", i, seed, path.filename().c_str(), error.what());
      return 1;
    }
    write(index.folder() / kGroupsFile, groups);
    write(path, sound);
  }
  std::printf("%zu damaged files used, no fault, seed %u\n", count, seed);
  return 0;
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  return dateline::run(std::strtoul(argv[1], nullptr, 10),
                       static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)));
}
