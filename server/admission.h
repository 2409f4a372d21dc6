#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <queue>
#include <vector>

#include "server/connection.h"

namespace dateline {

// Which requests are answered now, which wait, and which are one too many: so many slots, and a
// bounded queue before them. Of those that wait, the one comes first whose connection was answered
// least lately, so that who asks now and then does not stand behind who asks all the time. None
// waits for ever: whoever is answered goes behind all that wait. All members may be called by any
// thread.
class Admission {
 public:
  // Where all slots are taken, there is one more for who comes after a pause of this length: its
  // request does not wait for one of those that come all the time. The first slot that becomes free
  // then is that one.
  Admission(std::size_t slots, std::size_t waiting, std::chrono::milliseconds pause);

  // `run`: the caller holds a slot and must call next() when it has answered. `queued`: whoever
  // calls next() will get the connection. `refused`: too many wait. A connection whose answer goes
  // on is not refused, but waits like all others for each part.
  enum class Entry { run, queued, refused };
  Entry enter(Connection* connection);

  // Called with a slot held: lets the connection wait, whoever calls next() will get it. False
  // where too many wait.
  bool wait(Connection* connection);

  // Called with a slot held. Returns whom to answer next in it; `again` is the connection just
  // answered if it has a further request, else null. Null gives the slot back.
  Connection* next(Connection* again);

  std::size_t waiting() const;

 private:
  struct Waiting {
    Connection::Clock::time_point answered;
    std::uint64_t entered = 0;  // a count: of two alike, the one that came first
    Connection* connection = nullptr;

    bool operator<(const Waiting& other) const;  // has less of a claim
  };

  bool is_too_much(const Connection& connection) const;
  bool comes_after_pause(const Connection& connection) const;
  void push(Connection* connection);

  const std::size_t limit_;
  const std::chrono::milliseconds pause_;
  mutable std::mutex mutex_;  // guards all below
  std::int64_t free_;         // slots; -1: one more than there are is taken
  std::uint64_t entered_ = 0;
  std::priority_queue<Waiting> queue_;
};

}  // namespace dateline
