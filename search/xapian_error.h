#pragma once

#include <string>

#include <xapian.h>

#include "search/error.h"

namespace dateline {

// Runs what may make Xapian throw, whose errors are no std::exceptions: they become IndexErrors
// that begin with `what`, "cannot write DIR: Error writing block 1 (No space left on device)".
template <typename Work>
auto translated(const std::string& what, const Work& work) {
  try {
    return work();
  } catch (const Xapian::Error& error) {
    const char* const system = error.get_error_string();
    throw IndexError(what + ": " + error.get_msg() +
                     (system != nullptr ? " (" + std::string(system) + ")" : ""));
  }
}

}  // namespace dateline
