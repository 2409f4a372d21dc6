#include "server/service/watchdog.h"

#include <ctime>

#include "server/service/process.h"

namespace dateline {

Watchdog::Watchdog(const HttpFront& front)
    : front_(front), period_(watchdog_period()), before_(front.progress()) {}

// Twice as often as it must be told, as sd_watchdog_enabled(3) has it.
int Watchdog::wait_for(const sigset_t& signals) const {
  if (!period_) return sigwaitinfo(&signals, nullptr);
  const std::chrono::nanoseconds pause = *period_ / 2;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(pause);
  const timespec timeout{.tv_sec = seconds.count(), .tv_nsec = (pause - seconds).count()};
  return sigtimedwait(&signals, nullptr, &timeout);
}

void Watchdog::beat() {
  const FrontProgress now = front_.progress();
  if (period_ && has_gone_on(before_, now)) notify_manager("WATCHDOG=1");
  before_ = now;
}

}  // namespace dateline
