#include "search/store/text/language_data.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>

#include "language_files.h"

namespace dateline {
namespace {

using Sections = std::map<std::string_view, std::vector<LanguageWords>>;

// "_" is a space at an end of an entry, where editors would not show it.
std::string with_spaces(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return spaced;
}

void read_file(std::string_view language, std::string_view text, Sections& sections) {
  std::vector<std::string_view>* words = nullptr;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with('[') && line.ends_with(']')) {
      const std::string_view section = line.substr(1, line.size() - 2);
      words = &sections[section].emplace_back(LanguageWords{language, {}}).words;
    } else if (words != nullptr) {
      words->push_back(line);
    }
  }
}

const Sections& all_sections() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> read;
    for (const LanguageFile& file : kLanguageFiles) read.push_back(with_spaces(file.text));
    return read;
  }();
  static const Sections sections = [] {
    Sections read;
    for (std::size_t at = 0; at < texts.size(); ++at)
      read_file(kLanguageFiles[at].language, texts[at], read);
    return read;
  }();
  return sections;
}

}  // namespace

const std::vector<LanguageWords>& words_by_language(std::string_view section) {
  return all_sections().at(section);
}

std::vector<std::string_view> words_of_languages(std::string_view section) {
  std::vector<std::string_view> all;
  for (const LanguageWords& of_one : words_by_language(section))
    std::copy(of_one.words.begin(), of_one.words.end(), std::back_inserter(all));
  return all;
}

}  // namespace dateline
