#include "server/http/trusted_proxies.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

const Peer kProxy{.address = "127.0.0.1"};

TrustedProxies proxies() {
  return TrustedProxies({*Network::parse("127.0.0.1"), *Network::parse("10.0.0.0/8"),
                         *Network::parse("2001:db8:1::/48")});
}

// Whom a request with these header lines is from, when the proxy passes it on.
Client client_of(const std::vector<HeaderField>& fields, const Peer& peer = kProxy) {
  RequestHead head;
  head.fields = fields;
  return proxies().client_of(head, peer);
}

TEST(TrustedProxies, SayWhoTheirClientIs) {
  EXPECT_EQ(client_of({{"X-Forwarded-For", "192.0.2.7"}}).address, "192.0.2.7");
  EXPECT_EQ(client_of({{"x-forwarded-for", " 2001:db8::7 "}}).address, "2001:db8::7");
  EXPECT_EQ(client_of({{"X-Forwarded-For", "[2001:db8::7]:4711"}}).address, "2001:db8::7");
  EXPECT_EQ(client_of({{"X-Forwarded-For", "192.0.2.7:4711"}}).address, "192.0.2.7");
  EXPECT_EQ(client_of({{"Forwarded", "for=192.0.2.7;proto=http;by=203.0.113.43"}}).address,
            "192.0.2.7");
  EXPECT_EQ(client_of({{"Forwarded", "For=\"[2001:db8:cafe::17]:4711\""}}).address,
            "2001:db8:cafe::17");
}

TEST(TrustedProxies, AreTheOnlyOnesWhoseWordCounts) {
  const Peer other{.address = "192.0.2.9"};
  EXPECT_EQ(client_of({{"X-Forwarded-For", "198.51.100.1"}}, other).address, "192.0.2.9");
  EXPECT_FALSE(client_of({{"X-Forwarded-Proto", "https"}}, other).https);
  EXPECT_EQ(TrustedProxies().client_of({}, kProxy).address, "127.0.0.1");
  RequestHead head;
  head.fields = {{"X-Forwarded-For", "198.51.100.1"}};
  EXPECT_EQ(TrustedProxies().client_of(head, kProxy).address, "127.0.0.1");
}

// Everything before the last address that no trusted proxy has may be the client's invention.
TEST(TrustedProxies, AreNotDeceivedByTheirClients) {
  EXPECT_EQ(client_of({{"X-Forwarded-For", "198.51.100.1, 192.0.2.7"}}).address, "192.0.2.7");
  EXPECT_EQ(client_of({{"X-Forwarded-For", "198.51.100.1, 192.0.2.7, 10.3.2.1"}}).address,
            "192.0.2.7");
  EXPECT_EQ(
      client_of({{"X-Forwarded-For", "198.51.100.1"}, {"X-Forwarded-For", "192.0.2.7"}}).address,
      "192.0.2.7");
  EXPECT_EQ(
      client_of({{"Forwarded", "for=198.51.100.1"}, {"Forwarded", "for=192.0.2.7, for=10.1.1.1"}})
          .address,
      "192.0.2.7");
  EXPECT_EQ(client_of({{"Forwarded", "for=\"198.51.100.1, for=1.2.3.4\", for=192.0.2.7"}}).address,
            "192.0.2.7");
}

// A proxy that writes X-Forwarded-For passes on what its client wrote into Forwarded.
TEST(TrustedProxies, AreNotTakenAtTheWordOfAFieldThatTheyPassOn) {
  EXPECT_EQ(
      client_of({{"Forwarded", "for=198.51.100.1"}, {"X-Forwarded-For", "192.0.2.7"}}).address,
      "192.0.2.7");
  EXPECT_FALSE(client_of({{"Forwarded", "proto=https"}, {"X-Forwarded-For", "192.0.2.7"}}).https);
}

TEST(TrustedProxies, AreCountedThemselvesWhereTheySayNothing) {
  EXPECT_EQ(client_of({}).address, "127.0.0.1");
  EXPECT_EQ(client_of({{"X-Forwarded-For", ""}}).address, "127.0.0.1");
  EXPECT_EQ(client_of({{"Forwarded", "for=unknown"}}).address, "127.0.0.1");
  EXPECT_EQ(client_of({{"Forwarded", "for=_hidden, for=10.0.0.3"}}).address, "10.0.0.3");
  EXPECT_EQ(client_of({{"X-Forwarded-For", "10.0.0.5"}}).address, "10.0.0.5");
}

TEST(TrustedProxies, SayWhetherTheirClientUsesTls) {
  EXPECT_TRUE(client_of({{"X-Forwarded-Proto", "https"}}).https);
  EXPECT_FALSE(client_of({{"X-Forwarded-Proto", "http"}}).https);
  EXPECT_TRUE(client_of({{"X-Forwarded-For", "192.0.2.7"}, {"X-Forwarded-Proto", "HTTPS"}}).https);
  EXPECT_TRUE(client_of({{"Forwarded", "proto=https;for=192.0.2.7"}}).https);
  EXPECT_TRUE(client_of({{"Forwarded", "for=192.0.2.7"}, {"X-Forwarded-Proto", "https"}}).https);
  EXPECT_FALSE(client_of({{"X-Forwarded-For", "192.0.2.7"}}).https);
}

TEST(Client, IsOneWithItsNeighboursInIpv6) {
  EXPECT_EQ(direct_client({.address = "2001:db8::1"}).group,
            direct_client({.address = "2001:db8::ffff:2"}).group);
  EXPECT_NE(direct_client({.address = "2001:db8::1"}).group,
            direct_client({.address = "2001:db8:0:1::1"}).group);
  EXPECT_NE(direct_client({.address = "192.0.2.1"}).group,
            direct_client({.address = "192.0.2.2"}).group);
  EXPECT_EQ(client_of({{"X-Forwarded-For", "2001:db8:2::1"}}).group, "2001:db8:2::/64");
}

}  // namespace
}  // namespace dateline
