#pragma once

#include <filesystem>
#include <vector>

namespace dateline {

// Writes the segment `output` (a folder that is made) with the documents of the inputs, in their
// order. All inputs must have the same compression dictionary; their records are copied as they
// are. Time and disk are linear in the inputs' bytes; memory holds the lexicon and the columns.
void merge_segments(const std::vector<std::filesystem::path>& inputs,
                    const std::filesystem::path& output);

}  // namespace dateline
