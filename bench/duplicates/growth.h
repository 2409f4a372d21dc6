#pragma once

#include <cstddef>

namespace dateline::bench {

// Signs and groups so many invented articles, one in ten a copy of another, and prints a row of
// times.
void measure_growth(std::size_t articles);

}  // namespace dateline::bench
