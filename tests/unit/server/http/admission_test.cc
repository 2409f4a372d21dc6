#include "server/http/admission.h"

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dateline {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kNoPause{1'000'000};

// Connections of peers that need no socket.
class Peers {
 public:
  Connection* of(const std::string& address) {
    all_.push_back(std::make_unique<Connection>(Descriptor(), Peer{.address = address}));
    return all_.back().get();
  }

 private:
  std::vector<std::unique_ptr<Connection>> all_;
};

// As many of one address, waiting.
std::vector<Connection*> wait(Admission& admission, Peers& peers, const std::string& address,
                              int count) {
  std::vector<Connection*> waiting;
  for (int i = 0; i < count; ++i) {
    waiting.push_back(peers.of(address));
    EXPECT_EQ(admission.wait(waiting.back()), nullptr);
  }
  return waiting;
}

TEST(Admission, LetsAddressesTakeTurnsHoweverManyConnectionsTheyHave) {
  Admission admission(1, 100, kNoPause);
  Peers peers;
  ASSERT_TRUE(admission.enter(peers.of("192.0.2.1")).runs);
  const auto many = wait(admission, peers, "192.0.2.1", 50);
  const auto few = wait(admission, peers, "192.0.2.2", 3);
  std::vector<std::string> order;
  for (int i = 0; i < 7; ++i) order.push_back(admission.next(nullptr)->peer().address);
  EXPECT_EQ(order, (std::vector<std::string>{"192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.2",
                                             "192.0.2.1", "192.0.2.2", "192.0.2.1"}));
}

TEST(Admission, GivesAllOfAnAddressTheirTurn) {
  Admission admission(1, 100, kNoPause);
  Peers peers;
  ASSERT_TRUE(admission.enter(peers.of("192.0.2.1")).runs);
  const auto waiting = wait(admission, peers, "192.0.2.1", 5);
  for (Connection* each : waiting) EXPECT_EQ(admission.next(nullptr), each);
  EXPECT_EQ(admission.next(nullptr), nullptr);
  EXPECT_EQ(admission.waiting(), 0);
}

TEST(Admission, TurnsAwayTheNewestOfTheAddressWithMostWaiting) {
  Admission admission(1, 4, kNoPause);
  Peers peers;
  ASSERT_TRUE(admission.enter(peers.of("192.0.2.1")).runs);
  const auto greedy = wait(admission, peers, "192.0.2.1", 4);
  const auto second = admission.enter(peers.of("192.0.2.2"));
  EXPECT_FALSE(second.runs);
  EXPECT_EQ(second.turned_away, greedy[3]);
  EXPECT_EQ(admission.enter(peers.of("192.0.2.3")).turned_away, greedy[2]);
  EXPECT_EQ(admission.waiting(), 4);
}

TEST(Admission, LetsOthersWaitByALimitThatIsSetLater) {
  Admission admission(1, 4, kNoPause);
  Peers peers;
  ASSERT_TRUE(admission.enter(peers.of("192.0.2.1")).runs);
  wait(admission, peers, "192.0.2.1", 4);
  admission.limit(5);
  wait(admission, peers, "192.0.2.1", 1);
  admission.limit(2);
  Connection* const late = peers.of("192.0.2.1");
  EXPECT_EQ(admission.enter(late).turned_away, late);
  EXPECT_EQ(admission.waiting(), 5);
}

TEST(Admission, TurnsAwayWhoComesWhereItsOwnAddressHasMostWaiting) {
  Admission admission(1, 4, kNoPause);
  Peers peers;
  ASSERT_TRUE(admission.enter(peers.of("192.0.2.1")).runs);
  wait(admission, peers, "192.0.2.1", 3);
  wait(admission, peers, "192.0.2.2", 1);
  Connection* const one_more = peers.of("192.0.2.1");
  EXPECT_EQ(admission.enter(one_more).turned_away, one_more);
  EXPECT_EQ(admission.wait(one_more), one_more);
}

TEST(Admission, TurnsNobodyAwayForWhoWouldThenHaveAsMany) {
  Admission admission(1, 4, kNoPause);
  Peers peers;
  ASSERT_TRUE(admission.enter(peers.of("192.0.2.1")).runs);
  wait(admission, peers, "192.0.2.1", 2);
  wait(admission, peers, "192.0.2.2", 1);
  wait(admission, peers, "192.0.2.3", 1);
  Connection* const newcomer = peers.of("192.0.2.2");
  EXPECT_EQ(admission.wait(newcomer), newcomer);
}

TEST(Admission, CountsNeighboursInIpv6AsOneAddress) {
  Admission admission(1, 2, kNoPause);
  Peers peers;
  ASSERT_TRUE(admission.enter(peers.of("2001:db8::1")).runs);
  wait(admission, peers, "2001:db8::2", 1);
  const auto second = wait(admission, peers, "2001:db8::3", 1);
  EXPECT_EQ(admission.wait(peers.of("192.0.2.1")), second[0]);
}

TEST(Admission, CountsWhomAProxyNames) {
  Admission admission(1, 2, kNoPause);
  Peers peers;
  ASSERT_TRUE(admission.enter(peers.of("127.0.0.1")).runs);
  const auto name = [&](const char* address) {
    Connection* const connection = peers.of("127.0.0.1");
    connection->set_client(direct_client({.address = address}));
    return connection;
  };
  admission.wait(name("192.0.2.1"));
  Connection* const second = name("192.0.2.1");
  admission.wait(second);
  EXPECT_EQ(admission.wait(name("192.0.2.2")), second);
}

class Endless : public ResponseRest {
 public:
  std::optional<std::string> next() override { return "part"; }
};

TEST(Admission, NeitherCountsNorTurnsAwayAnswersThatGoOn) {
  Admission admission(1, 1, kNoPause);
  Peers peers;
  ASSERT_TRUE(admission.enter(peers.of("192.0.2.9")).runs);
  for (int i = 0; i < 5; ++i) {
    Connection* const streaming = peers.of("192.0.2.1");
    streaming->set_request({});
    streaming->answer({.bytes = "", .rest = std::make_unique<Endless>()});
    EXPECT_EQ(admission.wait(streaming), nullptr);
  }
  EXPECT_EQ(admission.waiting(), 0);
  EXPECT_EQ(admission.wait(peers.of("192.0.2.2")), nullptr);
  EXPECT_EQ(admission.waiting(), 1);
  Connection* const newcomer = peers.of("192.0.2.3");
  EXPECT_EQ(admission.wait(newcomer), newcomer);
}

TEST(Admission, HasASlotMoreForWhoComesAfterAPauseUnlessItsAddressWaitsAlready) {
  Admission admission(1, 10, milliseconds(0));
  Peers peers;
  ASSERT_TRUE(admission.enter(peers.of("192.0.2.1")).runs);
  wait(admission, peers, "192.0.2.1", 1);
  EXPECT_FALSE(admission.enter(peers.of("192.0.2.1")).runs);
  EXPECT_TRUE(admission.enter(peers.of("192.0.2.2")).runs);
  EXPECT_FALSE(admission.enter(peers.of("192.0.2.3")).runs) << "only one";
}

}  // namespace
}  // namespace dateline
