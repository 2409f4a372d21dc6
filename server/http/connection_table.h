#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/http/connection.h"

namespace dateline {

// Every open connection, so that their number is bounded and their deadlines are kept. All members
// may be called by any thread.
class ConnectionTable {
 public:
  struct Limits {
    std::size_t connections;
    std::size_t per_address;          // of peers that may not be proxies
    std::size_t streams_per_address;  // answers that go on
  };
  explicit ConnectionTable(const Limits& limits);

  // Has other limits for what comes from now on.
  void limit(const Limits& limits);

  // Takes a new connection in. None where its address has as many as it may; the socket is closed
  // then.
  Connection* add(Descriptor socket, Peer peer);

  // To be asked before an answer that may go on is begun: whether the client has fewer such answers
  // under way than it may. It counts as one until end_stream(), or until the connection is removed.
  bool begin_stream(Connection* connection);
  void end_stream(Connection* connection);

  // Closes it. Only by its owner, who must not use it after.
  void remove(Connection* connection);

  bool full() const;
  std::size_t size() const;

  // Cuts off those whose deadline has passed.
  void cut_off_late(Connection::Clock::time_point now);

  // Makes room by cutting off the idle ones that have waited longest; how many.
  std::size_t cut_off_oldest_idle();

  // Cuts off all that wait for a request.
  void cut_off_idle();

  // Whether all were closed before `deadline`.
  bool wait_until_empty(Connection::Clock::time_point deadline);

 private:
  void forget_stream(Connection& connection);

  mutable std::mutex mutex_;  // guards all below, and each connection's life
  Limits limits_;
  std::condition_variable emptied_;
  std::vector<std::unique_ptr<Connection>> connections_;
  // By group of addresses; what is at 0 is left out, and of the first who may be a proxy, too.
  std::unordered_map<std::string, std::size_t> open_;
  std::unordered_map<std::string, std::size_t> streams_;
};

}  // namespace dateline
