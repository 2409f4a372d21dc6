#include "indexer/formats/epub.h"

#include <cstdint>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Member {
  std::string name;
  std::string bytes;
};

std::string little_endian(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

// A zip archive whose members are stored as they are.
std::string zip_of(const std::vector<Member>& members) {
  std::string zip;
  std::string directory;
  for (const Member& member : members) {
    const auto checksum = crc32(0, reinterpret_cast<const Bytef*>(member.bytes.data()),
                                static_cast<uInt>(member.bytes.size()));
    const std::string common = little_endian(20, 2) + little_endian(0, 2) + little_endian(0, 2) +
                               little_endian(0, 4) + little_endian(checksum, 4) +
                               little_endian(member.bytes.size(), 4) +
                               little_endian(member.bytes.size(), 4) +
                               little_endian(member.name.size(), 2) + little_endian(0, 2);
    directory += "PK\x01\x02" + little_endian(20, 2) + common + little_endian(0, 2) +
                 little_endian(0, 2) + little_endian(0, 2) + little_endian(0, 4) +
                 little_endian(zip.size(), 4) + member.name;
    zip += "PK\x03\x04" + common + member.name + member.bytes;
  }
  return zip + directory + "PK\x05\x06" + little_endian(0, 4) + little_endian(members.size(), 2) +
         little_endian(members.size(), 2) + little_endian(directory.size(), 4) +
         little_endian(zip.size(), 4) + little_endian(0, 2);
}

Reading read_file(const std::string& name, const std::string& bytes) {
  const TempFolder folder;
  return dateline::read({folder.write(name, bytes)});
}

Member chapter(const std::string& name, const std::string& title, const std::string& text) {
  return {"OEBPS/" + name, "<?xml version=\"1.0\"?><html><head><title>" + title +
                               "</title></head><body><h1>" + title + "</h1><p>" + text +
                               "</p></body></html>"};
}

const Member kType{"mimetype", "application/epub+zip"};
const Member kContainer{"META-INF/container.xml",
                        "<?xml version=\"1.0\"?><container><rootfiles><rootfile full-path=\"OEBPS/"
                        "content.opf\"/></rootfiles></container>"};
const Member kPackage{
    "OEBPS/content.opf",
    "<?xml version=\"1.0\"?><package xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><metadata>"
    "<dc:title>Norburg Quarterly</dc:title><dc:creator>Ida Holm</dc:creator><dc:language>en"
    "</dc:language><dc:date>2019-03-05</dc:date></metadata><manifest><item id=\"a\" "
    "href=\"a%20b.xhtml\"/><item id=\"b\" href=\"b.xhtml\"/><item id=\"c\" href=\"cover.xhtml\"/>"
    "<item id=\"x\" href=\"style.css\"/></manifest><spine><itemref idref=\"c\"/><itemref "
    "idref=\"b\"/><itemref idref=\"a\"/></spine></package>"};

std::vector<std::string> titles(const std::string& manifest, const std::string& spine,
                                std::vector<Member> members) {
  members.insert(members.begin(),
                 {kType,
                  kContainer,
                  {"OEBPS/content.opf", "<package><metadata/><manifest>" + manifest +
                                            "</manifest>" + spine + "</package>"}});
  std::vector<std::string> titles;
  for (const RawArticle& article : read_file("a.epub", zip_of(members)).articles)
    titles.push_back(article.known.title);
  return titles;
}

Member bridge(const std::string& name) {
  return chapter(name, "The bridge",
                 "The bridge was closed on Monday, and the council said that it would open again.");
}

TEST(Epub, ReadsAChapterOnceThatIsListedTwice) {
  for (const std::string other :
       {"./a.xhtml", "a.xhtml#two", "x/../a.xhtml", "%61.xhtml", "../OEBPS/a.xhtml"}) {
    EXPECT_THAT(
        titles("<item id='a' href='a.xhtml'/><item id='b' href='" + other + "'/>",
               "<spine><itemref idref='a'/><itemref idref='b'/><itemref idref='a'/></spine>",
               {bridge("a.xhtml")}),
        ElementsAre("The bridge"))
        << other;
  }
}

TEST(Epub, TakesNoTableOfContentsForAnArticle) {
  const Member contents =
      chapter("nav.xhtml", "Contents",
              "The bridge was closed on Monday. The harbour reopened. The ferry returned.");
  const std::string spine = "<spine><itemref idref='n'/><itemref idref='a'/></spine>";
  EXPECT_THAT(titles("<item id='a' href='a.xhtml'/>"
                     "<item id='n' href='nav.xhtml' properties='scripted nav'/>",
                     spine, {contents, bridge("a.xhtml")}),
              ElementsAre("The bridge"));
  EXPECT_THAT(titles("<item id='a' href='a.xhtml'/><item id='n' href='nav.xhtml'/>",
                     spine + "<guide><reference type='text' href='a.xhtml'/><reference type='toc' "
                             "href='nav.xhtml#start'/></guide>",
                     {contents, bridge("a.xhtml")}),
              ElementsAre("The bridge"));
}

TEST(Epub, FindsAChapterWhoseNameHasOtherLetters) {
  EXPECT_THAT(titles("<item id='a' href='%C3%BC%20b.xhtml'/>",
                     "<spine><itemref idref='a'/></spine>", {bridge("\u00FC b.xhtml")}),
              ElementsAre("The bridge"));
}

TEST(Epub, IsABookOfChapters) {
  const Reading reading = read_file(
      "a.epub",
      zip_of({kType,
              kContainer,
              kPackage,
              chapter("a b.xhtml", "The bridge",
                      "The bridge was closed on Monday, and the council said that it would open "
                      "again on Friday."),
              chapter("b.xhtml", "The harbour",
                      "The harbour reopened on Monday, and the council said that the first ship "
                      "would come on Tuesday."),
              {"OEBPS/cover.xhtml", "<html><body><img src=\"c.png\"/></body></html>"},
              {"OEBPS/style.css", "p { margin: 0 }"}}));
  ASSERT_THAT(reading.articles, SizeIs(2));
  EXPECT_EQ(reading.articles[0].known.title, "The harbour");
  EXPECT_EQ(reading.articles[1].known.title, "The bridge");
  for (const RawArticle& article : reading.articles) {
    EXPECT_EQ(article.known.source, "Norburg Quarterly");
    EXPECT_THAT(article.known.authors, ElementsAre("Ida Holm"));
    EXPECT_EQ(format_timestamp(*article.known.published), "2019-03-05");
  }
  EXPECT_THAT(reading.articles[1].origin.path, HasSubstr("a.epub!OEBPS/a b.xhtml"));
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

TEST(Epub, IsSetAsideWhereNothingCanBeRead) {
  const Reading reading =
      read_file("a.epub", zip_of({kType, kContainer, kPackage, {"OEBPS/b.xhtml", "\x12\x9A\xF0"}}));
  EXPECT_THAT(reading.articles, IsEmpty());
  EXPECT_THAT(reading.reasons(),
              ElementsAre("the book is damaged, locked by a key or has no text"));
  EXPECT_THAT(read_file("a.epub", zip_of({kType})).articles, IsEmpty());
}

TEST(Recognize, SetsASpreadsheetAsideOnce) {
  const Member content_types{"[Content_Types].xml", "<?xml version=\"1.0\"?><Types/>"};
  const Member ods{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"};
  const Member odp{"mimetype", "application/vnd.oasis.opendocument.presentation"};
  const Member sheet{"xl/worksheets/sheet1.xml", "<?xml version=\"1.0\"?><worksheet/>"};
  const Member slide{"ppt/slides/slide1.xml", "<?xml version=\"1.0\"?><p/>"};
  EXPECT_THAT(read_file("a.xlsx", zip_of({content_types, sheet})).reasons(),
              ElementsAre("it is a spreadsheet (XLSX)"));
  EXPECT_THAT(read_file("a", zip_of({content_types, slide})).reasons(),
              ElementsAre("it is a presentation (PPTX)"));
  EXPECT_THAT(read_file("a.ods", zip_of({ods, {"content.xml", "<a/>"}})).reasons(),
              ElementsAre("it is a spreadsheet (ODS)"));
  EXPECT_THAT(read_file("a", zip_of({odp, {"content.xml", "<a/>"}})).reasons(),
              ElementsAre("it is a presentation (ODP)"));
}

TEST(Recognize, KeepsAnArchiveThatIsNoDocument) {
  const Reading reading = read_file("a.zip", zip_of({{"a.txt", "The harbour reopened.\n"}}));
  EXPECT_THAT(reading.texts(), ElementsAre("The harbour reopened.\n"));
}

TEST(Recognize, FindsAFeedBehindAComplaint) {
  const std::string feed =
      "<?xml version=\"1.0\"?>\n<rss><channel><title>Post</title><item><title>A</title>"
      "<description>one</description></item></channel></rss>";
  for (const char* const notice :
       {"<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/feed.php</b> on line "
        "<b>12</b><br />\n",
        "\nNotice: Undefined index: a in /srv/feed.php on line 3\n"}) {
    EXPECT_THAT(read_file("a.xml", notice + feed).texts(), ElementsAre("one")) << notice;
  }
  EXPECT_THAT(read_file("a.html", "<html><body><p>A feed begins so:</p><pre>" + feed).texts(),
              testing::Not(ElementsAre("one")));
}

TEST(Unpack, KeepsWhatStandsBeforeJunk) {
  const Reading reading =
      read_file("a.txt.gz", gzip("The harbour reopened.") + "junk behind the data");
  EXPECT_THAT(reading.texts(), ElementsAre("The harbour reopened."));
  EXPECT_THAT(reading.reasons(),
              ElementsAre("something that is no gzip data follows the gzip data"));
}

}  // namespace
}  // namespace dateline
