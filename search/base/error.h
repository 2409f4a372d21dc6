#pragma once

#include <stdexcept>

namespace dateline {

// The request cannot be answered as asked; what() is meant for whoever sent it. The server answers
// 400.
struct InputError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The index is missing, damaged, or of another format; what() is for the operator. The server
// answers 503.
struct IndexError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace dateline
