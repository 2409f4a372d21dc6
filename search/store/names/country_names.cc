#include "search/store/names/country_names.h"

#include <algorithm>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "search/store/text/fold.h"

namespace dateline {

std::vector<std::string> country_names(std::vector<std::string> languages) {
  languages.emplace_back("en");
  std::vector<std::string> names;
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    const icu::Locale country("", *code);
    for (const std::string& language : languages) {
      icu::UnicodeString shown;
      country.getDisplayCountry(icu::Locale(language.c_str()), shown);
      std::string name;
      shown.toUTF8String(name);
      if (name.find(' ') == name.npos) names.push_back(fold(name));
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace dateline
