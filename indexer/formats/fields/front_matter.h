#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// A field of the front matter of a Markdown file: one value, or those of a list.
struct FrontField {
  std::string name;
  std::vector<std::string> values;
  bool is_list = false;
};

struct FrontMatter {
  std::vector<FrontField> fields;
  std::size_t bytes = 0;  // up to the text that follows it; 0: there is none
};

// Reads the front matter at the front of a text. Of YAML it takes what front matter is made of:
// values, quoted values, lists in both forms, text over several lines ("|" and ">"). Fields inside
// fields are left out.
FrontMatter read_front_matter(std::string_view text);

}  // namespace dateline
