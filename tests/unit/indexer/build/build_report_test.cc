#include "indexer/build/build_report.h"

#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

// Whoever can drop a file into the archive chooses its name.
TEST(BuildReport, NamesFilesWithoutForgingLinesOrSteeringTerminals) {
  const SetAside aside{.origin = {.path = "a\n{\"level\":\"error\"}\x1b]0;owned\x07", .line = 3},
                       .reason = "cannot be read"};
  EXPECT_EQ(describe(aside), "a\\x0A{\"level\":\"error\"}\\x1B]0;owned\\x07:3: cannot be read");
}

TEST(BuildReport, LeavesNamesOfAllLanguagesAsTheyAre) {
  for (const char* name : {"Zürich, été.html", "Путин.txt", "記事 1.warc", "खबर.pdf", "a\\b"}) {
    EXPECT_EQ(one_line(name), name);
  }
}

TEST(BuildReport, EscapesWhatIsNoUtf8AndWhatTurnsTheDirectionOfText) {
  EXPECT_EQ(one_line("\xff.txt"), "\\xFF.txt");
  EXPECT_EQ(one_line("a\xc2\x9b"
                     "31m"),
            "a\\xC2\\x9B31m");
  EXPECT_EQ(one_line("\xe2\x80\xaegpj.exe"), "\\xE2\\x80\\xAEgpj.exe");
  EXPECT_EQ(one_line("a\xe2\x80"), "a\\xE2\\x80");
  EXPECT_EQ(one_line("a\r\t\x7f"), "a\\x0D\\x09\\x7F");
  EXPECT_EQ(one_line(std::string(1, '\0')), "\\x00");
}

}  // namespace
}  // namespace dateline
