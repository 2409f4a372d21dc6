#include <map>

#include <brotli/encode.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

// tests/data/formats has the same four articles in every format; see make_formats.py there.
namespace dateline {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::filesystem::path data(std::string_view name) {
  return std::filesystem::path(DATELINE_SOURCE_DIR) / "tests/data/formats" / name;
}

// The articles as JSON lines tell them, which is all of their fields, by title.
std::map<std::string, RawArticle> expected_articles() {
  std::map<std::string, RawArticle> result;
  for (RawArticle& article : read({data("articles.jsonl")}).articles)
    result.emplace(article.known.title, std::move(article));
  return result;
}

// Without the fields that a format cannot hold.
using Forget = void (*)(Article&);

void forget_nothing(Article&) {}
void forget_url(Article& article) { article.url.clear(); }
void forget_mail_fields(Article& article) {
  article.url.clear();
  article.topics.clear();
}
void forget_wiki_fields(Article& article) {
  article.id.clear();
  article.url.clear();
  article.source.clear();
  article.language.clear();
  article.authors.clear();
  article.updated.reset();
  article.published = from_day_number(day_number(*article.published));
}
void forget_document_fields(Article& article) {
  article.id.clear();
  article.url.clear();
  article.source.clear();
  article.authors.clear();
  article.published.reset();
}

std::string joined(const std::vector<std::string>& paragraphs) {
  std::string text;
  for (const std::string& paragraph : paragraphs) text += (text.empty() ? "" : "\n\n") + paragraph;
  return text;
}

// Reads a file and compares it with the same articles as JSON lines.
void expect_same(std::string_view file, std::size_t articles, Forget forget) {
  const std::map<std::string, RawArticle> expected = expected_articles();
  ASSERT_THAT(expected, SizeIs(4));
  const Reading reading = read({data(file)});
  EXPECT_THAT(reading.articles, SizeIs(articles)) << file;
  for (RawArticle article : reading.articles) {
    const auto found = expected.find(article.known.title);
    ASSERT_NE(found, expected.end()) << file << ": " << article.known.title;
    RawArticle wanted = found->second;
    if (article.known.updated == article.known.published) article.known.updated.reset();
    forget(wanted.known);
    forget(article.known);
    article.known.extra_json.clear();
    EXPECT_EQ(std::string(trim_end(article.text)), wanted.text) << file;
    EXPECT_EQ(article.shape, RawArticle::Shape::body) << file;
    EXPECT_EQ(article.known, wanted.known) << file << ": " << article.known.title;
  }
}

TEST(Formats, HoldTheSameArticles) {
  for (const std::string_view file :
       {"articles.jsonl.gz", "articles.jsonl.bz2", "articles.jsonl.xz", "articles.zip",
        "articles.tar.gz", "nested.zip", "list.json", "json-feed.json", "ninjs.jsonl", "table.csv",
        "semicolons.csv", "table.tsv", "rss.xml", "atom.xml"})
    expect_same(file, 4, forget_nothing);
  for (const std::string_view file :
       {"article-1.md", "article-2.md", "article-3.md", "article-4.md", "nitf.xml"})
    expect_same(file, 1, forget_nothing);
}

TEST(Formats, HoldTheSameArticlesButForFieldsThatTheyDoNotHave) {
  expect_same("newsml-g2.xml", 4, forget_url);
  expect_same("message.eml", 1, forget_mail_fields);
  expect_same("messages.mbox", 4, forget_mail_fields);
  expect_same("wiki.xml", 4, forget_wiki_fields);
  expect_same("article.docx", 1, forget_document_fields);
  expect_same("article.odt", 1, forget_document_fields);
}

// Pages hold the text in paragraphs; what else they say of themselves is tested with
// extract_html().
TEST(Formats, HoldTheSameArticlesAsPages) {
  const std::map<std::string, RawArticle> expected = expected_articles();
  for (const std::string_view file : {"page-1.html", "page-2.html", "page-3.html", "page-4.html",
                                      "pages.warc", "pages.warc.gz", "pages.arc"}) {
    const Reading reading = read({data(file)});
    EXPECT_THAT(reading.articles, SizeIs(file.starts_with("pages") ? 4 : 1)) << file;
    for (const RawArticle& article : reading.articles) {
      const auto found = expected.find(article.known.title);
      ASSERT_NE(found, expected.end()) << file << ": " << article.known.title;
      const Article& wanted = found->second.known;
      EXPECT_EQ(joined(article.known.paragraphs), found->second.text) << file;
      EXPECT_EQ(article.known.published, wanted.published) << file;
      EXPECT_EQ(article.known.authors, wanted.authors) << file;
      EXPECT_EQ(article.known.source, wanted.source) << file;
      EXPECT_EQ(article.known.topics, wanted.topics) << file;
      EXPECT_EQ(article.known.url, wanted.url) << file;
    }
  }
}

TEST(Formats, AreRecognisedWithoutTheirNames) {
  const TempFolder folder;
  for (const std::string_view file :
       {"articles.jsonl.xz", "articles.tar.gz", "json-feed.json", "table.csv", "rss.xml",
        "atom.xml", "newsml-g2.xml", "nitf.xml", "messages.mbox", "wiki.xml", "article-1.md",
        "article.docx", "pages.warc.gz", "pages.arc", "page-1.html"}) {
    const auto nameless = folder.path() / "file";
    std::filesystem::copy_file(data(file), nameless,
                               std::filesystem::copy_options::overwrite_existing);
    const Reading named = read({data(file)});
    const Reading reading = read({nameless});
    EXPECT_THAT(named.articles, testing::Not(IsEmpty())) << file;
    EXPECT_EQ(reading.texts(), named.texts()) << file;
    EXPECT_EQ(reading.articles.front().known.title, named.articles.front().known.title) << file;
  }
}

TEST(Formats, SayWhyAnAgencysItemIsLeftOut) {
  EXPECT_THAT(read({data("newsml-g2.xml")}).reasons(),
              ElementsAre("its agency has marked it as withheld"));
}

TEST(Formats, AreReadInArchivesTwoLevelsDeepAndNoDeeper) {
  const Reading reading = read({data("too-deep.zip")});
  EXPECT_THAT(reading.articles, IsEmpty());
  ASSERT_THAT(reading.reasons(), ElementsAre("it is inside of more than 2 archives"));
  EXPECT_THAT(reading.set_aside[0].origin.path, testing::EndsWith("too-deep.zip!b.zip!c.zip"));
}

TEST(Formats, NameMembersOfArchives) {
  const Reading reading = read({data("nested.zip")});
  ASSERT_THAT(reading.articles, SizeIs(4));
  EXPECT_THAT(reading.articles[1].origin.path,
              testing::EndsWith("nested.zip!inner.tar.gz!a/2.jsonl.gz"));
}

TEST(WebArchive, GivesPagesAndNothingElse) {
  for (const std::string_view file : {"pages.warc", "pages.warc.gz", "pages.arc"}) {
    const Reading reading = read({data(file)});
    std::vector<std::string> urls;
    for (const RawArticle& article : reading.articles) urls.push_back(article.known.url);
    EXPECT_THAT(urls, ElementsAre("https://coast-times.example/2021/harbour-reopens",
                                  "https://coast-times.example/2021/café-prices",
                                  "https://coast-times.example/2020/bridge",
                                  "https://coast-times.example/2019/orchestra"))
        << file;
    EXPECT_THAT(reading.reasons(), IsEmpty()) << file;
  }
}

TEST(WebArchive, GivesTheTextsOfWet) {
  const Reading reading = read({data("texts.wet.gz")});
  ASSERT_THAT(reading.articles, SizeIs(4));
  EXPECT_EQ(reading.articles[0].shape, RawArticle::Shape::whole);
  EXPECT_THAT(reading.articles[0].text,
              testing::StartsWith("Harbour of Bodø reopens after the storm\n"));
  EXPECT_EQ(reading.articles[0].known.extra_json, R"({"fetched":"2021-06-01T00:00:00Z"})");
}

std::string brotli(std::string_view bytes) {
  constexpr int kQuality = 5;  // the best takes seconds
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string packed(size, '\0');
  EXPECT_EQ(BrotliEncoderCompress(kQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                                  reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                  reinterpret_cast<std::uint8_t*>(packed.data())),
            BROTLI_TRUE);
  packed.resize(size);
  return packed;
}

// A record of a web archive: an answer whose header says that its body is packed so.
std::string packed_page(std::string_view coding, const std::string& body) {
  const std::string answer =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: " + std::string(coding) +
      "\r\n\r\n" + body;
  return "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: " +
         std::to_string(answer.size()) + "\r\n\r\n" + answer + "\r\n\r\n";
}

TEST(WebArchive, UnpacksPages) {
  const TempFolder folder;
  const std::string file = packed_page("br", brotli("in brotli")) +
                           packed_page("BR", brotli(std::string(200'000, 'x'))) +
                           packed_page("gzip", gzip("in gzip")) +
                           packed_page("zstd", zstd("in ") + zstd("zstd")) +
                           packed_page("zstd", zstd(std::string(200'000, 'y')));
  const Reading reading = read({folder.write("a.warc", file)});
  EXPECT_THAT(reading.texts(), ElementsAre("in brotli", std::string(200'000, 'x'), "in gzip",
                                           "in zstd", std::string(200'000, 'y')));
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

TEST(WebArchive, ReadsPagesThatAreStoredUnpackedUnderAHeaderThatSaysOtherwise) {
  const TempFolder folder;
  const std::string file =
      packed_page("br", "<p>one</p>") + packed_page("br", "\r\n\t <p>two</p>") +
      packed_page("br", "\xEF\xBB\xBF<p>three</p>") + packed_page("deflate", "<p>four</p>") +
      packed_page("zstd", "<p>five</p>") + packed_page("gzip", "six");
  const Reading reading = read({folder.write("a.warc", file)});
  EXPECT_THAT(reading.texts(), ElementsAre(HasSubstr("one"), HasSubstr("two"), HasSubstr("three"),
                                           HasSubstr("four"), HasSubstr("five"), "six"));
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

TEST(WebArchive, SaysWhyAPageCannotBeUnpackedAndReadsItsNeighbours) {
  const TempFolder folder;
  const std::string good = brotli("The harbour has reopened after the storm of last week.");
  std::string file = packed_page("br", brotli("the first"));
  for (const std::string& bad :
       {good.substr(0, good.size() / 2), std::string("no brotli, but some words"), good + "more",
        std::string(), brotli(std::string(65U << 20, ' '))})
    file += packed_page("br", bad);
  const std::string packed = zstd("The harbour has reopened.");
  file += packed_page("gzip", gzip("cut").substr(0, 12)) +
          packed_page("zstd", packed.substr(0, packed.size() / 2)) +
          packed_page("zstd", packed + "more") +
          packed_page("zstd", zstd(std::string(65U << 20, ' '))) +
          packed_page("br", brotli("the last"));
  const Reading reading = read({folder.write("a.warc", file)});
  EXPECT_THAT(reading.texts(), ElementsAre("the first", "the last"));
  EXPECT_THAT(
      reading.reasons(),
      ElementsAre("the page's br data end in the middle", "the page's br data are damaged, or none",
                  "the page's br data are damaged, or none", "the page's br data end in the middle",
                  HasSubstr("more than 64 MiB"), "the page's gzip data end in the middle",
                  "the page's zstd data end in the middle",
                  "the page's zstd data are damaged, or none", HasSubstr("more than 64 MiB")));
}

TEST(WebArchive, SkipsADamagedRecordAndReadsItsNeighbours) {
  const auto page = [](std::string_view name, std::string_view length) {
    const std::string block = "the text of page " + std::string(name) + ".";
    return "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/" +
           std::string(name) + "\r\nContent-Type: text/plain\r\nContent-Length: " +
           (length.empty() ? std::to_string(block.size()) : std::string(length)) + "\r\n\r\n" +
           block + "\r\n\r\n";
  };
  const TempFolder folder;
  const std::string file = page("one", "") + page("two", "9999") + page("three", "") +
                           page("four", "xyz") + page("five", "3") + page("six", "");
  const Reading reading = read({folder.write("a.warc", file)});
  EXPECT_THAT(reading.texts(), ElementsAre("the text of page one.", "the text of page three.",
                                           "the text of page six."));
  EXPECT_THAT(reading.reasons(),
              ElementsAre("the record's length is wrong", "the record's header is damaged",
                          "the record's length is wrong"));
}

// Bytes that are missing leave no line break before the next record.
TEST(WebArchive, FindsTheRecordBehindGarbageInAGzipMember) {
  const auto page = [](const std::string& text, std::size_t length) {
    return "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: " +
           std::to_string(length) + "\r\n\r\n" + text;
  };
  const auto whole = [&](const std::string& text) {
    return gzip(page(text, text.size()) + "\r\n\r\n");
  };
  std::string garbled = gzip(page("longer than it says, and cut", 4));
  garbled[garbled.size() - 8] ^= 0x5A;  // of the checksum
  const TempFolder folder;
  const Reading reading =
      read({folder.write("a.warc.gz", whole("one") + garbled + whole("three"))});
  EXPECT_THAT(reading.texts(), ElementsAre("one", "three"));
  EXPECT_THAT(reading.set_aside, SizeIs(1));
}

TEST(WebArchive, KeepsTheOtherRecordsOfADamagedGzipMember) {
  const TempFolder folder;
  const auto member = [](const std::string& name) {
    const std::string block =
        "the text of page " + name + ", which is long enough to be damaged in its middle.";
    return gzip(
        "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: " +
        std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n");
  };
  std::string damaged = member("two");
  for (std::size_t i = damaged.size() / 2; i < damaged.size() / 2 + 8; ++i) damaged[i] ^= 0x5A;
  const Reading reading =
      read({folder.write("a.warc.gz", member("one") + damaged + member("three") + member("four"))});
  EXPECT_THAT(reading.texts(),
              ElementsAre(HasSubstr("page one"), HasSubstr("page three"), HasSubstr("page four")));
  EXPECT_THAT(reading.set_aside, testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace dateline
