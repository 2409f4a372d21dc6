#include "indexer/text/wide_text.h"

#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

// The text in units of some bytes each, in one of their orders.
std::string wide(std::u32string_view text, int unit, bool little_endian) {
  std::string bytes;
  for (const char32_t c : text) {
    for (int i = 0; i < unit; ++i) {
      const int place = little_endian ? i : unit - 1 - i;
      bytes += static_cast<char>(c >> (8 * place) & 0xFF);
    }
  }
  return bytes;
}

TEST(WideText, IsKnownWithoutAByteOrderMarkInAnyScript) {
  for (const std::u32string_view text :
       {U"The harbour reopened.\nIt was Monday.", U"Порт снова открыт.\nБыл понедельник.",
        U"Το λιμάνι άνοιξε ξανά.\nΉταν Δευτέρα.", U"الميناء يفتح من جديد.\nكان يوم الاثنين.",
        U"港口重新开放。\n星期一，市议会表示。", U"港が再び開いた。\n月曜日のことだった。",
        U"बंदरगाह फिर खुल गया।\nसोमवार का दिन था।", U"항구가 다시 열렸다.\n월요일이었다.",
        U"ท่าเรือเปิดอีกครั้ง\nเมื่อวันจันทร์"}) {
    EXPECT_EQ(wide_charset_without_mark(wide(text, 2, true)), "UTF-16LE");
    EXPECT_EQ(wide_charset_without_mark(wide(text, 2, false)), "UTF-16BE");
    EXPECT_EQ(wide_charset_without_mark(wide(text, 4, true)), "UTF-32LE");
    EXPECT_EQ(wide_charset_without_mark(wide(text, 4, false)), "UTF-32BE");
  }
}

TEST(WideText, IsNotSeenInOtherBytes) {
  const std::string zeros(64, '\0');
  std::string counting;
  for (int i = 0; i < 1024; ++i) counting += static_cast<char>(i * 37 % 256);
  const std::string stray = "The harbour" + std::string(1, '\0') + " reopened on Monday, it said.";
  for (const std::string& bytes :
       {std::string(), std::string("a"), std::string("The harbour reopened."),
        std::string("Порт снова открыт."), zeros, counting, stray, "PK\x03\x04" + zeros})
    EXPECT_EQ(wide_charset_without_mark(bytes), "");
}

}  // namespace
}  // namespace dateline
