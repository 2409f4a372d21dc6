#include "search/store/xapian/postings_writer.h"

#include <fstream>
#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "search/base/error.h"
#include "search/store/xapian/glass_keys.h"
#include "search/store/xapian/postings_scanner.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Lists = std::map<std::string, std::vector<Posting>>;

struct Postings {
  Lists lists;
  std::vector<std::uint32_t> lengths;
};

// Some documents of some terms, a few of which are in most documents. Document 0 has no words.
Postings random_postings(std::uint32_t documents, std::uint32_t terms, std::size_t term_bytes) {
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same each time
  Postings made{.lengths = std::vector<std::uint32_t>(documents)};
  for (std::uint32_t document = 1; document < documents; ++document) {
    for (int i = 0; i < 30; ++i) {
      const std::uint32_t number = random() % (random() % 2 == 0 ? 10 : terms);
      std::string term = std::to_string(number);
      term.resize(term_bytes, 'x');
      std::vector<Posting>& list = made.lists[term];
      if (!list.empty() && list.back().document == document) continue;
      const std::uint32_t frequency = random() % 300;
      list.push_back({document, frequency});
      made.lengths[document] += frequency;
    }
  }
  return made;
}

void write(const Postings& postings, const std::filesystem::path& path) {
  PostingsWriter writer(path, postings.lengths);
  for (const auto& [term, list] : postings.lists) writer.add(term, list);
  writer.finish();
}

// The same by Xapian's own writer.
Xapian::Database written_by_xapian(const Postings& postings, const std::filesystem::path& folder) {
  std::vector<Xapian::Document> documents(postings.lengths.size());
  for (const auto& [term, list] : postings.lists) {
    for (const Posting& posting : list)
      documents[posting.document].add_term(term, posting.frequency);
  }
  Xapian::WritableDatabase database(folder.string(), Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST);
  for (const Xapian::Document& document : documents) database.add_document(document);
  database.commit();
  return Xapian::Database(folder.string());
}

Lists lists_of(const Xapian::Database& database) {
  Lists lists;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    std::vector<Posting>& list = lists[*term];
    for (auto p = database.postlist_begin(*term); p != database.postlist_end(*term); ++p)
      list.push_back({*p - 1, p.get_wdf()});
    EXPECT_EQ(term.get_termfreq(), list.size());
  }
  return lists;
}

void expect_equal(const Xapian::Database& ours, const Xapian::Database& theirs) {
  EXPECT_EQ(ours.get_doccount(), theirs.get_doccount());
  EXPECT_EQ(ours.get_lastdocid(), theirs.get_lastdocid());
  EXPECT_EQ(ours.get_total_length(), theirs.get_total_length());
  EXPECT_EQ(ours.get_doclength_lower_bound(), theirs.get_doclength_lower_bound());
  EXPECT_EQ(ours.get_doclength_upper_bound(), theirs.get_doclength_upper_bound());
  for (Xapian::docid docid = 1; docid <= theirs.get_lastdocid(); ++docid)
    ASSERT_EQ(ours.get_doclength(docid), theirs.get_doclength(docid)) << docid;
  for (auto term = theirs.allterms_begin(); term != theirs.allterms_end(); ++term) {
    EXPECT_EQ(ours.get_collection_freq(*term), theirs.get_collection_freq(*term)) << *term;
    EXPECT_GE(ours.get_wdf_upper_bound(*term), theirs.get_wdf_upper_bound(*term)) << *term;
  }
  EXPECT_EQ(lists_of(ours), lists_of(theirs));
}

TEST(PostingsWriter, XapianReadsWhatItReadsOfItsOwn) {
  const TempFolder folder;
  const Postings postings = random_postings(20'000, 3'000, 8);
  write(postings, folder.path() / "ours");
  expect_equal(Xapian::Database((folder.path() / "ours").string()),
               written_by_xapian(postings, folder.path() / "theirs"));
}

TEST(PostingsWriter, XapianFindsNoFaultInATreeOfSeveralLevels) {
  const TempFolder folder;
  const Postings postings = random_postings(3'000, 40'000, 200);
  write(postings, folder.path() / "ours");
  EXPECT_EQ(Xapian::Database::check((folder.path() / "ours").string(), 0, nullptr), 0U);
  EXPECT_EQ(lists_of(Xapian::Database((folder.path() / "ours").string())), postings.lists);
}

TEST(PostingsWriter, XapianReadsMetadataValuesAndData) {
  const TempFolder folder;
  const Postings postings = random_postings(5'000, 300, 8);
  const auto value_of = [](std::uint32_t document) {
    return document % 7 == 3 ? std::string() : "value " + std::to_string(document * 7919 % 5000);
  };
  const auto data_of = [](std::uint32_t document) {
    return document % 5 == 0 ? std::string() : std::string(document % 1900, 'd') + "\n\0" + "x";
  };
  std::string data;
  PostingsWriter writer(
      folder.path() / "ours", postings.lengths,
      {.metadata = {{"a", "one"}, {"name", std::string(1500, 'm')}},
       .value = value_of,
       .data = [&](std::uint32_t document) { return std::string_view(data = data_of(document)); }});
  for (const auto& [term, list] : postings.lists) writer.add(term, list);
  writer.finish();

  const std::string path = (folder.path() / "ours").string();
  EXPECT_EQ(Xapian::Database::check(path, 0, nullptr), 0U);
  const Xapian::Database database(path);
  EXPECT_EQ(database.get_metadata("name"), std::string(1500, 'm'));
  EXPECT_EQ(database.get_metadata("a"), "one");
  EXPECT_EQ(lists_of(database), postings.lists);
  std::uint32_t values = 0;
  for (std::uint32_t document = 0; document < 5'000; ++document) {
    const Xapian::Document read = database.get_document(document + 1);
    ASSERT_EQ(read.get_value(0), value_of(document));
    ASSERT_EQ(read.get_data(), data_of(document));
    values += value_of(document).empty() ? 0 : 1;
  }
  EXPECT_EQ(database.get_value_freq(0), values);
  EXPECT_EQ(database.get_value_lower_bound(0), "value 0");
  EXPECT_EQ(database.get_value_upper_bound(0), "value 999");
}

TEST(PostingsWriter, WritesExtrasOfADatabaseWithoutDocuments) {
  const TempFolder folder;
  const std::string path = (folder.path() / "ours").string();
  PostingsWriter(path, {},
                 {.metadata = {{"a", "one"}},
                  .value = [](std::uint32_t) { return std::string(); },
                  .data = [](std::uint32_t) { return std::string_view(); }})
      .finish();
  EXPECT_EQ(Xapian::Database::check(path, 0, nullptr), 0U);
  EXPECT_EQ(Xapian::Database(path).get_metadata("a"), "one");
  EXPECT_EQ(Xapian::Database(path).get_doccount(), 0U);
}

TEST(PostingsWriter, WritesADatabaseWithoutDocuments) {
  const TempFolder folder;
  write({}, folder.path() / "ours");
  const Xapian::Database database((folder.path() / "ours").string());
  EXPECT_EQ(database.get_doccount(), 0U);
  EXPECT_TRUE(lists_of(database).empty());
}

TEST(PostingsWriter, KeepsTermsWithZeroBytesApart) {
  const TempFolder folder;
  const Postings postings{.lists = {{std::string("a"), {{0, 1}}},
                                    {std::string("a\0", 2), {{1, 2}}},
                                    {std::string("a\0b", 3), {{0, 3}, {1, 4}}}},
                          .lengths = {4, 6}};
  write(postings, folder.path() / "ours");
  EXPECT_EQ(lists_of(Xapian::Database((folder.path() / "ours").string())), postings.lists);
}

TEST(PostingsWriter, GivesEqualBytesForEqualPostings) {
  const TempFolder folder;
  const Postings postings = random_postings(500, 300, 6);
  write(postings, folder.path() / "one");
  write(postings, folder.path() / "two");
  EXPECT_EQ(Xapian::Database((folder.path() / "one").string()).get_uuid(),
            Xapian::Database((folder.path() / "two").string()).get_uuid());
}

TEST(PostingsScanner, ReadsTermsAndLengthsInOrder) {
  const TempFolder folder;
  const Postings postings = random_postings(20'000, 3'000, 8);
  write(postings, folder.path() / "ours");
  PostingsScanner scanner(folder.path() / "ours");
  std::vector<std::uint32_t> lengths;
  scanner.append_lengths(lengths);
  EXPECT_EQ(lengths, postings.lengths);
  Lists lists;
  while (scanner.next()) scanner.append_to(lists[scanner.term()], 0);
  EXPECT_EQ(lists, postings.lists);
}

TEST(PostingsScanner, MovesDocumentsBehindThoseOfAnotherSegment) {
  const TempFolder folder;
  write({.lists = {{"rate", {{0, 2}, {2, 1}}}}, .lengths = {2, 0, 1}}, folder.path() / "ours");
  PostingsScanner scanner(folder.path() / "ours");
  ASSERT_TRUE(scanner.next());
  std::vector<Posting> postings;
  scanner.append_to(postings, 100);
  EXPECT_THAT(postings, ElementsAre(Posting{100, 2}, Posting{102, 1}));
}

TEST(PostingsScanner, RefusesDamagedBytesOrReadsOthersButNeverBeyondThem) {
  const TempFolder folder;
  write(random_postings(300, 400, 20), folder.path() / "ours");
  const std::filesystem::path file = folder.path() / "ours";
  std::ifstream in(file, std::ios::binary);
  const std::string sound{std::istreambuf_iterator<char>(in), {}};
  std::mt19937 random(11);  // NOLINT(cert-msc51-cpp): the same each time
  for (int i = 0; i < 300; ++i) {
    std::string damaged = sound;
    damaged[random() % damaged.size()] = static_cast<char>(random());
    if (i % 10 == 0) damaged.resize(random() % damaged.size());
    std::ofstream(file, std::ios::binary) << damaged;
    try {
      PostingsScanner scanner(folder.path() / "ours");
      std::vector<Posting> postings;
      while (scanner.next()) scanner.append_to(postings, 0);
    } catch (const IndexError& error) {
      EXPECT_THAT(error.what(), HasSubstr("dateline-index --full"));
    }
  }
}

TEST(GlassKeys, SortableNumbersSortAsTheNumbersAndReadBack) {
  std::string before;
  for (const std::uint32_t value : {0U, 1U, 0x7FU, 0x7FFFU, 0x8000U, 0x3FFFFFU, 0x400000U,
                                    0x1FFFFFFFU, 0x20000000U, 0xFFFFFFFFU}) {
    std::string key;
    glass::append_sortable(key, value);
    EXPECT_EQ(glass::read_sortable(key), value);
    EXPECT_GT(key, before) << value;
    before = key;
  }
}

}  // namespace
}  // namespace dateline
