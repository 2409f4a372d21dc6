#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace dateline {

// Runs the tasks, at most `at_once` at a time, one of them in this thread. Throws what one of them
// has thrown, once all have ended.
void run_all(const std::vector<std::function<void()>>& tasks, std::size_t at_once);

}  // namespace dateline
