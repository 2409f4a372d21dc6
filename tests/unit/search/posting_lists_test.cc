#include "search/posting_lists.h"

#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/posting_lists_writer.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

// Lists of terms that `share` of a thousand documents have, with frequencies up to `most`.
struct Sample {
  std::vector<std::uint32_t> lengths;
  std::map<std::string, std::vector<Posting>> terms;

  explicit Sample(std::uint32_t documents) {
    std::mt19937 random(7);
    for (std::uint32_t i = 0; i < documents; ++i) lengths.push_back(20 + random() % 900);
    for (const auto& [share, most] :
         {std::pair{1, 3}, {30, 1}, {40, 7}, {300, 200}, {999, 70000}}) {
      std::vector<Posting>& postings = terms["term" + std::to_string(share)];
      for (std::uint32_t i = 0; i < documents; ++i) {
        if (random() % 1000 < static_cast<unsigned>(share))
          postings.push_back({i, 1 + static_cast<std::uint32_t>(random() % most)});
      }
    }
    std::vector<Posting>& filter = terms["XSOURCE:filter"];
    for (std::uint32_t i = 0; i < documents; i += 3) filter.push_back({i, 0});
  }

  void write(const std::filesystem::path& path) const {
    PostingListsWriter writer(path, lengths);
    for (const auto& [term, postings] : terms) writer.add(term, postings);
    writer.finish();
  }
};

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(PostingLists, GiveBackWhatWasWritten) {
  const TempFolder folder;
  const Sample sample(3000);
  sample.write(folder.path() / "lists");
  const PostingLists lists(folder.path() / "lists");
  ASSERT_EQ(lists.documents(), 3000);
  EXPECT_EQ(lists.length(1234), sample.lengths[1234]);
  for (const auto& [term, postings] : sample.terms) {
    const auto list = lists.find(term);
    ASSERT_TRUE(list) << term;
    EXPECT_EQ(list->size(), postings.size());
    EXPECT_THAT(list->read(), ElementsAreArray(postings)) << term;
  }
  EXPECT_FALSE(lists.find("another"));
}

TEST(PostingLists, TellOneDocumentOfAFrequentTerm) {
  const TempFolder folder;
  const Sample sample(3000);
  sample.write(folder.path() / "lists");
  const PostingLists lists(folder.path() / "lists");
  for (const char* term : {"term40", "term300", "term999", "XSOURCE:filter"}) {
    const auto list = lists.find(term);
    ASSERT_TRUE(list && list->is_frequent()) << term;
    std::uint32_t contained = 0;
    for (std::uint32_t document = 0; document < 3000; ++document)
      contained += list->contains(document) ? 1 : 0;
    EXPECT_EQ(contained, list->size()) << term;
    for (const Posting& posting : sample.terms.at(term))
      ASSERT_EQ(list->frequency(posting.document), posting.frequency) << term;
  }
  EXPECT_FALSE(lists.find("term1")->is_frequent());
}

TEST(PostingLists, PeaksBoundEveryPostingOfTheirStripe) {
  const TempFolder folder;
  const Sample sample(3000);
  sample.write(folder.path() / "lists");
  const PostingLists lists(folder.path() / "lists");
  for (const char* term : {"term40", "term300", "term999"}) {
    const auto list = lists.find(term);
    for (const Posting& posting : sample.terms.at(term)) {
      const Peaks peaks = list->peaks(posting.document / kStripe);
      EXPECT_TRUE(std::any_of(peaks.begin(), peaks.end(),
                              [&](const Peak& peak) {
                                return (peak.frequency == Peak::kUnbounded ||
                                        peak.frequency >= posting.frequency) &&
                                       peak.length <= sample.lengths[posting.document];
                              }))
          << term << " " << posting.document;
    }
  }
}

TEST(PostingLists, OfNoDocumentsHaveNoTerms) {
  const TempFolder folder;
  PostingListsWriter(folder.path() / "lists", {}).finish();
  const PostingLists lists(folder.path() / "lists");
  EXPECT_EQ(lists.documents(), 0);
  EXPECT_FALSE(lists.find("word"));
}

// Reads all that there is, as rankings do.
void read_everything(const std::filesystem::path& path, const Sample& sample) {
  const PostingLists lists(path);
  for (const auto& [term, postings] : sample.terms) {
    const auto list = lists.find(term);
    if (!list) continue;
    list->read();
    for (std::uint32_t document = 0; list->is_frequent() && document < lists.documents();
         ++document) {
      if (list->contains(document)) list->frequency(document);
    }
  }
}

TEST(PostingLists, SayWhenTheirBytesAreDamaged) {
  const TempFolder folder;
  const std::filesystem::path path = folder.path() / "lists";
  const Sample sample(1000);
  sample.write(path);
  const std::string whole = read_file(path);
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::string bytes = whole;
    if (round % 3 == 0) bytes.resize(random() % whole.size());
    for (int i = 0; i < 8 && !bytes.empty(); ++i)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    std::ofstream(path, std::ios::binary) << bytes;
    try {
      read_everything(path, sample);
    } catch (const IndexError&) {
      // That is what shall happen where the damage can be seen.
    }
  }
  std::ofstream(path, std::ios::binary) << whole.substr(0, whole.size() - 1);
  EXPECT_THROW(PostingLists lists(path), IndexError);
}

}  // namespace
}  // namespace dateline
