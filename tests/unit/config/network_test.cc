#include "config/network.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

bool has(std::string_view network, std::string_view address) {
  return Network::parse(network)->has(*IpAddress::parse(address));
}

TEST(IpAddress, IsTheSameHoweverItIsWritten) {
  EXPECT_EQ(IpAddress::parse("::0001"), IpAddress::parse("::1"));
  EXPECT_EQ(IpAddress::parse("2001:DB8:0::7"), IpAddress::parse("2001:db8::7"));
  EXPECT_EQ(IpAddress::parse("::ffff:192.0.2.7"), IpAddress::parse("192.0.2.7"));
  EXPECT_EQ(to_string(*IpAddress::parse("::ffff:192.0.2.7")), "192.0.2.7");
  EXPECT_EQ(to_string(*IpAddress::parse("2001:DB8::7")), "2001:db8::7");
}

TEST(IpAddress, IsNothingElse) {
  for (const char* text : {"", "localhost", "192.0.2", "192.0.2.256", "0x7f.0.0.1", "127.1",
                           "[::1]", "::1%lo", "192.0.2.7:80", "2130706433", "192.0.2.7 "}) {
    EXPECT_FALSE(IpAddress::parse(text)) << text;
  }
}

TEST(IpAddress, KnowsLoopbackAndAnyAddress) {
  for (const char* text : {"127.0.0.1", "127.255.0.3", "::1", "::ffff:127.0.0.1"}) {
    EXPECT_TRUE(IpAddress::parse(text)->is_loopback()) << text;
  }
  for (const char* text : {"128.0.0.1", "0.0.0.0", "::", "::2", "fe80::1"}) {
    EXPECT_FALSE(IpAddress::parse(text)->is_loopback()) << text;
  }
  EXPECT_TRUE(IpAddress::parse("0.0.0.0")->is_unspecified());
  EXPECT_TRUE(IpAddress::parse("::")->is_unspecified());
  EXPECT_FALSE(IpAddress::parse("0.0.0.1")->is_unspecified());
}

TEST(Network, HasTheAddressesThatBeginAsItDoes) {
  EXPECT_TRUE(has("10.0.0.0/8", "10.255.3.4"));
  EXPECT_FALSE(has("10.0.0.0/8", "11.0.0.0"));
  EXPECT_TRUE(has("192.0.2.128/25", "192.0.2.129"));
  EXPECT_FALSE(has("192.0.2.128/25", "192.0.2.127"));
  EXPECT_TRUE(has("192.0.2.7", "::ffff:192.0.2.7"));
  EXPECT_FALSE(has("192.0.2.7", "192.0.2.8"));
  EXPECT_TRUE(has("0.0.0.0/0", "203.0.113.9"));
  EXPECT_FALSE(has("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(has("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(has("2001:db8::/33", "2001:db8:8000::1"));
  EXPECT_TRUE(has("::/0", "2001:db8::1"));
}

TEST(Network, IsNothingElse) {
  for (const char* text :
       {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "::/129", "proxy"}) {
    EXPECT_FALSE(Network::parse(text)) << text;
  }
}

}  // namespace
}  // namespace dateline
