#include "search/store/tokens/lexicon.h"
#include "tests/fuzz/index/segment_file.h"

namespace dateline {

void use_file(const std::filesystem::path& path) {
  static const std::vector<std::string> words = {"lavrov", "oil", "price", "who", "zulu"};
  const Lexicon lexicon(path);
  for (FormId form = 0; form < lexicon.size(); ++form) {
    const LexiconEntry entry = lexicon.entry(form);
    require(lexicon.folded(form) == entry.folded && lexicon.language(form) == entry.language);
    entry.term();
  }
  for (const std::string& word : words) {
    for (const FormId form : lexicon.with_folded(word)) require(form < lexicon.size());
    lexicon.with_term(word);
    const auto [begin, end] = lexicon.folded_range(word.substr(0, 2));
    for (std::uint32_t rank = begin; rank < end; ++rank)
      lexicon.entry(lexicon.at_folded_rank(rank));
  }
  lexicon.with_folded(words);
  lexicon.with_term(words);
  for (std::uint32_t rank = 0; rank < lexicon.size();) {
    const std::uint32_t next =
        lexicon.rank_behind(rank, lexicon.folded(lexicon.at_folded_rank(rank)));
    require(rank < next);
    rank = next;
  }
}

}  // namespace dateline
