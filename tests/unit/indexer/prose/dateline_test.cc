#include "indexer/prose/dateline.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct Example {
  std::string text;
  std::string place;
  std::string source;
  std::string rest;  // what is left of the paragraph
};

void expect_datelines(const std::vector<Example>& examples) {
  for (const Example& example : examples) {
    const auto dateline = read_dateline(example.text);
    ASSERT_TRUE(dateline.has_value()) << example.text;
    EXPECT_EQ(dateline->place, example.place) << example.text;
    EXPECT_EQ(dateline->source, example.source) << example.text;
    EXPECT_EQ(example.text.substr(dateline->bytes), example.rest) << example.text;
  }
}

TEST(Dateline, ReadsTheStylesOfAgenciesThatWriteEnglish) {
  expect_datelines({
      {"LONDON (Reuters) - The bank acted.", "London", "Reuters", "The bank acted."},
      {"(Reuters) - The bank acted.", "", "Reuters", "The bank acted."},
      {"WASHINGTON (AP) — The bank acted.", "Washington", "AP", "The bank acted."},
      {"PORT-AU-PRINCE, Haiti (AP) — The bank acted.", "Port-au-Prince", "AP", "The bank acted."},
      {"MOSCOW, January 25. /TASS/. The bank acted.", "Moscow", "TASS", "The bank acted."},
      {"BEIJING, Jan. 25 (Xinhua) -- The bank acted.", "Beijing", "Xinhua", "The bank acted."},
      {"PARIS, Jan 25, 2017 (AFP) - The bank acted.", "Paris", "AFP", "The bank acted."},
      {"TOKYO, Jan. 25 (Kyodo) — The bank acted.", "Tokyo", "Kyodo", "The bank acted."},
      {"Moscow. Jan 25. INTERFAX - The bank acted.", "Moscow", "Interfax", "The bank acted."},
      {"New Delhi [India], January 25 (ANI): The bank acted.", "New Delhi", "ANI",
       "The bank acted."},
      {"ABU DHABI, 25th January, 2017 (WAM) -- The bank acted.", "Abu Dhabi", "WAM",
       "The bank acted."},
      {"RIYADH, Jan 25, 2017, SPA -- The bank acted.", "Riyadh", "SPA", "The bank acted."},
      {"Tehran, Jan 25, IRNA – The bank acted.", "Tehran", "IRNA", "The bank acted."},
      {"TEHRAN, Young Journalists Club (YJC) - The bank acted.", "Tehran", "YJC",
       "The bank acted."},
      {"BAGHDAD / NINA / The bank acted.", "Baghdad", "NINA", "The bank acted."},
      {"NEW YORK, Jan. 25, 2017 /PRNewswire/ -- The bank acted.", "New York", "PR Newswire",
       "The bank acted."},
      {"NEW YORK--(BUSINESS WIRE)--The bank acted.", "New York", "Business Wire",
       "The bank acted."},
      {"VANCOUVER, British Columbia, Jan. 25, 2017 (GLOBE NEWSWIRE) -- The bank acted.",
       "Vancouver", "GlobeNewswire", "The bank acted."},
      {"(ANSA) - ROMA, 25 GEN - La banca ha agito.", "Roma", "ANSA", "La banca ha agito."},
      {"London CNN — The bank acted.", "London", "CNN", "The bank acted."},
      {"(CNN) The bank acted.", "", "CNN", "The bank acted."},
      {"TEMPO.CO, Jakarta - The bank acted.", "Jakarta", "TEMPO.CO", "The bank acted."},
  });
}

TEST(Dateline, ReadsPlaceAndAgencyOfSmallerSites) {
  expect_datelines({
      {"Moscow, SANA-The bank acted.", "Moscow", "SANA", "The bank acted."},
      {"MOSCOW,SANA-Russia acted.", "Moscow", "SANA", "Russia acted."},
      {"Jakarta, MINA – The bank acted.", "Jakarta", "MINA", "The bank acted."},
      {"Alwaght- The bank acted.", "", "Alwaght", "The bank acted."},
      {"Harbourpost- The bank acted.", "", "Harbourpost", "The bank acted."},
      {"SANA - The bank acted.", "", "SANA", "The bank acted."},
      {"TEHRAN – The bank acted.", "Tehran", "", "The bank acted."},
      {"KHAN YOUNIS — The bank acted.", "Khan Younis", "", "The bank acted."},
      {"ISLAMABAD: The bank acted.", "Islamabad", "", "The bank acted."},
      {"SPRINGFIELD, Ill. — The bank acted.", "Springfield", "", "The bank acted."},
      {"Washington – The bank acted.", "Washington", "", "The bank acted."},
      {"BEIRUT/DAMASCUS (Reuters) - The bank acted.", "Beirut/Damascus", "Reuters",
       "The bank acted."},
      {"RIO DE JANEIRO (AP) — The bank acted.", "Rio de Janeiro", "AP", "The bank acted."},
      {"ST. PETERSBURG, January 25. /TASS/. The bank acted.", "St. Petersburg", "TASS",
       "The bank acted."},
      {"WASHINGTON, D.C. – “We acted,” it said.", "Washington", "", "“We acted,” it said."},
  });
}

TEST(Dateline, ReadsGermanFrenchAndSpanishStyles) {
  expect_datelines({
      {"Berlin (dpa) - Die Bank hat gehandelt.", "Berlin", "dpa", "Die Bank hat gehandelt."},
      {"Düsseldorf (dpa/lnw) - Die Bank hat gehandelt.", "Düsseldorf", "dpa",
       "Die Bank hat gehandelt."},
      {"Frankfurt/Main (dpa) – Die Bank hat gehandelt.", "Frankfurt/Main", "dpa",
       "Die Bank hat gehandelt."},
      {"Berlin, 25. Januar (Reuters) - Die Bank hat gehandelt.", "Berlin", "Reuters",
       "Die Bank hat gehandelt."},
      {"Berlin. Die Bank hat gehandelt.", "Berlin", "", "Die Bank hat gehandelt."},
      {"Wien (APA) – „Wir handeln“, hieß es.", "Wien", "APA", "„Wir handeln“, hieß es."},
      {"Paris, le 25 janvier 2017 (AFP) - La banque agit.", "Paris", "AFP", "La banque agit."},
      {"PARIS (AFP) — La banque agit.", "Paris", "AFP", "La banque agit."},
      {"(Ottawa) La banque agit.", "Ottawa", "", "La banque agit."},
      {"Madrid, 25 ene (EFE).- El banco actuó.", "Madrid", "EFE", "El banco actuó."},
      {"MADRID, 25 (EUROPA PRESS) - El banco actuó.", "Madrid", "Europa Press", "El banco actuó."},
      {"MADRID 25 Ene. (EUROPA PRESS) - El banco actuó.", "Madrid", "Europa Press",
       "El banco actuó."},
      {"La Habana, 25 ene (Prensa Latina) El banco actuó.", "La Habana", "Prensa Latina",
       "El banco actuó."},
      {"CIUDAD DE MÉXICO (AP) — El banco actuó.", "Ciudad de México", "AP", "El banco actuó."},
  });
}

TEST(Dateline, ReadsRussianStyles) {
  expect_datelines({
      {"МОСКВА, 25 января. /ТАСС/. Банк принял решение.", "Москва", "ТАСС", "Банк принял решение."},
      {"МОСКВА. 25 января. INTERFAX.RU - Банк принял решение.", "Москва", "Interfax",
       "Банк принял решение."},
      {"МОСКВА, 25 янв — РИА Новости. Банк принял решение.", "Москва", "РИА Новости",
       "Банк принял решение."},
      {"МОСКВА, 25 янв - РИА Новости, Иван Иванов. Банк принял решение.", "Москва", "РИА Новости",
       "Банк принял решение."},
      {"25 января, Минск /Корр. БЕЛТА/. Банк принял решение.", "Минск", "БЕЛТА",
       "Банк принял решение."},
      {"АСТАНА. КАЗИНФОРМ - Банк принял решение.", "Астана", "Казинформ", "Банк принял решение."},
  });
}

TEST(Dateline, KeepsTheDateThatItNames) {
  const auto without_year = read_dateline("MOSCOW, January 25. /TASS/. The bank acted.");
  ASSERT_TRUE(without_year);
  EXPECT_EQ(without_year->date.month, 1);
  EXPECT_EQ(without_year->date.day, 25);
  EXPECT_EQ(without_year->date.year, std::nullopt);
  const auto whole = read_dateline("Caracas, 25 de enero de 2017 (AVN).- El banco actuó.");
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->date.year, 2017);
}

TEST(Dateline, IsCertainOnlyWhereAnAgencyOrADateStandsInIt) {
  EXPECT_EQ(read_dateline("LONDON (Reuters) - The bank acted.")->certainty, Certainty::certain);
  EXPECT_EQ(read_dateline("Moscow, SANA-The bank acted.")->certainty, Certainty::certain);
  EXPECT_EQ(read_dateline("TEHRAN – The bank acted.")->certainty, Certainty::likely);
  EXPECT_EQ(read_dateline("Berlin. Die Bank hat gehandelt.")->certainty, Certainty::likely);
}

TEST(Dateline, LeavesSentencesAlone) {
  for (const char* text : {
           "",
           "The bank acted on Thursday.",
           "Moscow and Tehran agreed on Thursday - their first accord.",
           "US-Russian talks opened on Thursday.",
           "EXCLUSIVE: The bank acted.",
           "UPDATE - The bank acted.",
           "NATO: The alliance acted.",
           "Lavrov: The bank acted.",
           "Q: Why did the bank act?",
           "“We acted,” he said - and left.",
           "Agence France-Presse (AFP) Director Jane Doe said that the bank acted.",
           "Russian Foreign Intelligence Service (SVR) Director Sergei Doe acted.",
           "Monday – The bank acted.",
           "On January 25, 2017 - a Wednesday - the bank acted.",
           "Berlin is a city. The bank acted.",
           "LONDON (Reuters) - ",
           "However, IBM - The company - said no.",
           "I - The bank - acted.",
       }) {
    EXPECT_FALSE(read_dateline(text)) << text;
  }
}

}  // namespace
}  // namespace dateline
