#include "indexer/formats/program_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/build/build_report.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/archive.h"
#include "tests/unit/indexer/reading.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// No key: only its shape.
std::string key_block(const std::string& kind, const std::string& line_break = "\n") {
  const std::string line(64, 'A');
  return "-----BEGIN " + kind + "-----" + line_break + line + line_break + line + line_break +
         "-----END " + kind + "-----" + line_break;
}

Reading read_file(const std::string& name, const std::string& bytes) {
  const TempFolder folder;
  return dateline::read({folder.write(name, bytes)});
}

TEST(ProgramFiles, NeverLetAPrivateKeyIn) {
  for (const std::string& text :
       {key_block("PRIVATE KEY"), key_block("RSA PRIVATE KEY", "\r\n"),
        "A note of Monday.\n\nThe key:\n" + key_block("OPENSSH PRIVATE KEY"),
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n" +
            std::string(64, 'B') + "\n-----END RSA PRIVATE KEY-----\n",
        std::string("-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\nlQOYBF\n"),
        std::string("PuTTY-User-Key-File-2: ssh-rsa\n")}) {
    for (const char* const name : {"a", "a.txt", "a.md", "a.pem"}) {
      const Reading reading = read_file(name, text);
      EXPECT_THAT(reading.articles, IsEmpty()) << name << text;
      EXPECT_THAT(reading.reasons(), ElementsAre("it is a private key")) << name << text;
    }
  }
  EXPECT_THAT(read_file("a.json", "{\n\"title\": \"robot\",\n\"private_key\": \"" +
                                      key_block("PRIVATE KEY", "\\n") + "\"\n}\n")
                  .reasons(),
              ElementsAre("it is a private key"));
}

TEST(ProgramFiles, LoseNoRecordBesideOneWithAPrivateKey) {
  const std::string key = key_block("PRIVATE KEY", "\\n");
  const std::string article = R"({"title": "A", "text": "one"})";
  const std::string with_key = R"({"title": "B", "text": ")" + key + "\"}";
  for (const std::string& json : {article + "\n" + with_key + "\n", with_key + "\n" + article}) {
    const Reading reading = read_file("a.jsonl", json);
    EXPECT_THAT(reading.texts(), ElementsAre("one")) << json;
    EXPECT_THAT(reading.reasons(), ElementsAre("a private key stands in it")) << json;
  }
  EXPECT_THAT(read_file("a.json", with_key).articles, IsEmpty());
}

TEST(ProgramFiles, KeepAnArticleAboutKeys) {
  const Reading reading =
      read_file("a.txt",
                "Keys in the open\n\nThe file began with -----BEGIN PRIVATE KEY----- and nobody "
                "noticed it for a year, the council said on Monday.\n");
  EXPECT_THAT(reading.articles, SizeIs(1));
}

TEST(ProgramFiles, AreKnownByTheirNames) {
  for (const char* const name :
       {"a.py", "b.CS", "c.css", "d.toml", "e.yml", "Makefile", "f.csproj", "CMakeLists.txt",
        "robots.txt", "id.pub", ".env", "package.json"}) {
    const Reading reading = read_file(name, name == std::string("package.json")
                                                ? "{\n\"name\": \"a\",\n\"version\": \"1\"\n}\n"
                                                : "The harbour of Norburg reopened.\n");
    EXPECT_THAT(reading.articles, IsEmpty()) << name;
    ASSERT_THAT(reading.set_aside, SizeIs(1)) << name;
    EXPECT_EQ(reading.set_aside[0].kind, SetAside::Kind::no_article) << name;
  }
}

TEST(ProgramFiles, AreKnownByWhatTheyBeginWith) {
  for (const char* const text :
       {"#!/bin/sh\necho harbour\n", "<?php echo 'harbour'; ?>\n<html><p>x</p></html>",
        "BEGIN:VCALENDAR\nVERSION:2.0\n", "BEGIN:VCARD\nFN:Ida Holm\n", "ssh-rsa AAAAB3Nza x@y\n",
        "-----BEGIN CERTIFICATE-----\nMIIB\n", "User-agent: *\nDisallow: /\n",
        "// Harbour\nint main() {\n  a();\n  b();\n  c();\n  d();\n  e();\n  return 0;\n}\n"}) {
    const Reading reading = read_file("a.txt", text);
    EXPECT_THAT(reading.articles, IsEmpty()) << text;
    ASSERT_THAT(reading.set_aside, SizeIs(1)) << text;
    EXPECT_EQ(reading.set_aside[0].kind, SetAside::Kind::no_article) << text;
  }
}

TEST(ProgramFiles, KeepPagesThatProgramsWrote) {
  for (const char* const name : {"article.php", "a.asp", "b.jsp"}) {
    const Reading reading =
        read_file(name, "<!doctype html><html><body><h1>Harbour</h1><p>It reopened.</p></html>");
    EXPECT_THAT(reading.articles, SizeIs(1)) << name;
  }
}

TEST(ProgramFiles, KeepVerseWhoseLinesEndInSemicolons) {
  const Reading reading = read_file(
      "a.txt",
      "The tide came in;\nthe boats went out,\nand no one said\na word about\nthe night;\n"
      "the lamps were lit,\nthe streets were wet,\nand it was late.\n");
  EXPECT_THAT(reading.articles, SizeIs(1));
}

TEST(ProgramFiles, TakeOneLineOfASummary) {
  const Archive archive;
  archive.write("a.jsonl", json_article("a", long_text("harbour")));
  archive.write("b.py", "print('harbour')\n");
  archive.write("c.toml", "a = 1\n");
  archive.write("d.json", "[1]");
  for (int run = 0; run < 2; ++run) {
    const BuildReport report = archive.run(BuildOptions::Scope::everything);
    EXPECT_EQ(report.set_aside, 3U);
    EXPECT_EQ(report.no_articles, 2U);
    EXPECT_THAT(report.first_aside, SizeIs(1));
    EXPECT_THAT(summary(report), HasSubstr("set aside 2 programs, settings and keys"));
  }
  archive.write("e.jsonl", json_article("e", long_text("bridge")));
  EXPECT_EQ(archive.run().no_articles, 2U);
}

}  // namespace
}  // namespace dateline
