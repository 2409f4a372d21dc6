// Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese, searched the way people type them.
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/searcher.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Article of(std::string id, std::string text) {
  return {.id = std::move(id), .language = "und", .paragraphs = {std::move(text)}};
}

std::vector<std::string> all_words(const TempIndex& index, std::string query) {
  return index.ids({.query = std::move(query), .limit = 100, .words = Operator::all});
}

std::string first_snippet(const TempIndex& index, std::string_view query) {
  const SearchResult result = index.search({.query = std::string(query)});
  if (result.hits.empty() || result.hits[0].snippets.empty()) return {};
  return with_marks(result.hits[0].snippets[0]);
}

TEST(ScriptsWithoutSpaces, AQueryWithoutSpacesIsAQueryOfItsWords) {
  const TempIndex index{of("both", "首相は昨日、訪問先の北京で会談した。"),
                        of("phrase", "首相北京訪問の予定。"), of("other", "首相は東京にいる。")};
  EXPECT_THAT(all_words(index, "首相北京訪問"), ElementsAre("phrase", "both"));
  EXPECT_THAT(all_words(index, "首相 北京"), UnorderedElementsAre("phrase", "both"));
}

TEST(ScriptsWithoutSpaces, QuotesAskForTheExactRun) {
  const TempIndex index{of("apart", "首相は昨日、訪問先の北京で会談した。"),
                        of("run", "首相北京訪問の予定。")};
  EXPECT_THAT(index.ids("\"首相北京訪問\""), ElementsAre("run"));
  EXPECT_THAT(index.ids("\"北京\""), UnorderedElementsAre("run", "apart"));
}

TEST(ScriptsWithoutSpaces, AWordIsNotFoundAcrossPunctuation) {
  const TempIndex index{of("country", "中国经济增长。"), of("apart", "在其中，国内市场。")};
  EXPECT_THAT(all_words(index, "中国"), ElementsAre("country"));
}

TEST(ScriptsWithoutSpaces, AQuestionIsLoosenedLikeAnyOther) {
  const TempIndex index{of("panthers", "黑豹队的防守只丢了三百零八分。"),
                        of("weather", "明天有雨，气温下降。")};
  EXPECT_THAT(index.ids("黑豹队的防守在联赛中丢了多少分？"), ElementsAre("panthers"));
}

TEST(ScriptsWithoutSpaces, NamesThatNoDictionaryHasAreFoundWhole) {
  const TempIndex index{of("trump", "特朗普发表讲话。"),
                        of("apart", "普通人特别开朗。朗读比赛。特产。")};
  EXPECT_THAT(all_words(index, "特朗普讲话"), ElementsAre("trump"));
}

TEST(ScriptsWithoutSpaces, TraditionalAndSimplifiedCharactersMeet) {
  const TempIndex index{of("tw", "臺灣總統選舉"), of("cn", "台湾总统选举")};
  EXPECT_THAT(all_words(index, "台湾总统"), UnorderedElementsAre("tw", "cn"));
  EXPECT_THAT(all_words(index, "臺灣總統"), UnorderedElementsAre("tw", "cn"));
}

TEST(ScriptsWithoutSpaces, MixedScriptsAreSeveralWords) {
  const TempIndex index{of("phone", "新款手机发布：iPhone 领先。"),
                        of("summit", "G20 领导人峰会闭幕")};
  EXPECT_THAT(all_words(index, "iPhone手机"), ElementsAre("phone"));
  EXPECT_THAT(all_words(index, "G20峰会"), ElementsAre("summit"));
}

TEST(ScriptsWithoutSpaces, ALongVowelAtTheEndOfALoanWordIsWrittenOrNot) {
  const TempIndex index{of("long", "サーバーが止まった。"), of("short", "サーバが止まった。"),
                        of("beer", "ビールを飲む。"), of("building", "ビルが建つ。")};
  EXPECT_THAT(all_words(index, "サーバ"), UnorderedElementsAre("long", "short"));
  EXPECT_THAT(all_words(index, "サーバー"), UnorderedElementsAre("long", "short"));
  EXPECT_THAT(all_words(index, "ビル"), ElementsAre("building"));
}

TEST(ScriptsWithoutSpaces, KoreanWordsAreFoundWithAnyParticle) {
  const TempIndex index{of("in", "대통령이 서울에서 회담했다."), of("bare", "서울 날씨"),
                        of("busan", "부산에서 열렸다.")};
  EXPECT_THAT(all_words(index, "서울은"), UnorderedElementsAre("in", "bare"));
  EXPECT_THAT(all_words(index, "대통령은 회담한다"), ElementsAre("in"));
  EXPECT_THAT(index.ids("\"서울은\""), IsEmpty());
}

TEST(ScriptsWithoutSpaces, DecomposedKoreanIsTheSame) {
  const TempIndex index{of("mac", "\u1109\u1165\u110B\u116E\u11AF에서"), of("nfc", "서울에서")};
  EXPECT_THAT(all_words(index, "서울"), UnorderedElementsAre("mac", "nfc"));
}

TEST(ScriptsWithoutSpaces, MarksTellThaiWordsApart) {
  const TempIndex index{of("has", "คนมีบ้าน"), of("comes", "คนมาบ้าน"), of("forest", "ไฟไหม้ป่า"),
                        of("aunt", "ป้าของเขา")};
  EXPECT_THAT(all_words(index, "มี"), ElementsAre("has"));
  EXPECT_THAT(all_words(index, "ป่า"), ElementsAre("forest"));
  EXPECT_THAT(all_words(index, "ป้า"), ElementsAre("aunt"));
}

TEST(ScriptsWithoutSpaces, MarksNeverCutACharacter) {
  const TempIndex thai{of("pm", "นายกรัฐมนตรีเดินทาง")};
  EXPECT_EQ(first_snippet(thai, "รัฐมนตรี"), "นายก<mark>รัฐมนตรี</mark>เดินทาง");
  const TempIndex burmese{of("city", "ရန်ကုန်မြို့")};
  EXPECT_EQ(first_snippet(burmese, "ရန်ကုန်"), "<mark>ရန်ကုန်</mark>မြို့");
  const TempIndex khmer{of("pm", "នាយករដ្ឋមន្ត្រីកម្ពុជា")};
  EXPECT_EQ(first_snippet(khmer, "កម្ពុជា"), "នាយករដ្ឋមន្ត្រី<mark>កម្ពុជា</mark>");
}

TEST(ScriptsWithoutSpaces, LaoKhmerAndBurmeseQueriesAreCutIntoWords) {
  const TempIndex index{of("lo", "ນາຍົກລັດຖະມົນຕີຢ້ຽມຢາມລາວ"), of("km", "កម្ពុជា និង នាយករដ្ឋមន្ត្រី"),
                        of("my", "သမ္မတ သည် မြန်မာနိုင်ငံ သို့ သွားသည်")};
  EXPECT_THAT(all_words(index, "ລາວນາຍົກລັດຖະມົນຕີ"), ElementsAre("lo"));
  EXPECT_THAT(all_words(index, "នាយករដ្ឋមន្ត្រីកម្ពុជា"), ElementsAre("km"));
  EXPECT_THAT(all_words(index, "မြန်မာနိုင်ငံသမ္မတ"), ElementsAre("my"));
}

}  // namespace
}  // namespace dateline
