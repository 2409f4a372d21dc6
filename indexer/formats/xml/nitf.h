#pragma once

#include <variant>
#include <vector>

#include "indexer/formats/xml/xml_node.h"
#include "indexer/sources/record.h"

namespace dateline {

// The article of an NITF document.
std::vector<std::variant<RawArticle, SetAside>> parse_nitf(Record record);

// Sets the fields of an <nitf> element that the article does not have yet.
void read_nitf(RawArticle& article, XmlNode nitf);

}  // namespace dateline
