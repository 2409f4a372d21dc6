#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>

#include "server/http/connection.h"

namespace dateline {

// Which requests are answered now, which wait, and which are one too many: so many slots, and a
// bounded queue before them. Addresses take turns, whatever number of connections each has: of
// those with something waiting, the one comes first that was answered least lately, and of its
// connections likewise. So who asks now and then does not stand behind who asks all the time, and
// none waits for ever: whoever is answered goes behind all that wait. Where too many wait, the
// address with most of them loses the one that came last. All members may be called by any thread.
class Admission {
 public:
  // Where all slots are taken, there is one more for who comes after a pause of this length: its
  // request does not wait for one of those that come all the time. The first slot that becomes free
  // then is that one.
  Admission(std::size_t slots, std::size_t waiting, std::chrono::milliseconds pause);

  // Lets so many wait from now on; those that wait already go on to.
  void limit(std::size_t waiting);

  // What became of a connection that asked. `runs`: the caller holds a slot and must call next()
  // when it has answered; else it waits, and whoever calls next() will get it. `turned_away` is
  // null, or must be told that too many wait and is the caller's: the connection itself, or another
  // that waited until now.
  struct Entered {
    bool runs = false;
    Connection* turned_away = nullptr;
  };

  // A connection whose answer goes on is never turned away, nor counted among those that wait, but
  // waits for each part like all others.
  Entered enter(Connection* connection);

  // Called with a slot held: lets the connection wait. Returns whom to turn away, or null.
  Connection* wait(Connection* connection);

  // Called with a slot held. Returns whom to answer next in it; `again` is the connection just
  // answered if it has a further request, else null. Null gives the slot back.
  Connection* next(Connection* again);

  // Without those whose answers go on.
  std::size_t waiting() const;

 private:
  using Clock = Connection::Clock;

  struct Waiting {
    Clock::time_point answered;
    std::uint64_t entered = 0;  // a count: of two alike, the one that came first
    Connection* connection = nullptr;

    bool operator<(const Waiting& other) const;  // has a better claim
  };

  // An address with something waiting.
  struct Client {
    std::set<Waiting> waiting;
    std::size_t requests = 0;    // of these, without answers that go on
    Clock::time_point answered;  // last; of all its connections, as far as is known
    std::uint64_t entered = 0;
  };
  using Clients = std::unordered_map<std::string, Client>;

  // The order in which addresses have their turn.
  struct Turn {
    Clock::time_point answered;
    std::uint64_t entered = 0;
    Clients::value_type* client = nullptr;

    bool operator<(const Turn& other) const;
  };
  static Turn turn_of(Clients::value_type& client);

  bool may_run(const Connection& connection) const;
  Connection* admit(Connection* connection);
  void push(Connection* connection);
  Connection* take_out(Clients::value_type& client, std::set<Waiting>::iterator waiting);
  Clients::value_type* greediest();

  const std::chrono::milliseconds pause_;
  mutable std::mutex mutex_;  // guards all below
  std::size_t limit_;
  std::int64_t free_;  // slots; -1: one more than there are is taken
  std::uint64_t entered_ = 0;
  std::size_t requests_ = 0;  // of all clients
  Clients clients_;
  std::set<Turn> turns_;  // one for each of them
};

}  // namespace dateline
