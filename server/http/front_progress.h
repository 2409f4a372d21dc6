#pragma once

#include <cstddef>
#include <cstdint>

namespace dateline {

// What a front had done at some time, by which a watchdog tells whether it lives.
struct FrontProgress {
  std::uint64_t ticks = 0;  // of its timer, which some thread that is free looks at
  std::uint64_t turns = 0;  // in slots: requests, and parts of answers
  std::size_t waiting = 0;  // requests
};

// Whether it has gone on from one time to a later one. That nothing is asked of it is no
// standstill, but that nobody of those who wait gets a turn is.
constexpr bool has_gone_on(const FrontProgress& before, const FrontProgress& now) {
  const bool is_stuck = before.waiting > 0 && now.waiting > 0 && before.turns == now.turns;
  return before.ticks != now.ticks && !is_stuck;
}

}  // namespace dateline
