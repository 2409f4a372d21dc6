#include "server/static_file.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "server/http/compression.h"

namespace dateline {
namespace {

std::string unpacked(std::string_view packed) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string bytes(1'000'000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  bytes.resize(stream.total_out);
  inflateEnd(&stream);
  return bytes;
}

std::string header(const Reply& reply, std::string_view name) {
  for (const auto& [key, value] : reply.headers) {
    if (key == name) return value;
  }
  return {};
}

const std::string kText(5'000, 'a');

TEST(Compression, UnderstandsWhatIsAccepted) {
  for (const char* yes :
       {"gzip", "GZIP", "x-gzip", "deflate, gzip", "br;q=1.0, gzip;q=0.8, *;q=0.1", "*",
        "gzip ; q=0.001", "*;q=0, gzip", "gzip;Q=1"}) {
    EXPECT_TRUE(accepts_gzip(yes)) << yes;
  }
  for (const char* no : {"", "br", "gzip;q=0", "gzip;q=0.000", "identity", "*;q=0", "gzip;q=0, *",
                         "gzipped", "gzip;level=9", ",,;,", "gzip=1", "\"gzip\""}) {
    EXPECT_FALSE(accepts_gzip(no)) << no;
  }
}

TEST(Compression, GivesBackWhatWentIn) {
  for (const std::string& text : {std::string(), kText, std::string("\0\xff\n", 3)}) {
    EXPECT_EQ(unpacked(gzip(text, Effort::fast)), text);
    EXPECT_EQ(unpacked(gzip(text, Effort::best)), text);
  }
}

TEST(StaticFile, IsServedAsItIs) {
  const Reply reply = StaticFile("style.css", kText).reply("", "");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, kText);
  EXPECT_EQ(reply.content_type, "text/css; charset=utf-8");
  EXPECT_EQ(header(reply, "Content-Encoding"), "");
  EXPECT_EQ(header(reply, "Vary"), "Accept-Encoding");
}

TEST(StaticFile, IsPackedForWhoAcceptsIt) {
  const StaticFile file("app.js", kText);
  const Reply reply = file.reply("", "gzip");
  EXPECT_EQ(unpacked(reply.body), kText);
  EXPECT_EQ(header(reply, "Content-Encoding"), "gzip");
  EXPECT_NE(header(reply, "ETag"), header(file.reply("", ""), "ETag"));
}

TEST(StaticFile, IsNotPackedWhereThatSavesNothing) {
  const Reply reply = StaticFile("favicon.svg", "<svg/>").reply("", "gzip");
  EXPECT_EQ(reply.body, "<svg/>");
  EXPECT_EQ(header(reply, "Vary"), "");
}

TEST(StaticFile, IsNotSentAgainToWhoHasIt) {
  const StaticFile file("style.css", kText);
  const std::string etag = header(file.reply("", ""), "ETag");
  for (const std::string& known : {etag, "W/" + etag, "\"x\", " + etag, std::string("*")}) {
    const Reply reply = file.reply(known, "");
    EXPECT_EQ(reply.status, 304) << known;
    EXPECT_EQ(reply.body, "");
    EXPECT_EQ(header(reply, "ETag"), etag);
  }
  EXPECT_EQ(file.reply(etag, "gzip").status, 200);
  EXPECT_EQ(file.reply("\"x\"", "").status, 200);
  EXPECT_EQ(file.reply(etag.substr(1), "").status, 200);
}

}  // namespace
}  // namespace dateline
