#include "indexer/formats/csv.h"

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

Reading read_table(std::string_view table, SourceOptions options = {}) {
  const TempFolder folder;
  return read({folder.write("a.csv", table)}, std::move(options));
}

TEST(Csv, ReadsQuotedValues) {
  const Reading reading =
      read_table("title,text\r\n\"a, \"\"b\"\"\",\"one\r\ntwo\"\r\n\"\",three\r\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one\ntwo", "three"));
  EXPECT_EQ(reading.articles[0].known.title, "a, \"b\"");
  EXPECT_EQ(reading.articles[1].origin.line, 4U);
}

TEST(Csv, KeepsUnknownColumns) {
  EXPECT_EQ(read_table("title,text,score,\na,b,1.5,\n").articles.at(0).known.extra_json,
            R"({"score":"1.5"})");
}

TEST(Csv, SetsAsideRowsOfAnotherWidth) {
  const Reading reading = read_table("title,text\na,one\nb\nc,two,three\nd,four\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "four"));
  EXPECT_THAT(reading.reasons(), ElementsAre("the row has 1 columns where the header has 2",
                                             "the row has 3 columns where the header has 2"));
  EXPECT_EQ(reading.set_aside[1].origin.line, 4U);
}

TEST(Csv, TellsOnceOfARowOfAnotherWidthThatGoesOverLines) {
  const Reading reading = read_table("title,text\na,one\nb,\"two\n\nlines\",,\nc,three\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "three"));
  EXPECT_THAT(reading.reasons(), ElementsAre("the row has 4 columns where the header has 2"));
  EXPECT_EQ(reading.set_aside[0].origin.line, 3U);
}

TEST(Csv, LosesOneRowToAQuoteThatIsNotClosed) {
  const Reading reading = read_table("title,text\na,one\nb,\"two\nc,three\nd,\"four\"\ne,five\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "three", "four", "five"));
  EXPECT_THAT(reading.set_aside, SizeIs(1));
  EXPECT_EQ(reading.set_aside[0].origin.line, 3U);
}

TEST(Csv, LosesOneRowToAQuoteThatIsNeverClosed) {
  const Reading reading = read_table("title,text\na,one\nb,\"two\nc,three\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "three"));
  EXPECT_THAT(reading.reasons(), ElementsAre("a quote is opened and not closed"));
}

TEST(Csv, TellsWhichColumnsATableWithoutArticlesHas) {
  EXPECT_THAT(read_table("when,amount\n1,2\n").reasons(),
              ElementsAre("no column of the table is a text or a title: when, amount"));
}

TEST(Csv, TakesNamesFromTheConfiguration) {
  const Reading reading =
      read_table("Titel;Inhalt\na;b\n", {.field_names = {{"Titel", "title"}, {"Inhalt", "text"}}});
  EXPECT_THAT(reading.texts(), ElementsAre("b"));
}

TEST(Csv, ReadsALineThatNamesTheDelimiter) {
  for (const char* const table :
       {"sep=;\ntitle;text\na;one, two\n", "\"sep=;\"\r\ntitle;text\r\na;one, two\r\n",
        "sep=;\ntitle;text,x\na;one, two\n"}) {
    const Reading reading = read_table(table);
    ASSERT_THAT(reading.articles, SizeIs(1)) << table;
    EXPECT_EQ(reading.articles[0].known.title, "a") << table;
    EXPECT_THAT(reading.reasons(), IsEmpty());
  }
}

TEST(Csv, PassesOverCommentsBeforeTheFirstRow) {
  const Reading reading = read_table("# exported on Monday, by hand\n# twice\ntitle,text\na,one\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one"));
  EXPECT_EQ(reading.articles.at(0).origin.line, 4U);
  const Reading named = read_table("#title,text\na,one\n");
  EXPECT_EQ(named.articles.at(0).known.title, "a");
  const TempFolder folder;
  const Reading unnamed = read({folder.write("a", "# a table\ntitle,text,url\na,one,b\n")});
  EXPECT_THAT(unnamed.texts(), ElementsAre("one"));
}

TEST(Csv, ReadsLinesThatEndInCarriageReturns) {
  const Reading reading = read_table("title,text\ra,one\rb,\"two\rlines\"\r");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "two\nlines"));
  EXPECT_EQ(reading.articles.at(1).origin.line, 3U);
}

TEST(Csv, ReadsQuotesBehindBackslashes) {
  const Reading reading = read_table(
      "title,text\n\"a\",\"He said \\\"yes, now\\\", and left.\"\n\"b\",\"C:\\\\dir \\n\"\n"
      "\"c\",\"plain\"\n");
  EXPECT_THAT(reading.texts(),
              ElementsAre("He said \"yes, now\", and left.", "C:\\dir \\n", "plain"));
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

TEST(Csv, ReadsValuesInSingleQuotes) {
  for (const char* const table : {"'title';'text'\n'a';'one; two'\n'b';'it''s'\n",
                                  "title;text\n'a';'one; two'\n'b';'it''s; so'\n"}) {
    const Reading reading = read_table(table);
    ASSERT_THAT(reading.articles, SizeIs(2)) << table;
    EXPECT_EQ(reading.articles[0].known.title, "a");
    EXPECT_EQ(reading.articles[0].text, "one; two");
    EXPECT_THAT(reading.articles[1].text, HasSubstr("it's"));
  }
}

TEST(Csv, LeavesApostrophesInValuesAlone) {
  const Reading reading =
      read_table("title,text\n'Tis late,one\nb,two,\nc,don't\nd,'quoted' words\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "don't", "'quoted' words"));
  EXPECT_EQ(reading.articles.at(0).known.title, "'Tis late");
}

TEST(Csv, KnowsHeadingsInManyLanguages) {
  for (const char* const header :
       {"Titel;Text;Datum;Autor", "Titre;Texte;Date;Auteur", "Título;Texto;Fecha;Autor",
        "Заголовок;Текст;Дата;Автор", "Überschrift;Inhalt;Veröffentlicht;Verfasser",
        "标题;正文;日期;作者", "タイトル;本文;公開日;著者", "제목;본문;날짜;기자",
        "Tytuł;Treść;Data publikacji;Autor", "Titolo;Testo;Data;Autore", "Başlık;Metin;Tarih;Yazar",
        "Otsikko;Teksti;Päivämäärä;Kirjoittaja", "Cím;Szöveg;Dátum;Szerző",
        "Tiêu đề;Nội dung;Ngày;Tác giả", "Judul;Isi;Tanggal;Penulis", "العنوان;النص;التاريخ;الكاتب",
        "Kichwa;Maandishi;Tarehe;Mwandishi", "Manchete;Conteúdo;Data;Autores",
        "Τίτλος;Κείμενο;Ημερομηνία;Συντάκτης"}) {
    const Reading reading = read_table(std::string(header) + "\na;one;2019-03-05;Ida Holm\n");
    ASSERT_THAT(reading.articles, SizeIs(1)) << header;
    EXPECT_EQ(reading.articles[0].known.title, "a") << header;
    EXPECT_EQ(reading.articles[0].text, "one") << header;
    EXPECT_TRUE(reading.articles[0].known.published) << header;
    EXPECT_THAT(reading.articles[0].known.authors, ElementsAre("Ida Holm")) << header;
  }
}

TEST(Csv, IsNotSeenInProseWithCommas) {
  const TempFolder folder;
  const Reading reading =
      read({folder.write("a", "The title, the text, and the date\nOne, two, three\n")});
  ASSERT_THAT(reading.articles, SizeIs(1));
  EXPECT_EQ(reading.articles[0].shape, RawArticle::Shape::whole);
}

TEST(Csv, SetsAsideALongRow) {
  const Reading reading =
      read_table("title,text\na,one\nb,\"" + std::string(3U << 20, 'x') + "\nc,two\n",
                 {.max_record_bytes = 1U << 20});
  EXPECT_THAT(reading.texts(), ElementsAre("one", "two"));
  EXPECT_THAT(reading.reasons(), ElementsAre(HasSubstr("longer than")));
}

}  // namespace
}  // namespace dateline
