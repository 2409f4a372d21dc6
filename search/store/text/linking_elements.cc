#include "search/store/text/linking_elements.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "search/store/text/language_data.h"

namespace dateline {
namespace {

LinkingElement read_element(std::string_view entry) {
  if (entry == "-") return {};
  const std::size_t arrow = entry.find('>');
  if (arrow == entry.npos) return {.lost = {}, .added = entry};
  return {.lost = entry.substr(0, arrow), .added = entry.substr(arrow + 1)};
}

}  // namespace

const std::vector<LinkingElement>& linking_elements(LanguageId language) {
  static const auto all = [] {
    std::map<LanguageId, std::vector<LinkingElement>> read;
    for (const auto& [code, entries] : words_by_language("linking elements")) {
      std::vector<LinkingElement>& elements = read[language_id(code)];
      std::transform(entries.begin(), entries.end(), std::back_inserter(elements), read_element);
    }
    return read;
  }();
  static const std::vector<LinkingElement> none;
  const auto found = all.find(language);
  return found == all.end() ? none : found->second;
}

}  // namespace dateline
