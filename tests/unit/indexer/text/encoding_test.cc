#include "indexer/text/encoding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

namespace dateline {
namespace {

using std::string_literals::operator""s;
using testing::ElementsAre;

constexpr const char* kRussian =
    "Порт снова открыт после шторма, сообщил в четверг директор порта. Паромы пойдут с пятницы.";
// The same in windows-1251, as hexadecimal escapes would be unreadable: made from UTF-8 by offset.
std::string windows1251(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto first = static_cast<unsigned char>(utf8[i]);
    if (first < 0x80) {
      out += utf8[i];
      continue;
    }
    const auto second = static_cast<unsigned char>(utf8[++i]);
    const int code_point = (first & 0x1F) << 6 | (second & 0x3F);
    out += static_cast<char>(code_point - 0x410 + 0xC0);  // letters without ё
  }
  return out;
}

std::string utf16(std::string_view ascii, bool little_endian) {
  std::string out;
  for (const char c : ascii) out += little_endian ? std::string{c, '\0'} : std::string{'\0', c};
  return out;
}

TEST(Encoding, LeavesUtf8AsItIs) {
  EXPECT_EQ(to_utf8("Bodø – 港"), "Bodø – 港");
  EXPECT_EQ(to_utf8("\xEF\xBB\xBF"
                    "Bodø"),
            "Bodø");
}

TEST(Encoding, BelievesByteOrderMarks) {
  EXPECT_EQ(to_utf8("\xFF\xFE" + utf16("Harbour", true)), "Harbour");
  EXPECT_EQ(to_utf8("\xFE\xFF" + utf16("Harbour", false)), "Harbour");
  EXPECT_EQ(to_utf8("\xFF\xFE\0\0H\0\0\0i\0\0\0"s), "Hi");
}

TEST(Encoding, BelievesDeclaredNamesForWhatIsNoUtf8) {
  EXPECT_EQ(to_utf8("caf\xE9", "ISO-8859-1"), "café");
  EXPECT_EQ(to_utf8("\x93quoted\x94", "latin1"), "“quoted”");  // means windows-1252
  EXPECT_EQ(to_utf8("\x8D\x60\x82\xAA\x8A\x4A\x82\xA2\x82\xBD", "Shift_JIS"), "港が開いた");
  EXPECT_EQ(to_utf8("\xA6\xD7\xC1\xCE \xED\xC1\xD4\xD7\xA6\xA4\xCE\xCB\xCF", "KOI8-R"),
            "іван Матвієнко");  // means KOI8-U
  EXPECT_EQ(to_utf8("Bod\xC3\xB8", "ISO-8859-1"), "Bodø");
}

TEST(Encoding, SeesTextThatHidesInAscii) {
  EXPECT_EQ(to_utf8("\x1B$B9A\x1B(B", "iso-2022-jp"), "港");
  EXPECT_EQ(to_utf8("port \x1B$B9A\x1B(B"), "port 港");
  EXPECT_EQ(to_utf8("H\0i\0"s, "utf-16le"), "Hi");
}

TEST(Encoding, DetectsWhatNobodyDeclares) {
  EXPECT_EQ(to_utf8(windows1251(kRussian)), kRussian);
  EXPECT_EQ(to_utf8("Le caf\xE9 est ferm\xE9."), "Le café est fermé.");
}

TEST(Encoding, ReplacesBadBytesInUtf8) {
  EXPECT_EQ(to_utf8("Bodø \xFF ships"), "Bodø \xEF\xBF\xBD ships");
  EXPECT_EQ(
      to_utf8("overlong \xC0\xAF, surrogate \xED\xA0\x80, Bodø, Kraków, Ås, Čeština, ørret, Åsa"),
      "overlong \xEF\xBF\xBD\xEF\xBF\xBD, surrogate \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD, Bodø, "
      "Kraków, Ås, "
      "Čeština, ørret, Åsa");
}

TEST(Encoding, AlwaysGivesUtf8) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string bytes = {'a', static_cast<char>(first), static_cast<char>(second), 'z'};
      ASSERT_TRUE(is_utf8(to_utf8(bytes))) << first << ' ' << second;
      ASSERT_TRUE(is_utf8(clean_text(to_utf8(bytes)))) << first << ' ' << second;
    }
  }
}

TEST(Encoding, RemovesControlCharactersAndUnifiesLineBreaks) {
  EXPECT_EQ(clean_text("a\0b\x07"
                       "c\x1B"
                       "d\x7F"s),
            "abcd");
  EXPECT_EQ(clean_text("a\r\nb\rc\nd\xE2\x80\xA8"
                       "e\xC2\x85"
                       "f"),
            "a\nb\nc\nd\ne\nf");
  EXPECT_EQ(clean_text("don\xC2\x92t"), "don’t");  // windows-1252 read as Latin-1
  EXPECT_EQ(clean_text("\tindented"), "\tindented");
}

TEST(Encoding, MakesOneLineOfANameOverSeveral) {
  EXPECT_EQ(clean_text_line("  Harbour\n  of \tBodø \xC2\xA0"), "Harbour of Bodø");
}

TEST(Mojibake, IsMended) {
  EXPECT_EQ(mend_mojibake("donâ€™t"), "don’t");
  EXPECT_EQ(mend_mojibake("costs Â£5"), "costs £5");
  EXPECT_EQ(mend_mojibake("cafÃ© crÃ¨me"), "café crème");
  EXPECT_EQ(mend_mojibake("donÃ¢â‚¬â„¢t"), "don’t");  // twice over
  EXPECT_EQ(mend_mojibake("the portâ€™s “director”"), "the port’s “director”");
  EXPECT_EQ(mend_mojibake("ÐŸÐ¾Ñ€Ñ‚ Ð¾Ñ‚ÐºÑ€Ñ‹Ñ‚"), "Порт открыт");
}

TEST(Mojibake, IsNotSeenInSoundText) {
  for (const std::string text :
       {"Le café est fermé.", "« né…» et « CAFÉ» et « LYCÉE»", "NÃO É AMANHÃ", "à « Âge »",
        "Ærø Åland Øst", "Größe: 5 £", "Порт снова открыт", "Ð", "Â", "â", "SÃO PAULO — AÇÃO", "Âé",
        "Việt Nam: ÂN, ÃO"})
    EXPECT_EQ(mend_mojibake(text), text);
}

TEST(Encoding, IsToldForWholeFiles) {
  const TempFolder folder;
  folder.write("1.txt", "\xFF\xFE" + utf16("Harbour reopens\nThe harbour opened.", true));
  folder.write("2.txt", "\xFE\xFF" + utf16("Harbour reopens\nThe harbour opened.", false));
  folder.write("3.txt", utf16("Harbour reopens\nThe harbour opened.", true));
  folder.write("4.txt", windows1251(kRussian));
  folder.write("5.jsonl", "\xFF\xFE" + utf16("{\"text\": \"one\"}\n{\"text\": \"two\"}\n", true));
  folder.write("6.csv", "\xFE\xFF" + utf16("title;text\na;\"b\nc\"\n", false));
  folder.write("7.csv", "title,text\nCaf\xE9,ferm\xE9\n");
  folder.write(
      "8.xml",
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><item><title>Caf\xE9</title>"
      "<description>ferm\xE9</description></item></channel></rss>");
  EXPECT_THAT(
      read({folder.path()}).texts(),
      ElementsAre("Harbour reopens\nThe harbour opened.", "Harbour reopens\nThe harbour opened.",
                  "Harbour reopens\nThe harbour opened.", kRussian, "one", "two", "b\nc", "fermé",
                  "fermé"));
}

constexpr const char* kKorean = "항구가 다시 열렸다.\n첫 배가 화요일 아침에 들어왔다.";
constexpr const char* kChinese = "港口重新开放。\n第一艘船星期二早上抵达。";

TEST(Encoding, IsToldOfEastAsianTextThatDeclaresNone) {
  const std::vector<std::pair<std::string, const char*>> texts = {
      std::pair{std::string(
                    "\xC7\xD7\xB1\xB8\xB0\xA1 \xB4\xD9\xBD\xC3 \xBF\xAD\xB7\xC8\xB4\xD9.\n\xC3\xB9 "
                    "\xB9\xE8\xB0\xA1 \xC8\xAD\xBF\xE4\xC0\xCF \xBE\xC6\xC4\xA7\xBF\xA1 "
                    "\xB5\xE9\xBE\xEE\xBF\xD4\xB4\xD9."),
                kKorean},
      std::pair{std::string("\x1B$)C\x0EGW180!\x0F \x0E"
                            "4Y=C\x0F \x0E\?-7H4Y\x0F.\n\x0E"
                            "C9\x0F \x0E"
                            "9h0!\x0F \x0EH-\?d@O\x0F \x0E>FD'\?!\x0F \x0E"
                            "5i>n\?T4Y\x0F."),
                kKorean},
      std::pair{std::string("~{8[\?ZVXPB\?*7E!#~}\n~{5ZR;KR4,PGFZ6~TgIO5V4o!#~}"), kChinese}};
  for (const auto& [bytes, text] : texts) {
    const TempFolder folder;
    EXPECT_THAT(read({folder.write("a.txt", bytes)}).texts(), ElementsAre(text)) << text;
  }
}

TEST(Encoding, IsNotSeenInSignsThatAreText) {
  for (const char* const text : {"a ~{ b ~} c", "~{ab~}", "a ~{text", "~~ {a} ~~"})
    EXPECT_EQ(to_utf8(text), text);
}

TEST(Encoding, OfOneRecordIsThatOfItsFile) {
  const TempFolder folder;
  std::string lines;
  for (int i = 0; i < 20; ++i) lines += "{\"text\": \"" + windows1251(kRussian) + "\"}\n";
  lines += "{\"text\": \"" + windows1251("Порт") + "\"}\n";  // too short to be told by itself
  EXPECT_EQ(read({folder.write("a.jsonl", lines)}).texts().back(), "Порт");
}

}  // namespace
}  // namespace dateline
