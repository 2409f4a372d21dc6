#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/plan/synonyms.h"
#include "search/plan/thesaurus.h"
#include "search/searcher.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::IsSupersetOf;
using ::testing::UnorderedElementsAreArray;

// Two spellings of one thing: a query for either finds the articles with both, and nothing else
// than a query for the other.
struct Pair {
  const char* one;
  const char* other;
};

constexpr Pair kAlike[] = {
    // Acronyms, with dots and without.
    {"U.S.", "US"},
    {"U.N.", "UN"},
    {"U.K.", "UK"},
    {"U.S.A.", "USA"},
    {"N.A.T.O.", "NATO"},
    {"UNESCO", "Unesco"},
    // Hyphens, joined and apart.
    {"Su-35", "Su35"},
    {"Su-35", "Su 35"},
    {"Su35", "Su 35"},
    {"Su\u201135", "Su-35"},
    {"F-16", "F16"},
    {"counter-terrorism", "counterterrorism"},
    {"counter-terrorism", "counter terrorism"},
    {"counterterrorism", "counter terrorism"},
    {"e-mail", "email"},
    {"peace-keeping", "peacekeeping"},
    {"cease\u2010fire", "ceasefire"},
    {"Nur-Sultan", "Nursultan"},
    {"al-Moallem", "al\u2013Moallem"},
    {"Deir ez-Zor", "Deir al-Zor"},
    // Possessives and apostrophes.
    {"Russia's", "Russia"},
    {"Lavrov\u2019s", "Lavrov's"},
    {"Lavrov\u2019s", "lavrov"},
    {"ministers\u2019", "ministers"},
    {"don\u2019t", "don't"},
    {"O\u2019Brien", "O'Brien"},
    {"Qur\u2019an", "Quran"},
    {"l\u2019Allemagne", "l'Allemagne"},
    // Numbers and signs.
    {"1,234.5", "1234.5"},
    {"1.234,5", "1,234.5"},
    {"10,000", "10000"},
    {"$2.7", "2.7"},
    {"\u20AC4,500", "4500"},
    {"4500\u20AC", "\u20AC4,500"},
    {"37%", "37 %"},
    {"37%", "37"},
    {"#election2019", "election2019"},
    {"@mfa_russia", "mfa_russia"},
    // Accents and letters.
    {"Erdo\u011Fan", "Erdogan"},
    {"\u0141\u00F3d\u017A", "Lodz"},
    {"T\u00FCrkiye", "Turkiye"},
    {"S\u00E3o Paulo", "Sao Paulo"},
    {"C\u00F4te d\u2019Ivoire", "Cote d'Ivoire"},
    {"Stra\u00DFe", "Strasse"},
    {"Reykjav\u00EDk", "REYKJAV\u00CDK"},
    {"Erdog\u0306an", "Erdo\u011Fan"},  // the breve by itself
    // Other scripts.
    {"\u0410\u0440\u0442\u0451\u043C", "\u0410\u0440\u0442\u0435\u043C"},  // ё and е
    {"\u041C\u043E\u0441\u043A\u0432\u0430", "\u043C\u043E\u0441\u043A\u0432\u0430"},
    {"\u0645\u064F\u062D\u064E\u0645\u0651\u064E\u062F",
     "\u0645\u062D\u0645\u062F"},                 // vowel signs
    {"\uFF34\uFF2F\uFF2B\uFF39\uFF2F", "TOKYO"},  // full width
    {"\u6771\u4EAC\u90FD", "\u6771\u4EAC \u90FD"},
    {"Αλέξης", "ΑΛΕΞΗΣ"},
    {"Μητσοτάκης", "μητσοτακησ"},
    {"کتاب", "كتاب"},  // Persian and Arabic letters
    {"علی", "علي"},
    {"ہندوستان", "هندوستان"},
    {"القاهرة", "القاهره"},
    {"الرَّئِيسُ", "الرئيس"},
    {"ٱلله", "الله"},
    {"می\u200Cشود", "میشود"},
    {"1396", "۱۳۹۶"},  // digits of other scripts
    {"1396", "١٣٩٦"},
    {"1396", "१३९६"},
    {"1396", "๑๓๙๖"},
    {"Николай", "Никола\u0438\u0306"},  // in pieces
    {"Україна", "Укра\u0456\u0308на"},
    {"Ѓорѓи", "\u0413\u0301ор\u0433\u0301и"},
    {"がんばる", "か\u3099んは\u3099る"},
    {"ガス", "ｶﾞｽ"},
    {"서울", "\u1109\u1165\u110B\u116E\u11AF"},
    {"কোলকাতা", "\u0995\u09C7\u09BEলকাতা"},
    {"கொழும்பு", "\u0B95\u0BC6\u0BBEழும்பு"},
    {"हिन्दी", "हिंदी"},
    {"सम्बन्ध", "संबंध"},
    {"ज़रूरत", "जरूरत"},
    {"臺灣", "台湾"},
    {"サーバー", "サーバ"},
    {"თბილისი", "ᲗᲑᲘᲚᲘᲡᲘ"},
    {"\U0001D5D5\U0001D5E5\U0001D5D8\U0001D5D4\U0001D5DE", "Break"},  // mathematical letters
    {"H₂O", "H2O"},
    {"CO₂", "CO2"},
    {"O`Connor", "O'Connor"},  // apostrophes
    {"прем`єр", "прем'єр"},
    {"Hawaiʻi", "Hawai'i"},
    {"Qurʾan", "Qur'an"},
    {"Oʻzbekiston", "O'zbekiston"},
    {"Sanʿa", "San'a"},
    {"ג׳נין", "ג'נין"},
    {"צה״ל", "צה\"ל"},
    {"צה״ל", "צהל"},
    {"F-15s", "F-15"},  // plurals of codes
    {"MiG-29s", "MiG-29"},
    {"B-52s", "B52"},
    {"Il-76s", "Il-76"},
};

// Spellings that look alike and are two things: a query for one never finds the other.
constexpr Pair kApart[] = {
    {"Hamas", "Hama"},
    {"ISIS", "ISI"},
    {"Paris", "Pari"},
    {"Athens", "Athen"},
    {"Su-35", "Su-34"},
    {"1,234.5", "12,345"},
    {"Iran", "Iraq"},
    {"US", "us"},
    {"WHO", "who"},
    {"Georgia", "George"},
    {"\u0439\u043E\u0434", "\u0438\u043E\u0434"},
    {"\u6771\u4EAC", "\u4EAC\u6771"},
    {"ป่า", "ป้า"},
    {"มี", "มา"},
    {"ビル", "ビール"},
    {"F-117s", "F-118"},
    {"1990s", "1990"},
    {"mid-80s", "mid-80"},
    {"کار", "گار"},
    {"আম", "আমি"},
};

// An archive with an article for each spelling, and a query's articles in it.
class Archive {
 public:
  explicit Archive(std::span<const Pair> pairs) : index_(articles(pairs)) {}

  std::vector<std::string> ids(const std::string& query) const {
    return index_.ids({.query = query, .limit = 100, .words = Operator::all});
  }

 private:
  static std::vector<Article> articles(std::span<const Pair> pairs) {
    std::map<std::string, Article> by_spelling;
    for (const Pair& pair : pairs) {
      for (const std::string spelling : {pair.one, pair.other}) {
        by_spelling[spelling] = {.id = spelling,
                                 .paragraphs = {"It had to do with " + spelling + " then."}};
      }
    }
    std::vector<Article> all;
    for (auto& [spelling, article] : by_spelling) all.push_back(std::move(article));
    return all;
  }

  TempIndex index_;
};

TEST(SpellingMatrix, SpellingsOfOneThingFindTheSameArticles) {
  const Archive archive(kAlike);
  for (const auto& [one, other] : kAlike) {
    const std::vector<std::string> found = archive.ids(one);
    EXPECT_THAT(found, IsSupersetOf({std::string(one), std::string(other)}))
        << one << " / " << other;
    EXPECT_THAT(archive.ids(other), UnorderedElementsAreArray(found)) << one << " / " << other;
  }
}

TEST(SpellingMatrix, NamesAndNumbersThatAreTwoThingsStayApart) {
  const Archive archive(kApart);
  for (const auto& [one, other] : kApart) {
    EXPECT_THAT(archive.ids(one), ::testing::Contains(one)) << one;
    EXPECT_THAT(archive.ids(one), ::testing::Not(::testing::Contains(other)))
        << one << " / " << other;
  }
}

TEST(SpellingMatrix, AccentsThatAreTypedArePreferred) {
  const TempIndex index{Article{.id = "plain", .paragraphs = {"Then Erdogan spoke."}},
                        Article{.id = "accented", .paragraphs = {"Then Erdo\u011Fan spoke."}}};
  EXPECT_THAT(index.ids("Erdo\u011Fan"), ::testing::ElementsAre("accented", "plain"));
  EXPECT_THAT(index.ids("Erdogan"), ::testing::SizeIs(2));
}

// The lists that come with the program.
std::shared_ptr<const Thesaurus> own_thesaurus() {
  const std::filesystem::path folder = std::filesystem::path(DATELINE_SOURCE_DIR) / "config";
  return std::make_shared<const Thesaurus>(Thesaurus{Synonyms::read(folder / "synonyms.txt"),
                                                     Synonyms::read(folder / "given_names.txt")});
}

// Names that newspapers spell in several ways. Each finds the articles with any of them, those with
// the spelling that was typed first, and says which others were searched.
TEST(SpellingMatrix, NamesAreFoundHoweverTheyAreSpelled) {
  const std::vector<std::vector<std::string>> names = {
      {"Sergey Lavrov", "Sergei Lavrov", "Sergej Lavrov"},
      {"al-Moallem", "al-Muallem", "al-Mualem"},
      {"Deir ez-Zor", "Deir al-Zour", "Deir al-Zor"},
      {"Nursultan", "Nur-Sultan"},
      {"ISIS", "ISIL", "Daesh", "Islamic State"},
      {"Nusra", "Nusrah"},
      {"al-Qaida", "al-Qaeda"},
  };
  for (const std::vector<std::string>& spellings : names) {
    std::vector<Article> articles;
    for (const std::string& spelling : spellings) {
      articles.push_back({.id = spelling,
                          .paragraphs = {"Then it was " + spelling + " who spoke. So " + spelling +
                                         " said, and " + spelling + " left."}});
    }
    const TempIndex index(articles);
    const Searcher searcher(index.shared_generation(), own_thesaurus());
    for (const std::string& typed : spellings) {
      const SearchResult result = searcher.search({.query = typed});
      EXPECT_EQ(result.total.value, spellings.size()) << typed;
      ASSERT_FALSE(result.hits.empty()) << typed;
      EXPECT_EQ(result.hits.front().id, typed);
    }
  }
}

TEST(SpellingMatrix, AnotherSpellingNeverStandsAboveTheOneThatWasTyped) {
  std::vector<Article> articles{{.id = "rare",
                                 .title = "Muallem Muallem",
                                 .paragraphs = {"So Muallem said. Then Muallem left Muallem."}}};
  for (int i = 0; i < 20; ++i) {
    articles.push_back(
        {.id = "common" + std::to_string(i),
         .paragraphs = {
             "It was said that Moallem would not come to the talks in the end, so they went on."}});
  }
  const TempIndex index(articles);
  const SearchResult result = index.search({.query = "Moallem", .limit = 30});
  ASSERT_EQ(result.hits.size(), 21U);
  EXPECT_EQ(result.hits.back().id, "rare");
  EXPECT_THAT(also_searched(result), ::testing::ElementsAre("muallem"));
}

}  // namespace
}  // namespace dateline
