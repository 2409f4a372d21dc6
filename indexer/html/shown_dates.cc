#include "indexer/html/shown_dates.h"

#include <algorithm>

#include "indexer/html/ascii.h"
#include "indexer/html/dates.h"
#include "indexer/html/prose.h"
#include "indexer/html/text.h"
#include "indexer/html/word_set.h"

namespace dateline::html {
namespace {

// Whether words near a date say that it is of a change: "Updated", "zuletzt geändert".
bool says_updated(std::string_view text) {
  static const WordSet words(
      "updated update modified edited changed revised dateupdated datemodified lastmod "
      "aktualisiert geändert actualizado actualizada actualización modificado atualizado "
      "atualizada "
      "modifié modifiée mis mise aggiornato aggiornata modificato bijgewerkt gewijzigd uppdaterad "
      "oppdatert opdateret zaktualizowano aktualizacja обновлено изменено güncelleme diperbarui");
  const std::vector<std::string> said = words_of(text);
  return std::any_of(said.begin(), said.end(),
                     [](const std::string& word) { return words.contains(word); });
}

// The nodes between which a page tells of the article as such: from a little above its title to a
// little below its first lines.
struct Zone {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class Reader {
 public:
  Reader(const Page& page, const std::vector<Block>& blocks, std::string_view language)
      : page_(page), blocks_(blocks), language_(language) {}

  // Reads the blocks from `title` to `end` first, then those above the title, the nearest first.
  ShownDates run(std::size_t above, std::size_t title, std::size_t end) {
    read_time_elements({node_of(title), first_node_of(end)});
    read_time_elements({node_of(above), node_of(title)});
    for (std::size_t i = title; i < end && !dates_.published; ++i) read_block(blocks_[i]);
    for (std::size_t i = title; i-- > above && !dates_.published;) read_block(blocks_[i]);
    settle();
    return std::move(dates_);
  }

 private:
  // Templates call the only date of an article "updated" too, since a format of old asked for it.
  void settle() {
    if (!called_updated_) return;
    std::optional<ShownDate>& slot = dates_.published ? dates_.updated : dates_.published;
    if (!slot) slot = ShownDate{*called_updated_, "time element"};
  }

  std::uint32_t node_of(std::size_t block) const {
    return block < blocks_.size() ? blocks_[block].node : 0;
  }

  std::uint32_t first_node_of(std::size_t block) const {
    return block < blocks_.size() ? blocks_[block].first : page_.size();
  }

  void put(const Date& date, std::string_view context, std::string method) {
    std::optional<ShownDate>& slot = says_updated(context) ? dates_.updated : dates_.published;
    if (!slot) slot = ShownDate{date, std::move(method)};
  }

  void read_time_elements(Zone zone) {
    for (std::uint32_t i = zone.begin; i < zone.end; ++i) {
      if (page_[i].tag != GUMBO_TAG_TIME) continue;
      const std::string text = page_.inner_text(i);
      std::optional<Date> date = read_date(page_.attribute(page_[i], "datetime"), language_);
      if (!date) date = read_date(text, language_);
      if (!date) continue;
      const std::string context = text + ' ' + text_before(i);
      if (!says_updated(context) && is_called_updated(i)) {
        if (!called_updated_) called_updated_ = date;
      } else {
        put(*date, context, "time element");
      }
    }
  }

  bool is_called_updated(std::uint32_t node) const {
    std::string names;
    for (const char* key : {"class", "itemprop"}) {
      names.append(page_.attribute(page_[node], key)).append(" ");
    }
    return says_updated(names) && find_ignoring_case(names, "publish") == std::string::npos;
  }

  // What stands before a node in its parent: the label of a date.
  std::string text_before(std::uint32_t node) const {
    std::string text;
    for (std::uint32_t i = page_[node].parent + 1; i < node; ++i) {
      if (page_[i].tag == GUMBO_TAG_TIME) text.clear();
      if (page_[i].is_text && page_[i].parent != node) text += page_.text_of(page_[i]);
    }
    return text;
  }

  // A date line is a date and no more, or a few words with one: "By Ann Lee on January 25, 2017".
  void read_block(const Block& block) {
    constexpr std::size_t kMostWords = 12;
    const GumboTag tag = page_[block.node].tag;
    if (block.heading > 0 || tag == GUMBO_TAG_LI || block.words > 3 * kMostWords) return;
    std::optional<Date> date = read_whole_date(block.text, language_);
    const bool is_short = block.words <= kMostWords && !block.ends_sentence;
    if (!date && (is_short || is_marked(block.node))) date = read_date(block.text, language_);
    if (date) put(*date, block.text, "byline");
  }

  // Whether the element, or the one around it, is called after what it says.
  bool is_marked(std::uint32_t node) const {
    static const WordSet names(
        "author byline credit date dateline meta posted published time timestamp");
    for (const std::uint32_t each : {node, page_[node].parent}) {
      const std::vector<std::string> words = words_of(page_.attribute(page_[each], "class"));
      if (std::any_of(words.begin(), words.end(),
                      [](const std::string& word) { return names.contains(word); })) {
        return true;
      }
    }
    return false;
  }

  const Page& page_;
  const std::vector<Block>& blocks_;
  std::string_view language_;
  ShownDates dates_;
  std::optional<Date> called_updated_;  // by its class, by no word that readers see
};

}  // namespace

ShownDates find_shown_dates(const Page& page, const std::vector<Block>& blocks,
                            std::optional<std::size_t> title, std::size_t first,
                            std::string_view language) {
  constexpr std::size_t kAbove = 6;   // blocks
  constexpr std::size_t kBehind = 3;  // of the article: a byline may stand among its first lines
  const std::size_t anchor = title && *title < first ? *title : first;
  const std::size_t above = anchor < kAbove ? 0 : anchor - kAbove;
  const std::size_t end = std::min(blocks.size(), std::max(first, anchor) + kBehind);
  return Reader(page, blocks, language).run(above, anchor, end);
}

}  // namespace dateline::html
