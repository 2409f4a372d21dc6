#include "indexer/html/fields/bylines.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "indexer/dates/date_text.h"
#include "indexer/html/body/dates.h"
#include "indexer/html/body/prose.h"
#include "indexer/html/dom/names.h"
#include "indexer/html/dom/text.h"
#include "indexer/prose/author_names.h"
#include "indexer/prose/report_line.h"
#include "indexer/text/text_shape.h"
#include "indexer/text/word_set.h"
#include "search/base/ascii.h"
#include "search/store/text/language_data.h"

namespace dateline::html {
namespace {

constexpr std::uint32_t kTogether = 50;  // nodes, between the authors of one article

// "and Ben Roe", "Ann Lee and", "Ann Lee,".
bool opens_with_joint(std::string_view part) {
  return part.starts_with(',') || part.starts_with('&') ||
         joins_names(part.substr(0, part.find(' ')));
}

bool ends_with_joint(std::string_view part) {
  const std::size_t space = part.rfind(' ');
  return part.ends_with(',') || part.ends_with('&') ||
         (space != std::string_view::npos && joins_names(part.substr(space + 1)));
}

// Whether a link leads to a page about an author: "/authors/ann-lee".
bool is_author_address(std::string_view href) {
  static const WordSet folders(
      "author authors autor autores autoren autorin auteur auteurs autore autori by byline "
      "columnist "
      "columnists contributor contributors journalist journalists journaliste reporter reporters "
      "writer writers");
  while (!href.empty()) {
    const std::size_t end = std::min(href.find('/'), href.size());
    const bool is_last = end == href.size() || end + 1 == href.size();
    if (!is_last && folders.contains(ascii::lower(href.substr(0, end)))) return true;
    href.remove_prefix(std::min(end + 1, href.size()));
  }
  return false;
}

// The parts of a line between marks that part them.
std::vector<std::string_view> parts_of_line(std::string_view line) {
  constexpr std::array<std::string_view, 6> kBetween = {" | ", " • ", " · ", " – ", " — ", " - "};
  std::vector<std::string_view> parts;
  while (!line.empty()) {
    std::size_t end = line.size();
    std::size_t bytes = 0;
    for (const std::string_view mark : kBetween) {
      const std::size_t at = line.find(mark);
      if (at < end) {
        end = at;
        bytes = mark.size();
      }
    }
    if (end > 0) parts.push_back(line.substr(0, end));
    line.remove_prefix(end + bytes);
  }
  return parts;
}

bool is_date(std::string_view text, std::string_view language) {
  return !read_date_line(text).empty() || read_whole_date(text, language).has_value();
}

// "Posts by Ann Lee", as blog systems title a link to an author's page.
bool is_list_of_posts(std::string_view title) {
  static const std::vector<std::string_view> begins = words_of_languages("lists of posts");
  return std::any_of(begins.begin(), begins.end(),
                     [&](std::string_view begin) { return starts_with_folded(title, begin); });
}

// "【田中太郎】", as Japanese papers write who wrote.
bool is_in_brackets(std::string_view line) {
  return (line.starts_with("【") && line.ends_with("】")) ||
         (line.starts_with("（") && line.ends_with("）"));
}

// The block of the article's first sentence, or the last that is looked at.
std::size_t first_sentence(const std::vector<Block>& blocks, const ArticleZone& zone) {
  std::size_t block = zone.first();
  while (block < zone.head_end() && !is_sentence(blocks[block])) ++block;
  return block;
}

struct ShownList {
  Authors authors;
  std::uint32_t last = 0;  // node that showed one
};

class BylineReader {
 public:
  BylineReader(const Page& page, const std::vector<Block>& blocks, const ArticleZone& zone,
               const std::vector<std::string>& sites)
      : page_(page), blocks_(blocks), zone_(zone), sites_(sites) {}

  void read_elements(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end && i < page_.size(); ++i) {
      if (page_[i].is_text || zone_.is_foreign(i)) continue;
      if (page_[i].tag == GUMBO_TAG_A) read_link(i);
      if (any_class(page_, i, names_author)) read_marked(i);
    }
  }

  void read_lines(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && i < blocks_.size(); ++i) {
      if (!zone_.is_foreign(blocks_[i].first)) read_line(i);
    }
  }

  // Lines with a name and no label, between the title and the article.
  void read_header(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && i < blocks_.size(); ++i) {
      if (!zone_.is_foreign(blocks_[i].first)) read_header_line(i);
    }
  }

  // A line at the end that is a name and no more, beside the article's paragraphs.
  void read_signature(std::size_t last) {
    constexpr std::size_t kMostWords = 4;
    for (std::size_t i = last; i < std::min(blocks_.size(), last + 2); ++i) {
      const Block& block = blocks_[i];
      const bool is_line = block.heading == 0 && block.words <= kMostWords;
      if (i == 0 || !is_line || zone_.is_foreign(block.first)) continue;
      if (page_[block.node].parent != page_[blocks_[i - 1].node].parent) continue;
      const std::vector<AuthorName> read = read_authors(block.text);
      if (read.size() == 1 && is_signature(read.front().name, block))
        add_authors(persons_of(block.text), "signature", header_);
    }
  }

  // "Ann Lee is a staff writer at The Courier.", set apart in italics.
  void read_biography(std::size_t last) {
    for (std::size_t i = last; i < std::min(blocks_.size(), last + 2); ++i) {
      if (is_emphasised(blocks_[i]) && !zone_.is_foreign(blocks_[i].first))
        add_authors(told_about(blocks_[i].text), "biography", header_);
    }
  }

  Authors take() const {
    const Authors* best = &links_.authors;
    for (const Authors* each :
         {&links_.authors, &elements_.authors, &bylines_, &addresses_.authors, &header_}) {
      if (best->names.empty() || (each != &header_ && is_more(*each, *best))) best = each;
    }
    return *best;
  }

 private:
  bool is_emphasised(const Block& block) const {
    std::uint32_t node = page_[block.first].parent;
    while (node > block.node && page_[node].tag != GUMBO_TAG_EM && page_[node].tag != GUMBO_TAG_I)
      node = page_[node].parent;
    return node > block.node;
  }

  // "Ann Lee", "（田中太郎）", "김민수 기자 kim@paper.example"
  static bool is_signature(std::string_view name, const Block& line) {
    if (is_in_brackets(line.text) || is_role(line.text) || author_label(line.text) > 0) return true;
    return line.words >= 2 && line.link_characters == 0 && same_folded(name, line.text);
  }

  std::string line_of(std::size_t block) const {
    const std::uint32_t next = block + 1 < blocks_.size() ? blocks_[block + 1].first : page_.size();
    const std::uint32_t end = std::min(next, page_[blocks_[block].node].end);
    return collapse(page_.parted_text(blocks_[block].first, end));
  }

  // Whom a sentence tells of that says what its subject does: "Ann Lee is a staff writer."
  std::vector<std::string> told_about(std::string_view text) const {
    static const WordSet copulas(words_of_languages("copulas"));
    constexpr std::size_t kMostNameWords = 4;
    constexpr std::size_t kRoleWords = 6;
    const std::vector<std::string_view> words = split_words(text);
    const auto copula = std::find_if(words.begin(), words.end(),
                                     [](std::string_view word) { return copulas.contains(word); });
    const auto before = static_cast<std::size_t>(copula - words.begin());
    if (copula == words.end() || before < 2 || before > kMostNameWords) return {};
    const auto at = static_cast<std::size_t>(copula->data() - text.data());
    const auto end = std::min(words.size() - 1, before + kRoleWords);
    const auto role_end = static_cast<std::size_t>(words[end].data() - text.data());
    if (!is_role(text.substr(at, role_end - at))) return {};
    return persons_of(text.substr(0, at - 1));
  }

  void read_link(std::uint32_t node) {
    constexpr std::size_t kMostWords = 8;
    const std::string text = collapse(page_.parted_text(node, page_[node].end));
    if (count_words(text) > kMostWords || is_labelled_otherwise(node)) return;
    if (words_of(page_.attribute(page_[node], "rel")) == std::vector<std::string>{"author"} ||
        is_list_of_posts(page_.attribute(page_[node], "title"))) {
      put_near(node, names_together(text), "author link", links_);
    } else if (is_author_address(page_.attribute(page_[node], "href")) &&
               stands_in_short_line(node)) {
      put_near(node, names_together(text), "author link", addresses_);
    }
  }

  // Whether it stands behind what names another than the author: "Fact checked by", "Photos:".
  bool is_labelled_otherwise(std::uint32_t node) const {
    constexpr std::uint32_t kNear = 12;  // nodes
    std::uint32_t at = node;
    while (at > 1 && node - at < kNear && (!page_[at].is_text || is_blank(at))) --at;
    const std::vector<std::string> before = words_of(page_.text_of(page_[at]));
    const std::vector<std::string> own = words_of(page_.parted_text(node, page_[node].end));
    constexpr std::size_t kWords = 3;
    const std::size_t last = before.size() - std::min(before.size(), kWords);
    return labels_another({before.begin() + static_cast<std::ptrdiff_t>(last), before.end()}) ||
           labels_another({own.begin(), own.begin() + static_cast<std::ptrdiff_t>(
                                                          std::min(own.size(), kWords))});
  }

  bool is_blank(std::uint32_t node) const {
    return page_.text_of(page_[node]).find_first_not_of(" \t\r\n") == std::string_view::npos;
  }

  static bool labels_another(const std::vector<std::string>& said) {
    static const WordSet words(words_of_languages("other makers"));
    return std::any_of(said.begin(), said.end(),
                       [](const std::string& word) { return words.contains(word); });
  }

  // Links among sentences lead to whom they tell of.
  bool stands_in_short_line(std::uint32_t node) const {
    constexpr std::size_t kMostWords = 20;
    const auto behind =
        std::upper_bound(blocks_.begin(), blocks_.end(), page_[node].end,
                         [](std::uint32_t end, const Block& block) { return end <= block.first; });
    return behind != blocks_.begin() && std::prev(behind)->words <= kMostWords;
  }

  // The names of an element that holds hardly more; of one that tells about the author, that one.
  void read_marked(std::uint32_t node) {
    constexpr std::size_t kMostWords = 14;
    const std::string text = collapse(page_.parted_text(node, page_[node].end));
    if (count_words(text) > kMostWords || is_labelled_otherwise(node)) return;
    const bool is_told = text.ends_with('.') && count_words(text) > 4;
    put_near(node, is_told ? told_about(text) : names_together(text), "author element", elements_);
  }

  // The names of parts that follow one another; behind the first, only those that a word or a mark
  // joins to it: "Ann Lee | and | Ben Roe", but not "Ann Lee | World News".
  std::vector<std::string> names_together(std::string_view line) const {
    constexpr std::string_view kBetween = " | ";
    std::vector<std::string> names;
    bool is_joined = false;
    std::string first;  // of a name in two parts
    while (!line.empty()) {
      const std::size_t end = std::min(line.find(kBetween), line.size());
      const std::string_view part = line.substr(0, end);
      line.remove_prefix(std::min(end + kBetween.size(), line.size()));
      std::vector<std::string> persons = persons_of(part);
      if (persons.empty() && names.empty()) persons = persons_of(first + ' ' + std::string(part));
      first = part;
      const bool begins_joined = opens_with_joint(part);
      if (names.empty() || is_joined || begins_joined) append(persons, names);
      is_joined = joins_names(part) || ends_with_joint(part);
    }
    return names;
  }

  std::vector<std::string> persons_of(std::string_view text) const {
    std::vector<AuthorName> read = read_authors(text);
    std::erase_if(read, [&](const AuthorName& author) {
      const bool is_site =
          std::find(sites_.begin(), sites_.end(), squeeze_name(author.name)) != sites_.end();
      return author.kind != AuthorKind::person || is_site;
    });
    return names_of_kind(read, AuthorKind::person);
  }

  void read_line(std::size_t block) {
    constexpr std::size_t kMostWords = 20;
    if (blocks_[block].words > kMostWords || blocks_[block].heading == 1) return;
    const std::string line = line_of(block);
    const std::vector<std::string_view> parts = parts_of_line(line);
    for (const std::string_view part : parts) {
      const DatePrefix date = read_date_prefix(part);
      const std::string_view text = part.substr(date.bytes);
      const std::size_t label = author_label(text);
      if (label == 0) continue;
      if (ends_sentence(line) && blocks_[block].words > 8) return;
      const auto from = static_cast<std::size_t>(text.data() - line.data());
      std::string behind = line.substr(from);
      if (label == behind.size() && block + 1 < blocks_.size()) behind = line_of(block + 1);
      add_authors(names_together(behind), "byline", bylines_);
      return;
    }
  }

  // "Rachel Hogg - 12/03/2026"; all its parts must be names, roles or dates, and one a date.
  void read_header_line(std::size_t block) {
    constexpr std::size_t kMostWords = 14;
    const int heading = blocks_[block].heading;
    if (blocks_[block].words > kMostWords || heading == 1 || heading == 2) return;
    const std::string line = line_of(block);
    std::vector<std::string> names;
    bool is_dated = false;
    bool tells_role = false;
    for (const std::string_view part : parts_of_line(line)) {
      if (is_date(part, {})) {
        is_dated = true;
        continue;
      }
      if (joins_names(part)) continue;
      const std::vector<AuthorName> read = read_authors(part);
      const std::vector<std::string> persons = persons_of(part);
      tells_role = tells_role || is_role(part) || before_report_from(part) != part;
      if (persons.empty() && is_role(part)) continue;
      if (persons.empty() || persons.size() != read.size() || starts_lower(part)) return;
      append(persons, names);
    }
    const bool is_byline =
        is_dated || tells_role || is_in_brackets(blocks_[block].text) || is_beside_date(block);
    if (is_byline) add_authors(names, "byline", header_);
  }

  bool is_beside_date(std::size_t block) const {
    const bool follows_date = block > 0 && is_date(line_of(block - 1), {});
    return follows_date || tells_date_or_role(block + 1);
  }

  bool tells_date_or_role(std::size_t block) const {
    constexpr std::size_t kMostWords = 12;
    if (block >= blocks_.size() || blocks_[block].words > kMostWords) return false;
    const std::string line = line_of(block);
    const std::vector<std::string_view> parts = parts_of_line(line);
    return std::any_of(parts.begin(), parts.end(),
                       [](std::string_view part) { return is_date(part, {}) || is_role(part); });
  }

  // Authors stand together: what is far behind the first is of something else.
  static void put_near(std::uint32_t node, const std::vector<std::string>& names,
                       const char* method, ShownList& list) {
    if (names.empty() || (list.last != 0 && node - list.last > kTogether)) return;
    list.last = node;
    add_authors(names, method, list.authors);
  }

  static void append(const std::vector<std::string>& more, std::vector<std::string>& names) {
    names.insert(names.end(), more.begin(), more.end());
  }

  const Page& page_;
  const std::vector<Block>& blocks_;
  const ArticleZone& zone_;
  const std::vector<std::string>& sites_;  // squeezed
  ShownList links_;                        // rel=author
  ShownList elements_;                     // called after authors
  ShownList addresses_;                    // links to pages of authors
  Authors bylines_;                        // lines with a label
  Authors header_;                         // lines without one
};

}  // namespace

Authors shown_authors(const Page& page, const std::vector<Block>& blocks, const ArticleZone& zone,
                      const std::vector<std::string>& sites) {
  constexpr std::size_t kAbove = 6;  // blocks
  constexpr std::size_t kAfter = 6;
  if (blocks.empty()) return {};
  const std::size_t title = zone.title();
  BylineReader near(page, blocks, zone, sites);
  near.read_elements(blocks[title].node, zone.node_of(zone.head_end()));
  near.read_lines(title, zone.head_end());
  near.read_header(title + 1, first_sentence(blocks, zone));
  if (Authors authors = near.take(); !authors.names.empty()) return authors;
  const std::size_t above = title < kAbove ? 0 : title - kAbove;
  BylineReader before(page, blocks, zone, sites);
  before.read_elements(blocks[above].node, blocks[title].node);
  before.read_lines(above, title);
  if (Authors authors = before.take(); !authors.names.empty()) return authors;
  BylineReader behind(page, blocks, zone, sites);
  behind.read_signature(zone.last());
  behind.read_biography(zone.last());
  behind.read_elements(zone.node_of(zone.last()), zone.node_of(zone.last() + kAfter));
  behind.read_lines(zone.last() + 1, zone.last() + kAfter);
  return behind.take();
}

}  // namespace dateline::html
