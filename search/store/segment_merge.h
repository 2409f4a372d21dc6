#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace dateline {

// A segment that is merged again does without the files that only searches read.
enum class MergedFor : std::uint8_t { searches, another_merge };

// Writes the segment `output` (a folder that is made) with the documents of the inputs, in their
// order. All inputs must have the same compression dictionary; their records are copied as they
// are. Time and disk are linear in the inputs' bytes; what grows with them is scratch memory in
// `output`. Up to four threads have something to do: the files of a segment are made side by side,
// and blocks of its pairs, while their file is written, in as many threads again.
void merge_segments(const std::vector<std::filesystem::path>& inputs,
                    const std::filesystem::path& output, MergedFor purpose = MergedFor::searches,
                    std::size_t threads = 1);

}  // namespace dateline
