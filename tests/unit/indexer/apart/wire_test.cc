#include "indexer/apart/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

Article full_article() {
  return {.id = "a-1",
          .url = "https://example.org/1",
          .title = "Żółw – 東京",
          .summary = "A summary.",
          .section = "World",
          .source = "TASS",
          .place = "Moscow",
          .language = "en",
          .published = Date{.year = 2017,
                            .month = 1,
                            .day = 25,
                            .second = 53040,
                            .utc_offset = 180,
                            .precision = Precision::minute},
          .updated = Date{.year = 2018, .utc_offset = -1439, .precision = Precision::year},
          .authors = {"A", "B"},
          .topics = {"oil"},
          .people = {"C D"},
          .organisations = {"UN"},
          .paragraphs = {"One.", "Two\nlines\tand a tab."},
          .headings = {{0, "First"}, {2, "Last"}},
          .asides = {"Read also"},
          .extraction = {{"title", "metadata"}, {"published", "dateline"}},
          .extra_json = R"({"a":[1,{"b":null}]})"};
}

template <typename Event>
ParserEvent there_and_back(const Event& event) {
  EventWriter writer;
  writer.add(event);
  EventReader reader;
  reader.take(writer.take());
  ParserEvent read = reader.next();
  EXPECT_TRUE(reader.is_at_end());
  return read;
}

std::string refusal_of(const Article& article) {
  try {
    there_and_back(article);
    return "accepted";
  } catch (const BadMessage& refusal) {
    return refusal.what();
  }
}

TEST(Wire, BringsArticlesAsTheyAre) {
  EXPECT_EQ(std::get<Article>(there_and_back(full_article())), full_article());
  const Article least{.id = "a", .language = "und"};
  EXPECT_EQ(std::get<Article>(there_and_back(least)), least);
}

TEST(Wire, BringsRecordsWithWhatTheirFileSays) {
  auto file = std::make_shared<FileContext>();
  file->charset = "windows-1251";
  file->field_names = {{"hed", "title"}};
  file->known.source = "Feed";
  file->date_locale = "en-GB";
  file->columns = {"id", "caf\xE9"};
  file->csv = {.delimiter = ';', .quote = '\'', .escape = CsvDialect::Escape::backslash};
  file->namespaces = " xmlns:dc=\"x\"";
  const Record record{.origin = {.path = "a.zip!b", .line = 7, .offset = 900},
                      .format = Format::csv,
                      .bytes = std::string("caf\xE9\0;", 6),
                      .known = {.url = "https://example.org"},
                      .file = file};
  EventWriter writer;
  writer.add(record);
  writer.add(record);
  EventReader reader;
  reader.take(writer.take());
  const Record first = std::get<Record>(reader.next());
  const Record second = std::get<Record>(reader.next());
  EXPECT_EQ(first.file, second.file) << "which is sent once";
  EXPECT_EQ(second.origin, record.origin);
  EXPECT_EQ(second.format, record.format);
  EXPECT_EQ(second.bytes, record.bytes);
  EXPECT_EQ(second.known, record.known);
  EXPECT_EQ(second.file->charset, file->charset);
  EXPECT_EQ(second.file->field_names, file->field_names);
  EXPECT_EQ(second.file->known, file->known);
  EXPECT_EQ(second.file->date_locale, file->date_locale);
  EXPECT_EQ(second.file->columns, file->columns);
  EXPECT_EQ(second.file->csv, file->csv);
  EXPECT_EQ(second.file->namespaces, file->namespaces);
}

TEST(Wire, BringsWhatIsSetAside) {
  const SetAside aside{.origin = {.path = "new\nline", .line = 3, .offset = 4},
                       .reason = "it is a key",
                       .advice = "keep it elsewhere",
                       .kind = SetAside::Kind::no_article};
  const auto read = std::get<SetAside>(there_and_back(aside));
  EXPECT_EQ(read.origin, aside.origin);
  EXPECT_EQ(read.reason, aside.reason);
  EXPECT_EQ(read.advice, aside.advice);
  EXPECT_EQ(read.kind, aside.kind);
}

TEST(Wire, BringsRequests) {
  ReadRequest request{.options = {.max_record_bytes = 5, .max_archive_depth = 1},
                      .pace = Pace::careful,
                      .files = {{.path = "a.zip", .skip = 9, .refused = {{"a.zip!b", 2, "why"}}}}};
  const auto read = std::get<ReadRequest>(request_of(to_message(request)));
  EXPECT_EQ(read.options.max_record_bytes, 5U);
  EXPECT_EQ(read.options.max_archive_depth, 1);
  EXPECT_EQ(read.pace, Pace::careful);
  ASSERT_THAT(read.files, SizeIs(1));
  EXPECT_EQ(read.files[0].skip, 9U);
  ASSERT_THAT(read.files[0].refused, SizeIs(1));
  EXPECT_EQ(read.files[0].refused[0].path, "a.zip!b");
  EXPECT_EQ(read.files[0].refused[0].after, 2U);
}

TEST(Wire, RefusesArticlesThatNoExtractorMakes) {
  const auto with = [](auto change) {
    Article article = full_article();
    change(article);
    return refusal_of(article);
  };
  EXPECT_EQ(refusal_of(full_article()), "accepted");
  EXPECT_THAT(with([](Article& a) { a.title = "caf\xE9"; }), HasSubstr("UTF-8"));
  EXPECT_THAT(with([](Article& a) { a.paragraphs[0] = "\x1b[31m"; }), HasSubstr("UTF-8"));
  EXPECT_THAT(with([](Article& a) { a.authors[0] = std::string(1, '\0'); }), HasSubstr("UTF-8"));
  EXPECT_THAT(with([](Article& a) { a.id = ""; }), HasSubstr("id"));
  EXPECT_THAT(with([](Article& a) { a.id = std::string(100'000, 'a'); }), HasSubstr("id"));
  EXPECT_THAT(with([](Article& a) { a.language = std::string(100, 'a'); }), HasSubstr("language"));
  EXPECT_THAT(with([](Article& a) { a.headings[1].before = 3; }), HasSubstr("heading"));
  EXPECT_THAT(with([](Article& a) { a.headings[0].before = UINT64_MAX; }), HasSubstr("heading"));
  EXPECT_THAT(with([](Article& a) { a.published->month = 13; }), HasSubstr("date"));
  EXPECT_THAT(with([](Article& a) { a.published->year = -1; }), HasSubstr("date"));
  EXPECT_THAT(with([](Article& a) { a.published->utc_offset = 5000; }), HasSubstr("zone"));
  EXPECT_THAT(with([](Article& a) { a.extra_json = "[1]"; }), HasSubstr("JSON"));
  EXPECT_THAT(with([](Article& a) { a.extra_json = "{\"a\":"; }), HasSubstr("JSON"));
  const std::string deep = "{\"a\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
  EXPECT_THAT(with([&](Article& a) { a.extra_json = deep; }), HasSubstr("JSON"));
}

TEST(Wire, RefusesWhatIsCutOffAnywhere) {
  EventWriter writer;
  writer.add(full_article());
  const std::string whole = writer.take();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EventReader reader;
    reader.take(whole.substr(0, size));
    EXPECT_THROW(reader.next(), BadMessage) << size;
  }
}

TEST(Wire, RefusesUnknownAndImpossibleEvents) {
  for (int tag = 0; tag < 256; ++tag) {
    if (tag == 5 || tag == 7)
      continue;  // the end of a member, and of a record, have nothing behind them
    EventReader reader;
    reader.take(std::string(1, static_cast<char>(tag)));
    EXPECT_THROW(reader.next(), BadMessage) << tag;
  }
  EventReader lists;
  lists.take("\x03" + std::string(9, '\0') + "\xFF\xFF\xFF\xFF\xFF\x01");
  EXPECT_THROW(lists.next(), BadMessage) << "so many authors";
}

TEST(Wire, ReadsManyContextsWithoutATower) {
  EventWriter writer;
  std::string message;
  for (int i = 0; i < 200'000; ++i) {
    writer.add(Record{.file = std::make_shared<FileContext>()});
    const std::string both = writer.take();
    if (message.empty()) message.reserve(200'000 * both.size());
    message += both.substr(0, both.find('\x01', 1));
  }
  EventReader reader;
  reader.take(message);
  EXPECT_THROW(reader.next(), BadMessage) << "no record follows them";
}

}  // namespace
}  // namespace dateline
