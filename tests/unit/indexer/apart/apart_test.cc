// Sources are parsed by real parsers: dateline-parse, and one whose libraries have holes.

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <archive.h>
#include <archive_entry.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include "indexer/apart/apart_source.h"
#include "indexer/apart/record_extraction.h"
#include "indexer/extract/article_json.h"
#include "search/base/error.h"
#include "tests/unit/indexer/archive.h"
#include "tests/unit/indexer/pushed_archive.h"

namespace dateline {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Parsing apart(const char* program = "dateline-parse") {
  return {.where = Parsing::Where::apart,
          .program = std::filesystem::path(DATELINE_BIN) / program,
          .patience = std::chrono::seconds(1)};
}

Parsing breaking() { return apart("crashing-parser"); }

std::string page(const std::string& title, const std::string& text) {
  return "<!doctype html><html><head><title>" + title + "</title></head><body><article><h1>" +
         title + "</h1><p>" + text + " " + long_text("harbour") + "</p><p>" + long_text("airport") +
         "</p></article></body></html>";
}

// An archive whose parser breaks where it is told to.
struct BreakingArchive : Archive {
  BreakingArchive() { options.sources.parsing = breaking(); }

  std::vector<std::string> reasons() const {
    std::vector<std::string> reasons;
    std::ifstream list(index.path() / "set-aside.jsonl");
    for (std::string line; std::getline(list, line);) reasons.push_back(line);
    return reasons;
  }
};

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& members,
                   const std::filesystem::path& path) {
  archive* const zip = archive_write_new();
  archive_write_set_format_zip(zip);
  archive_write_open_filename(zip, path.c_str());
  for (const auto& [name, bytes] : members) {
    archive_entry* const entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(zip, entry);
    archive_write_data(zip, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_free(zip);
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_gzip(const std::filesystem::path& path, const std::string& text) {
  gzFile out = gzopen(path.c_str(), "wb");
  gzwrite(out, text.data(), static_cast<unsigned>(text.size()));
  gzclose(out);
}

// Everything that becomes of some sources, as text.
std::vector<std::string> all_of(const std::filesystem::path& sources, const Parsing& parsing) {
  SourceOptions options;
  options.parsing = parsing;
  const auto stream = open_record_stream(files_below({sources}, options), options);
  const auto extraction = make_extraction(parsing);
  std::vector<std::string> all;
  const auto add = [&](const auto& one) {
    if (const auto* const article = std::get_if<Article>(&one))
      all.push_back(to_json_line(*article));
  };
  const auto add_aside = [&](const SetAside& aside) {
    all.push_back(aside.origin.path + ":" + std::to_string(aside.origin.line) + ":" +
                  std::to_string(aside.origin.offset) + " " + aside.reason + "; " + aside.advice);
  };
  while (auto result = stream->next()) {
    if (const auto* const aside = std::get_if<SetAside>(&*result)) {
      add_aside(*aside);
      continue;
    }
    for (const auto& one : extraction->extract_one(std::get<Record>(std::move(*result)))) {
      add(one);
      if (const auto* const aside = std::get_if<SetAside>(&one)) add_aside(*aside);
    }
  }
  all.push_back(std::to_string(stream->files_read()) + " files, " +
                std::to_string(stream->bytes_read()) + " bytes");
  return all;
}

TEST(Apart, GivesWhatParsingHereGives) {
  for (const char* folder : {"samples", "tests/data"}) {
    const std::filesystem::path sources = std::filesystem::path(DATELINE_SOURCE_DIR) / folder;
    EXPECT_EQ(all_of(sources, apart()), all_of(sources, Parsing{})) << folder;
  }
}

TEST(Apart, TellsTheNamesOfMembersAsTheyAre) {
  const TempFolder folder;
  zip_of(
      {{"żółw.txt", "Title\n\nText of an article."}, {"caf\xE9.txt", "Title\n\nText of another."}},
      folder.path() / "a.zip");
  EXPECT_EQ(all_of(folder.path(), apart()), all_of(folder.path(), Parsing{}));
}

TEST(Apart, SetsARecordAsideThatKillsTheParser) {
  BreakingArchive archive;
  archive.write("a.html", page("One", "Fine."));
  archive.write("b.html", page("Two", "break:fault"));
  archive.write("c.html", page("Three", "Fine as well."));
  archive.write("d.html", page("Four", "break:abort"));
  const BuildReport report = archive.run();
  EXPECT_EQ(report.articles, 2U);
  EXPECT_EQ(archive.ids("harbour"), archive.ids("fine"));
  EXPECT_THAT(report.first_aside, SizeIs(2));
  EXPECT_THAT(
      archive.reasons(),
      ElementsAre(AllOf(HasSubstr("b.html"), HasSubstr("it killed the parser: segmentation fault")),
                  AllOf(HasSubstr("d.html"), HasSubstr("it killed the parser: aborted"))));
}

TEST(Apart, NamesEachWayInWhichARecordBreaksAParser) {
  BreakingArchive archive;
  archive.write("fine.html", page("Fine", "All is well."));
  archive.write("flood.html", page("A", "break:flood"));
  archive.write("leave.html", page("B", "break:leave"));
  archive.write("loop.html", page("C", "break:loop"));
  archive.write("nonsense.html", page("D", "break:nonsense"));
  EXPECT_EQ(archive.run().articles, 1U);
  EXPECT_THAT(archive.reasons(),
              ElementsAre(HasSubstr("it answers too much"), HasSubstr("exit status 0"),
                          HasSubstr("it takes more than 1 s"), HasSubstr("an unknown value")));
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST(Apart, SetsARecordAsideThatTakesTooMuchMemory) {
  BreakingArchive archive;
  archive.write("fine.html", page("Fine", "All is well."));
  archive.write("memory.html", page("A", "break:memory"));
  EXPECT_EQ(archive.run().articles, 1U);
  EXPECT_THAT(archive.reasons(), ElementsAre(HasSubstr("more memory than a parser may have")));
}
#endif

TEST(Apart, LetsNothingOut) {
  BreakingArchive archive;
  archive.write("a.html", page("One", "break:escape"));
  EXPECT_EQ(archive.run().articles, 1U) << "all was refused, and the page was read";
  EXPECT_THAT(archive.reasons(), IsEmpty());
}

TEST(Apart, TriesADeadlyRecordAgainOnlyWhenItChanges) {
  BreakingArchive archive;
  archive.write("a.html", page("One", "Fine."));
  archive.write("b.html", page("Two", "break:abort"));
  archive.run();
  archive.options.sources.parsing.program = "/nowhere";  // so that each try is an error
  EXPECT_EQ(archive.run().set_aside, 1U) << "no file has changed";
  archive.write("b.html", page("Two", "break:abort"));
  EXPECT_THROW(archive.run(), IndexError);
  archive.options.sources.parsing = breaking();
  archive.write("b.html", page("Two", "No harm is in it now."));
  EXPECT_EQ(archive.run().set_aside, 0U);
  EXPECT_EQ(archive.ids("harm").size(), 1U);
}

// A page as a web archive has it.
std::string saved(const std::string& title, const std::string& text) {
  const std::string answer =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(title, text);
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/" + title +
         "\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " +
         std::to_string(answer.size()) + "\r\n\r\n" + answer + "\r\n\r\n";
}

TEST(Apart, KnowsADeadlyRecordOfAFileThatHasGrown) {
  BreakingArchive archive;
  archive.write("a.warc", saved("One", "Fine.") + saved("Two", "break:loop"));
  const BuildReport first = archive.run();
  EXPECT_EQ(first.articles, 1U);
  EXPECT_THAT(archive.reasons(), ElementsAre(HasSubstr("it takes more than 1 s")));
  // What is tried again would take longer now, and say so.
  archive.options.sources.parsing.patience = std::chrono::seconds(2);
  archive.write("a.warc",
                saved("One", "Fine.") + saved("Two", "break:loop") + saved("Three", "Fine."));
  EXPECT_EQ(archive.run().articles, 2U);
  EXPECT_THAT(archive.reasons(),
              ElementsAre(AllOf(HasSubstr("it takes more than 1 s"), HasSubstr("a.warc"))));
}

TEST(Apart, ReadsAnArchiveOnAfterAMemberThatKillsTheParser) {
  BreakingArchive archive;
  std::vector<std::pair<std::string, std::string>> members;
  for (int i = 10; i < 20; ++i) {
    const std::string number = std::to_string(i);
    const bool breaks = i == 12 || i == 17;
    members.emplace_back(number + ".jsonl",
                         breaks ? "break:fault" : json_article(number, "The harbour."));
  }
  archive.write("a.zip", "");
  zip_of(members, archive.sources.path() / "a.zip");
  archive.write("b.jsonl", json_article("b", "The harbour."));
  EXPECT_EQ(archive.run().articles, 9U);
  EXPECT_THAT(archive.reasons(),
              ElementsAre(HasSubstr("a.zip!12.jsonl"), HasSubstr("a.zip!17.jsonl")));
  EXPECT_THAT(archive.reasons(), Each(HasSubstr("segmentation fault")));
}

TEST(Apart, KeepsWhatAMemberHadBeforeItKilledTheParser) {
  BreakingArchive archive;
  std::string lines;  // long enough that the marker is in a later block of the member
  for (int i = 0; i < 2000; ++i) lines += json_article("n" + std::to_string(i), "The harbour.");
  archive.write("a.zip", "");
  zip_of({{"long.jsonl", lines + "break:abort"}, {"z.jsonl", json_article("z", "The end.")}},
         archive.sources.path() / "a.zip");
  const BuildReport report = archive.run();
  EXPECT_GT(report.articles, 100U);
  EXPECT_EQ(archive.ids("end"), (std::set<std::string>{"z"}));
  EXPECT_THAT(archive.reasons(),
              ElementsAre(AllOf(HasSubstr("a.zip!long.jsonl"), HasSubstr("aborted"))));
}

TEST(Apart, SetsTheRestOfAFileAsideThatKillsTheParser) {
  BreakingArchive archive;
  archive.write("a.jsonl.gz", "");
  write_gzip(archive.sources.path() / "a.jsonl.gz",
             json_article("a", "The harbour.") + "break:fault\n");
  archive.write("b.jsonl", json_article("b", "The harbour."));
  EXPECT_EQ(archive.run().articles, 1U);
  EXPECT_THAT(archive.reasons(),
              ElementsAre(AllOf(HasSubstr("a.jsonl.gz"), HasSubstr("segmentation fault"))));
}

TEST(Apart, GivesUpAnArchiveOfManyDeadlyMembers) {
  BreakingArchive archive;
  std::vector<std::pair<std::string, std::string>> members;
  for (int i = 10; i < 60; ++i) members.emplace_back(std::to_string(i) + ".jsonl", "break:abort");
  archive.write("a.zip", "");
  zip_of(members, archive.sources.path() / "a.zip");
  archive.write("b.jsonl", json_article("b", "The harbour."));
  EXPECT_EQ(archive.run().articles, 1U);
  EXPECT_THAT(archive.reasons(), SizeIs(16));
  EXPECT_THAT(archive.reasons().back(), HasSubstr("the rest of it is not read"));
}

TEST(Apart, AppliesPushedArticlesLikewise) {
  PushedArchive archive;
  archive.options.sources.parsing = apart();
  archive.push("one", "The harbour was closed.");
  archive.push("two", "The airport was closed.");
  archive.remove_article("one");
  EXPECT_EQ(archive.apply().added, 1U);
  EXPECT_EQ(archive.ids("closed"), (std::set<std::string>{"two"}));
}

// Its state, as proc(5) has it; 0 where there is none.
char state_of(pid_t process) {
  std::ifstream in("/proc/" + std::to_string(process) + "/stat");
  std::string number;
  std::string name;
  char state = 0;
  in >> number >> name >> state;
  return state;
}

TEST(Apart, EndsParsersWithTheProgramThatIsKilled) {
  std::array<int, 2> ready{};
  ASSERT_EQ(pipe(ready.data()), 0);
  const pid_t indexer = fork();
  if (indexer == 0) {
    const ParserProcess parser(apart());
    if (write(ready[1], "!", 1) == 1) pause();
    _exit(1);
  }
  char is_ready = 0;
  ASSERT_EQ(read(ready[0], &is_ready, 1), 1);
  const std::string number = std::to_string(indexer);
  pid_t parser = 0;
  std::ifstream("/proc/" + number + "/task/" + number + "/children") >> parser;
  ASSERT_NE(state_of(parser), 0);
  kill(indexer, SIGKILL);
  waitpid(indexer, nullptr, 0);
  const auto is_over = [&] { return state_of(parser) == 0 || state_of(parser) == 'Z'; };
  for (int i = 0; i < 10'000 && !is_over(); ++i) usleep(1000);
  EXPECT_TRUE(is_over());
}

TEST(Apart, SaysWhichParserCannotBeStarted) {
  Archive archive;
  archive.write("a.jsonl", json_article("a", "The harbour."));
  archive.options.sources.parsing = apart("no-such-parser");
  try {
    archive.run();
    FAIL() << "there is no such parser";
  } catch (const IndexError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("no-such-parser"), HasSubstr("No such file"),
                                    HasSubstr("sandbox")));
  }
}

}  // namespace
}  // namespace dateline
