#include "indexer/formats/json/json_splitter.h"

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

Reading read_split(std::string_view json, SourceOptions options = {}) {
  const TempFolder folder;
  return read({folder.write("a.json", json)}, std::move(options));
}

TEST(JsonSplitter, ReadsAList) {
  const Reading reading = read_split(R"([{"text": "one"}, {"text": "t]w}o"},
    {"text": "th\"ree"}])");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "t]w}o", "th\"ree"));
  EXPECT_EQ(reading.articles[2].origin.line, 2U);
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

TEST(JsonSplitter, ReadsObjectsOverSeveralLines) {
  EXPECT_THAT(read_split("{\n  \"text\": \"one\"\n}\n{\n  \"text\": \"two\"\n}\n").texts(),
              ElementsAre("one", "two"));
}

TEST(JsonSplitter, ReadsAListInsideAnObject) {
  const Reading reading = read_split(
      "{\n\"title\": \"Coast Times\",\n\"items\": [\n{\"text\": \"one\"},\n{\"text\": \"two\"}],\n"
      "\"next\": null}\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "two"));
  EXPECT_EQ(reading.articles[0].known.source, "Coast Times");
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

TEST(JsonSplitter, KeepsAnArticleWhoseFieldsHaveLists) {
  const Reading reading =
      read_split("{\n\"text\": \"one\",\n\"items\": [{\"text\": \"two\"}]\n}\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one"));
}

TEST(JsonSplitter, SkipsADamagedElementAndReadsItsNeighbours) {
  const Reading reading = read_split(
      "[\n  {\"text\": \"one\"},\n  {\"text\": \"tw\n  {\"text\": \"three\"},\n  {\"text\": "
      "\"four\"]\n"
      "  },\n  {\"text\": \"five\"}\n]\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "three", "five"));
  EXPECT_THAT(reading.set_aside, SizeIs(2));
  EXPECT_EQ(reading.set_aside[0].origin.line, 3U);
  EXPECT_EQ(reading.set_aside[1].origin.line, 5U);
}

TEST(JsonSplitter, ReadsJsonLinesWhoseFirstLineIsDamaged) {
  const Reading reading =
      read_split("{\"text\": \"on\n{\"text\": \"two\"}\n{\"text\": \"three\"}\n");
  EXPECT_THAT(reading.texts(), ElementsAre("two", "three"));
  EXPECT_THAT(reading.set_aside, SizeIs(1));
}

TEST(JsonSplitter, TellsOnceOfGarbageBetweenElements) {
  const Reading reading = read_split(
      "[\n  {\"text\": \"one\"},\n  n\n 5 \"d\"/ !,\n  \"x\", 7\n  h,\n  {\"text\": \"two\"}\n]\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "two"));
  EXPECT_THAT(reading.set_aside, SizeIs(1));
  EXPECT_EQ(reading.set_aside[0].origin.line, 3U);
}

TEST(JsonSplitter, SetsAsideALongElementWithoutHoldingIt) {
  const Reading reading =
      read_split("[{\"text\": \"one\"}, {\"text\": \"" + std::string(5U << 20, 'x') +
                     "\", \"a\": [\"}\"]}, {\"text\": \"two\"}]",
                 {.max_record_bytes = 1U << 20});
  EXPECT_THAT(reading.texts(), ElementsAre("one", "two"));
  EXPECT_THAT(reading.reasons(), ElementsAre(HasSubstr("longer than")));
}

TEST(JsonSplitter, SetsAsideAListThatIsCut) {
  const Reading reading = read_split("[{\"text\": \"one\"}, {\"text\": \"tw");
  EXPECT_THAT(reading.texts(), ElementsAre("one"));
  EXPECT_THAT(reading.reasons(), ElementsAre(HasSubstr("ends in the middle")));
}

}  // namespace
}  // namespace dateline
