#pragma once

#include <cstddef>
#include <deque>
#include <mutex>

namespace dateline {

class Connection;

// Which requests are answered now, which wait, and which are one too many: so many slots, and a
// bounded queue before them. All members may be called by any thread.
class Admission {
 public:
  Admission(std::size_t slots, std::size_t waiting);

  // `run`: the caller holds a slot and must call next() when it has answered. `queued`: whoever
  // calls next() will get the connection. `refused`: too many wait.
  enum class Entry { run, queued, refused };
  Entry enter(Connection* connection);

  // Called with a slot held. Returns whom to answer next in it, first come first served; `again` is
  // the connection just answered if it has a further request, else null. Null gives the slot back.
  Connection* next(Connection* again);

  std::size_t waiting() const;

 private:
  const std::size_t limit_;
  mutable std::mutex mutex_;  // guards all below
  std::size_t free_;
  std::deque<Connection*> queue_;
};

}  // namespace dateline
