#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/formats/fields/front_matter.h"
#include "indexer/formats/xml/wiki.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

RawArticle read_markdown(std::string_view markdown) {
  const TempFolder folder;
  return read({folder.write("a.md", markdown)}).articles.at(0);
}

TEST(Markdown, BecomesPlainParagraphs) {
  const RawArticle article = read_markdown(
      "# Harbour *reopens*\n\nThe [harbour](http://example.org) opened **again**,\nafter a "
      "storm.\n\n![A ship](a.png)\n\n"
      "## Ferries\n\n- To the north\n- To the south\n\n> R&amp;D\n\n<div>left out</div>\n");
  EXPECT_EQ(article.known.title, "Harbour reopens");
  EXPECT_EQ(
      article.text,
      "The harbour opened again, after a storm.\n\nFerries\n\nTo the north\n\nTo the south\n\nR&D");
}

TEST(Markdown, KeepsUnknownFieldsOfFrontMatter) {
  const RawArticle article =
      read_markdown("---\ntitle: A\ndraft: true\nseries: [b, c]\n---\nText.\n");
  EXPECT_EQ(article.known.title, "A");
  EXPECT_EQ(article.known.extra_json, R"({"draft":"true","series":["b","c"]})");
}

TEST(Markdown, WithoutFrontMatterKeepsARule) {
  EXPECT_EQ(read_markdown("One.\n\n---\n\nTwo.\n").text, "One.\n\nTwo.");
}

std::vector<std::string> values_of(std::string_view text, std::string_view name) {
  for (const FrontField& field : read_front_matter(text).fields) {
    if (field.name == name) return field.values;
  }
  return {};
}

TEST(FrontMatter, ReadsTheFormsOfYaml) {
  const std::string text =
      "---\nplain: a: b # note\nsingle: 'it''s'\ndouble: \"say \\\"hi\\\"\"\nflow: [a, 'b, c', "
      "\"d\"]\nover: [a,\n  b]\n"
      "items:\n  - x\n  - 'y z'\nfolded: >\n  one\n  two\nliteral: |\n  one\n  two\nnested:\n  "
      "inside: 1\nlast: 2\n---\nText";
  EXPECT_THAT(values_of(text, "plain"), ElementsAre("a: b"));
  EXPECT_THAT(values_of(text, "single"), ElementsAre("it's"));
  EXPECT_THAT(values_of(text, "double"), ElementsAre("say \"hi\""));
  EXPECT_THAT(values_of(text, "flow"), ElementsAre("a", "b, c", "d"));
  EXPECT_THAT(values_of(text, "over"), ElementsAre("a", "b"));
  EXPECT_THAT(values_of(text, "items"), ElementsAre("x", "y z"));
  EXPECT_THAT(values_of(text, "folded"), ElementsAre("one two"));
  EXPECT_THAT(values_of(text, "literal"), ElementsAre("one\ntwo"));
  EXPECT_THAT(values_of(text, "inside"), IsEmpty());
  EXPECT_THAT(values_of(text, "last"), ElementsAre("2"));
  EXPECT_EQ(text.substr(read_front_matter(text).bytes), "Text");
}

TEST(FrontMatter, ReadsTomlAndSurvivesWhatIsNone) {
  EXPECT_THAT(values_of("+++\na = \"b\"\nc = [1, 2]\n+++\n", "c"), ElementsAre("1", "2"));
  EXPECT_THAT(read_front_matter("+++\na = = b\n+++\nText").fields, IsEmpty());
  EXPECT_EQ(read_front_matter("+++\na = = b\n+++\nText").bytes, 16U);
  EXPECT_EQ(read_front_matter("---\nnever closed: 1\n").bytes, 0U);
  for (const char* text : {"---\na: [\n---\n", "---\n: b\n---\n", "---\na: '\n---\n",
                           "---\na: \"\\\n---\n", "---\na: |\n---\n"})
    EXPECT_GT(read_front_matter(text).bytes, 0U) << text;
}

TEST(Wikitext, BecomesPlainParagraphs) {
  EXPECT_EQ(
      wikitext_text("'''Oslo''' – The [[harbour|port]] of [[Oslo]] {{w|x|{{y}}}}opened.<ref "
                    "name=a>No.</ref>\n"
                    "{| class=x\n| table\n|}\n== Ferries ==\n* To the [http://example.org north]\n"
                    "<!-- no -->R&amp;D\n== Sources ==\nNo."),
      "Oslo – The port of Oslo opened.\n\nFerries\n\nTo the north\n\nR&D");
}

TEST(Wikitext, KeepsWhatIsNeverClosed) {
  EXPECT_EQ(wikitext_text("One {{ two.\n\n[[Three\n\n[http://four"),
            "One {{ two.\n\n[[Three\n\n[http://four");
}

}  // namespace
}  // namespace dateline
