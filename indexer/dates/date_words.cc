#include "indexer/dates/date_words.h"

#include <string_view>
#include <vector>

#include "indexer/dates/date_names.h"
#include "indexer/text/text_map.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

template <typename Value>
std::optional<Value> find_in(const TextMap<Value>& words, std::string_view key) {
  const auto found = words.find(key);
  if (found == words.end()) return std::nullopt;
  return found->second;
}

const TextMap<ZoneWord>& zones() {
  static const TextMap<ZoneWord> words = {
      {"z", {0}},      {"utc", {0}},    {"gmt", {0}},    {"ut", {0}},     {"wet", {0}},
      {"west", {60}},  {"bst", {60}},   {"cet", {60}},   {"mez", {60}},   {"cest", {120}},
      {"mesz", {120}}, {"eet", {120}},  {"eest", {180}}, {"msk", {180}},  {"мск", {180}},
      {"est", {-300}}, {"edt", {-240}}, {"cdt", {-300}}, {"mst", {-420}}, {"mdt", {-360}},
      {"pst", {-480}}, {"pdt", {-420}}, {"jst", {540}},  {"kst", {540}},  {"hkt", {480}},
      {"sgt", {480}},  {"pkt", {300}},  {"wib", {420}},  {"wita", {480}}, {"wit", {540}},
      {"ict", {420}},  {"sast", {120}}, {"eat", {180}},  {"wat", {60}},   {"aest", {600}},
      {"aedt", {660}}, {"awst", {480}}, {"nzst", {720}}, {"nzdt", {780}}, {"irst", {210}},
      {"brt", {-180}}, {"art", {-180}}, {"ist", {}},     {"cst", {}},     {"et", {}},
      {"pt", {}},      {"ct", {}},      {"ast", {}}};
  return words;
}

void add(TextMap<DateWord>& all, DateWord meaning, const std::vector<std::string_view>& words) {
  for (const std::string_view word : words) all.emplace(name_key(word), meaning);
}

// A word of several meanings has the first of them that is listed.
const TextMap<DateWord>& others() {
  static const TextMap<DateWord> words = [] {
    TextMap<DateWord> made;
    add(made, DateWord::published, words_of_languages("published"));
    add(made, DateWord::updated, words_of_languages("updated"));
    add(made, DateWord::filler, words_of_languages("date fillers"));
    add(made, DateWord::relative, words_of_languages("relative dates"));
    add(made, DateWord::unit, words_of_languages("units of time"));
    add(made, DateWord::hour, words_of_languages("hours"));
    return made;
  }();
  return words;
}

}  // namespace

std::optional<ZoneWord> zone_of(std::string_view key) { return find_in(zones(), key); }

DateWord date_word(std::string_view key) { return find_in(others(), key).value_or(DateWord::none); }

std::optional<int> year_before_era(std::string_view key) {
  static const TextMap<int> words = {{name_key("令和"), 2018}, {name_key("平成"), 1988},
                                     {name_key("昭和"), 1925}, {name_key("民國"), 1911},
                                     {name_key("民国"), 1911}, {name_key("中華民國"), 1911}};
  return find_in(words, key);
}

}  // namespace dateline
