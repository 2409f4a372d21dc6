#include "indexer/html/credits.h"

#include <algorithm>

#include "indexer/date_text.h"
#include "indexer/html/dates.h"
#include "indexer/html/prose.h"
#include "indexer/html/text.h"
#include "indexer/word_set.h"
#include "search/ascii.h"

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

  // Reads from `title` to `end` first, then what is above the title, the nearest first.
  Credits run(std::size_t above, std::size_t title, std::size_t end) {
    read_elements({node_of(title), first_node_of(end)});
    read_elements({node_of(above), node_of(title)});
    for (std::size_t i = title; i < end; ++i) read_block(blocks_[i]);
    for (std::size_t i = title; i-- > above;) read_block(blocks_[i]);
    settle();
    return std::move(credits_);
  }

 private:
  // Templates call the only date of an article "updated" too, since a format of old asked for it.
  void settle() {
    if (!called_updated_) return;
    const bool is_update = credits_.published.has_value();
    put(*called_updated_, is_update ? DateRole::updated : DateRole::published, "time element");
  }

  std::uint32_t node_of(std::size_t block) const {
    return block < blocks_.size() ? blocks_[block].node : 0;
  }

  std::uint32_t first_node_of(std::size_t block) const {
    return block < blocks_.size() ? blocks_[block].first : page_.size();
  }

  void put(const Date& date, DateRole role, const char* method) {
    const bool is_update = role == DateRole::updated;
    std::optional<Date>& slot = is_update ? credits_.updated : credits_.published;
    if (slot) return;
    slot = date;
    (is_update ? credits_.updated_method : credits_.published_method) = method;
  }

  void read_elements(Zone zone) {
    for (std::uint32_t i = zone.begin; i < zone.end; ++i) {
      if (page_[i].tag == GUMBO_TAG_TIME) read_time_element(i);
      if (page_[i].tag == GUMBO_TAG_ABBR) read_abbreviation(i);
    }
  }

  // <abbr class="published" title="2017-01-25T14:44:00Z">Wed, Jan 25</abbr>
  void read_abbreviation(std::uint32_t node) {
    const std::optional<Date> date = read_whole_date(page_.attribute(page_[node], "title"));
    if (!date) return;
    const bool is_update = is_called_updated(node) || says_updated(text_before(node));
    put(*date, is_update ? DateRole::updated : DateRole::published, "abbr element");
  }

  void read_time_element(std::uint32_t node) {
    const std::string text = page_.inner_text(node);
    std::optional<Date> date = read_date(page_.attribute(page_[node], "datetime"), language_);
    if (!date) date = read_date(text, language_);
    if (!date) return;
    const bool says = says_updated(text + ' ' + text_before(node));
    if (!says && is_called_updated(node)) {
      if (!called_updated_) called_updated_ = date;
    } else {
      put(*date, says ? DateRole::updated : DateRole::published, "time element");
    }
  }

  bool is_called_updated(std::uint32_t node) const {
    std::string names;
    for (const char* key : {"class", "itemprop"}) {
      names.append(page_.attribute(page_[node], key)).append(" ");
    }
    return says_updated(names) && ascii::find_ignoring_case(names, "publish") == std::string::npos;
  }

  // What stands before a node in its parent: the label of a date.
  std::string text_before(std::uint32_t node) const {
    constexpr std::uint32_t kNear = 20;  // nodes
    std::string text;
    const std::uint32_t begin = node < kNear ? 0 : node - kNear;
    for (std::uint32_t i = std::max(page_[node].parent + 1, begin); i < node; ++i) {
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
    if (date) {
      const bool is_update = says_updated(block.text);
      put(*date, is_update ? DateRole::updated : DateRole::published, "byline");
    }
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
  Credits credits_;
  std::optional<Date> called_updated_;  // by its class, by no word that readers see
};

}  // namespace

Credits read_credits(const Page& page, const std::vector<Block>& blocks,
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
