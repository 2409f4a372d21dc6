#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline {

// Finds any of many phrases in one pass over a text. A phrase has four bytes or more and is found
// only where a word starts, which in scripts without spaces is anywhere. Holds views of the
// phrases; safe for any number of threads.
class PhraseFinder {
 public:
  explicit PhraseFinder(std::span<const std::string_view> phrases);

  bool occurs_in(std::string_view folded) const;

 private:
  std::unordered_map<std::string_view, std::vector<std::string_view>> by_start_;
};

}  // namespace dateline
