#include "indexer/html/body/standfirst.h"

#include <algorithm>
#include <string>

#include "indexer/html/body/phrases.h"
#include "indexer/html/dom/names.h"
#include "indexer/html/dom/text.h"
#include "indexer/text/word_set.h"

namespace dateline::html {
namespace {

bool names_standfirst(std::string_view name) {
  static const WordSet words(
      "standfirst dek deck lede lead leadtext leadin intro introduction introtext chapo chapeau "
      "entradilla "
      "bajada ingress manchet sapo teasertext vorspann anleser abstract excerpt subtitle subtitulo "
      "subline "
      "subheadline subheading subhead summary description sottotitolo occhiello soustitre");
  return has_word_of(name, words) && !names_unseen_text(name);
}

bool is_called_standfirst(const Page& page, const Block& block, std::uint32_t above) {
  constexpr int kMostLevels = 3;
  std::uint32_t node = block.node;
  for (int level = 0; level < kMostLevels && node > above; ++level) {
    if (any_class(page, node, names_standfirst)) return true;
    node = page[node].parent;
  }
  return false;
}

bool is_caption(const Page& page, const Block& block) {
  constexpr int kMostLevels = 4;
  std::uint32_t node = block.node;
  for (int level = 0; level < kMostLevels && node != 0; ++level, node = page[node].parent) {
    if (page[node].tag == GUMBO_TAG_FIGURE || page[node].tag == GUMBO_TAG_FIGCAPTION) return true;
    if (any_class(page, node, names_others)) return true;
  }
  return false;
}

// Whether one of two texts is the beginning of the other, by their words; the page's markup often
// cuts what the page shows.
bool is_same_beginning(std::string_view a, std::string_view b) {
  constexpr std::size_t kLeastWords = 6;
  const std::vector<std::string> words_a = words_of(a);
  const std::vector<std::string> words_b = words_of(b);
  const std::size_t common = static_cast<std::size_t>(
      std::mismatch(words_a.begin(), words_a.end(), words_b.begin(), words_b.end()).first -
      words_a.begin());
  const std::size_t shorter = std::min(words_a.size(), words_b.size());
  return common >= kLeastWords && 10 * common >= 9 * shorter;
}

}  // namespace

std::optional<std::size_t> find_standfirst(const Page& page, const std::vector<Block>& blocks,
                                           std::size_t title, std::size_t first,
                                           std::string_view summary) {
  constexpr std::size_t kNear = 12;  // blocks
  constexpr std::size_t kFewestWords = 6;
  constexpr std::size_t kMostWords = 100;
  constexpr double kLinkedDensity = 0.5;
  for (std::size_t i = title + 1; i < std::min(first, title + kNear); ++i) {
    const Block& block = blocks[i];
    const bool is_text = block.words >= kFewestWords && block.words <= kMostWords &&
                         block.link_density() < kLinkedDensity;
    if (!is_text || is_promotion(block.text, block.link_density()) || is_of_site(block.text))
      continue;
    if (is_credit_line(block.text) || is_caption(page, block)) continue;
    if (is_same_beginning(block.text, summary)) return i;
    if (is_called_standfirst(page, block, page[blocks[title].node].parent)) return i;
  }
  return std::nullopt;
}

}  // namespace dateline::html
