#include "server/http/connection_table.h"

#include <array>

#include <gtest/gtest.h>
#include <sys/socket.h>

namespace dateline {
namespace {

using Clock = Connection::Clock;
using Phase = Connection::Phase;

// A connection in a table, and the socket of its peer.
struct Pair {
  Connection* connection = nullptr;
  Descriptor peer;

  // Whether the connection was cut off.
  bool ended() const {
    std::array<char, 8> scratch{};
    return connection->fill(8, scratch) == Connection::Io::ended;
  }
};

ConnectionTable::Limits limits(std::size_t connections, std::size_t per_address) {
  return {.connections = connections, .per_address = per_address, .streams_per_address = 2};
}

Pair add_to(ConnectionTable& table, const Peer& peer = {.address = "192.0.2.1"}) {
  int ends[2];
  ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends);
  return {table.add(Descriptor(ends[0]), peer), Descriptor(ends[1])};
}

Clock::time_point in_seconds(int seconds) { return Clock::now() + std::chrono::seconds(seconds); }

TEST(ConnectionTable, CountsWhatIsOpen) {
  ConnectionTable table(limits(2, 10));
  const Pair first = add_to(table);
  EXPECT_FALSE(table.full());
  const Pair second = add_to(table);
  EXPECT_TRUE(table.full());
  table.remove(first.connection);
  EXPECT_EQ(table.size(), 1);
  table.remove(second.connection);
  EXPECT_TRUE(table.wait_until_empty(Clock::now()));
}

TEST(ConnectionTable, LimitsWhatOneAddressMayHave) {
  ConnectionTable table(limits(100, 2));
  const Pair first = add_to(table);
  const Pair second = add_to(table);
  EXPECT_EQ(add_to(table).connection, nullptr);
  EXPECT_NE(add_to(table, {.address = "192.0.2.2"}).connection, nullptr);
  table.remove(first.connection);
  EXPECT_NE(add_to(table).connection, nullptr);
}

TEST(ConnectionTable, TakesOtherLimitsForWhatComesFromThenOn) {
  ConnectionTable table(limits(2, 2));
  const Pair first = add_to(table);
  const Pair second = add_to(table);
  EXPECT_TRUE(table.full());
  table.limit(limits(4, 3));
  EXPECT_FALSE(table.full());
  const Pair third = add_to(table);
  EXPECT_NE(third.connection, nullptr);
  EXPECT_EQ(add_to(table).connection, nullptr);
  table.limit(limits(1, 1));
  EXPECT_TRUE(table.full());
  EXPECT_EQ(table.size(), 3);
}

TEST(ConnectionTable, CountsNeighboursInIpv6AsOneAddress) {
  ConnectionTable table(limits(100, 1));
  EXPECT_NE(add_to(table, {.address = "2001:db8::1"}).connection, nullptr);
  EXPECT_EQ(add_to(table, {.address = "2001:db8::2"}).connection, nullptr);
  EXPECT_NE(add_to(table, {.address = "2001:db8:0:1::1"}).connection, nullptr);
}

TEST(ConnectionTable, LimitsTheStreamsOfOneAddress) {
  ConnectionTable table(limits(100, 100));
  const Pair first = add_to(table);
  const Pair second = add_to(table);
  const Pair third = add_to(table);
  EXPECT_TRUE(table.begin_stream(first.connection));
  EXPECT_TRUE(table.begin_stream(second.connection));
  EXPECT_FALSE(table.begin_stream(third.connection));
  table.end_stream(third.connection);
  EXPECT_FALSE(table.begin_stream(third.connection)) << "it had none to end";
  table.end_stream(first.connection);
  EXPECT_TRUE(table.begin_stream(third.connection));
  table.remove(second.connection);
  EXPECT_TRUE(table.begin_stream(first.connection));
}

TEST(ConnectionTable, DoesNotLimitLoopback) {
  ConnectionTable table(limits(100, 1));
  for (int i = 0; i < 5; ++i) {
    EXPECT_NE(add_to(table, {.address = "127.0.0.1", .may_be_proxy = true}).connection, nullptr);
  }
}

TEST(ConnectionTable, CutsOffTheOldestIdleOnesOnly) {
  ConnectionTable table(limits(32, 100));
  std::vector<Pair> pairs;
  for (int i = 0; i < 32; ++i) {
    pairs.push_back(add_to(table));
    pairs.back().connection->enter(i < 5 ? Phase::answering : Phase::idle, in_seconds(100 - i));
  }
  EXPECT_EQ(table.cut_off_oldest_idle(), 3);
  for (int i = 0; i < 32; ++i) EXPECT_EQ(pairs[i].ended(), i >= 29) << i;
}

TEST(ConnectionTable, CutsOffThoseWhoseTimeIsOver) {
  ConnectionTable table(limits(10, 10));
  const Pair late = add_to(table);
  const Pair early = add_to(table);
  late.connection->enter(Phase::reading_head, in_seconds(-1));
  early.connection->enter(Phase::reading_head, in_seconds(100));
  table.cut_off_late(Clock::now());
  EXPECT_TRUE(late.ended());
  EXPECT_FALSE(early.ended());
}

TEST(ConnectionTable, LetsALatePeerBeTold) {
  ConnectionTable table(limits(10, 10));
  const Pair late = add_to(table);
  late.connection->enter(Phase::reading_head, in_seconds(-1));
  table.cut_off_late(Clock::now());
  late.connection->refuse("too late");
  EXPECT_EQ(late.connection->flush(), Connection::Io::progress);
  std::array<char, 8> received{};
  EXPECT_EQ(::recv(late.peer.number(), received.data(), received.size(), 0), 8);
}

TEST(Connection, KeepsItsDeadlineWhileItWaitsForTheSame) {
  ConnectionTable table(limits(10, 10));
  const Pair pair = add_to(table);
  const Clock::time_point first = in_seconds(1);
  pair.connection->enter(Phase::reading_head, first);
  pair.connection->enter(Phase::reading_head, in_seconds(5));
  EXPECT_EQ(pair.connection->deadline(), first);
}

}  // namespace
}  // namespace dateline
