#include "search/searcher.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/base/error.h"
#include "search/plan/thesaurus.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

Article article(std::string id, std::string title, std::vector<std::string> paragraphs) {
  return {.id = std::move(id), .title = std::move(title), .paragraphs = std::move(paragraphs)};
}

Article dated(std::string id, std::string_view date) {
  Article result = article(std::move(id), "Rates", {"The bank raised rates."});
  if (!date.empty()) result.published = parse_iso_date(date);
  return result;
}

std::vector<std::string> marked_snippets(const TempIndex& index, std::string_view query) {
  std::vector<std::string> result;
  for (const Hit& hit : index.search({.query = std::string(query)}).hits) {
    for (const MarkedText& snippet : hit.snippets) result.push_back(with_marks(snippet));
  }
  return result;
}

TEST(Searcher, WildcardsStandBesideAHyphen) {
  const TempIndex index{article("protest", "Protest", {"An anti-government protest."}),
                        article("qaida", "Raid", {"A raid on al-Qaida."}),
                        article("jet", "Jet", {"A Su-35 took off."}),
                        article("co-op", "Shop", {"The co-operative closed."})};
  EXPECT_THAT(index.ids("anti-gov*"), ElementsAre("protest"));
  EXPECT_THAT(index.ids("al-Q*"), ElementsAre("qaida"));
  EXPECT_THAT(index.ids("Su-3?"), ElementsAre("jet"));
  EXPECT_THAT(index.ids("co-op*"), ElementsAre("co-op"));
  EXPECT_THAT(index.ids("*-government"), ElementsAre("protest"));
}

double score_of(const SearchResult& result, std::string_view id) {
  const auto hit = std::find_if(result.hits.begin(), result.hits.end(),
                                [&](const Hit& one) { return one.id == id; });
  return hit != result.hits.end() ? hit->score : -1;
}

TEST(Searcher, FindsOtherFormsOfAWordButNotInQuotes) {
  const TempIndex index{article("one", "", {"They negotiated for days."}),
                        article("two", "", {"They negotiate again."})};
  EXPECT_THAT(index.ids("negotiating"), UnorderedElementsAre("one", "two"));
  EXPECT_THAT(index.ids("\"negotiate\""), ElementsAre("two"));
}

TEST(Searcher, PhraseMatchesAcrossTypographicQuotesAndPossessives) {
  const TempIndex index{article("curly", "", {"It is Russia\u2019s foreign policy."}),
                        article("straight", "", {"It is Russia's foreign policy."}),
                        article("apart", "", {"Russia has a policy on foreign trade."})};
  for (const char* query :
       {"\"Russia's foreign policy\"", "\u201CRussia\u2019s foreign policy\u201D",
        "\"russia foreign policy\""}) {
    EXPECT_THAT(index.ids(query), UnorderedElementsAre("curly", "straight")) << query;
  }
}

// So many that `pairs` has the first phrase exactly and the second, rarer one by its signature.
TEST(Searcher, PhraseThatManyArticlesHaveIsCountedExactly) {
  std::vector<Article> articles;
  for (int i = 0; i < 200; ++i) {
    const char* const minister =
        i % 2 == 0 ? "The prime minister spoke." : "A minister spoke in prime time.";
    const char* const rate = i % 40 == 0 ? "The interest rate rose." : "Interest in the rate rose.";
    articles.push_back(article(std::to_string(i), "", {minister, rate}));
  }
  const TempIndex index(articles);
  const auto total = [&](std::string_view query) {
    return index.search({.query = std::string(query)}).total.value;
  };
  EXPECT_EQ(total("\"prime minister\""), 100U);
  EXPECT_EQ(total("\"minister spoke\""), 200U);
  EXPECT_EQ(total("\"prime minister spoke\""), 100U);
  EXPECT_EQ(total("\"interest rate\""), 5U);
  EXPECT_EQ(total("\"prime minister\" \"interest rate\""), 5U);
  EXPECT_EQ(total("\"spoke the\""), 0U);  // they stand in two paragraphs
}

TEST(Searcher, PhraseDoesNotCrossParagraphs) {
  const TempIndex index{
      article("one", "", {"They discussed international", "law is another matter"})};
  EXPECT_THAT(index.ids("\"international law\""), IsEmpty());
  EXPECT_THAT(index.ids("international law"), ElementsAre("one"));
}

TEST(Searcher, PhraseKeepsItsStopWords) {
  const TempIndex index{article("on", "", {"The war on terror goes on."}),
                        article("of", "", {"A war of terror."})};
  EXPECT_THAT(index.ids("\"war on terror\""), ElementsAre("on"));
}

TEST(Searcher, AnAcronymInCapitalsIsNotTheOrdinaryWord) {
  const TempIndex index{article("group", "", {"The fight against IS goes on, he said."}),
                        article("word", "", {"This is what it is."})};
  EXPECT_THAT(index.ids("IS"), ElementsAre("group"));
  EXPECT_THAT(index.ids("fight IS"), ElementsAre("group"));
  EXPECT_THAT(index.ids("is"), UnorderedElementsAre("group", "word"));
}

TEST(Searcher, AnAcronymIsNoPlural) {
  const TempIndex index{article("isis", "", {"Fighters of ISIS fled."}),
                        article("isi", "", {"The ISI of Pakistan denied it."})};
  EXPECT_THAT(index.ids("isis"), ElementsAre("isis"));
  EXPECT_THAT(index.ids("ISI"), ElementsAre("isi"));
}

TEST(Searcher, DottedInitialsAreTheAcronym) {
  const TempIndex index{article("dots", "", {"The U.S. envoy left."}),
                        article("plain", "", {"The US envoy left."}),
                        article("pronoun", "", {"They told us."})};
  EXPECT_THAT(index.ids("U.S."), UnorderedElementsAre("dots", "plain"));
  EXPECT_THAT(index.ids("US envoy"), UnorderedElementsAre("dots", "plain"));
}

TEST(Searcher, CompoundsAreFoundHoweverTheyAreWritten) {
  const TempIndex index{article("hyphen", "", {"A counter-terrorism push."}),
                        article("joined", "", {"A counterterrorism push."}),
                        article("apart", "", {"Terrorism is counter to it."})};
  for (const char* query : {"counter-terrorism", "counterterrorism", "\"counter-terrorism\""}) {
    EXPECT_THAT(index.ids(query), UnorderedElementsAre("hyphen", "joined")) << query;
  }
}

TEST(Searcher, FoldsAccents) {
  const TempIndex index{article("one", "", {"President Erdo\u011Fan spoke."}),
                        article("two", "", {"President Erdogan spoke."})};
  EXPECT_THAT(index.ids("erdogan"), UnorderedElementsAre("one", "two"));
  EXPECT_THAT(index.ids("\"Erdo\u011Fan\""), UnorderedElementsAre("one", "two"));
}

TEST(Searcher, TheStemmerFollowsTheLanguageOfTheArticle) {
  Article german = article("de", "", {"Die H\u00E4user brannten."});
  german.language = "de";
  Article russian =
      article("ru", "",
              {"\u041E \u043F\u0435\u0440\u0435\u0433\u043E\u0432\u043E\u0440\u0430\u0445 \u0432 "
               "\u041C\u043E\u0441\u043A\u0432\u0435."});
  russian.language = "ru";
  const TempIndex index{german, russian};
  EXPECT_THAT(index.ids("Haus"), ElementsAre("de"));
  EXPECT_THAT(index.ids("\u043C\u043E\u0441\u043A\u0432\u0430"), ElementsAre("ru"));
}

TEST(Searcher, BooleanOperatorsAndBrackets) {
  const TempIndex index{article("a", "", {"Syria and Iraq"}), article("b", "", {"Syria alone"}),
                        article("c", "", {"Yemen alone"})};
  EXPECT_THAT(index.ids("syria -iraq"), ElementsAre("b"));
  EXPECT_THAT(index.ids("(syria OR yemen) AND alone"), UnorderedElementsAre("b", "c"));
  EXPECT_THAT(index.ids("alone NOT yemen"), ElementsAre("b"));
  EXPECT_THAT(index.ids("-syria"), ElementsAre("c"));
}

TEST(Searcher, NearnessScopesAndZones) {
  const TempIndex index{
      article("near", "War", {"Russia and its partner Indonesia agreed. Talks ended."}),
      article("far", "Talks",
              {"Russia agreed to much that day, and far away, as it happened, so did Indonesia."})};
  EXPECT_THAT(index.ids("russia w/5 indonesia"), ElementsAre("near"));
  EXPECT_THAT(index.ids("indonesia pre/5 russia"), IsEmpty());
  EXPECT_THAT(index.ids("russia /s indonesia"), UnorderedElementsAre("near", "far"));
  EXPECT_THAT(index.ids("title:talks"), ElementsAre("far"));
  EXPECT_THAT(index.ids("\"russia indonesia\"~3"), ElementsAre("near"));
}

// A fly has the stem of flies, but is none of them.
TEST(Searcher, AWildcardScoresOnlyTheWordsItStandsFor) {
  const TempIndex index{article("with", "", {"A fly sat on the flint."}),
                        article("without", "", {"A cat sat on the flint."}),
                        article("plural", "", {"Flies are elsewhere."})};
  const SearchResult result = index.search({.query = "fli*"});
  ASSERT_THAT(result.hits, SizeIs(3));
  EXPECT_DOUBLE_EQ(score_of(result, "with"), score_of(result, "without"));
}

TEST(Searcher, WildcardsAndSpellingDistance) {
  const TempIndex index{article("a", "", {"terrorist attack"}),
                        article("b", "", {"terrors of the night"}),
                        article("c", "", {"Kazakhstan"})};
  EXPECT_THAT(index.ids("terrori*"), ElementsAre("a"));
  EXPECT_THAT(index.ids("*stan"), ElementsAre("c"));
  EXPECT_THAT(index.ids("kazahkstan~1"), ElementsAre("c"));
}

TEST(Searcher, StopWordsCountOnlyWhereThereIsNothingElse) {
  const TempIndex index{article("a", "", {"The war ended."}), article("b", "", {"War of nerves."})};
  EXPECT_THAT(index.ids("the war"), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(index.ids("the"), ElementsAre("a"));
}

TEST(Searcher, RelaxesWhenNoArticleHasAllTheWordsAndSaysSo) {
  const TempIndex index{article("a", "", {"Oil prices rose."}), article("b", "", {"Wheat fell."})};
  const SearchResult result = index.search({.query = "oil wheat"});
  EXPECT_THAT(result.hits, SizeIs(2));
  EXPECT_THAT(result.notes, SizeIs(1));
  EXPECT_THAT(index.search({.query = "oil wheat", .words = Operator::all}).hits, IsEmpty());
}

TEST(Searcher, RelaxesAQueryThatLeavesSomethingOut) {
  const TempIndex index{article("flood", "", {"The flood came at night."}),
                        article("damage", "", {"The damage is great."}),
                        article("both", "", {"A flood of goals: football fans left damage."})};
  EXPECT_THAT(index.ids("flood damage -football"), UnorderedElementsAre("flood", "damage"));
}

TEST(Searcher, MarksThatFitNoWordAsAPatternAreMarksOnly) {
  const TempIndex index{article("slip", "", {"The slip effect on flows."}),
                        article("flow", "", {"The effect of pressure on flows."})};
  EXPECT_THAT(index.ids("effect ?slip flows"), ElementsAre("slip"));
}

TEST(Searcher, SortsByDateUndatedLast) {
  const TempIndex index{dated("undated", ""), dated("old", "2017-01-25"),
                        dated("new", "2019-12-11T21:06:00")};
  EXPECT_THAT(index.ids({.query = "rates", .sort = Sort::newest}),
              ElementsAre("new", "old", "undated"));
  EXPECT_THAT(index.ids({.query = "rates", .sort = Sort::oldest}),
              ElementsAre("old", "new", "undated"));
  EXPECT_THAT(index.ids(""), ElementsAre("new", "old", "undated"));
}

TEST(Searcher, FiltersByDateInclusively) {
  const TempIndex index{dated("undated", ""), dated("jan", "2017-01-31"),
                        dated("feb", "2017-02-01"), dated("y18", "2018-05-01")};
  EXPECT_THAT(index.ids({.query = "rates", .from = parse_iso_date("2017-02-01")}),
              UnorderedElementsAre("feb", "y18"));
  EXPECT_THAT(index.ids({.query = "rates", .to = parse_iso_date("2017-01")}), ElementsAre("jan"));
  EXPECT_THAT(index.ids("rates before:2018"), UnorderedElementsAre("jan", "feb"));
}

TEST(Searcher, FiltersByFieldValuesAsAlternatives) {
  Article tass = article("tass", "", {"News."});
  tass.source = "TASS";
  Article sana = article("sana", "", {"News."});
  sana.source = "SANA";
  const TempIndex index{tass, sana, article("none", "", {"News."})};
  EXPECT_THAT(index.ids({.query = "news", .filters = {{"source", "tass"}}}), ElementsAre("tass"));
  EXPECT_THAT(index.ids({.query = "news", .filters = {{"source", "TASS"}, {"source", "Sana"}}}),
              UnorderedElementsAre("tass", "sana"));
  EXPECT_THAT(index.ids("news source:tass"), ElementsAre("tass"));
  EXPECT_THROW(index.search({.query = "news", .filters = {{"colour", "red"}}}), InputError);
}

TEST(Searcher, FacetsAndTimelineAddUpToTheTotal) {
  for (const std::size_t segments : {1U, 3U}) {
    std::vector<Article> articles{dated("a", "2017-01-25"), dated("b", "2017-03-01"),
                                  dated("c", "2018-01-01"), dated("d", "")};
    articles[0].source = articles[1].source = "TASS";
    articles[2].source = "SANA";
    const TempIndex index(articles, segments);
    const SearchResult result =
        index.search({.query = "rates", .facets = {"source"}, .timeline = Period::year});
    EXPECT_EQ(result.total.value, 4U);
    EXPECT_TRUE(result.total.exact);
    ASSERT_THAT(result.facets, SizeIs(1));
    ASSERT_THAT(result.facets[0].values, SizeIs(2));
    EXPECT_EQ(result.facets[0].values[0].value, "TASS");
    EXPECT_EQ(result.facets[0].values[0].count, 2U);
    ASSERT_THAT(result.timeline, SizeIs(3));
    EXPECT_EQ(result.timeline[0].period, "2017");
    EXPECT_EQ(result.timeline[0].count, 2U);
    EXPECT_EQ(result.timeline[2].period, "");
  }
}

TEST(Searcher, SeveralSegmentsAnswerLikeOne) {
  std::vector<Article> articles;
  for (int i = 0; i < 20; ++i) {
    articles.push_back(article("n" + std::to_string(i), "",
                               {"Number " + std::to_string(i) + " of the law.",
                                i % 3 == 0 ? "International law." : "Law, international."}));
  }
  const TempIndex one(articles, 1);
  const TempIndex four(articles, 4);
  for (const char* query :
       {"\"international law\"", "international law", "number -7", "title:law"}) {
    EXPECT_EQ(one.search({.query = query}).total.value, four.search({.query = query}).total.value)
        << query;
  }
}

TEST(Searcher, MarksWhatMatched) {
  const TempIndex index{
      article("a", "Lavrov\u2019s visit",
              {"First. Then Lavrov\u2019s aide said \u201Cinternational law\u201D is law."})};
  EXPECT_THAT(
      marked_snippets(index, "\"international law\""),
      ElementsAre(
          "Then Lavrov\u2019s aide said \u201C<mark>international law</mark>\u201D is law."));
  const SearchResult result = index.search({.query = "lavrov"});
  EXPECT_EQ(with_marks(result.hits.at(0).title), "<mark>Lavrov</mark>\u2019s visit");
}

TEST(Searcher, SnippetsAreCutAtWordsWithAnEllipsis) {
  std::string sentence = "It";
  for (int i = 0; i < 30; ++i) sentence += " was said again";
  const TempIndex index{article("a", "", {sentence + " that needle was there" + sentence + "."})};
  const SearchResult result = index.search({.query = "needle", .snippet_words = 12});
  ASSERT_THAT(result.hits.at(0).snippets, SizeIs(1));
  const std::string snippet = with_marks(result.hits[0].snippets[0]);
  EXPECT_THAT(snippet, ::testing::StartsWith("\u2026"));
  EXPECT_THAT(snippet, ::testing::EndsWith("\u2026"));
  EXPECT_THAT(snippet, ::testing::HasSubstr("<mark>needle</mark>"));
}

TEST(Searcher, AHeadlineMatchShowsTheBeginningOfTheText) {
  const TempIndex index{article("a", "Needle found", {"It lay in the hay. Nobody knew."})};
  EXPECT_THAT(marked_snippets(index, "needle"), ElementsAre("It lay in the hay. Nobody knew."));
}

TEST(Searcher, GivesOneArticleMarkedInFull) {
  Article original = article("x/1", "Talks", {"Lavrov came.", "He left."});
  original.headings = {{1, "The end"}};
  original.language = "en";
  original.extra_json = R"({"a":1})";
  const TempIndex index{original};
  const auto view = index.searcher().article("x/1", "lavrov talks");
  ASSERT_TRUE(view);
  EXPECT_EQ(view->article, original);
  EXPECT_EQ(with_marks(view->title), "<mark>Talks</mark>");
  EXPECT_EQ(with_marks(view->paragraphs.at(0)), "<mark>Lavrov</mark> came.");
  EXPECT_FALSE(index.searcher().article("x/2", ""));
}

TEST(Searcher, CharactersWithoutSpacesAreFoundSideBySide) {
  Article japanese = article("ja", "", {"\u6771\u4EAC\u90FD\u3067\u4F1A\u8B70"});
  japanese.language = "ja";
  const TempIndex index{japanese};
  EXPECT_THAT(index.ids("\u6771\u4EAC"), ElementsAre("ja"));
  EXPECT_THAT(index.ids("\u4EAC\u6771"), IsEmpty());
}

TEST(Searcher, AnswersQueriesWithNothingToSearchFor) {
  const TempIndex index{article("a", "", {"News."})};
  EXPECT_THAT(index.ids("&"), IsEmpty());
  EXPECT_THAT(index.ids("*"), ElementsAre("a"));
}

TEST(Searcher, FindsANameHoweverItIsSpelledAndSaysSo) {
  const TempIndex index{
      article("ei", "", {"Then Moallem met Sergei in Damascus.", "So Moallem said to Sergei."}),
      article("ey", "", {"Then Muallem met Sergey in Damascus.", "So Muallem said to Sergey."})};
  const SearchResult result = index.search({.query = "moallem"});
  ASSERT_THAT(result.hits, SizeIs(2));
  EXPECT_EQ(result.hits[0].id, "ei");
  EXPECT_THAT(also_searched(result), ElementsAre("muallem"));
  EXPECT_EQ(with_marks(result.hits[1].snippets.at(0)),
            "Then <mark>Muallem</mark> met Sergey in Damascus.");
  EXPECT_THAT(index.ids("sergey"), ElementsAre("ey", "ei"));
  EXPECT_THAT(index.ids("\"sergey\""), ElementsAre("ey"));
}

TEST(Searcher, FindsSynonymsOfOneWordAndOfSeveral) {
  auto thesaurus = std::make_shared<Thesaurus>();
  thesaurus->words = Synonyms::parse("ISIS, Daesh, Islamic State\n", "test");
  const TempIndex index{article("isis", "", {"ISIS fled."}),
                        article("state", "", {"The Islamic State fled."}),
                        article("other", "", {"A state that is Islamic, so the State said."})};
  Searcher searcher(index.shared_generation(), thesaurus);
  const SearchResult daesh = searcher.search({.query = "daesh"});
  EXPECT_EQ(daesh.total.value, 2U);
  EXPECT_THAT(also_searched(daesh), UnorderedElementsAre("ISIS", "islamic state"));
  EXPECT_EQ(searcher.search({.query = "islamic state"}).total.value, 3U);
}

TEST(Searcher, AFilterTakesAWholeValueOrElseTheWordsOfOne) {
  Article sergey = article("sergey", "", {"He spoke."});
  sergey.people = {"Sergey Lavrov", "Lavrov"};
  Article maria = article("maria", "", {"She spoke."});
  maria.people = {"Maria Lavrov-Smith"};
  const TempIndex index{sergey, maria};
  EXPECT_THAT(index.ids("people:lavrov"), ElementsAre("sergey"));
  EXPECT_THAT(index.ids("people:\"smith maria\""), ElementsAre("maria"));
  EXPECT_THAT(index.search({.query = "people:maria"}).notes, SizeIs(1));
  EXPECT_THAT(index.ids("people:lav"), IsEmpty());
}

TEST(Searcher, TheArabicArticleIsOneWordHoweverItIsWritten) {
  const TempIndex index{article("ez", "", {"In Deir ez-Zor today."}),
                        article("al", "", {"In Deir al-Zor today."})};
  EXPECT_THAT(index.ids("Deir ez-Zor"), UnorderedElementsAre("ez", "al"));
}

TEST(Searcher, SuggestsWordsAndHeadlines) {
  const TempIndex index{article("a", "Lavrov in Moscow", {"Then Lavrov left. So did Lavrova."})};
  const auto suggestions = index.searcher().suggest("lav", 5);
  ASSERT_FALSE(suggestions.empty());
  EXPECT_EQ(suggestions.front().text, "lavrov");
  EXPECT_EQ(suggestions.back().kind, Suggestion::Kind::headline);
  EXPECT_EQ(suggestions.back().id, "a");
}

TEST(Searcher, SuggestsWhatIsMeantByMistypedNames) {
  const TempIndex index{article("a", "Sergei Lavrov in Moscow", {"Then Lavrov left Moscow."})};
  const auto suggestions = index.searcher().suggest("sergie larv", 5);
  ASSERT_THAT(suggestions, SizeIs(2));
  EXPECT_EQ(suggestions.front().text, "sergei lavrov");
  EXPECT_EQ(suggestions.back().text, "Sergei Lavrov in Moscow");
  EXPECT_EQ(suggestions.back().id, "a");
}

TEST(Searcher, CountsInAFieldWhatTheFieldHas) {
  const TempIndex index{
      {.id = "once", .title = "A war", .paragraphs = {"The war is a war."}},
      {.id = "twice", .title = "War upon war", .paragraphs = {"No peace."}},
  };
  EXPECT_THAT(index.ids("title:(atleast2(war))"), ElementsAre("twice"));
  EXPECT_THAT(index.ids("title:(atleast2(war) OR peace)"), ElementsAre("twice"));
}

TEST(Searcher, LooksIntoTheHeadlineAndTheLeadOnlyWhereAskedTo) {
  const TempIndex index{{.id = "a",
                         .title = "War in the north",
                         .summary = "War, in short.",
                         .paragraphs = {"First of all war.", "Second war, and peace."},
                         .headings = {{.before = 0, .text = "Heading on war and trade"}}},
                        {.id = "untitled", .paragraphs = {"North of war.", "The trade of war."}}};
  EXPECT_THAT(index.ids("title:north"), ElementsAre("a"));
  EXPECT_THAT(index.ids("title:short"), IsEmpty());
  EXPECT_THAT(index.ids("title:(atleast2(war))"), IsEmpty());
  EXPECT_THAT(index.ids("lead:short"), ElementsAre("a"));
  EXPECT_THAT(index.ids("lead:first"), ElementsAre("a"));
  EXPECT_THAT(index.ids("lead:trade"), IsEmpty());
  EXPECT_THAT(index.ids("lead:second"), IsEmpty());
  EXPECT_THAT(index.ids("lead:(atleast3(war))"), ElementsAre("a"));
  EXPECT_THAT(index.ids("lead:(atleast4(war))"), IsEmpty());
}

TEST(Searcher, LeavesHeadlinesOutOfSuggestionsWhereFindingThemCostsTooMuch) {
  const TempIndex index{{.id = "a", .title = "Lavrov in Moscow"}, {.id = "b", .title = "Lavrov"}};
  const auto suggested = [&](std::uint64_t cost) {
    return Searcher(index.shared_generation(), nullptr, {.cost = cost}).suggest("lav", 5).size();
  };
  EXPECT_EQ(suggested(1000), 3U);  // the word, and two headlines
  EXPECT_EQ(suggested(5), 1U);
}

TEST(Searcher, AYearAloneIsNoDayOfIt) {
  const TempIndex index({dated("year", "2017"), dated("month", "2017-01"),
                         dated("day", "2017-01-01T09:00:00"), dated("undated", "")},
                        2);
  EXPECT_THAT(index.ids("date:2017"), UnorderedElementsAre("year", "month", "day"));
  EXPECT_THAT(index.ids("date:2017-01"), UnorderedElementsAre("month", "day"));
  EXPECT_THAT(index.ids("date:2017-01-01"), ElementsAre("day"));
  EXPECT_THAT(index.ids("before:2017-02"), UnorderedElementsAre("month", "day"));
  EXPECT_THAT(index.ids("before:2018"), UnorderedElementsAre("year", "month", "day"));
  EXPECT_THAT(index.ids("from:2017"), UnorderedElementsAre("year", "month", "day"));
  EXPECT_THAT(index.ids("from:2017-01-02"), IsEmpty());
  EXPECT_THAT(index.ids("rates -date:2017-01"), UnorderedElementsAre("year", "undated"));
  EXPECT_THAT(index.ids({.query = "rates", .to = parse_iso_date("2017-06-30")}),
              UnorderedElementsAre("month", "day"));
}

std::vector<std::string> timeline(const TempIndex& index, std::string_view query, Period period) {
  std::vector<std::string> buckets;
  const SearchResult result =
      index.search({.query = std::string(query), .words = Operator::all, .timeline = period});
  for (const TimelineBucket& bucket : result.timeline) {
    buckets.push_back(bucket.period + " " + std::to_string(bucket.count) +
                      (!bucket.precision                      ? ""
                       : *bucket.precision == Precision::year ? " of the year"
                                                              : " of the month"));
  }
  return buckets;
}

TEST(Searcher, ATimelineTellsPeriodsOfWhichNoMoreIsKnownApart) {
  const TempIndex index{dated("y", "2017"),       dated("z", "2016"),       dated("m", "2017-02"),
                        dated("d", "2017-02-03"), dated("e", "2017-02-04"), dated("undated", "")};
  for (const char* query : {"rates", "*", "rates -nothing"}) {
    EXPECT_THAT(timeline(index, query, Period::year), ElementsAre("2016 1", "2017 4", " 1"));
    EXPECT_THAT(timeline(index, query, Period::month),
                ElementsAre("2016 1 of the year", "2017 1 of the year", "2017-02 3", " 1"));
    EXPECT_THAT(timeline(index, query, Period::day),
                ElementsAre("2016 1 of the year", "2017 1 of the year", "2017-02 1 of the month",
                            "2017-02-03 1", "2017-02-04 1", " 1"));
  }
}

TEST(Searcher, AFuzzyWordMayDifferInItsFirstLetter) {
  const TempIndex index{article("gaddafi", "", {"Gaddafi spoke."}),
                        article("eltsin", "", {"Eltsin spoke."}),
                        article("kadhafi", "", {"Kadhafi spoke."})};
  EXPECT_THAT(index.ids("haddafi~1"), ElementsAre("gaddafi"));
  EXPECT_THAT(index.ids("yeltsin~1"), ElementsAre("eltsin"));
  EXPECT_THAT(index.ids("ltsin~1"), ElementsAre("eltsin"));
  EXPECT_THAT(index.ids("title:yeltsin~1"), IsEmpty());
  EXPECT_THAT(index.ids("gadafi~2"), UnorderedElementsAre("gaddafi", "kadhafi"));
}

TEST(Searcher, TheNearestSpellingComesFirst) {
  std::vector<Article> articles{article("qtr", "", {"Qtr qtr qtr qtr qtr."}),
                                article("catar", "", {"Catar and Catar."}),
                                article("qatar", "", {"A long report that names Qatar once."})};
  for (int i = 0; i < 20; ++i)
    articles.push_back(article("other-" + std::to_string(i), "", {"Qatar, Doha and the Gulf."}));
  const TempIndex index(articles);
  const std::vector<std::string> found = index.ids(SearchRequest{.query = "qatar~2", .limit = 30});
  ASSERT_EQ(found.size(), 23U);
  EXPECT_EQ(found[21], "catar");
  EXPECT_EQ(found[22], "qtr");
}

TEST(Searcher, NumbersNeverDifferInAFuzzyWord) {
  const TempIndex index{article("17", "", {"Flight MH17 fell."}),
                        article("18", "", {"Flight MH18 landed."}),
                        article("mk", "", {"Flight MK17 landed."})};
  EXPECT_THAT(index.ids("MH17~1"), UnorderedElementsAre("17", "mk"));
}

TEST(Searcher, QuotesInsideATextAreGivenUpWhereNoArticleHasThem) {
  const TempIndex index{article("said", "", {"Packard plans to split itself into two, it said."}),
                        article("other", "", {"Nothing of the kind was said."})};
  const SearchResult result = index.search({.query = "Packard ‘plans to split into two’"});
  ASSERT_FALSE(result.hits.empty());
  EXPECT_EQ(result.hits.front().id, "said");
  EXPECT_THAT(result.notes, Contains(HasSubstr("words in quotes")));
  EXPECT_THAT(index.ids("\"plans to split into two\""), IsEmpty());
  EXPECT_THAT(index.ids({.query = "Packard \"plans to split into two\"", .words = Operator::all}),
              IsEmpty());
}

TEST(Searcher, AnArticleIsMarkedForWordsWhoseQuotesWereGivenUp) {
  const TempIndex index{article("said", "", {"Packard plans to split itself into two."})};
  const auto view = index.searcher().article("said", "Packard ‘plans to split into two’");
  ASSERT_TRUE(view);
  EXPECT_THAT(with_marks(view->paragraphs[0]), HasSubstr("<mark>split</mark>"));
}

TEST(Searcher, QuotesThatAnArticleHasAreWanted) {
  const TempIndex index{article("as", "", {"Packard plans to split into two."}),
                        article("apart", "", {"Into two parts: Packard plans, to split."})};
  EXPECT_EQ(index.ids("Packard ‘plans to split into two’").front(), "as");
}

TEST(Searcher, EitherWordInSmallLettersFindsThoseWithBothFirst) {
  const TempIndex index{article("gas", "", {"Gas gas gas gas gas."}),
                        article("both", "", {"A long report of oil, coal, wood, wind and of gas."}),
                        article("oil", "", {"Oil oil oil oil."})};
  const std::vector<std::string> found = index.ids("oil or gas");
  EXPECT_THAT(found, UnorderedElementsAre("both", "gas", "oil"));
  EXPECT_EQ(found.front(), "both");
}

TEST(Searcher, DidYouMeanLeavesNamesBeforeAColonAlone) {
  const TempIndex index{article("a", "", {"They invite Lavrov."})};
  EXPECT_EQ(index.search({.query = "invit:lavrof"}).suggestion, "invit:lavrov");
}

}  // namespace
}  // namespace dateline
