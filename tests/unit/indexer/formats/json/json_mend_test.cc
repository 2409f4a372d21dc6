#include "indexer/formats/json/json_mend.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Reading read_lines(std::string_view json) {
  const TempFolder folder;
  return read({folder.write("a.jsonl", json)});
}

TEST(JsonMend, LeavesValidJsonAsItIs) {
  const std::string json =
      R"({"a": [1, -2.5e3, true, false, null], "NaN": "NaN, None, \u00e9 \ud83d\ude00 \"\\", "b":{}})";
  EXPECT_EQ(mend_json(json), json);
}

TEST(JsonMend, TurnsWhatIsNoValueIntoNull) {
  EXPECT_EQ(mend_json("[NaN,-Infinity, Infinity,None , undefined]"),
            "[null,null, null,null , null]");
  EXPECT_EQ(mend_json("{\"a\":True,\"b\":False}"), R"({"a":true,"b":false})");
}

TEST(JsonMend, KeepsTheDigitsOfNumbersThatAreNone) {
  EXPECT_EQ(mend_json("[12345678901234567890123, 007, +5, 1e999, 1.5]"),
            R"(["12345678901234567890123", "007", "+5", "1e999", 1.5])");
}

TEST(JsonMend, ReplacesHalvesOfSurrogatePairs) {
  EXPECT_EQ(mend_json(R"(["\ud83d", "\ude00x", "\ud83d\ude00", "\ud83d\ud83d\ude00"])"),
            R"(["\ufffd", "\ufffdx", "\ud83d\ude00", "\ufffd\ud83d\ude00"])");
}

TEST(JsonMend, DropsACommaBeforeAClosingBracket) {
  EXPECT_EQ(mend_json("{\"a\": [1, 2, ],\n}"), "{\"a\": [1, 2 ]\n}");
}

TEST(JsonMend, EscapesWhatAStringCannotHold) {
  EXPECT_EQ(mend_json("[\"a\tb\", \"it\\'s\", \"C:\\dir\"]"), R"(["a\u0009b", "it's", "C:\\dir"])");
}

TEST(JsonMend, LeavesAStringOpenThatIsNotClosed) {
  for (const char* const json : {"{\"a\": \"b", "{\"a\": \"b\\", "{\"a\": \"b\\u12"})
    EXPECT_THAT(mend_json(json), testing::StartsWith("{\"a\": \"b"));
}

TEST(JsonMend, CostsAValueAndNotTheRecord) {
  const Reading reading = read_lines(
      "{\"id\": 12345678901234567890123, \"text\": \"one\", \"score\": NaN}\n"
      "{\"title\": \"Cut \\ud83d\", \"text\": \"two\",}\n"
      "{\"text\": \"three\", \"author\": None}\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "two", "three"));
  EXPECT_THAT(reading.reasons(), IsEmpty());
  EXPECT_EQ(reading.articles[0].known.id, "12345678901234567890123");
  EXPECT_EQ(reading.articles[1].known.title, "Cut \xEF\xBF\xBD");
}

TEST(JsonMend, StillTellsOfWhatIsNoJson) {
  const Reading reading = read_lines("{\"text\": \"one\"}\n{\"text\": \"two\", NaN}\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one"));
  EXPECT_THAT(reading.set_aside, SizeIs(1));
  EXPECT_EQ(reading.set_aside[0].origin.line, 2U);
}

TEST(JsonMend, ReadsObjectsThatStandOnOneLine) {
  EXPECT_THAT(read_lines(R"({"text": "one"}{"text": "two"} {"text": "three"})").texts(),
              ElementsAre("one", "two", "three"));
  EXPECT_THAT(read_lines("{\"text\": \"one\"}\n{\"text\": \"two\"}{\"text\": \"three\"}\n").texts(),
              ElementsAre("one", "two", "three"));
}

}  // namespace
}  // namespace dateline
