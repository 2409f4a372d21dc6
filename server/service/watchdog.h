#pragma once

#include <chrono>
#include <csignal>
#include <optional>

#include "server/http/http_front.h"

namespace dateline {

// Tells systemd's watchdog, if there is one, that the server lives, as long as it does: a front
// whose threads all hang, or that lets requests wait for ever, is started anew.
class Watchdog {
 public:
  // Must not outlive the front.
  explicit Watchdog(const HttpFront& front);

  // The next of these signals, which are blocked; -1 where it is time to beat().
  int wait_for(const sigset_t& signals) const;

  void beat();

 private:
  const HttpFront& front_;
  const std::optional<std::chrono::microseconds> period_;
  FrontProgress before_;
};

}  // namespace dateline
