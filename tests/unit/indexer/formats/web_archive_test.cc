#include "indexer/formats/web_archive.h"

#include <algorithm>

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

std::string record(const std::string& head, const std::string& block) {
  return "WARC/1.0\r\n" + head + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" +
         block + "\r\n\r\n";
}

std::string resource(const std::string& uri, const std::string& text) {
  return record(
      "WARC-Type: resource\r\nWARC-Target-URI: " + uri + "\r\nContent-Type: text/plain\r\n", text);
}

std::string response(const std::string& type, const std::string& body) {
  return record(
      "WARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\n"
      "Content-Type: application/http\r\n",
      "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n" + body);
}

Reading read_archive(const std::string& bytes) {
  const TempFolder folder;
  return read({folder.write("a.warc", bytes)});
}

TEST(WebArchive, PassesOverWhatCrawlersWriteOfThemselves) {
  const Reading reading = read_archive(
      resource("metadata://gnu.org/software/wget/warc/wget_arguments.txt", "\"--mirror\"") +
      resource("<metadata://gnu.org/software/wget/warc/wget.log>", "Saving to: index.html") +
      resource("urn:X-wpull:log", "INFO Fetched") + resource("urn:text:https://example.org/", "x") +
      resource("https://example.org/notes.txt", "The harbour reopened."));
  EXPECT_THAT(reading.texts(), ElementsAre("The harbour reopened."));
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

TEST(WebArchive, ReadsAFileWhoseCarriageReturnsAreGone) {
  std::string file = response("text/plain", "one\r\nmore") + response("text/plain", "two") +
                     response("text/plain", "three");
  std::erase(file, '\r');
  const Reading reading = read_archive(file);
  ASSERT_THAT(reading.articles, SizeIs(3));
  EXPECT_THAT(reading.articles[0].text, HasSubstr("one\nmore"));
  EXPECT_THAT(reading.articles[1].text, HasSubstr("two"));
  EXPECT_THAT(reading.articles[2].text, HasSubstr("three"));
  EXPECT_EQ(reading.articles[2].known.url, "https://example.org/a");
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

std::string arc_record(const std::string& url, const std::string& type, const std::string& body) {
  return url + " 192.0.2.1 20190305100000 " + type + " " + std::to_string(body.size()) + "\n" +
         body + "\n";
}

TEST(WebArchive, ReadsAddressesThatHoldSpaces) {
  const std::string page = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nThe harbour.";
  const Reading reading = read_archive(
      arc_record("filedesc://a.arc", "text/plain", "1 0 Crawler\nURL IP Date Type Length\n") +
      arc_record("http://example.org/a b c.txt", "text/plain", page) +
      arc_record("http://example.org/d", "text/plain", page));
  ASSERT_THAT(reading.articles, SizeIs(2));
  EXPECT_EQ(reading.articles[0].known.url, "http://example.org/a b c.txt");
  EXPECT_EQ(reading.articles[0].known.extra_json, R"({"fetched":"2019-03-05T10:00:00Z"})");
  EXPECT_EQ(reading.articles[1].known.url, "http://example.org/d");
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

TEST(WebArchive, TakesNoRulesForCrawlersForArticles) {
  const Reading reading = read_archive(response("text/plain", "User-agent: *\nDisallow: /a\n") +
                                       response("text/plain", "The harbour reopened."));
  EXPECT_THAT(reading.texts(), ElementsAre("The harbour reopened."));
}

TEST(WebArchive, ReadsTheEntriesOfFeeds) {
  const std::string rss =
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Norburg Post</title>"
      "<item><title>A</title><link>https://example.org/1</link><description>one</description>"
      "</item><item><title>B</title><description>two</description></item></channel></rss>";
  for (const char* const type : {"application/rss+xml", "text/xml; charset=utf-8", "text/html"}) {
    const Reading reading = read_archive(response(type, rss));
    EXPECT_THAT(reading.texts(), ElementsAre("one", "two")) << type;
    ASSERT_THAT(reading.articles, SizeIs(2));
    EXPECT_EQ(reading.articles[0].known.url, "https://example.org/1");
    EXPECT_EQ(reading.articles[0].known.source, "Norburg Post");
    EXPECT_EQ(reading.articles[1].known.url, "");
  }
}

TEST(WebArchive, TakesNoOtherXmlForArticles) {
  const Reading reading = read_archive(
      response("application/xml",
               "<?xml version=\"1.0\"?><urlset><url><loc>https://example.org"
               "</loc></url></urlset>") +
      response("text/xml", "<html><body><h1>Harbour</h1><p>It reopened.</p></body></html>"));
  ASSERT_THAT(reading.articles, SizeIs(1));
  EXPECT_THAT(reading.articles[0].known.title, HasSubstr("Harbour"));
}

}  // namespace
}  // namespace dateline
