#include "search/query/syntax_translation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/base/error.h"
#include "search/query/query_parser.h"

namespace dateline {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr Syntax kAll[] = {Syntax::nexis, Syntax::factiva, Syntax::proquest, Syntax::lucene};

std::string meaning(std::string_view query, Syntax syntax) {
  return to_text(parse_query(translate(query, syntax).query, joint_of(syntax)).root);
}

TEST(SyntaxTranslation, JoinsByThePrecedenceOfEachSystem) {
  constexpr std::string_view kQuery = "a1 or b1 and c1";
  EXPECT_EQ(meaning(kQuery, Syntax::nexis), "(and (or a1 b1) c1)");
  EXPECT_EQ(meaning(kQuery, Syntax::factiva), "(or a1 (and b1 c1))");
  EXPECT_EQ(meaning(kQuery, Syntax::proquest), "(or a1 (and b1 c1))");
  EXPECT_EQ(meaning("a1 not b1 or c1", Syntax::nexis), "(not a1 (or b1 c1))");
  EXPECT_EQ(meaning("a1 not b1 or c1", Syntax::factiva), "(or (not a1 b1) c1)");
  EXPECT_EQ(meaning("a1 not b1 or c1", Syntax::proquest), "(not a1 (or b1 c1))");
  EXPECT_EQ(meaning("a1 AND b1 OR c1", Syntax::lucene), "(rank-with (and a1 b1) c1)");
  EXPECT_EQ(meaning("a1 b1 -c1", Syntax::lucene), "(not (or a1 b1) c1)");
  EXPECT_EQ(meaning("((a1 or b1) and c1)", Syntax::factiva), "(and (or a1 b1) c1)");
}

TEST(SyntaxTranslation, SaysWhereItCannotMeanTheSame) {
  EXPECT_THAT(translate("prime minister and oil", Syntax::nexis).notes,
              Contains(HasSubstr("is a phrase there")));
  EXPECT_THAT(translate("oil and wc>500", Syntax::factiva).notes, Contains(HasSubstr("left out")));
  EXPECT_THAT(translate("oil and", Syntax::nexis).notes, Contains(HasSubstr("nothing to join")));
  EXPECT_THAT(translate("oil and gas", Syntax::nexis).notes, IsEmpty());
}

// Whatever is typed has a translation that is read without an error, and is found again.
TEST(SyntaxTranslation, ReadsWhateverIsPasted) {
  for (const Syntax syntax : kAll) {
    for (const char* query : {"",
                              "and",
                              "or or",
                              "not",
                              "(",
                              ")",
                              "()",
                              "w/5",
                              "a1 w/5",
                              "w/5 a1",
                              "\"",
                              "a1 (b1",
                              "a1) b1",
                              "not not a1",
                              "-a1",
                              "hd=",
                              "hd=(",
                              "title:",
                              "atleast3",
                              "atleast3()",
                              "+",
                              "a1 +b1",
                              "!",
                              "* and a1",
                              "war и мир or 東京",
                              "((((a1 or b1))))",
                              "a1 and (not b1)",
                              "a1 atleast3(",
                              "a1 (title:x(",
                              "a1 hd=caps(hd=-TI(/s",
                              "NOT a1",
                              "a1 w/3 b1 w/20 c1 /s d1"}) {
      const std::string translated = translate(query, syntax).query;
      EXPECT_NO_THROW(parse_query(translated, Operator::all)) << query;
      EXPECT_EQ(translated.empty(), std::string_view(query).empty()) << query;
    }
    EXPECT_THROW(translate(std::string(100, '('), syntax), InputError);
  }
}

}  // namespace
}  // namespace dateline
