#include "search/base/run_all.h"

#include <algorithm>
#include <atomic>
#include <future>

namespace dateline {

void run_all(const std::vector<std::function<void()>>& tasks, std::size_t at_once) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < tasks.size(); i = next++) tasks[i]();
  };
  std::vector<std::future<void>> others;
  for (std::size_t i = 1; i < std::min(at_once, tasks.size()); ++i)
    others.push_back(std::async(std::launch::async, work));
  work();
  for (std::future<void>& other : others) other.get();
}

}  // namespace dateline
