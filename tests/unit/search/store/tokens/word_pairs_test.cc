#include "search/store/tokens/word_pairs.h"

#include <fstream>

#include <gtest/gtest.h>

#include "search/store/tokens/token_stream.h"
#include "tests/support/temp_folder.h"

namespace dateline {
namespace {

std::string stream_of(const std::vector<FormId>& first_block, const std::vector<FormId>& second) {
  TokenStreamWriter writer;
  for (const auto* block : {&first_block, &second}) {
    writer.begin_block(BlockKind::paragraph);
    for (const FormId form : *block) {
      writer.begin_sentence(3);
      writer.add(form);
    }
  }
  return std::string(writer.bytes());
}

PairDocuments documents_of(const WordPairs& pairs, const FormPair& pair) {
  PairDocuments found(pairs.stripes());
  pairs.find(pair, found);
  return found;
}

// Of so many documents, each `every`th has the words 20 and 30 side by side, the others apart; all
// of them have a pair of their own and one in another block of text.
WordPairs some_pairs(const TempFolder& folder, FormId documents, FormId every) {
  WordPairsWriter writer(folder.path() / "pairs");
  for (FormId i = 0; i < documents; ++i) {
    const FormId between = i % every == 0 ? 30 : 40;
    writer.add(stream_of({20, between, 30, 100 + i % 3900, 10}, {5}));
  }
  writer.finish();
  return WordPairs(folder.path() / "pairs");
}

TEST(WordPairs, NeverExcludeADocumentThatHasThePair) {
  const TempFolder folder;
  const std::uint32_t documents = 5000;
  WordPairsWriter writer(folder.path() / "pairs");
  for (FormId i = 0; i < documents; ++i) writer.add(stream_of({i % 91, i % 1000, i % 7}, {i % 3}));
  writer.finish();
  const WordPairs pairs(folder.path() / "pairs");
  ASSERT_EQ(pairs.documents(), documents);
  for (std::uint32_t i = 0; i < documents; i += 7) {
    EXPECT_TRUE(documents_of(pairs, {i % 91, i % 1000}).possible.contains(i)) << i;
    EXPECT_TRUE(documents_of(pairs, {i % 1000, i % 7}).possible.contains(i)) << i;
  }
}

TEST(WordPairs, AreExactWhereManyDocumentsHaveThem) {
  for (const FormId every : {2, 30}) {  // bits are shorter, then numbers
    const TempFolder folder;
    const WordPairs pairs = some_pairs(folder, 5000, every);
    const PairDocuments found = documents_of(pairs, {20, 30});
    for (FormId i = 0; i < 5000; ++i) {
      EXPECT_EQ(found.certain.contains(i), i % every == 0) << i;
      EXPECT_EQ(found.possible.contains(i), i % every == 0) << i;
    }
  }
}

TEST(WordPairs, AreUncertainWhereFewDocumentsHaveThem) {
  const TempFolder folder;
  const WordPairs pairs = some_pairs(folder, 4000, 400);
  const PairDocuments found = documents_of(pairs, {20, 30});
  EXPECT_EQ(found.certain.count(), 0U);
  for (FormId i = 0; i < 4000; i += 400) EXPECT_TRUE(found.possible.contains(i)) << i;
}

TEST(WordPairs, ExcludeMostDocumentsThatHaveARarePairApart) {
  const TempFolder folder;
  EXPECT_LT(documents_of(some_pairs(folder, 4000, 400), {20, 30}).possible.count(), 30U);
}

TEST(WordPairs, DoNotStandAcrossBlocks) {
  const TempFolder folder;
  EXPECT_LT(documents_of(some_pairs(folder, 4000, 2), {10, 5}).possible.count(), 30U);
}

// Of a rare form, its documents are known: whatever stands beside it.
TEST(WordPairs, OfRareFormsMayBeWhereTheFormIs) {
  const TempFolder folder;
  WordPairsWriter writer(folder.path() / "pairs");
  for (FormId i = 0; i < 3000; ++i)
    writer.add(stream_of(
        i % 3 == 0 ? std::vector<FormId>{7, kRareForm, 8} : std::vector<FormId>{7, 8}, {}));
  writer.finish();
  const WordPairs pairs(folder.path() / "pairs");
  for (const FormPair& pair :
       {FormPair{7, kRareForm}, FormPair{kRareForm, 8}, FormPair{0, kRareForm}}) {
    const PairDocuments found = documents_of(pairs, pair);
    EXPECT_EQ(found.certain.count(), 0U);
    EXPECT_EQ(found.possible.count(), 1000U);
    EXPECT_TRUE(found.possible.contains(3));
  }
}

TEST(WordPairs, TellWhichDocumentsMayHaveARareForm) {
  const TempFolder folder;
  WordPairsWriter writer(folder.path() / "pairs");
  for (FormId i = 0; i < 500; ++i) writer.add(stream_of({7}, {kRareForm + i % 50, 8}));
  writer.finish();
  const WordPairs pairs(folder.path() / "pairs");
  DocumentBits possible(pairs.stripes());
  pairs.find_rare(kRareForm + 49, possible);
  for (std::uint32_t i = 49; i < 500; i += 50) EXPECT_TRUE(possible.contains(i)) << i;
  EXPECT_LT(possible.count(), 20U);
}

// Of 40 rare forms one is frequent enough for a row of bits, one for a list, and most for neither.
TEST(WordPairs, TellOfOneDocumentWhatTheyTellOfAll) {
  constexpr FormId kForms = 40;
  constexpr FormId kDocuments = 5000;  // more than a block
  const TempFolder folder;
  WordPairsWriter writer(folder.path() / "pairs");
  for (FormId i = 0; i < kDocuments; ++i) {
    std::vector<FormId> words{7};
    for (FormId form = 0; form < kForms; ++form) {
      if (i % (form * form * form + 2) == 0) words.push_back(kRareForm + form);
    }
    writer.add(stream_of(words, {8}));
  }
  writer.finish();
  const WordPairs pairs(folder.path() / "pairs");
  for (FormId form = kRareForm; form < kRareForm + kForms + 5; ++form) {
    DocumentBits possible(pairs.stripes());
    pairs.find_rare(form, possible);
    for (std::uint32_t document = 0; document < kDocuments; ++document)
      ASSERT_EQ(pairs.may_have_rare(form, document), possible.contains(document))
          << form << " " << document;
  }
  EXPECT_THROW(pairs.may_have_rare(kRareForm, kDocuments), IndexError);
}

TEST(WordPairs, OfNoDocumentsAreNone) {
  const TempFolder folder;
  EXPECT_EQ(documents_of(some_pairs(folder, 0, 2), {20, 30}).possible.count(), 0U);
}

TEST(WordPairs, SayWhenTheirFileIsCut) {
  const TempFolder folder;
  some_pairs(folder, 300, 2);
  const auto path = folder.path() / "pairs";
  const std::uintmax_t size = std::filesystem::file_size(path);
  for (const std::uintmax_t cut : {std::uintmax_t{1}, std::uintmax_t{8}, size / 2, size}) {
    std::filesystem::resize_file(path, size - cut);
    EXPECT_THROW(WordPairs pairs(path), IndexError) << cut;
  }
}

// Every byte is damaged in turn: what comes of it is an answer or an error, no read beyond the
// file.
TEST(WordPairs, AnswerOrFailWhereTheirFileIsDamaged) {
  const TempFolder folder;
  some_pairs(folder, 300, 2);
  const auto path = folder.path() / "pairs";
  const auto size = static_cast<std::int64_t>(std::filesystem::file_size(path));
  // The rows of signatures are bits of whatever kind; behind them stands all that has a meaning.
  for (std::int64_t at = std::int64_t{kPairRows} * 64; at < size; ++at) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(at);
    const int before = file.get();
    const auto write = [&](int byte) {
      file.seekp(at);
      file.put(static_cast<char>(byte)).flush();
    };
    write(before ^ 0xFF);
    try {
      documents_of(WordPairs(path), {20, 30});
    } catch (const IndexError&) {
    }
    write(before);
  }
}

}  // namespace
}  // namespace dateline
