#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/sources/splitter.h"

namespace dateline {

// An element that is one record.
struct RecordElement {
  std::string_view name;  // without a namespace prefix
  Format format = Format::feed_entry;
};

// Name of the root element without its namespace prefix, or empty.
std::string_view xml_root_name(std::string_view front);

// The encoding that the XML declaration names, or empty.
std::string_view xml_declared_charset(std::string_view front);

// Cuts the elements with these names out of an XML file. It goes by tags only, so that a damaged
// element costs itself and not the file; the elements are not looked for inside one another. What
// stands before the first one, such as the title of a feed, goes to the records' FileContext.
std::unique_ptr<Splitter> split_xml(std::shared_ptr<Input> input, SplitJob job,
                                    std::vector<RecordElement> elements);

}  // namespace dateline
