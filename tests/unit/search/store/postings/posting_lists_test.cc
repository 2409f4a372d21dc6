#include "search/store/postings/posting_lists.h"

#include <algorithm>
#include <bit>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/match/summed_list.h"
#include "search/store/postings/posting_lists_writer.h"
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

// Of a few documents of a stripe each is read by itself, of many all at once.
TEST(PostingLists, GiveThePostingsOfThoseThatAreWanted) {
  const TempFolder folder;
  const Sample sample(3000);
  sample.write(folder.path() / "lists");
  const PostingLists lists(folder.path() / "lists");
  for (const std::uint32_t every : {1U, 2U, 7U, 40U, 300U}) {
    for (const char* term : {"term40", "term300", "term999", "XSOURCE:filter"}) {
      std::vector<Posting> expected = sample.terms.at(term);
      std::erase_if(expected, [&](const Posting& one) { return one.document % every != 0; });
      std::vector<Posting> found;
      for (std::uint32_t stripe = 0; stripe < lists.stripes(); ++stripe) {
        StripeBits wanted{};
        for (std::uint32_t i = 0; i < kStripe; ++i) {
          if ((stripe * kStripe + i) % every == 0) add_to(wanted, i);
        }
        lists.find(term)->for_each_of(wanted, stripe,
                                      [&](const Posting& one) { found.push_back(one); });
      }
      EXPECT_EQ(found, expected) << term << ", every " << every;
    }
  }
}

TEST(StripeBits, CountTheirDocuments) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t bits = random() & random();
    ASSERT_EQ(count_of(bits), static_cast<std::uint32_t>(std::popcount(bits)));
  }
  EXPECT_EQ(count_of(~std::uint64_t{0}), 64U);
  EXPECT_EQ(count_of(StripeBits{1, 0, 0, ~std::uint64_t{0}}), 65U);
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

// What is written and read is the same wherever terms fall in the table, also round its end.
TEST(PostingLists, FindEveryTermInTablesOfAnySize) {
  const TempFolder folder;
  const std::vector<std::uint32_t> lengths{100};
  for (std::uint32_t count = 1; count < 300; ++count) {
    PostingListsWriter writer(folder.path() / "lists", lengths);
    for (std::uint32_t i = 0; i < count; ++i) {
      const Posting posting{.document = 0, .frequency = i + 1};
      writer.add("term" + std::to_string(i), {&posting, 1});
    }
    writer.finish();
    const PostingLists lists(folder.path() / "lists");
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto list = lists.find("term" + std::to_string(i));
      ASSERT_TRUE(list) << i << " of " << count;
      ASSERT_EQ(list->read().front().frequency, i + 1) << count;
    }
    ASSERT_FALSE(lists.find("another")) << count;
  }
}

std::map<std::uint32_t, std::uint32_t> added_up(const std::vector<PostingList>& lists) {
  std::map<std::uint32_t, std::uint32_t> sums;
  for (const PostingList& list : lists) {
    for (const Posting& posting : list.read()) sums[posting.document] += posting.frequency;
  }
  for (auto& [document, sum] : sums) sum = std::min(sum, 65535U);
  return sums;
}

bool is_bounded(const Posting& posting, std::uint32_t length, const Peaks& peaks) {
  return std::any_of(peaks.begin(), peaks.end(), [&](const Peak& peak) {
    return posting.frequency <= peak.frequency && length >= peak.length;
  });
}

TEST(SummedList, HasTheSumsOfAllAndBoundsThem) {
  const TempFolder folder;
  const Sample sample(3000);
  sample.write(folder.path() / "lists");
  const PostingLists lists(folder.path() / "lists");
  for (const std::vector<std::string>& terms : {std::vector<std::string>{"term1", "term30"},
                                                {"term40", "term300", "term1"},
                                                {"term30", "term999"}}) {
    std::vector<PostingList> found;
    for (const std::string& term : terms) found.push_back(*lists.find(term));
    const std::map<std::uint32_t, std::uint32_t> expected = added_up(found);
    const SummedList sum = sum_lists(found, lists);
    EXPECT_EQ(sum.list.size(), expected.size());
    EXPECT_EQ(added_up({sum.list}), expected) << terms.back();
    for (const Posting& posting : sum.list.read()) {
      ASSERT_EQ(sum.list.frequency(posting.document), posting.frequency);
      ASSERT_TRUE(is_bounded(posting, lists.length(posting.document),
                             sum.list.peaks(posting.document / kStripe)));
    }
  }
}

TEST(SummedList, HasNoFrequenciesWhereTermsHaveNone) {
  const TempFolder folder;
  const Sample sample(3000);
  sample.write(folder.path() / "lists");
  const PostingLists lists(folder.path() / "lists");
  const PostingList filter = *lists.find("XSOURCE:filter");
  const SummedList sum = sum_lists(std::vector{filter, filter}, lists);
  EXPECT_TRUE(sum.list.is_bare());
  EXPECT_THAT(sum.list.read(), ElementsAreArray(filter.read()));
}

}  // namespace
}  // namespace dateline
