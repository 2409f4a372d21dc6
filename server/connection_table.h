#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/connection.h"

namespace dateline {

// Every open connection, so that their number is bounded and their deadlines are kept. All members
// may be called by any thread.
class ConnectionTable {
 public:
  ConnectionTable(std::size_t limit, std::size_t limit_per_address);

  // Takes a new connection in. None where its address has as many as it may; the socket is closed
  // then.
  Connection* add(Descriptor socket, Peer peer);

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
  const std::size_t limit_;
  const std::size_t limit_per_address_;
  mutable std::mutex mutex_;  // guards all below, and each connection's life
  std::condition_variable emptied_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::unordered_map<std::string, std::size_t> per_address_;  // loopback left out
};

}  // namespace dateline
