#include "server/http/allowed_hosts.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(AllowedHosts, AreLoopbackAndWhatIsListenedOn) {
  const AllowedHosts hosts({}, {"192.0.2.7"});
  for (const char* host : {"localhost", "LOCALHOST:8080", "localhost.", "news.localhost",
                           "127.0.0.1", "127.0.0.1:80", "127.9.9.9", "[::1]:8080", "[::1]",
                           "[0:0::1]", "192.0.2.7", "192.0.2.7:8080", "[::ffff:192.0.2.7]", ""}) {
    EXPECT_TRUE(hosts.allow(host)) << host;
  }
  for (const char* host : {"evil.example", "evil.example:8080", "localhost.evil.example",
                           "evillocalhost", "192.0.2.8", "[2001:db8::1]", "127.0.0.1.evil.example",
                           "127.0.0.1.nip.io:8080", "0.0.0.0", "[::]", "127.1", "0x7f000001",
                           "2130706433", "[::1", "a%0d%0ab", ".", "example", "localhost:80:evil"}) {
    EXPECT_FALSE(hosts.allow(host)) << host;
  }
}

TEST(AllowedHosts, AreThoseThatAreListed) {
  const AllowedHosts hosts({"News.example", "*.Wire.example", "2001:DB8::0007", "203.0.113.9"},
                           {"127.0.0.1"});
  for (const char* host :
       {"news.example", "NEWS.EXAMPLE.:443", "a.wire.example", "b.a.wire.example:80",
        "[2001:db8::7]:8080", "203.0.113.9", "localhost"}) {
    EXPECT_TRUE(hosts.allow(host)) << host;
  }
  for (const char* host :
       {"www.news.example", "wire.example", "evilwire.example", "[2001:db8::8]", "203.0.113.8"}) {
    EXPECT_FALSE(hosts.allow(host)) << host;
  }
}

TEST(AllowedHosts, AreAllAddressesWhereAllAreListenedOn) {
  for (const char* listened : {"0.0.0.0", "::"}) {
    const AllowedHosts hosts({}, {listened});
    EXPECT_TRUE(hosts.allow("192.0.2.7:8080"));
    EXPECT_TRUE(hosts.allow("[2001:db8::1]:8080"));
    EXPECT_TRUE(hosts.allow("localhost"));
    EXPECT_FALSE(hosts.allow("evil.example"));
  }
}

TEST(AllowedHosts, AreTheNameThatIsListenedOn) {
  const AllowedHosts hosts({}, {"Archive.intern"});
  EXPECT_TRUE(hosts.allow("archive.intern:8080"));
  EXPECT_FALSE(hosts.allow("intern"));
}

TEST(AllowedHosts, AreAnyWhereThatIsAskedFor) {
  EXPECT_TRUE(AllowedHosts({"*"}, {"127.0.0.1"}).allow("evil.example"));
  EXPECT_TRUE(AllowedHosts().allow("evil.example"));
}

TEST(HostName, IsWithoutPortBracketsAndCase) {
  EXPECT_EQ(host_name("News.Example.:80"), "news.example");
  EXPECT_EQ(host_name("news.example"), "news.example");
  EXPECT_EQ(host_name("[2001:DB8::1]:80"), "2001:db8::1");
  EXPECT_EQ(host_name("[::1]"), "::1");
  EXPECT_EQ(host_name("a:"), "a");
}

}  // namespace
}  // namespace dateline
