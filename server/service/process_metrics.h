#pragma once

#include <string>

namespace dateline {

// Appends what every program tells Prometheus of itself, under the names that its libraries use:
// memory, processor time, descriptors, threads, and when it started. What the system does not tell
// is left out.
void append_process_metrics(std::string& text);

}  // namespace dateline
