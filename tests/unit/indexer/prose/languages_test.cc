#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "indexer/dates/date_names.h"
#include "indexer/dates/date_words.h"
#include "indexer/prose/agencies.h"
#include "indexer/prose/line_lexicon.h"

// Reads words of config/languages, through the code that needs them.
namespace dateline {
namespace {

struct Line {
  const char* language;
  const char* text;
};

TEST(Languages, OpenWhatFollowsAnArticle) {
  const std::vector<Line> lines = {
      {"en", "Leave a comment"},      {"de", "Weitere Meldungen"}, {"fr", "Articles similaires"},
      {"es", "Lo más leído"},         {"ru", "Последние новости"}, {"it", "Leggi anche"},
      {"pt", "Leia também"},          {"nl", "Lees ook"},          {"id", "Baca juga"},
      {"sw", "Habari zinazohusiana"},
  };
  for (const Line& line : lines) EXPECT_NE(end_mark(line.text), EndMark::none) << line.text;
  EXPECT_EQ(end_mark("Der Stadtrat tagt am Montag"), EndMark::none);
}

TEST(Languages, KnowWhatADateIsOf) {
  const std::vector<Line> published = {
      {"sw", "imechapishwa"}, {"en", "published"},  {"de", "veröffentlicht"}, {"is", "birt"},
      {"et", "avaldatud"},    {"el", "δημοσίευση"}, {"tr", "yayınlanma"},     {"fa", "انتشار"},
      {"he", "פורסם"},        {"bn", "প্রকাশিত"},    {"th", "เผยแพร่"},         {"ko", "입력"},
      {"zh", "发布"},
  };
  for (const Line& line : published)
    EXPECT_EQ(date_word(name_key(line.text)), DateWord::published) << line.text;
  EXPECT_EQ(date_word(name_key("aktualisiert")), DateWord::updated);
  EXPECT_EQ(date_word(name_key("dikemaskini")), DateWord::updated);
  EXPECT_EQ(date_word(name_key("Uhr")), DateWord::hour);
}

TEST(Languages, ShowAgenciesByOneName) {
  EXPECT_EQ(known_agency("Thomson Reuters"), "Reuters");
  EXPECT_EQ(known_agency("риа"), "РИА Новости");
  EXPECT_EQ(known_agency("CTK"), "ČTK");
  EXPECT_EQ(known_agency("dpa"), "dpa");
  EXPECT_EQ(known_agency("Harbour"), std::nullopt);
}

}  // namespace
}  // namespace dateline
