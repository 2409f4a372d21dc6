#pragma once

#include <filesystem>
#include <span>

#include "search/store/xapian/postings_writer.h"

namespace dateline {

// Writes the database `output` with the postings of the inputs, which
// PostingsWriter wrote: the documents of each behind those of the one before. Time is linear in the
// postings; memory holds 12 bytes a document.
void merge_postings(std::span<const std::filesystem::path> inputs,
                    const std::filesystem::path& output);

// The same with extras, which the inputs have none of.
void merge_postings(std::span<const std::filesystem::path> inputs,
                    const std::filesystem::path& output, DatabaseExtras extras);

}  // namespace dateline
