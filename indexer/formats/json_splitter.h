#pragma once

#include <memory>
#include <string_view>

#include "indexer/formats/splitter.h"

namespace dateline {

// Cuts JSON that is not one value a line: a list of objects, an object around such a list
// ({"articles": [...]}), or objects one after another over several lines. A damaged object costs
// itself only: reading goes on at the next one that is indented like the first.
std::unique_ptr<Splitter> split_json(std::shared_ptr<Input> input, SplitJob job);

// Whether a file that begins so has one JSON object a line.
bool is_json_lines(std::string_view front);

}  // namespace dateline
