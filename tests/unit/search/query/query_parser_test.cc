#include "search/query/query_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/base/error.h"
#include "search/store/article/fields.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A row of the manual: what is typed and what it means.
struct Row {
  const char* query;
  const char* tree;
};

std::string tree(std::string_view query, Operator words = Operator::automatic) {
  return to_text(parse_query(query, words).root);
}

std::vector<std::string> notes(std::string_view query) {
  return parse_query(query, Operator::automatic).notes;
}

// Rows that are valid syntax: they mean what they say, and there is nothing to note.
void expect_rows(std::initializer_list<Row> rows, Operator words = Operator::automatic) {
  for (const Row& row : rows) {
    EXPECT_EQ(tree(row.query, words), row.tree) << row.query;
    EXPECT_THAT(parse_query(row.query, words).notes, IsEmpty()) << row.query;
  }
}

TEST(QueryParser, WordsSideBySideAreAllWanted) {
  expect_rows({
      {"", "*"},
      {"  \t\n", "*"},
      {"*", "*"},
      {"lavrov", "lavrov"},
      {"lavrov syria", "(and lavrov syria)"},
      {"  lavrov \t syria\n", "(and lavrov syria)"},
      {"* lavrov", "lavrov"},
      {"\xC2\xA0lavrov\xE3\x80\x80syria", "(and lavrov syria)"},  // no-break and ideographic space
  });
}

TEST(QueryParser, WordsStayAsTyped) {
  expect_rows({
      {"Su-35", "Su-35"},
      {"U.S. ambassador", "(and U.S. ambassador)"},
      {"Lavrov’s Russia's", "(and Lavrov’s Russia's)"},
      {"$2.7 billion", "(and $2.7 billion)"},
      {"#election C++ AT&T", "(and #election C++ AT&T)"},
      {"IS is", "(and IS is)"},
      {"الجيش Лавров Erdoğan", "(and الجيش Лавров Erdoğan)"},
      {"北京大学", "(and 北京 大学)"},
      {"50% of 10/12/2019", "(and 50% of 10/12/2019)"},
      {"and near", "(and and near)"},
      {"not near", "(and not near)"},
      {"צה\"ל", "צה\"ל"},
  });
}

TEST(QueryParser, QuotesOfEastAsiaAndOfHebrewAreQuotes) {
  expect_rows({
      {"《war on terror》", "\"war on terror\""},
      {"〈war on terror〉", "\"war on terror\""},
      {"〝war on terror〞", "\"war on terror\""},
      {"＂war on terror＂", "\"war on terror\""},
      {"❝war on terror❞", "\"war on terror\""},
      {"״צבא ההגנה״", "\"צבא ההגנה\""},
      {"צה״ל", "צה״ל"},
      {"\"\"war on terror\"\"", "\"war on terror\""},
      {"say \"\"war on terror\"\" now", "(and say \"war on terror\" now)"},
  });
}

TEST(QueryParser, PastedHeadlinesAreWords) {
  expect_rows({
      {"Lavrov: Strengthening Relations", "(and Lavrov Strengthening Relations)"},
      {"Moscow — Ankara – Tehran - talks", "(and Moscow Ankara Tehran talks)"},
      {"AC/DC win 3:2 at 12:30", "(and AC/DC win 3:2 at 12:30)"},
      {"see http://example.org/x?y=1", "(and see http://example.org/x?y=1)"},
      {"see www.example.org/x?y=1", "(and see www.example.org/x?y=1)"},
      {"Title: the day after", "(and Title the day after)"},
      {"‘Twas the night", "(and ‘Twas the night)"},
      {"the voters’ night", "(and the voters’ night)"},
      {"Home » News » World", "(and Home News World)"},
      {"O‘zbekiston’s", "O‘zbekiston’s"},
      {"war, peace; and & more …", "(and war peace and more)"},
  });
}

TEST(QueryParser, AndOrNotInCapitalsAndBracketsJoin) {
  expect_rows({
      {"a AND b", "(and a b)"},
      {"a OR b", "(or a b)"},
      {"a OR b OR c", "(or a b c)"},
      {"a b OR c d", "(or (and a b) (and c d))"},
      {"a AND (b OR c)", "(and a (or b c))"},
      {"(a b) c", "(and a b c)"},
      {"((a))", "a"},
      {"a AND (b AND (c AND d))", "(and a b c d)"},
      {"a OR NOT b", "(or a (not * b))"},
      {"（a OR b） c", "(and (or a b) c)"},
  });
}

TEST(QueryParser, MinusAndNotExclude) {
  expect_rows({
      {"a -b", "(not a b)"},
      {"a NOT b", "(not a b)"},
      {"a AND NOT b", "(not a b)"},
      {"-b a", "(not a b)"},
      {"a -b -c", "(not a (or b c))"},
      {"a b AND NOT c", "(not (and a b) c)"},
      {"-Syria", "(not * Syria)"},
      {"NOT Syria", "(not * Syria)"},
      {"* -Syria", "(not * Syria)"},
      {"NOT NOT a", "a"},
      {"a -(b OR c)", "(not a (or b c))"},
      {"a -\"b c\"", "(not a \"b c\")"},
      {"a -title:b", "(not a (title b))"},
      {"well-known --dash", "(and well-known --dash)"},
  });
}

TEST(QueryParser, PlusIsNothingWhereAllWordsAreWanted) {
  expect_rows({{"+a b", "(and a b)"}, {"+a +b -c", "(not (and a b) c)"}});
  expect_rows({{"+a b", "(and a b)"}}, Operator::all);
}

TEST(QueryParser, WithOperatorAnyWordsSideBySideAreAlternatives) {
  expect_rows(
      {
          {"a b", "(or a b)"},
          {"a b OR c", "(or a b c)"},
          {"+a b", "(rank-with a b)"},
          {"+a b -c", "(not (rank-with a b) c)"},
          {"+a +b c d", "(rank-with (and a b) (or c d))"},
          {"a b -c", "(not (or a b) c)"},
          {"a AND b", "(and a b)"},
          {"a b AND c", "(or a (and b c))"},
          {"a b AND NOT c", "(or a (not b c))"},
          {"+a AND b c", "(rank-with (and a b) c)"},
          {"c -a AND -b", "(not c (or a b))"},
          {"-c", "(not * c)"},
          {"(a b) w/5 c", "(near 5 (or a b) c)"},
      },
      Operator::any);
}

TEST(QueryParser, QuotesOfEveryKindMakeAPhrase) {
  expect_rows({
      {"\"war on terror\"", "\"war on terror\""},
      {"“war on terror”", "\"war on terror\""},
      {"„war on terror“", "\"war on terror\""},
      {"„war on terror”", "\"war on terror\""},
      {"”war on terror”", "\"war on terror\""},
      {"“war on terror\"", "\"war on terror\""},
      {"\"war on terror”", "\"war on terror\""},
      {"« war on terror »", "\"war on terror\""},
      {"»war on terror«", "\"war on terror\""},
      {"‹war on terror›", "\"war on terror\""},
      {"›war on terror‹", "\"war on terror\""},
      {"‘war on terror’", "\"war on terror\""},
      {"‚war on terror‘, he said", "(and \"war on terror\" he said)"},
      {"「war on terror」", "\"war on terror\""},
      {"\"he said “yes” today\"", "\"he said “yes” today\""},
      {"‘the dogs’ dinner’", "(and \"the dogs\" dinner’)"},
      {"\"a b\"\"c d\"", "(and \"a b\" \"c d\")"},
      {"\"a AND (b) -c\"", "\"a AND (b) -c\""},
      {"\"the IDF: צה\"ל\"", "\"the IDF: צה\\\"ל\""},
  });
}

TEST(QueryParser, AQuotedWordIsExact) {
  expect_rows({
      {"\"general\"", "(exact general)"},
      {"\"Su-35\"", "(exact Su-35)"},
      {"‘general’", "(exact general)"},
      {"\"general\"^2", "(weight 2 (exact general))"},
  });
}

TEST(QueryParser, ATildeBehindAPhraseLetsWordsStandBetween) {
  expect_rows({
      {"\"war terror\"~3", "(slop 3 \"war terror\")"},
      {"“war terror”~3^2", "(weight 2 (slop 3 \"war terror\"))"},
      {"\"war terror\"~3. Next", "(and (slop 3 \"war terror\") Next)"},
  });
}

TEST(QueryParser, FieldsLookInOneFieldOnly) {
  expect_rows({
      {"title:lavrov", "(title lavrov)"},
      {"headline:lavrov", "(title lavrov)"},
      {"Title:lavrov syria", "(and (title lavrov) syria)"},
      {"lead:\"war on terror\"", "(lead \"war on terror\")"},
      {"title:(war OR peace)", "(title (or war peace))"},
      {"title:(war peace)", "(title (and war peace))"},
      {"title:AND", "(title AND)"},
      {"source:TASS", "(filter source \"TASS\")"},
      {"source:\"Xinhua News\"", "(filter source \"Xinhua News\")"},
      {"source:(Xinhua News OR TASS)",
       "(or (filter source \"Xinhua News\") (filter source \"TASS\"))"},
      {"place:Moscow author:“J. Smith”",
       "(and (filter place \"Moscow\") (filter author \"J. Smith\"))"},
      {"topic:(war AND -sport)", "(not (filter topic \"war\") (filter topic \"sport\"))"},
      {"people:Lavrov person:Lavrov",
       "(and (filter people \"Lavrov\") (filter people \"Lavrov\"))"},
      {"organisation:UN", "(filter organisation \"UN\")"},
      {"organization:UN", "(filter organisation \"UN\")"},
      {"section:world", "(filter section \"world\")"},
      {"lang:en", "(filter language \"en\")"},
      {"language:en", "(filter language \"en\")"},
      {"id:a-1", "(filter id \"a-1\")"},
      {"url:http://example.org/x?a~1^2", "(filter url \"http://example.org/x?a~1^2\")"},
      {"title:(lead:x source:TASS y)", "(title (and (lead x) (filter source \"TASS\") y))"},
  });
}

TEST(QueryParser, EveryFilterOfTheIndexCanBeTyped) {
  for (const FilterField& field : kFilterFields) {
    const std::string name(field.name);
    EXPECT_EQ(tree(name + ":x"), "(filter " + name + " \"x\")");
  }
}

TEST(QueryParser, DatesAreYearsMonthsOrDays) {
  expect_rows({
      {"date:2017", "(dates 2017-01-01 2017-12-31)"},
      {"date:2016-02", "(dates 2016-02-01 2016-02-29)"},
      {"date:2017-01-25", "(dates 2017-01-25 2017-01-25)"},
      {"date:20170125", "(dates 2017-01-25 2017-01-25)"},
      {"date:2017-01..2017-06", "(dates 2017-01-01 2017-06-30)"},
      {"date:2017..", "(dates 2017-01-01 _)"},
      {"date:..2017", "(dates _ 2017-12-31)"},
      {"date:2018..2016-05", "(dates 2016-05-01 2018-12-31)"},
      {"before:2018", "(dates _ 2017-12-31)"},
      {"before:2016-03", "(dates _ 2016-02-29)"},
      {"before:2017-01-01", "(dates _ 2016-12-31)"},
      {"after:2018", "(dates 2019-01-01 _)"},
      {"after:2016-02", "(dates 2016-03-01 _)"},
      {"after:2017-12-31", "(dates 2018-01-01 _)"},
      {"from:2017-02", "(dates 2017-02-01 _)"},
      {"since:2017", "(dates 2017-01-01 _)"},
      {"to:2017-02", "(dates _ 2017-02-28)"},
      {"until:2017", "(dates _ 2017-12-31)"},
      {"before:\"2018\"", "(dates _ 2017-12-31)"},
      {"date:(2015 OR 2017)", "(or (dates 2015-01-01 2015-12-31) (dates 2017-01-01 2017-12-31))"},
      {"title:lavrov before:2018", "(and (title lavrov) (dates _ 2017-12-31))"},
  });
}

TEST(QueryParser, StarsAndQuestionMarksStandForLetters) {
  expect_rows({
      {"terror*", "(wildcard terror*)"},
      {"*stan", "(wildcard *stan)"},
      {"colo?r", "(wildcard colo?r)"},
      {"terror**", "(wildcard terror*)"},
      {"*stan?", "(wildcard *stan?)"},
      {"terroris?", "(wildcard terroris?)"},
      {"Лав*", "(wildcard Лав*)"},
      {"title:terror*", "(title (wildcard terror*))"},
      {"terror* w/5 attack", "(near 5 (wildcard terror*) attack)"},
  });
}

TEST(QueryParser, ATildeBehindAWordLetsLettersDiffer) {
  expect_rows({
      {"lavrov~1", "(fuzzy 1 lavrov)"},
      {"lavrov~2", "(fuzzy 2 lavrov)"},
      {"lavrov~", "(fuzzy 2 lavrov)"},
      {"assad~", "(fuzzy 1 assad)"},
      {"lavrov~0", "lavrov"},
      {"lavrov~1^3", "(weight 3 (fuzzy 1 lavrov))"},
      {"~50 people", "(and ~50 people)"},
  });
}

TEST(QueryParser, ACaretGivesWeight) {
  expect_rows({
      {"war^2 peace", "(and (weight 2 war) peace)"},
      {"\"war on terror\"^2.5", "(weight 2.5 \"war on terror\")"},
      {"(war OR peace^3)^2", "(or (weight 2 war) (weight 6 peace))"},
      {"war^0.5", "(weight 0.5 war)"},
      {"war^ ^_^", "war^"},
  });
}

TEST(QueryParser, ProximityAsProfessionalArchivesWriteIt) {
  expect_rows({
      {"russia w/5 indonesia", "(near 5 russia indonesia)"},
      {"russia W/5 indonesia", "(near 5 russia indonesia)"},
      {"russia NEAR/5 indonesia", "(near 5 russia indonesia)"},
      {"russia near/5 indonesia", "(near 5 russia indonesia)"},
      {"russia n/5 indonesia", "(near 5 russia indonesia)"},
      {"russia pre/5 indonesia", "(ordered 5 russia indonesia)"},
      {"russia PRE/5 indonesia", "(ordered 5 russia indonesia)"},
      {"russia /s indonesia", "(sentence russia indonesia)"},
      {"russia w/s indonesia", "(sentence russia indonesia)"},
      {"russia /p indonesia", "(paragraph russia indonesia)"},
      {"russia W/P indonesia", "(paragraph russia indonesia)"},
      {"a w/5 b w/5 c", "(near 5 a b c)"},
      {"a w/5 b w/3 c", "(and (near 5 a b) (near 3 b c))"},
      {"a w/5 b /s c", "(and (near 5 a b) (sentence b c))"},
      {"\"foreign policy\" w/10 (russia OR moscow)",
       "(near 10 \"foreign policy\" (or russia moscow))"},
      {"a b w/5 c d", "(and a (near 5 b c) d)"},
      {"a OR b w/5 c", "(or a (near 5 b c))"},
      {"a NOT b w/5 c", "(not a (near 5 b c))"},
      {"title:(a w/5 b)", "(title (near 5 a b))"},
      {"\"a\"w/5\"b\"", "(near 5 (exact a) (exact b))"},
  });
}

TEST(QueryParser, AtLeastCountsAndCapsLooksAtCapitals) {
  expect_rows({
      {"atleast5(war)", "(at-least 5 war)"},
      {"ATLEAST5(war OR peace)", "(at-least 5 (or war peace))"},
      {"atleast2(\"war on terror\")", "(at-least 2 \"war on terror\")"},
      {"atleast1(war)", "war"},
      {"atleast atleast5", "(and atleast atleast5)"},
      {"caps:WHO", "(capitals WHO)"},
      {"caps:\"WHO\"", "(capitals (exact WHO))"},
      {"caps(WHO OR UN)", "(or (capitals WHO) (capitals UN))"},
      {"allcaps(IS)", "(capitals IS)"},
      {"title:(caps:WHO w/3 chief)", "(title (near 3 (capitals WHO) chief))"},
  });
}

// What cannot be read is searched as words, and the answer says so.
struct LenientRow {
  const char* query;
  const char* tree;
  const char* note;
};

TEST(QueryParser, ReadsWhatIsNoSyntaxAsWordsAndSaysSo) {
  for (const LenientRow& row : {
           LenientRow{"lavrov \"war on terror", "(and lavrov \"war on terror\")",
                      "the quote at character 8 is not closed; it was closed at the end"},
           {"лавров “war", "(and лавров (exact war))",
            "the quote at character 8 is not closed; it was closed at the end"},
           {"lavrov (war OR peace", "(and lavrov (or war peace))",
            "the bracket at character 8 is not closed; it was closed at the end"},
           {"lavrov) war", "(and lavrov war)",
            "the closing bracket at character 7 closes nothing; it was left out"},
           {"lavrov ()", "lavrov", "the bracket at character 8 holds nothing; it was left out"},
           {"lavrov \"\"", "lavrov", "the quote at character 8 holds no words; it was left out"},
           {"Lavrov OR", "Lavrov",
            "OR at character 8 has nothing to join on one side; it was left out"},
           {"OR x", "x", "OR at character 1 has nothing to join on one side; it was left out"},
           {"AND x", "x", "AND at character 1 has nothing to join on one side; it was left out"},
           {"x AND OR y", "(or x y)",
            "AND at character 3 has nothing to join on one side; it was left out"},
           {"x NOT", "x", "NOT at character 3 has nothing to join on one side; it was left out"},
           {"w/5 x", "x", "w/5 at character 1 has nothing to join on one side; it was left out"},
           {"x w/5 NOT y", "(not x y)",
            "w/5 at character 3 has nothing to join on one side; it was left out"},
           {"AND", "AND",
            "the query has nothing but operators and marks; it was searched as typed"},
           {"AND OR", "\"AND OR\"",
            "the query has nothing but operators and marks; it was searched as typed"},
           {"()", "()", "the query has nothing but operators and marks; it was searched as typed"},
           {"before:foo", "(and before foo)",
            "foo at character 8 is no date for before: and was searched as words (write 2017, "
            "2017-01 or 2017-01-25)"},
           {"date:2017-02-30", "(and date 2017-02-30)",
            "2017-02-30 at character 6 is no date for date: and was searched as words (write 2017, "
            "2017-01 or 2017-01-25)"},
           {"date:(2017 OR soon)", "(or (dates 2017-01-01 2017-12-31) soon)",
            "soon at character 15 is no date for date: and was searched as words (write 2017, "
            "2017-01 or 2017-01-25)"},
           {"a w/0 b", "(and a b)",
            "w/0 at character 3 needs a distance of 1 or more; it was read as AND"},
           {"a w/5 (b AND c)", "(and a b c)",
            "w/5 at character 3 joins words, phrases and (a OR b) only; it was read as AND"},
           {"title:a w/5 b", "(and (title a) b)",
            "w/5 at character 9 joins words, phrases and (a OR b) only; it was read as AND"},
           {"te* war", "(and te* war)",
            "te* at character 1 was read without wildcards, which need 3 letters beside them"},
           {"caps:WHO*", "(capitals WHO*)",
            "WHO* at character 6 was read without wildcards, which caps: does not take"},
           {"who is ISIS?", "(and who is ISIS)",
            "the ? at character 12 ends a word and was read as a question mark (write ISIS* for "
            "any ending)"},
           {"\"terror* attack\"", "\"terror* attack\"",
            "the * at character 8 stands inside quotes, where it is no wildcard"},
           {"ab~", "ab",
            "the ~ of ab at character 1 was left out: it needs a word of 3 letters, without "
            "wildcards and caps:"},
           {"lavrov~7", "(fuzzy 2 lavrov)",
            "the ~ of lavrov at character 1 was read as ~2: no more than two letters may differ"},
           {"\"war terror\"~", "\"war terror\"",
            "the ~ of the phrase at character 1 has no number; it was left out"},
           {"\"war\"~2", "(exact war)",
            "the ~ at character 1 stands behind no word and no phrase of words; it was left out"},
           {"(war peace)~2", "(and war peace)",
            "the ~ at character 11 stands behind no word and no phrase of words; it was left out"},
           {"war^1000", "(weight 100 war)",
            "the ^ at character 1 was read as ^100, the highest weight"},
           {"source:TA*", "(filter source \"TA*\")",
            "the value TA* at character 8 is compared as a whole: * ~ ^ do nothing in source:"},
           {"war title:\"\"", "war", "title: at character 5 has no value; it was left out"},
           {"war title:", "(and war title)",
            "title: at character 5 has nothing behind it; it was searched as a word"},
           {"war (Source: )", "(and war Source)", "Source: at character 6 has nothing behind it"},
           {"war source:*", "war", "source: at character 5 has no value; it was left out"},
           {"atleast0(war)", "war",
            "atleast0 at character 1 needs a count of 1 or more; it was left out"},
           {"atleast5(a AND b)", "(and a b)",
            "atleast5 at character 1 counts words, phrases and (a OR b) only; it was left out"},
           {"caps:\"WHO chief\"", "\"WHO chief\"",
            "the phrase at character 6 is searched in capitals and small letters alike: caps: "
            "applies to words"},
       }) {
    EXPECT_EQ(tree(row.query), row.tree) << row.query;
    EXPECT_THAT(notes(row.query), testing::Contains(HasSubstr(row.note))) << row.query;
  }
}

TEST(QueryParser, ANameThatIsNoFieldIsAWord) {
  EXPECT_EQ(tree("foo:bar baz"), "(and foo bar baz)");
  EXPECT_EQ(tree("foo:-bar"), "(and foo -bar)");
  EXPECT_EQ(tree("foo:\"bar baz\""), "(and foo \"bar baz\")");
  EXPECT_EQ(tree("foo:title:bar"), "(and foo (title bar))");
  EXPECT_THAT(notes("war foo:bar"),
              ElementsAre("foo: at character 5 is no field; it was searched as words (fields are "
                          "title, lead, source, place, author, topic, people, organisation, "
                          "section, language, id, url, caps, date, before, after, from, to)"));
}

TEST(QueryParser, NotesAreFewHoweverManyPlacesAreWrong) {
  std::string query = "war";
  for (int i = 0; i < 500; ++i) query += " )";
  const std::vector<std::string> found = notes(query);
  ASSERT_EQ(found.size(), 11U);
  EXPECT_EQ(found.back(), "490 more places of the query were not understood");
}

TEST(QueryParser, NotesCutWhatTheyQuote) {
  const std::string word(3000, 'x');
  for (const std::string& note : notes("before:" + word + " " + word + "~9")) {
    EXPECT_LT(note.size(), 200U);
  }
}

// Every node tells where in the query it was read.
std::string text_of(const QueryNode& node, std::string_view query) {
  return std::string(query.substr(node.begin, node.end - node.begin));
}

TEST(QueryParser, NodesTellTheBytesTheyWereReadFrom) {
  const std::string query = "“Ćirić Ž”^2 AND title:(Łódź OR assad~1), -source:TASS;";
  const QueryNode root = parse_query(query, Operator::all).root;
  ASSERT_EQ(root.kind, QueryNode::Kind::without);
  const QueryNode& both = root.children[0];
  EXPECT_EQ(text_of(both.children[0], query), "“Ćirić Ž”^2");
  const QueryNode& zone = both.children[1];
  EXPECT_EQ(text_of(zone, query), "title:(Łódź OR assad~1");
  EXPECT_EQ(text_of(zone.children[0], query), "Łódź OR assad~1");
  EXPECT_EQ(text_of(zone.children[0].children[0], query), "Łódź");
  EXPECT_EQ(text_of(zone.children[0].children[1], query), "assad~1");
  EXPECT_EQ(text_of(root.children[1], query), "source:TASS");
  EXPECT_EQ(root.begin, 0U);
  EXPECT_EQ(root.end, query.size() - 1);
}

std::string refusal(const std::string& query, const QueryLimits& limits = {}) {
  try {
    parse_query(query, Operator::automatic, limits);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

TEST(QueryParser, RefusesWhatIsBeyondALimitAndNamesIt) {
  EXPECT_EQ(refusal(std::string(8193, 'a')), "the query is longer than 8192 bytes (limit bytes)");
  EXPECT_EQ(refusal(repeated("a ", 513)), "the query has more than 512 words (limit words)");
  EXPECT_EQ(refusal(repeated("\"a b\" ", 65)),
            "the query has more than 64 phrases, filters and words near others (limit leaves)");
  EXPECT_EQ(refusal(repeated("a w/5 ", 64) + "b"),
            "the query has more than 64 phrases, filters and words near others (limit leaves)");
  EXPECT_EQ(refusal(repeated("source:a ", 65)),
            "the query has more than 64 phrases, filters and words near others (limit leaves)");
  EXPECT_EQ(refusal(repeated("terror* ", 9)),
            "the query has more than 8 wildcards and fuzzy words (limit wildcards)");
  EXPECT_EQ(refusal(repeated("(", 17) + "a" + repeated(")", 17)),
            "brackets in the query stand more than 16 inside one another (limit depth)");
  EXPECT_THAT(refusal("\"" + repeated("a ", 65) + "\""),
              HasSubstr("a …\" has more than 64 words (limit phrase_words)"));
  EXPECT_THAT(refusal(repeated("a-", 65)), HasSubstr("(limit phrase_words)"));
  EXPECT_THAT(refusal("\"" + repeated("京", 257) + "\""), HasSubstr("(limit phrase_words)"));
  EXPECT_EQ(refusal(repeated("京", 257)), "");  // words, which are cut from it
  EXPECT_EQ(refusal("a w/501 b"),
            "a distance in the query is more than 500 words (limit distance)");
  EXPECT_EQ(refusal("a w/99999999999999999999999 b"),
            "a distance in the query is more than 500 words (limit distance)");
  EXPECT_EQ(refusal("\"a b\"~501"),
            "a distance in the query is more than 500 words (limit distance)");
  EXPECT_EQ(refusal("atleast101(a)"),
            "atleast in the query asks for more than 100 times (limit at_least)");
}

TEST(QueryParser, AcceptsWhatIsAtALimit) {
  EXPECT_EQ(refusal(std::string(8192, 'a')), "");
  EXPECT_EQ(refusal(repeated("a ", 512)), "");
  EXPECT_EQ(refusal(repeated("\"a b\" ", 64)), "");
  EXPECT_EQ(refusal(repeated("terror* ", 8)), "");
  EXPECT_EQ(refusal(repeated("(", 16) + "a" + repeated(")", 16)), "");
  EXPECT_EQ(refusal("\"" + repeated("a ", 64) + "\""), "");
  EXPECT_EQ(refusal("a w/500 b"), "");
  EXPECT_EQ(refusal("a b c", {.words = 2}), "the query has more than 2 words (limit words)");
}

TEST(QueryParser, RefusesWhatIsNoText) {
  EXPECT_EQ(refusal(std::string("a\0b", 3)), "the query holds a NUL byte");
  for (const char* bytes : {"\xFF", "a\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80"}) {
    EXPECT_EQ(refusal(bytes), "the query is not UTF-8");
  }
}

}  // namespace
}  // namespace dateline
