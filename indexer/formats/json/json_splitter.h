#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "indexer/sources/splitter.h"

namespace dateline {

// Cuts JSON that is not one value a line: a list of objects, an object around such a list
// ({"articles": [...]}), a map of objects, or objects one after another. A damaged object costs
// itself only: reading goes on at the next one that is indented like the first.
std::unique_ptr<Splitter> split_json(std::shared_ptr<Input> input, SplitJob job);

// Whether a file that begins so has one JSON object a line.
bool is_json_lines(std::string_view front, const FieldNames& own_names);

// The objects and lists that stand one after another; empty where anything else does, or where one
// is not closed.
std::vector<std::string_view> json_values(std::string_view json);

}  // namespace dateline
