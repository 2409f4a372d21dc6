#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace dateline {

// Where the sentences of a paragraph start, in bytes; the first is 0, and an empty text has none. A
// sentence ends at . ! ? … or their full-width forms, with closing quotes and brackets, before a
// space and no small letter; not behind initials (J.), nor behind titles and months that news
// abbreviates (Mr., Jan.).
std::vector<std::size_t> sentence_starts(std::string_view paragraph);

}  // namespace dateline
