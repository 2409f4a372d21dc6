#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Reading read_xml(std::string_view xml, SourceOptions options = {}) {
  const TempFolder folder;
  return read({folder.write("a.xml", xml)}, std::move(options));
}

std::string rss(std::string_view items) {
  return "<rss version=\"2.0\"><channel><title>Coast Times</title>" + std::string(items) +
         "</channel></rss>";
}

TEST(Feed, TakesTheDescriptionWhereThereIsNoFullText) {
  const Reading reading =
      read_xml(rss("<item><title>A</title><description>Short.</description></item>"));
  ASSERT_THAT(reading.articles, SizeIs(1));
  EXPECT_EQ(reading.articles[0].text, "Short.");
  EXPECT_EQ(reading.articles[0].known.source, "Coast Times");
}

TEST(Feed, KeepsTheDescriptionBesideTheFullText) {
  const RawArticle article =
      read_xml(
          "<rss "
          "xmlns:content=\"urn:c\"><channel><item><title>A</title><description>Short.</description>"
          "<content:encoded>&lt;p&gt;Long &amp;amp; "
          "full.&lt;/p&gt;</content:encoded></item></channel></rss>")
          .articles.at(0);
  EXPECT_EQ(article.text, "Long & full.");
  EXPECT_EQ(article.known.summary, "Short.");
}

TEST(Feed, ReadsPrefixesThatNobodyDeclared) {
  EXPECT_THAT(read_xml(rss("<item><content:encoded>Long.</content:encoded></item>")).texts(),
              ElementsAre("Long."));
}

TEST(Feed, IsNotCutByElementsOfAnotherNamespace) {
  EXPECT_THAT(
      read_xml(
          rss("<item><title>A</title><x:item>no</x:item><description>Text.</description></item>"))
          .texts(),
      ElementsAre("Text."));
}

TEST(Feed, TakesItsLanguage) {
  EXPECT_EQ(read_xml("<feed xml:lang=\"de-AT\"><entry><title>A</title></entry></feed>")
                .articles.at(0)
                .known.language,
            "de");
}

TEST(Feed, ReadsNamesOfHtmlCharacters) {
  EXPECT_EQ(read_xml(rss("<item><title>Caf&eacute;&nbsp;&amp; bar &lt;3</title></item>"))
                .articles.at(0)
                .known.title,
            "Café\xC2\xA0& bar <3");
}

TEST(Feed, SkipsADamagedItemAndReadsItsNeighbours) {
  const Reading reading = read_xml(
      rss("<item><title>1</title></item><item><title>2</title><item><title>3</title></item>"
          "<item><title><![CDATA[4</title></item><item><title>5</title></item><!-- "
          "<item><title>6</title></item>"));
  std::vector<std::string> titles;
  for (const RawArticle& article : reading.articles) titles.push_back(article.known.title);
  EXPECT_THAT(titles, ElementsAre("1", "3", "5", "6"));
  EXPECT_THAT(reading.set_aside, SizeIs(2));
}

TEST(Feed, PassesOverItemsInComments) {
  EXPECT_THAT(
      read_xml(rss("<!-- <item><title>no</title></item> --><item><title>yes</title></item>"))
          .articles,
      SizeIs(1));
}

TEST(Xml, ExpandsNoEntitiesAndLoadsNone) {
  const TempFolder folder;
  const auto secret = folder.write("secret.txt", "secret");
  std::string entities = "<!ENTITY a \"ha\">";
  for (char c = 'b'; c <= 'z'; ++c)
    entities += "<!ENTITY " + std::string(1, c) + " \"&" +
                std::string(1, static_cast<char>(c - 1)) + ";&" +
                std::string(1, static_cast<char>(c - 1)) + ";\">";
  const std::string xml =
      "<?xml version=\"1.0\"?><!DOCTYPE rss [" + entities + "<!ENTITY file SYSTEM \"file://" +
      secret.string() + "\">]>" +
      rss("<item><title>A &z; B</title><description>&file;</description></item>");
  const Reading reading = read({folder.write("a.xml", xml)});
  ASSERT_THAT(reading.articles, SizeIs(1));
  EXPECT_LT(reading.articles[0].known.title.size(), 20U);
  EXPECT_EQ(reading.articles[0].text, "");
}

TEST(Xml, SetsAsideDeepNestingOrReadsWhatIsAboveIt) {
  std::string deep = "<item><title>A</title><description>";
  for (int i = 0; i < 10000; ++i) deep += "<b>";
  const Reading reading = read_xml(rss("<item><title>1</title></item>" + deep +
                                       "</description></item><item><title>3</title></item>"));
  EXPECT_EQ(reading.articles.front().known.title, "1");
  EXPECT_EQ(reading.articles.back().known.title, "3");
}

TEST(Xml, SetsAsideALongElement) {
  const Reading reading =
      read_xml(rss("<item><title>1</title></item><item><title>" + std::string(5U << 20, 'x') +
                   "</title></item><item><title>3</title></item>"),
               {.max_record_bytes = 1U << 20});
  EXPECT_THAT(reading.articles, SizeIs(2));
  EXPECT_THAT(reading.reasons(), ElementsAre(HasSubstr("longer than")));
}

// No clock is read: beginning again at each opener would take hours, and ctest ends the test.
TEST(Xml, TakesTimeInProportionToWhatIsNeverClosed) {
  for (const std::string_view opener :
       {"<item><![CDATA[", "<item><!--", "<!--", "<item>", "<![CDATA[", "<", "<!DOCTYPE x ["}) {
    std::string xml = rss("<item><title>A</title></item>");
    while (xml.size() < 8U << 20) xml += opener;
    EXPECT_THAT(read_xml(xml).articles, SizeIs(1)) << opener;
  }
}

TEST(Xml, NamesTheKindThatItDoesNotKnow) {
  EXPECT_THAT(read_xml("<?xml version=\"1.0\"?><urlset><url/></urlset>").reasons(),
              ElementsAre("it is XML of a kind that is not known, <urlset>"));
}

TEST(Nitf, TakesTheFullTextOnce) {
  const RawArticle article =
      read_xml(
          "<nitf><head><docdata><doc-id id-string=\"7\"/><identified-content><person>Berg, "
          "Anna</person>"
          "<location>Oslo</location></identified-content></docdata>"
          "<pubdata date.publication=\"20070619T000000\" name=\"Coast "
          "Times\"/></head><body><body.head><hedline><hl1>H</hl1>"
          "</hedline><abstract><p>Short.</p></abstract></body.head><body.content><block "
          "class=\"lead_paragraph\"><p>One.</p>"
          "</block><block "
          "class=\"full_text\"><p>One.</p><p>Two.</p></block></body.content></body></nitf>")
          .articles.at(0);
  EXPECT_EQ(article.text, "One.\n\nTwo.");
  EXPECT_EQ(article.known.summary, "Short.");
  EXPECT_EQ(format_timestamp(*article.known.published), "2007-06-19T00:00:00");
  EXPECT_THAT(article.known.people, ElementsAre("Berg, Anna"));
}

TEST(NewsMl, ReadsVersionOneAndTheReutersCorpora) {
  const RawArticle old =
      read_xml(
          "<NewsML><NewsItem><Identification><NewsIdentifier><DateId>20030102</"
          "DateId><PublicIdentifier>urn:1</PublicIdentifier>"
          "</NewsIdentifier></Identification><NewsManagement><FirstCreated>20030102T030405Z</"
          "FirstCreated></NewsManagement>"
          "<NewsComponent><NewsLines><HeadLine>H</HeadLine><ByLine>By Anna "
          "Berg</ByLine></NewsLines><ContentItem><DataContent>"
          "<p>One.</p><p>Two.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>")
          .articles.at(0);
  EXPECT_EQ(old.text, "One.\n\nTwo.");
  EXPECT_EQ(old.known.title, "H");
  EXPECT_THAT(old.known.authors, ElementsAre("Anna Berg"));
  EXPECT_EQ(format_timestamp(*old.known.published), "2003-01-02T03:04:05Z");
  const RawArticle corpus =
      read_xml(
          "<newsitem itemid=\"5\" date=\"1997-01-02\" "
          "xml:lang=\"en\"><headline>H</headline><dateline>OSLO 1997-01-02</dateline>"
          "<text><p>One.</p></text></newsitem>")
          .articles.at(0);
  EXPECT_EQ(corpus.known.id, "5");
  EXPECT_EQ(corpus.text, "One.");
}

TEST(Feed, TakesANameInItsOwnNamespaceOnly) {
  constexpr std::string_view kMedia = "xmlns:media=\"http://search.yahoo.com/mrss/\" ";
  for (const std::string_view declared : {kMedia, std::string_view()}) {
    const Reading reading = read_xml(
        "<rss " + std::string(declared) +
        "version=\"2.0\"><channel><item><title>A</title><description>The harbour reopened."
        "</description><media:content url=\"x.jpg\"><media:credit>Photo Agency</media:credit>"
        "<media:description>A crane, a ship and a long line of lorries.</media:description>"
        "</media:content><media:title>Crane</media:title><media:description>A crane."
        "</media:description></item></channel></rss>");
    ASSERT_EQ(reading.articles.size(), 1U);
    EXPECT_EQ(reading.articles[0].text, "The harbour reopened.");
    EXPECT_EQ(reading.articles[0].known.title, "A");
    EXPECT_EQ(reading.articles[0].known.extra_json,
              R"({"media:title":"Crane","media:description":"A crane."})");
  }
}

TEST(Feed, TakesWhatPodcastsSayWhereRssSaysNothing) {
  const std::string open =
      "<rss xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><item>";
  const Reading full = read_xml(
      open +
      "<itunes:title>Episode</itunes:title><title>A</title><author>i@example.org (Ida Holm)"
      "</author><itunes:author>Post</itunes:author><description>one</description>"
      "<itunes:summary>A longer summary.</itunes:summary></item></channel></rss>");
  EXPECT_EQ(full.articles.at(0).known.title, "A");
  EXPECT_EQ(full.articles.at(0).text, "one");
  EXPECT_THAT(full.articles.at(0).known.authors, ElementsAre("Ida Holm"));
  const Reading bare =
      read_xml(open +
               "<title>A</title><itunes:author>Ida Holm</itunes:author><itunes:summary>one"
               "</itunes:summary></item></channel></rss>");
  EXPECT_EQ(bare.articles.at(0).text, "one");
  EXPECT_THAT(bare.articles.at(0).known.authors, ElementsAre("Ida Holm"));
}

TEST(Feed, ReadsTheTextOfWordPressAndYandex) {
  const Reading reading = read_xml(
      rss("<item><title>A</title><excerpt:encoded>A long excerpt of the text.</excerpt:encoded>"
          "<content:encoded>one</content:encoded><dc:creator>Ida Holm</dc:creator></item>"
          "<item><title>B</title><yandex:full-text>two</yandex:full-text></item>"));
  ASSERT_EQ(reading.articles.size(), 2U);
  EXPECT_EQ(reading.articles[0].text, "one");
  EXPECT_EQ(reading.articles[0].known.summary, "A long excerpt of the text.");
  EXPECT_THAT(reading.articles[0].known.authors, ElementsAre("Ida Holm"));
  EXPECT_EQ(reading.articles[1].text, "two");
}

}  // namespace
}  // namespace dateline
