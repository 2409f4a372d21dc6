#include "search/store/public_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/store/xapian/postings_writer.h"

namespace dateline {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

struct Made {
  explicit Made(const Article& article)
      : bytes(encode_record(article)), document(public_document(decode_record(bytes))) {}

  std::string bytes;
  PublicDocument document;
};

Article harbour() {
  return {.id = "one",
          .url = "https://news.example.org/2017/harbour",
          .title = "Harbour closed",
          .source = "TASS",
          .place = "Moscow",
          .language = "en",
          .published = Date{.year = 2017, .month = 1, .day = 25},
          .authors = {"Anna Berg"},
          .topics = {"Crude Oil"},
          .paragraphs = {"The harbour was closed on Monday."}};
}

TEST(PublicDocument, HasTheTermsOfOmegasConventions) {
  EXPECT_THAT(Made(harbour()).document.terms,
              IsSupersetOf({"Qone", "Uhttps://news.example.org/2017/harbour", "Hnews.example.org",
                            "Hexample.org", "Len", "D20170125", "M201701", "Y2017", "Kcrude oil",
                            "XAUTHORanna berg", "XSOURCEtass", "XPLACEmoscow"}));
}

TEST(PublicDocument, HasTheLinesThatOmegaShows) {
  EXPECT_EQ(Made(harbour()).document.data,
            "id=one\nurl=https://news.example.org/2017/harbour\ncaption=Harbour closed\n"
            "sample=The harbour was closed on Monday.\nauthor=Anna Berg\ndate=2017-01-25\n"
            "modtime=1485302400\nlanguage=en");
}

TEST(PublicDocument, HasTheDateAsFourBytes) {
  EXPECT_EQ(Made(harbour()).document.date, std::string("\x58\x87\xEA\x80"));
  Article old = harbour();
  old.published = Date{.year = 1911, .month = 5, .day = 3};
  EXPECT_EQ(Made(old).document.date, "");
  EXPECT_THAT(Made(old).document.terms, Contains("D19110503"));
  EXPECT_THAT(Made(old).document.data, Not(HasSubstr("modtime")));
}

TEST(PublicDocument, HasNoMoreOfADateThanIsKnown) {
  Article vague = harbour();
  vague.published = Date{.year = 2017, .month = 3, .precision = Precision::month};
  const PublicDocument document = Made(vague).document;
  EXPECT_THAT(document.terms, Contains("M201703"));
  EXPECT_THAT(document.terms, Not(Contains(StartsWith("D2"))));
  EXPECT_THAT(document.data, HasSubstr("date=2017-03\n"));
}

TEST(PublicDocument, StaysShortWhateverTheArticleHas) {
  Article odd = harbour();
  odd.id = std::string(5000, 'i');
  odd.url = "https://example.org/" + std::string(5000, 'u');
  odd.title = odd.place = odd.language = std::string(5000, 't');
  odd.authors.assign(500, "Anna Berg");
  odd.paragraphs = {std::string(5000, 'p')};
  const Made made(odd);
  EXPECT_LE(made.document.data.size(), DatabaseExtras::kMaxDataBytes);
  for (const std::string& term : made.document.terms) EXPECT_LE(term.size(), 245U);
}

TEST(PublicDocument, OfAnEmptyArticleIsOne) {
  const Made made({.id = "bare"});
  EXPECT_THAT(made.document.terms, SizeIs(1));
  EXPECT_EQ(made.document.data, "id=bare");
  EXPECT_EQ(made.document.date, "");
}

}  // namespace
}  // namespace dateline
