#include "indexer/prose/author_names.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> persons(const std::string& text) {
  std::vector<std::string> names;
  for (const AuthorName& author : read_authors(text)) {
    if (author.kind == AuthorKind::person) names.push_back(author.name);
  }
  return names;
}

std::vector<std::string> others(const std::string& text) {
  std::vector<std::string> names;
  for (const AuthorName& author : read_authors(text)) {
    if (author.kind == AuthorKind::other) names.push_back(author.name);
  }
  return names;
}

TEST(AuthorNames, ArePartedAsEachLanguagePartsThem) {
  EXPECT_THAT(persons("Trine Jensen og Tora Hansen"), ElementsAre("Trine Jensen", "Tora Hansen"));
  EXPECT_THAT(persons("Ann Lee, Ben Roe and Carl Poe"),
              ElementsAre("Ann Lee", "Ben Roe", "Carl Poe"));
  EXPECT_THAT(persons("Ana Ruiz y Luis Paz"), ElementsAre("Ana Ruiz", "Luis Paz"));
  EXPECT_THAT(persons("Jan Novák a Petr Malý"), ElementsAre("Jan Novák", "Petr Malý"));
  EXPECT_THAT(persons("Anna Nowak i Jan Lis"), ElementsAre("Anna Nowak", "Jan Lis"));
  EXPECT_THAT(persons("Иван Петров и Анна Белова"), ElementsAre("Иван Петров", "Анна Белова"));
  EXPECT_THAT(persons("Ayşe Kaya ve Can Demir"), ElementsAre("Ayşe Kaya", "Can Demir"));
  EXPECT_THAT(persons("דנה כהן ויוסי לוי"), ElementsAre("דנה כהן", "יוסי לוי"));
  EXPECT_THAT(persons("محمد العلي وأحمد حسن"), ElementsAre("محمد العلي", "أحمد حسن"));
  EXPECT_THAT(persons("חיים ויצמן"), ElementsAre("חיים ויצמן"));
  EXPECT_THAT(persons("山田太郎、鈴木花子"), ElementsAre("山田太郎", "鈴木花子"));
  EXPECT_THAT(persons("Ann Lee; Ben Roe|Carl Poe"), ElementsAre("Ann Lee", "Ben Roe", "Carl Poe"));
}

TEST(AuthorNames, KeepTheWordsThatBelongToThem) {
  EXPECT_THAT(persons("José Ortega y Gasset"), ElementsAre("José Ortega y Gasset"));
  EXPECT_THAT(persons("Jan van der Berg"), ElementsAre("Jan van der Berg"));
  EXPECT_THAT(persons("Mary-Kate O'Neil"), ElementsAre("Mary-Kate O'Neil"));
  EXPECT_THAT(persons("Dr. Max Lee"), ElementsAre("Dr. Max Lee"));
  EXPECT_THAT(persons("Ian McDonald"), ElementsAre("Ian McDonald"));
}

TEST(AuthorNames, LoseTheirLabels) {
  EXPECT_THAT(persons("By Ann Lee"), ElementsAre("Ann Lee"));
  EXPECT_THAT(persons("ByAnn Lee"), ElementsAre("Ann Lee"));
  EXPECT_THAT(persons("Author: Ann Lee"), ElementsAre("Ann Lee"));
  EXPECT_THAT(persons("Von Ann Lee"), ElementsAre("Ann Lee"));
  EXPECT_THAT(persons("Written by: Ann Lee"), ElementsAre("Ann Lee"));
  EXPECT_THAT(persons("a cura di Anna Verdi"), ElementsAre("Anna Verdi"));
  EXPECT_THAT(persons("Das Gespräch führte Anna Berg"), ElementsAre("Anna Berg"));
  EXPECT_THAT(persons("Aus Berlin von Anna Berg, Korrespondentin"), ElementsAre("Anna Berg"));
  EXPECT_THAT(persons("Γράφει η Μαρία Νικολάου"), ElementsAre("Μαρία Νικολάου"));
  EXPECT_THAT(persons("โดย สมชาย ใจดี"), ElementsAre("สมชาย ใจดี"));
  EXPECT_THAT(persons("লেখক: রহিম উদ্দিন"), ElementsAre("রহিম উদ্দিন"));
  EXPECT_THAT(persons("文＝田中太郎"), ElementsAre("田中太郎"));
  EXPECT_THAT(persons("記者王小明"), ElementsAre("王小明"));
  EXPECT_THAT(persons("Byron Smith"), ElementsAre("Byron Smith"));
  EXPECT_THAT(persons("Avery Long"), ElementsAre("Avery Long"));
}

TEST(AuthorNames, LoseRolesDatesPlacesAndDegrees) {
  EXPECT_THAT(persons("Ann Lee, Senior Staff Writer"), ElementsAre("Ann Lee"));
  EXPECT_THAT(persons("Ann LeeStaff Writer"), ElementsAre("Ann Lee"));
  EXPECT_THAT(persons("Ann Lee Senior Autos Reporter"), ElementsAre("Ann Lee"));
  EXPECT_THAT(persons("Ann Lee Redakteurin"), ElementsAre("Ann Lee"));
  EXPECT_THAT(persons("김민수 기자"), ElementsAre("김민수"));
  EXPECT_THAT(persons("Ann Lee March 11, 2015 3:46 PM"), ElementsAre("Ann Lee"));
  EXPECT_THAT(persons("Ann Lee in Cairo"), ElementsAre("Ann Lee"));
  EXPECT_THAT(persons("Jean Petit avec AFP"), ElementsAre("Jean Petit"));
  EXPECT_THAT(persons("Anna Berg mit dpa"), ElementsAre("Anna Berg"));
  EXPECT_THAT(persons("Ana Ruiz para El Faro"), ElementsAre("Ana Ruiz"));
  EXPECT_THAT(persons("Ann Lee MS, RD"), ElementsAre("Ann Lee"));
  EXPECT_THAT(persons("Ann Lee The Associated Press"), ElementsAre("Ann Lee"));
  EXPECT_THAT(persons("Ann Lee | Coast Media For Coast.example"), ElementsAre("Ann Lee"));
}

TEST(AuthorNames, AreNoAddressesNumbersAndAccounts) {
  EXPECT_THAT(read_authors("a.lee@paper.example"), IsEmpty());
  EXPECT_THAT(read_authors("105092"), IsEmpty());
  EXPECT_THAT(read_authors("emma-lee"), IsEmpty());
  EXPECT_THAT(read_authors("admin"), IsEmpty());
  EXPECT_THAT(read_authors("Staff Writer"), IsEmpty());
  EXPECT_THAT(read_authors(", "), IsEmpty());
  EXPECT_THAT(persons("Ann Lee ann@paper.example"), ElementsAre("Ann Lee"));
}

TEST(AuthorNames, AreOfOthersWhereTheyAreNoPersons) {
  EXPECT_THAT(others(", USA TODAY"), ElementsAre("USA TODAY"));
  EXPECT_THAT(others("Gazette (www.gazette.example)"), ElementsAre("Gazette"));
  EXPECT_THAT(others("Reuters"), ElementsAre("Reuters"));
  EXPECT_THAT(others("TC Redaktion"), ElementsAre("TC Redaktion"));
  EXPECT_THAT(others("paper.example"), ElementsAre("paper.example"));
  EXPECT_THAT(others("srf/hosb;kesm"), ElementsAre("srf/hosb", "kesm"));
  EXPECT_THAT(others("朝日新聞社"), ElementsAre("朝日新聞社"));
  EXPECT_THAT(persons("Follow Us"), IsEmpty());
}

TEST(AuthorNames, AreNoPersonsWhereAWordIsOfAnOrganisation) {
  for (const char* const name : {"Norburg Broadcasting Corporation", "Redakcja Kurier Wieczorny",
                                 "Televisione Nord Irsa", "Norrland Rundfunk"}) {
    EXPECT_THAT(persons(name), IsEmpty()) << name;
    EXPECT_THAT(others(name), ElementsAre(name)) << name;
  }
}

TEST(AuthorNames, AreTurnedWhereTheFamilyNameIsFirst) {
  EXPECT_THAT(persons("Berg, Anna"), ElementsAre("Anna Berg"));
  EXPECT_THAT(persons("Reuters, AFP"), IsEmpty());
}

TEST(AuthorNames, AreNotWhatPagesSayOfAuthors) {
  EXPECT_THAT(persons("作者简介"), IsEmpty());
  EXPECT_EQ(author_label("글자크기 설정"), 0U);
}

TEST(AuthorNames, MayBeginAsALineDoesThatSaysFromWhere) {
  EXPECT_THAT(persons("De Smet, Jan"), ElementsAre("De Smet"));
  EXPECT_THAT(persons("Da Silva Costa"), ElementsAre("Da Silva Costa"));
  EXPECT_THAT(persons("Desdemona Bell"), ElementsAre("Desdemona Bell"));
}

TEST(AuthorNames, AreReadFromNothingElse) {
  EXPECT_THAT(read_authors(""), IsEmpty());
  EXPECT_EQ(author_label("Bypass opens"), 0U);
  EXPECT_EQ(author_label("Written by"), std::string("Written by").size());
  EXPECT_TRUE(is_role("Senior Staff Writer"));
  EXPECT_FALSE(is_role("Ann Wagstaff"));
  EXPECT_TRUE(joins_names(" and "));
  EXPECT_FALSE(joins_names("Ann"));
}

}  // namespace
}  // namespace dateline
