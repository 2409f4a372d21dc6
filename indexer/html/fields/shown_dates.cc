#include "indexer/html/fields/shown_dates.h"

#include <algorithm>
#include <array>

#include "indexer/dates/date_names.h"
#include "indexer/dates/date_words.h"
#include "indexer/html/body/dates.h"
#include "indexer/html/dom/names.h"
#include "indexer/html/dom/text.h"
#include "indexer/prose/line_lexicon.h"
#include "indexer/text/word_set.h"
#include "search/base/ascii.h"
#include "search/store/text/language_data.h"

namespace dateline::html {
namespace {

// What the words near a date say that it is of; the last word says most.
DateRole role_in(std::string_view text) {
  DateRole role = DateRole::unsaid;
  for (const std::string& word : words_of(text)) {
    const DateWord said = date_word(name_key(word));
    if (said == DateWord::published) role = DateRole::published;
    if (said == DateWord::updated) role = DateRole::updated;
  }
  return role;
}

// What a class or the name of an attribute says of a date inside.
enum class DateName : std::uint8_t { none, date, published, updated };

DateName date_name(const std::vector<std::string>& words) {
  static const WordSet updated("dateupdated datemodified lastmod modified updated modify update");
  static const WordSet published(
      "published publish datepublished datecreated pubdate postdate publishdate pubtime posttime "
      "created posted");
  static const WordSet dates(
      "date dates dateline datetime dateposted datum entrydate articledate newsdate fecha meta "
      "metadata postmeta postmetadata entrymeta postinfo time timestamp tarih data byline");
  DateName name = DateName::none;
  for (const std::string& word : words) {
    if (word.ends_with("postmeta")) name = std::max(name, DateName::date);
    if (published.contains(word)) return DateName::published;
    if (updated.contains(word)) name = DateName::updated;
    if (name == DateName::none && dates.contains(word)) name = DateName::date;
  }
  return name;
}

// "When: Saturday, April 6, 2019"
bool tells_of_event(std::string_view line) {
  static const WordSet labels(words_of_languages("event labels"));
  constexpr std::size_t kLongestLabel = 24;  // bytes
  const std::size_t colon = line.substr(0, kLongestLabel).find(':');
  if (colon == std::string_view::npos) return false;
  const std::vector<std::string> words = words_of(line.substr(0, colon));
  return words.size() == 1 && labels.contains(words.front());
}

// A range of nodes.
struct NodeRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class ShownDateReader {
 public:
  ShownDateReader(const Page& page, const std::vector<Block>& blocks, std::string_view locale)
      : page_(page), blocks_(blocks), locale_(locale) {}

  // Reads from the title to `end` first, then what is above the title, then what is from `foot` to
  // `foot_end`.
  ShownDates run(std::size_t above, std::size_t title, std::size_t first, std::size_t end,
                 std::size_t foot, std::size_t foot_end) {
    anchor_ = node_of(title);
    read_elements({node_of(title), first_node_of(end)});
    read_elements({node_of(above), node_of(title)});
    for (std::size_t i = title; i < end; ++i) read_block(i, i < first);
    for (std::size_t i = title; i-- > above;) read_block(i, true);
    if (!shown_.published && !called_updated_) {
      for (std::size_t i = foot; i < foot_end; ++i) read_foot(blocks_[i], i == foot);
    }
    settle();
    return std::move(shown_);
  }

 private:
  // Templates call the only date of an article "updated" too, since a format of old asked for it.
  void settle() {
    if (!called_updated_) return;
    const bool is_update = shown_.published.has_value();
    put({*called_updated_, is_update ? DateRole::updated : DateRole::published}, {},
        "time element");
  }

  std::uint32_t node_of(std::size_t block) const {
    return block < blocks_.size() ? blocks_[block].node : 0;
  }

  std::uint32_t first_node_of(std::size_t block) const {
    return block < blocks_.size() ? blocks_[block].first : page_.size();
  }

  // Takes a date that is the first of its kind; `day` is it as readers see it, where they do.
  void put(const ShownDate& found, const std::optional<Date>& day, const char* method) {
    const bool is_update = found.role == DateRole::updated;
    std::optional<Date>& slot = is_update ? shown_.updated : shown_.published;
    if (slot) return;
    slot = found.date;
    (is_update ? shown_.updated_method : shown_.published_method) = method;
    if (!is_update) shown_.day = day;
  }

  // Whether a node is of a picture, a comment, another article or the site, and not around the
  // title. Where a picture's caption tells the time of the day, it is the article's.
  bool is_foreign(std::uint32_t node, const Date& date) const {
    bool in_footer = false;
    for (; node != 0; node = page_[node].parent) {
      const GumboTag tag = page_[node].tag;
      if (tag == GUMBO_TAG_FOOTER) in_footer = true;
      if (tag == GUMBO_TAG_ARTICLE) in_footer = false;
      const bool holds_title = node <= anchor_ && anchor_ < page_[node].end;
      if (holds_title) break;
      const bool is_picture = tag == GUMBO_TAG_FIGURE || tag == GUMBO_TAG_FIGCAPTION;
      if (is_picture && date.precision == Precision::day) return true;
      if (tag == GUMBO_TAG_NAV || is_called_foreign(node)) return true;
    }
    return in_footer;
  }

  bool is_called_foreign(std::uint32_t node) const {
    for (const char* key : {"class", "id"}) {
      std::string_view names = page_.attribute(page_[node], key);
      while (!names.empty()) {
        const std::string_view name = names.substr(0, names.find(' '));
        if (is_foreign_name(name)) return true;
        names.remove_prefix(std::min(name.size() + 1, names.size()));
      }
    }
    return false;
  }

  // Buttons to share stand beside the date, and a name may be of both: "date-comments-wrapper".
  static bool is_foreign_name(std::string_view name) {
    static const WordSet beside("social share sharing sharebar follow byline meta date dates");
    const std::vector<std::string> words = words_of_name(name);
    if (std::find(words.begin(), words.end(), "caption") != words.end()) return true;
    const NameKind kind = kind_of_name(name);
    return (kind == NameKind::foreign || kind == NameKind::comments) &&
           std::none_of(words.begin(), words.end(),
                        [](const std::string& word) { return beside.contains(word); });
  }

  // The text of a range of nodes, a space between any two: what stands side by side on the screen
  // touches in the source, "Ann LeeDec 05, 2023".
  std::string spaced_text(NodeRange range) const {
    constexpr std::size_t kLongest = 400;  // bytes
    std::string text;
    for (std::uint32_t i = range.begin; i < range.end && text.size() < kLongest; ++i) {
      if (!page_[i].is_text || is_invisible(page_[page_[i].parent].tag)) continue;
      if (!text.empty()) text += ' ';
      text += page_.text_of(page_[i]);
    }
    return collapse(text);
  }

  // ---- elements ----

  void read_elements(NodeRange range) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (page_[i].is_text) continue;
      if (page_[i].tag == GUMBO_TAG_TIME) {
        read_time_element(i);
      } else {
        read_attributes(i);
        read_named_element(i);
      }
    }
  }

  void read_time_element(std::uint32_t node) {
    const std::string text = spaced_text({node, page_[node].end});
    const std::vector<ShownDate> shown = find_days(text, locale_);
    std::optional<Date> date = read_date(page_.attribute(page_[node], "datetime"), locale_);
    const std::optional<Date> seen = shown.empty() ? std::nullopt : std::optional(shown[0].date);
    if (!date) date = seen;
    if (!date) date = read_whole_date(page_.attribute(page_[node], "title"), locale_);
    if (!date || is_foreign(node, *date)) return;
    DateRole role = shown.empty() ? role_in(text) : shown[0].role;
    // "Posted: Oct 14 | Last Updated: October 14" has one moment, which is the first of them.
    if (shown.empty() && first_role_in(text) == DateRole::published) role = DateRole::published;
    if (role == DateRole::unsaid) role = role_in(text_before(node));
    if (role == DateRole::unsaid && name_of(node) == DateName::updated) {
      if (!called_updated_) called_updated_ = date;
      return;
    }
    put({*date, role}, seen, "time element");
  }

  static DateRole first_role_in(std::string_view text) {
    for (const std::string& word : words_of(text)) {
      const DateWord said = date_word(name_key(word));
      if (said == DateWord::published) return DateRole::published;
      if (said == DateWord::updated) return DateRole::updated;
    }
    return DateRole::unsaid;
  }

  // <abbr class="published" title="2017-01-25T14:44:00Z">, <span data-date-time="2019-03-05 20:06">
  void read_attributes(std::uint32_t node) {
    struct DateAttribute {
      const char* name;
      DateRole role;
    };
    constexpr std::array kAttributes{DateAttribute{"datetime", DateRole::unsaid},
                                     DateAttribute{"publishdate", DateRole::published},
                                     DateAttribute{"pubdate", DateRole::published},
                                     DateAttribute{"updatedate", DateRole::updated},
                                     DateAttribute{"data-date", DateRole::unsaid},
                                     DateAttribute{"data-date-time", DateRole::unsaid},
                                     DateAttribute{"data-datetime", DateRole::unsaid},
                                     DateAttribute{"data-timestamp", DateRole::unsaid},
                                     DateAttribute{"data-time", DateRole::unsaid},
                                     DateAttribute{"data-utime", DateRole::unsaid},
                                     DateAttribute{"data-pubdate", DateRole::published},
                                     DateAttribute{"data-published", DateRole::published},
                                     DateAttribute{"data-published-at", DateRole::published},
                                     DateAttribute{"data-publish-date", DateRole::published},
                                     DateAttribute{"data-published-date", DateRole::published},
                                     DateAttribute{"data-publication-date", DateRole::published},
                                     DateAttribute{"data-modified", DateRole::updated},
                                     DateAttribute{"data-updated", DateRole::updated},
                                     DateAttribute{"data-modify-date-time", DateRole::updated},
                                     DateAttribute{"data-updated-at", DateRole::updated}};
    if (!page_.has_attributes(page_[node])) return;
    const bool is_abbreviation = page_[node].tag == GUMBO_TAG_ABBR;
    if (is_abbreviation || name_of(node) != DateName::none)
      read_attribute(node, "title", DateRole::unsaid);
    for (const DateAttribute& attribute : kAttributes)
      read_attribute(node, attribute.name, attribute.role);
  }

  void read_attribute(std::uint32_t node, const char* name, DateRole role) {
    const std::optional<Date> date = read_whole_date(page_.attribute(page_[node], name), locale_);
    if (!date || date->precision < Precision::day || is_foreign(node, *date)) return;
    if (role == DateRole::unsaid) role = role_of(node);
    put({*date, role}, {}, page_[node].tag == GUMBO_TAG_ABBR ? "abbr element" : "date element");
  }

  // <span class="published">October 11, 2022</span> <span class="updated">October 12, 2022</span>
  void read_named_element(std::uint32_t node) {
    constexpr std::size_t kLongest = 120;  // bytes
    const DateName name = name_of(node);
    if (name == DateName::none || heading_level(page_[node].tag) == 1) return;
    const std::string text = spaced_text({node, page_[node].end});
    if (text.empty() || text.size() > kLongest) return;
    const std::vector<ShownDate> days = read_days(text, locale_);
    if (days.empty() || is_foreign(node, days.front().date)) return;
    for (ShownDate day : days) {
      if (day.role == DateRole::unsaid && days.size() == 1) day.role = role_of(node);
      if (day.role == DateRole::updated && name == DateName::updated && days.size() == 1 &&
          role_in(text) != DateRole::updated) {
        if (!called_updated_) called_updated_ = day.date;
      } else {
        put(day, day.date, "date element");
      }
    }
  }

  DateName name_of(std::uint32_t node) const {
    DateName name = DateName::none;
    if (!page_.has_attributes(page_[node])) return name;
    for (const char* key : {"class", "itemprop", "id"}) {
      const DateName said = date_name(words_of_name(page_.attribute(page_[node], key)));
      name = std::max(name, said);
      if (said == DateName::published) return said;
    }
    return name;
  }

  DateRole role_of(std::uint32_t node) const {
    const DateName name = name_of(node);
    if (name == DateName::published) return DateRole::published;
    if (name == DateName::updated) return DateRole::updated;
    return role_in(text_before(node));
  }

  // What stands before a node in its parent: the label of a date.
  std::string text_before(std::uint32_t node) const {
    constexpr std::uint32_t kNear = 20;  // nodes
    std::string text;
    const std::uint32_t begin = node < kNear ? 0 : node - kNear;
    for (std::uint32_t i = std::max(page_[node].parent + 1, begin); i < node; ++i) {
      if (page_[i].tag == GUMBO_TAG_TIME) text.clear();
      if (page_[i].is_text && page_[i].parent != node)
        text += ' ' + std::string(page_.text_of(page_[i]));
    }
    return text;
  }

  // ---- lines ----

  // A date line is a date and no more, or a few words with one: "By Ann Lee on January 25, 2017".
  void read_block(std::size_t index, bool before_article) {
    constexpr std::size_t kMostWords = 36;
    const Block& block = blocks_[index];
    if (block.words > kMostWords || (block.heading > 0 && !before_article)) return;
    if (tells_of_event(block.text)) return;
    std::vector<ShownDate> days = days_of(block, block.text);
    if (days.empty()) days = days_of(block, spaced_text(nodes_of(index)));
    if (days.empty() || is_foreign(block.node, days.front().date)) return;
    for (const ShownDate& day : days) put(day, day.date, "byline");
  }

  NodeRange nodes_of(std::size_t block) const {
    return {blocks_[block].first,
            block + 1 < blocks_.size() ? blocks_[block + 1].first : page_[blocks_[block].node].end};
  }

  std::vector<ShownDate> days_of(const Block& block, const std::string& text) const {
    constexpr std::size_t kFewWords = 12;
    constexpr std::size_t kFewWordsOfSentence = 8;  // "Ann Lee January 25, 2017 Comment now!"
    const std::size_t most = block.ends_sentence ? kFewWordsOfSentence : kFewWords;
    const std::vector<ShownDate> days = read_days(text, locale_);
    if (!days.empty()) return days;
    if (block.heading > 0) return days_beside_byline(text);
    const bool is_item = page_[block.node].tag == GUMBO_TAG_LI;
    const bool may_have_more = !is_item && block.words <= most && !is_caption(text);
    return may_have_more || is_marked(block.node) ? find_days(text, locale_)
                                                  : std::vector<ShownDate>();
  }

  // "December 11, 2023 - Words by Ann Lee": of a heading only what is surely no title.
  std::vector<ShownDate> days_beside_byline(const std::string& text) const {
    static const WordSet by(words_of_languages("by words"));
    constexpr std::size_t kFirstWords = 2;
    constexpr std::size_t kMostWords = 8;
    const std::vector<std::string> words =
        words_of(std::string_view(text).substr(read_date_prefix(text, locale_).bytes));
    const auto end =
        words.begin() + static_cast<std::ptrdiff_t>(std::min(words.size(), kFirstWords));
    const bool names_author =
        words.size() <= kMostWords &&
        std::any_of(words.begin(), end, [](const std::string& word) { return by.contains(word); });
    return names_author ? find_days(text, locale_) : std::vector<ShownDate>();
  }

  // Under the article only what says that it is of its publication: "Erschienen am 01.11.2023",
  // "This entry was posted on January 25, 2017". Its last line may be such a date, and may be a
  // sentence.
  void read_foot(const Block& block, bool is_last_line) {
    constexpr std::size_t kMostWords = 40;
    if (block.words > kMostWords || block.heading > 0 || is_copyright(block.text)) return;
    const std::vector<ShownDate> days = read_days(block.text, locale_).empty() && !is_last_line
                                            ? find_days(block.text, locale_)
                                            : read_days(block.text, locale_);
    if (days.empty() || is_foreign(block.node, days.front().date)) return;
    const bool is_whole = !read_days(block.text, locale_).empty();
    if (days.front().role != DateRole::published && !(is_whole && is_marked(block.node))) return;
    for (const ShownDate& day : days) put(day, day.date, "line under the article");
  }

  // Whether the element, or the one around it, is called after what it says.
  bool is_marked(std::uint32_t node) const {
    static const WordSet names("author credit");
    for (const std::uint32_t each : {node, page_[node].parent}) {
      const std::vector<std::string> words = words_of_name(page_.attribute(page_[each], "class"));
      if (date_name(words) != DateName::none) return true;
      if (std::any_of(words.begin(), words.end(),
                      [](const std::string& word) { return names.contains(word); }))
        return true;
    }
    return false;
  }

  const Page& page_;
  const std::vector<Block>& blocks_;
  std::string_view locale_;
  std::uint32_t anchor_ = 0;  // the title's node
  ShownDates shown_;
  std::optional<Date> called_updated_;  // by its class, by no word that readers see
};

}  // namespace

ShownDates read_shown_dates(const Page& page, const std::vector<Block>& blocks, ShownWhere where,
                            std::string_view locale) {
  constexpr std::size_t kAbove = 10;  // blocks
  constexpr std::size_t kBehind = 3;  // of the article: a byline may stand among its first lines
  constexpr std::size_t kBelow = 5;
  if (blocks.empty()) return {};
  const std::size_t first = where.first;
  const std::size_t anchor = where.title && *where.title < first ? *where.title : first;
  const std::size_t above = anchor < kAbove ? 0 : anchor - kAbove;
  const std::size_t end = std::min(blocks.size(), std::max(first, anchor) + kBehind);
  const std::size_t foot = std::min(std::max(first, where.last), blocks.size() - 1);
  const std::size_t foot_end = std::min(blocks.size(), foot + 1 + kBelow);
  return ShownDateReader(page, blocks, locale).run(above, anchor, first, end, foot, foot_end);
}

}  // namespace dateline::html
