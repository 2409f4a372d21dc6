#include "search/store/text/light_stemmer.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/store/article/fields.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

struct Forms {
  const char* language;
  std::vector<const char*> words;  // of one stem
};

const std::vector<Forms>& forms() {
  static const std::vector<Forms> all = {
      {"pl", {"warszawa", "warszawie", "warszawy", "warszawę", "warszawą"}},
      {"pl", {"polska", "polsce", "polski", "polską"}},
      {"pl", {"premier", "premiera", "premierem", "premierowi"}},
      {"pl", {"rząd", "rządu", "rządowi", "rządem", "rządzie"}},
      {"pl", {"prezydent", "prezydenta", "prezydencie", "prezydentowi"}},
      {"pl", {"wojna", "wojny", "wojnę", "wojną"}},
      {"cs", {"praha", "praze", "prahy", "prahou", "prahu"}},
      {"cs", {"vláda", "vlády", "vládě", "vládou", "vládu"}},
      {"cs", {"prezident", "prezidenta", "prezidentovi", "prezidentem"}},
      {"cs", {"volby", "volbách", "volbami"}},
      {"sk", {"vláda", "vlády", "vláde", "vládou", "vládu"}},
      {"sk", {"prezident", "prezidenta", "prezidentovi", "prezidentom"}},
      {"sk", {"slovensko", "slovenska", "slovensku"}},
      {"uk", {"україна", "україни", "україні", "україну", "україною"}},
      {"uk", {"президент", "президента", "президенту", "президентом", "президентові"}},
      {"uk", {"війна", "війни", "війні", "війну", "війною"}},
      {"uk", {"москва", "москви", "москві", "москву"}},
      {"bg", {"министър", "министърът"}},
      {"bg", {"правителство", "правителството", "правителства", "правителствата"}},
      {"bg", {"война", "войната", "войни", "войните"}},
      {"hr", {"zagreb", "zagreba", "zagrebu", "zagrebom"}},
      {"hr", {"vlada", "vlade", "vladi", "vladu", "vladom"}},
      {"hr", {"predsjednik", "predsjednika", "predsjedniku", "predsjednikom"}},
      {"sr", {"београд", "београда", "београду", "београдом"}},
      {"sr", {"влада", "владе", "влади", "владу", "владом"}},
      {"sr", {"beograd", "beograda", "beogradu", "beogradom"}},
      {"sl", {"ljubljana", "ljubljane", "ljubljani", "ljubljano"}},
      {"sl", {"vlada", "vlade", "vladi", "vlado"}},
      {"el", {"πρόεδρος", "προέδρου", "πρόεδρο", "πρόεδροι", "προέδρων"}},
      {"el", {"κυβέρνηση", "κυβέρνησης", "κυβερνήσεις", "κυβερνήσεων"}},
      {"el", {"αθήνα", "αθήνας", "ΑΘΗΝΑ"}},
      {"el", {"πόλεμος", "πολέμου", "πόλεμο", "πόλεμοι"}},
      {"el", {"μητσοτάκης", "μητσοτάκη"}},
      {"hi", {"सरकार", "सरकारों", "सरकारें"}},
      {"hi", {"लड़का", "लड़के", "लड़कों"}},
      {"hi", {"चुनाव", "चुनावों"}},
      {"lv", {"valdība", "valdības", "valdībai", "valdību"}},
      {"lv", {"rīga", "rīgas", "rīgai", "rīgā"}},
  };
  return all;
}

TEST(LightStemmer, FormsOfAWordHaveOneStem) {
  for (const auto& [language, words] : forms()) {
    for (const char* const word : words)
      EXPECT_EQ(light_stem(word, language), light_stem(words[0], language)) << word;
  }
}

TEST(LightStemmer, ShortWordsStayWhole) {
  EXPECT_EQ(light_stem("oko", "pl"), "oko");
  EXPECT_EQ(light_stem("dom", "cs"), "dom");
  EXPECT_EQ(light_stem("рік", "uk"), "рік");
}

TEST(LightStemmer, OtherWordsKeepOtherStems) {
  EXPECT_NE(light_stem("polska", "pl"), light_stem("pole", "pl"));
  EXPECT_NE(light_stem("praha", "cs"), light_stem("pravda", "cs"));
  EXPECT_NE(light_stem("україна", "uk"), light_stem("украсти", "uk"));
  EXPECT_NE(light_stem("αθήνα", "el"), light_stem("αθλητής", "el"));
}

TEST(LightStemmer, LanguagesWithoutAFileHaveNoStems) {
  EXPECT_EQ(light_stem("planes", "en"), std::nullopt);
  EXPECT_EQ(light_stem("planes", ""), std::nullopt);
}

TEST(LightStemmer, SearchesFindAllFormsAndTheOneTypedFirst) {
  const TempIndex index{
      Article{.id = "in", .language = "pl", .paragraphs = {"Szczyt odbył się w Warszawie."}},
      Article{.id = "warsaw", .language = "pl", .paragraphs = {"Warszawa czeka na gości."}},
      Article{.id = "krakow", .language = "pl", .paragraphs = {"Kraków czeka na gości."}},
      Article{.id = "en", .paragraphs = {"The warszaw of it all."}}};
  EXPECT_THAT(index.ids("Warszawa"), ElementsAre("warsaw", "in"));
  EXPECT_THAT(index.ids("warszawie"), ElementsAre("in", "warsaw"));
  EXPECT_THAT(index.ids("\"Warszawa\""), ElementsAre("warsaw"));
}

TEST(LightStemmer, EachLanguageKeepsToItself) {
  const TempIndex index{
      Article{.id = "hr", .language = "hr", .paragraphs = {"Vlada je odlučila."}},
      Article{.id = "sl", .language = "sl", .paragraphs = {"Vlado so podprli."}},
      Article{.id = "uk", .language = "uk", .paragraphs = {"Війна триває."}},
      Article{.id = "war", .language = "uk", .paragraphs = {"Кінець війни близько."}}};
  EXPECT_THAT(index.ids("війну"), UnorderedElementsAre("uk", "war"));
  EXPECT_THAT(index.ids("vladi"), UnorderedElementsAre("hr", "sl"));
}

TEST(StemTerms, SayTheirLanguageWhateverItsNumber) {
  for (const LanguageId language :
       {kNoStemmer, language_id("en"), language_id("vi"), language_id("lv"), kUnknownLanguage}) {
    const std::string term = stem_term("stem", language);
    EXPECT_EQ(parse_stem_term(term).stem, "stem");
    EXPECT_EQ(parse_stem_term(term).language, language);
  }
}

TEST(StemTerms, AreInTheOrderOfTheirLanguages) {
  EXPECT_LT(stem_term("stem", language_id("vi")), stem_term("stem", language_id("lv")));
  EXPECT_LT(stem_term("stem", language_id("lv")), stem_term("stem", kUnknownLanguage));
  EXPECT_LT(stem_term("stem", kUnknownLanguage), stem_term("stema", language_id("en")));
}

}  // namespace
}  // namespace dateline
