#include "server/alerts/channels.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temp_folder.h"

namespace dateline {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

const Delivery kTwo{.id = "ferries-5f",
                    .body = R"({"event":"articles","alert":"ferries","query":"ferry","more":0,)"
                            R"("articles":[{"id":"a","title":"Fähre"},{"id":"b","title":"B"}]})"};
constexpr char kTwoLines[] =
    "{\"alert\":\"ferries\",\"delivery\":\"ferries-5f\",\"id\":\"a\",\"title\":\"Fähre\"}\n"
    "{\"alert\":\"ferries\",\"delivery\":\"ferries-5f\",\"id\":\"b\",\"title\":\"B\"}\n";

// The example of GitHub's documentation of X-Hub-Signature-256.
TEST(AlertChannels, SignAsGitHubDoes) {
  EXPECT_EQ(signature_of("Hello, World!", "It's a Secret to Everybody"),
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
}

TEST(AlertChannels, AFileGetsEachLineOnceWhereverATryBrokeOff) {
  const std::string lines = kTwoLines;
  for (const std::size_t written :
       {std::size_t{0}, std::size_t{1}, lines.size() / 2, lines.find('\n') + 1, lines.size()}) {
    const TempFolder folder;
    const std::filesystem::path file = folder.path() / "out.jsonl";
    std::ofstream(file) << "before\n" << lines.substr(0, written);
    Delivery again = kTwo;
    again.file_bytes = 7;
    EXPECT_EQ(append(again, file), std::nullopt);
    EXPECT_EQ(content_of(file), "before\n" + lines) << written;
  }
}

TEST(AlertChannels, AFileThatSomeoneElseWroteToIsKept) {
  const TempFolder folder;
  const std::filesystem::path file = folder.path() / "out.jsonl";
  std::ofstream(file) << "not of this alert\n";
  EXPECT_EQ(append(kTwo, file), std::nullopt);
  EXPECT_EQ(content_of(file), std::string("not of this alert\n") + kTwoLines);
}

TEST(AlertChannels, AFileThatCannotBeWrittenIsNamed) {
  const TempFolder folder;
  const std::filesystem::path file = folder.path() / "none" / "out.jsonl";
  EXPECT_THAT(append(kTwo, file).value_or(""), HasSubstr(file.string()));
}

class AlertLetter : public testing::Test {
 protected:
  // A stand-in for sendmail that keeps its arguments and the letter, and ends with a status.
  Config::Mail sendmail(int status) const {
    const std::filesystem::path program = folder_.path() / "sendmail";
    std::ofstream(program) << "#!/bin/sh\necho \"$@\" > '" << folder_.path().string()
                           << "/arguments'\ncat > '" << folder_.path().string() << "/letter'\nexit "
                           << status << "\n";
    ::chmod(program.c_str(), 0755);
    return {.sendmail = program, .from = "dateline@example.org"};
  }

  const TempFolder folder_;
  const Config::Alert alert_{
      .name = "ferries", .query = "ferry", .mail = {"a@example.org", "b@example.org"}};
};

TEST_F(AlertLetter, GoesThroughSendmail) {
  EXPECT_EQ(send_letter(kTwo, alert_, sendmail(0)), std::nullopt);
  EXPECT_EQ(content_of(folder_.path() / "arguments"),
            "-i -f dateline@example.org -- a@example.org b@example.org\n");
  const std::string letter = content_of(folder_.path() / "letter");
  EXPECT_THAT(letter,
              AllOf(StartsWith("From: dateline@example.org\nTo: a@example.org, b@example.org\n"
                               "Subject: ferries: 2 articles\n"),
                    HasSubstr("\nMessage-ID: <ferries-5f@example.org>\n")));
  // "Fähre\n\nB\n\nQuery: ferry\n"
  EXPECT_THAT(letter, HasSubstr("\n\nRsOkaHJlCgpCCgpRdWVyeTogZmVycnkK\n"));
}

TEST_F(AlertLetter, IsNotDeliveredWhereSendmailFails) {
  EXPECT_THAT(send_letter(kTwo, alert_, sendmail(75)).value_or(""),
              HasSubstr("ended with status 75"));
  EXPECT_THAT(send_letter(kTwo, alert_, {.sendmail = folder_.path() / "none"}).value_or(""),
              HasSubstr("cannot start"));
}

TEST_F(AlertLetter, KeepsTextOutOfItsHead) {
  const Delivery hostile{.id = "x-1",
                         .body = R"({"alert":"x","query":"q\nBcc: c@example.org","more":0,)"
                                 R"("articles":[{"title":"t\r\nBcc: d@example.org"}]})"};
  EXPECT_THAT(letter_of(hostile, alert_, {.from = "dateline@example.org"}), Not(HasSubstr("Bcc")));
}

}  // namespace
}  // namespace dateline
