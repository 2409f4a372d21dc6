// Queries as other archives' readers write them: read as meant there, or told about.
#include "search/query/foreign_syntax.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/query/query_fields.h"
#include "search/query/query_parser.h"

namespace dateline {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string tree(std::string_view query) {
  return to_text(parse_query(query, Operator::automatic).root);
}

std::vector<std::string> notes(std::string_view query) {
  return parse_query(query, Operator::automatic).notes;
}

struct Row {
  const char* query;
  const char* tree;
};

void expect_noted(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(tree(row.query), row.tree) << row.query;
    EXPECT_THAT(notes(row.query), testing::Not(IsEmpty())) << row.query;
  }
}

// Plain English: words, whatever operators it looks like.
void expect_words(std::initializer_list<Row> rows) {
  for (const Row& row : rows) EXPECT_EQ(tree(row.query), row.tree) << row.query;
}

TEST(ForeignSyntax, EveryNameStandsForAFieldThatThereIs) {
  for (const char* name :
       {"hd", "hlp", "by", "sc", "la", "su", "company", "dateline", "se", "site", "an", "pd"}) {
    const ForeignName* const found = find_foreign_name(name, '=');
    ASSERT_NE(found, nullptr) << name;
    EXPECT_NE(find_field(found->field), nullptr) << name;
  }
}

TEST(ForeignSyntax, NamesStandBeforeASignOrABracket) {
  expect_noted({
      {"hd=lavrov", "(title lavrov)"},
      {"HD=\"war on terror\"", "(title \"war on terror\")"},
      {"hd=(oil or gas) AND kuwait", "(and (title (or oil gas)) kuwait)"},
      {"HEADLINE(oil w/5 price)", "(title (near 5 oil price))"},
      {"TI(oil OR gas)", "(title (or oil gas))"},
      {"(TI(oil) OR AB(gas))", "(or (title oil) gas)"},
      {"Hlead(allcaps(RICO))", "(lead (capitals RICO))"},
      {"intitle:\"peace talks\"", "(title \"peace talks\")"},
      {"-intitle:lavrov war", "(not war (title lavrov))"},
      {"by=smith la=en", "(and (filter author \"smith\") (filter language \"en\"))"},
      {"site:bbc.co.uk", "(filter url \"bbc.co.uk\")"},
      {"oil -site:bbc.co.uk", "(not oil (filter url \"bbc.co.uk\"))"},
      {"toyota/F50/", "(lead toyota)"},
      {"oil[ti] smith[au]", "(and (title oil) (filter author \"smith\"))"},
      {"fds=IBM", "IBM"},
      {"nocaps(apple)", "apple"},
      {"caps(Apple)", "Apple"},
      {"general electric and wc>1000", "(and general electric and)"},
      {"length > 2000 oil", "oil"},
      {"LENGTH(>500) oil", "oil"},
      {"TI,AB(oil OR gas)", "(or oil gas)"},
      {"TITLE-ABS-KEY(oil)", "oil"},
      {"ti.exact(\"oil prices\")", "\"oil prices\""},
      {"oil.ti. price", "(and (title oil) price)"},
      {"PD(2017) oil", "(and (dates 2017-01-01 2017-12-31) oil)"},
      {"author.name:smith", "(and author.name smith)"},
      {"TI oil AND AU smith", "(and TI oil AU smith)"},
      {"oil N5 price", "(and oil N5 price)"},
      {"oil 2016..2018", "(and oil 2016..2018)"},
      {"opec ! kuwait", "(and opec kuwait)"},
      {"lavrov~0.8", "(fuzzy 2 lavrov)"},
      {"oil filetype:pdf", "oil"},
      {"_exists_:title oil", "oil"},
      {"University of Chicago /F50/", "(and University of Chicago)"},
  });
}

TEST(ForeignSyntax, OperatorsStandBetweenWords) {
  expect_noted({
      {"cat && dog", "(and cat dog)"},
      {"cat || dog", "(or cat dog)"},
      {"cat !dog", "(not cat dog)"},
      {"cat !(dog OR bird)", "(not cat (or dog bird))"},
      {"cat|dog", "(or cat dog)"},
      {"(cat | dog)", "(or cat dog)"},
      {"seattle near5 amazon", "(near 5 seattle amazon)"},
      {"world adj5 rugby", "(ordered 5 world rugby)"},
      {"world adj rugby", "(ordered 1 world rugby)"},
      {"boeing/N30/airways", "(near 30 boeing airways)"},
      {"boeing /N30/ airways", "(near 30 boeing airways)"},
      {"dog /3 bite /20 liability", "(and (near 3 dog bite) (near 20 bite liability))"},
      {"cat onear/5 dog", "(ordered 5 cat dog)"},
      {"cat NEAR dog", "(near 5 cat dog)"},
      {"cat SAME dog", "(paragraph cat dog)"},
      {"cat w/sent dog", "(sentence cat dog)"},
      {"cat +s dog", "(sentence cat dog)"},
      {"cat W/SEG dog", "(and cat dog)"},
      {"cat AROUND(3) dog", "(near 3 cat dog)"},
      {"mississippi NOT W/3 river", "(not mississippi (near 3 mississippi river))"},
      {"cat not/seg dog", "(not cat dog)"},
      {"bush andnot laura", "(not bush laura)"},
      {"cat <NEAR/15> dog", "(near 15 cat dog)"},
      {"logitech NEAR/2f keyboard", "(ordered 2 logitech keyboard)"},
      {"possession % heroin", "(and possession heroin)"},
      {"atleast5 microsoft", "(at-least 5 microsoft)"},
      {"atleast10 olympics and atleast10 games",
       "(and (at-least 10 olympics) and (at-least 10 games))"},
  });
}

TEST(ForeignSyntax, DatesOfOtherArchives) {
  expect_noted({
      {"published:[2017 TO 2018]", "(dates 2017-01-01 2018-12-31)"},
      {"published_date:[2017-01-01 TO *]", "(dates 2017-01-01 _)"},
      {"date:{2016 TO 2018}", "(dates 2017-01-01 2017-12-31)"},
      {"oil AND date:>=2017-05", "(and oil (dates 2017-05-01 _))"},
      {"pubyear > 2017", "(dates 2018-01-01 _)"},
      {"oil and date from 19870301 to 19870331", "(and oil and (dates 1987-03-01 1987-03-31))"},
      {"date after 2017", "(dates 2018-01-01 _)"},
      {"date aft 2017-05", "(dates 2017-06-01 _)"},
      {"date bef 1/1/97", "(and date bef 1/1/97)"},
      {"oil da(aft 1/1/95 and bef 1/1/97)", "oil"},
      {"date(20170101-20170131)", "(dates 2017-01-01 2017-01-31)"},
  });
}

TEST(ForeignSyntax, WildcardsOfOtherArchives) {
  expect_noted({
      {"terror!", "(wildcard terror*)"},
      {"bankrupt! w/25 discharg!", "(near 25 (wildcard bankrupt*) (wildcard discharg*))"},
      {"hd=terror!", "(title (wildcard terror*))"},
      {"engineer$3", "(wildcard engineer*)"},
      {"int!rest", "(wildcard int*rest)"},
      {"wom#n", "(wildcard wom?n)"},
      {"stop the war!", "(and stop the war!)"},
  });
}

TEST(ForeignSyntax, SmallOperatorsAreReadWhereNothingElseIsMeant) {
  expect_noted({
      {"oil or gas", "(rank-with (or oil gas) (and oil gas))"},
      {"opec AND (kuwait or iran)", "(and opec (or kuwait iran))"},
      {"opec (kuwait or iran)", "(and opec (or kuwait iran))"},
      {"oil and not opec", "(not oil opec)"},
      {"oil AND not opec", "(not oil opec)"},
      {"crude oil and not opec", "(not (and crude oil) opec)"},
      {"title:(war or peace)", "(title (or war peace))"},
      {"source:(Xinhua News or TASS)",
       "(or (filter source \"Xinhua News\") (filter source \"TASS\"))"},
      {"iran or iraq and not syria",
       "(rank-with (or iran (not iraq syria)) (and iran (not iraq syria)))"},
  });
}

TEST(ForeignSyntax, PlainEnglishStaysWords) {
  expect_words({
      {"search and rescue", "(and search and rescue)"},
      {"to be or not to be", "(and to be or not to be)"},
      {"oil and gas", "(and oil and gas)"},
      {"same sex marriage", "(and same sex marriage)"},
      {"near misses", "(and near misses)"},
      {"not guilty", "(and not guilty)"},
      {"all or nothing", "(and all or nothing)"},
      {"peace not war", "(and peace not war)"},
      {"will raise taxes or cut spending", "(and will raise taxes or cut spending)"},
      {"the date from hell", "(and the date from hell)"},
      {"closing date and price", "(and closing date and price)"},
      {"Yahoo! profit", "(and Yahoo! profit)"},
      {"5 % of all", "(and 5 of all)"},
      {"rated 4 /5 stars", "(and rated 4 /5 stars)"},
      {"author(s) unknown", "(and author s unknown)"},
      {"by the way", "(and by the way)"},
      {"PLANE CRASH NEAR MOSCOW", "(and PLANE CRASH NEAR MOSCOW)"},
      {"US$300 fee", "(and US$300 fee)"},
      {"E=mc2", "E=mc2"},
      {"Oil prices fall | Reuters", "(and Oil prices fall Reuters)"},
      {"Quelle victoire ! Le ministre", "(and Quelle victoire Le ministre)"},
      {"{!edismax}", "{!edismax}"},
      {"The AU summit", "(and The AU summit)"},
      {"Lexus N5 recall", "(and Lexus N5 recall)"},
  });
  EXPECT_THAT(notes("search and rescue"), IsEmpty());
  EXPECT_THAT(notes("government will not resign"), IsEmpty());
  EXPECT_THAT(notes("to be or not to be"), Contains(HasSubstr("write OR")));
}

TEST(PastedText, NotBehindAnAuxiliaryIsEmphasis) {
  EXPECT_EQ(tree("ISIS fanatics have NOT beheaded her"),
            "(and ISIS fanatics have NOT beheaded her)");
  EXPECT_THAT(notes("ISIS fanatics have NOT beheaded her"), Contains(HasSubstr("for emphasis")));
  EXPECT_EQ(tree("Obama did NOT say that"), "(and Obama did NOT say that)");
  EXPECT_EQ(tree("oil NOT opec"), "(not oil opec)");
  EXPECT_EQ(tree("oil did -opec"), "(not (and oil did) opec)");
}

TEST(PastedText, WordsWithoutASpaceBetweenThemAreTwo) {
  expect_words({
      {"oil,gas", "(and oil gas)"},
      {"opec;kuwait", "(and opec kuwait)"},
      {"opec—kuwait", "(and opec kuwait)"},
      {"opec--kuwait", "(and opec kuwait)"},
      {"oil...gas", "(and oil gas)"},
      {"Paris,Berlin,Rome", "(and Paris Berlin Rome)"},
      {"1,234.5", "1,234.5"},
      {"10,000 men", "(and 10,000 men)"},
      {"AT&T", "AT&T"},
      {"Su-35", "Su-35"},
      {"2016—2018", "2016—2018"},
      {"a,b OR c", "(or (and a b) c)"},
      {"title:oil,gas", "(title (and oil gas))"},
      {"source:Smith,Jones", "(filter source \"Smith,Jones\")"},
      {"war, peace", "(and war peace)"},
  });
  EXPECT_EQ(to_text(parse_query("oil,gas", Operator::any).root), "(or oil gas)");
}

std::string without_quotes(std::string_view query) {
  const auto words = parse_query(query, Operator::automatic).without_quotes;
  return words ? to_text(*words) : "none";
}

TEST(PastedText, QuotesInsideTextMayBeGivenUp) {
  EXPECT_EQ(without_quotes("Packard ‘planning to split’ today"),
            "(rank-with (and Packard planning to split today) \"planning to split\")");
  EXPECT_EQ(without_quotes("he said \"no\" and “never again”"),
            "(rank-with (and he said no and never again) (or (exact no) \"never again\"))");
  EXPECT_EQ(
      without_quotes("source:\"Xinhua News\" \"war on terror\" goes"),
      "(rank-with (and (filter source \"Xinhua News\") war on terror goes) \"war on terror\")");
  for (const char* query :
       {"\"war on terror\"", "\"war on terror\" \"peace talks\"", "lavrov AND \"war on terror\"",
        "lavrov OR \"war on terror\"", "lavrov w/5 \"war on terror\"", "lavrov \"war terror\"~3",
        "lavrov \"war terror\"^2", "+lavrov \"war on terror\"", "lavrov (\"war on terror\")",
        "lavrov title:\"war on terror\"", "lavrov -\"war on terror\"", "lavrov war"}) {
    EXPECT_EQ(without_quotes(query), "none") << query;
  }
}

}  // namespace
}  // namespace dateline
