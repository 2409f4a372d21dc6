#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/formats/email.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

Reading read_mail(std::string_view mail) {
  const TempFolder folder;
  return read({folder.write("a", mail)});
}

TEST(Email, DecodesHeaders) {
  EXPECT_EQ(decode_header("=?utf-8?Q?Caf=C3=A9_au?= =?ISO-8859-1?q?_lait=E9?= now"),
            "Café au laité now");
  EXPECT_EQ(decode_header("=?utf-8?q?Sergej_?= =?utf-8?q?=C5?="), "Sergej \xEF\xBF\xBD");
  EXPECT_EQ(decode_header("=?utf-8?B?Qm9kw7g=?="), "Bodø");
  EXPECT_EQ(decode_header("=?broken =?utf-8?Q?x"), "=?broken =?utf-8?Q?x");
}

TEST(Email, ReadsAMessage) {
  const RawArticle article =
      read_mail(
          "From: \"Berg, Anna\" <anna@example.org>\r\nSubject: Harbour\r\n reopens\r\n"
          "Date: Thu, 4 Mar 2021 05:06:07 +0100\r\nMessage-ID: <1@example.org>\r\n\r\nThe "
          "text.\r\n")
          .articles.at(0);
  EXPECT_EQ(article.known.title, "Harbour reopens");
  EXPECT_EQ(format_timestamp(*article.known.published), "2021-03-04T05:06:07+01:00");
  EXPECT_THAT(article.known.authors, ElementsAre("Berg, Anna"));
  EXPECT_EQ(article.text, "The text.\n");
}

TEST(Email, IsKnownByTheFieldsThatEveryMessageHas) {
  const Reading bare = read_mail(
      "From: Ida Holm <i@example.org>\nSubject: Harbour\nDate: Thu, 4 Mar 2021 05:06:07 +0100\n\n"
      "The text.\n");
  ASSERT_THAT(bare.articles, SizeIs(1));
  EXPECT_EQ(bare.articles[0].known.title, "Harbour");
  EXPECT_EQ(bare.articles[0].text, "The text.\n");
  const Reading sent = read_mail(
      "To: i@example.org\nSubject: Harbour\nDate: Thu, 4 Mar 2021 05:06:07 +0100\n\nThe text.\n");
  EXPECT_EQ(sent.articles.at(0).known.title, "Harbour");
}

TEST(Email, IsKnownByItsName) {
  const TempFolder folder;
  const Reading reading =
      read({folder.write("a.eml", "Subject: Harbour\nX-Note: a\n\nThe text.\n"),
            folder.write("b.eml", "The harbour reopened.\n\nIt was Monday.\n")});
  ASSERT_THAT(reading.articles, SizeIs(2));
  EXPECT_EQ(reading.articles[0].known.title, "Harbour");
  EXPECT_EQ(reading.articles[1].shape, RawArticle::Shape::whole);
}

TEST(Email, IsNoTextWhoseFirstLinesLookLikeFields) {
  for (const char* const text :
       {"From: the harbour\nTo: the bridge\nDate: Monday\n\nA walk through Norburg.\n",
        "Title: Harbour\nDate: 4 March 2021\nAuthor: i@example.org\n\nThe text.\n"}) {
    const Reading reading = read_mail(text);
    ASSERT_THAT(reading.articles, SizeIs(1));
    EXPECT_EQ(reading.articles[0].shape, RawArticle::Shape::whole) << text;
  }
}

TEST(Email, ReadsWhatAppleMailKeeps) {
  const std::string message =
      "From: Ida Holm <i@example.org>\nSubject: Harbour\nMessage-ID: <1@example.org>\n\nThe "
      "text.\n";
  const Reading reading =
      read_mail(std::to_string(message.size()) + "      \n" + message +
                "<?xml version=\"1.0\"?>\n<plist version=\"1.0\"><dict/></plist>\n");
  ASSERT_THAT(reading.articles, SizeIs(1));
  EXPECT_EQ(reading.articles[0].known.title, "Harbour");
  EXPECT_EQ(reading.articles[0].text, "The text.\n");
}

TEST(Email, ReadsBytesOfAHeaderAsThoseOfTheText) {
  const std::string head =
      "From: a@example.org\nMessage-ID: <1@example.org>\nSubject: \xCF\xEE\xF0\xF2\n";
  EXPECT_EQ(
      read_mail(head + "Content-Type: text/plain; charset=windows-1251\n\n\xCF\xEE\xF0\xF2.\n")
          .articles.at(0)
          .known.title,
      "Порт");
  // An encoding that nobody knows says nothing.
  EXPECT_EQ(read_mail("From: a@example.org\nMessage-ID: <1@example.org>\nContent-Type: text/plain; "
                      "charset=x-nobody\n\nCaf\xE9.\n")
                .texts()
                .at(0),
            "Café.\n");
}

TEST(Email, TakesPlainTextBeforeHtmlAndLeavesAttachmentsOut) {
  const std::string head =
      "From: a@example.org\nMIME-Version: 1.0\nSubject: S\nContent-Type: multipart/mixed; "
      "boundary=\"b 1\"\n\n";
  const std::string attachment =
      "--b 1\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nNot "
      "this.\n";
  const std::string html =
      "--b 1\nContent-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: "
      "quoted-printable\n\n"
      "<p>Caf=E9 =\nau lait</p>\n";
  const std::string plain =
      "--b 1\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nUGxhaW4u\n";
  EXPECT_THAT(read_mail(head + attachment + html + "--b 1--\n").texts(),
              ElementsAre("Café au lait"));
  EXPECT_THAT(read_mail(head + attachment + html + plain + "--b 1--\n").texts(),
              ElementsAre("Plain."));
  EXPECT_THAT(read_mail(head + plain).texts(), ElementsAre("Plain."));  // cut
}

TEST(Mailbox, SplitsAtFromLinesAfterAnEmptyOne) {
  const std::string head =
      "From a@example.org Thu Mar  4 05:06:07 2021\nFrom: a@example.org\nMessage-ID: <1>\nSubject: "
      "S\n\n";
  const Reading reading =
      read_mail(head + "One.\nFrom here on.\n>From there.\n\n" + head + "Two.\n");
  EXPECT_THAT(reading.texts(), ElementsAre("One.\nFrom here on.\nFrom there.\n\n", "Two.\n"));
}

TEST(Email, IsNotSeenInTextsThatBeginLikeOne) {
  const Reading reading = read_mail("From: our correspondent\nDate: Monday\n\nThe text.\n");
  ASSERT_THAT(reading.articles, SizeIs(1));
  EXPECT_EQ(reading.articles[0].shape, RawArticle::Shape::whole);
}

TEST(Email, SurvivesPartsInsidePartsWithoutEnd) {
  std::string mail = "From: a@example.org\nMIME-Version: 1.0\nSubject: S\n";
  for (int i = 0; i < 2000; ++i) mail += "Content-Type: multipart/mixed; boundary=b\n\n--b\n";
  EXPECT_THAT(read_mail(mail).articles, SizeIs(1));
}

}  // namespace
}  // namespace dateline
