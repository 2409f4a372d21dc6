#include "indexer/html/body/blocks.h"

#include <algorithm>

#include "indexer/html/dom/text.h"

namespace dateline::html {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

bool is_cell(GumboTag tag) { return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH; }

// For each node whether it is a row of data: its cells hold text, nothing that starts a line, and
// no more than a few line breaks. Others are there to lay out a page.
std::vector<bool> find_data_rows(const Page& page) {
  constexpr std::uint32_t kMostBreaks = 3;
  std::vector<bool> holds_blocks(page.size(), false);
  std::vector<std::uint32_t> breaks(page.size(), 0);
  std::vector<bool> is_data_row(page.size(), false);
  for (std::uint32_t i = page.size(); i-- > 1;) {
    if (page[i].tag == GUMBO_TAG_BR) ++breaks[i];
    is_data_row[i] = page[i].tag == GUMBO_TAG_TR && !holds_blocks[i] && breaks[i] <= kMostBreaks;
    const bool is_line = is_block(page[i].tag) && !is_cell(page[i].tag);
    if (is_line || holds_blocks[i]) holds_blocks[page[i].parent] = true;
    breaks[page[i].parent] += breaks[i];
  }
  return is_data_row;
}

class Splitter {
 public:
  Splitter(const Page& page, Scripts scripts)
      : page_(page), scripts_(scripts), is_data_row_(find_data_rows(page)) {}

  std::vector<Block> run() {
    for (std::uint32_t i = 0; i < page_.size(); ++i) {
      close_until(i);
      if (is_unseen(page_[i].tag)) {
        i = page_[i].end - 1;
      } else if (page_[i].is_text) {
        add_text(i);
      } else {
        enter(i);
      }
    }
    flush();
    return std::move(blocks_);
  }

 private:
  bool is_unseen(GumboTag tag) const {
    return is_invisible(tag) && !(tag == GUMBO_TAG_NOSCRIPT && scripts_ == Scripts::off);
  }

  void close_until(std::uint32_t index) {
    while (!open_.empty() && index >= page_[open_.back()].end) {
      flush();
      open_.pop_back();
    }
  }

  void enter(std::uint32_t index) {
    const GumboTag tag = page_[index].tag;
    if (is_cell(tag) && !open_.empty() && is_data_row_[open_.back()]) {
      separate_cells_ = first_ != kNone;
    } else if (is_block(tag)) {
      flush();
      open_.push_back(index);
    } else if (tag == GUMBO_TAG_BR) {
      ++breaks_;
    } else if (tag == GUMBO_TAG_A && page_.has_attribute(page_[index], "href")) {
      link_ = index;
      link_end_ = page_[index].end;
    }
  }

  void add_text(std::uint32_t index) {
    const std::string_view raw = page_.text_of(page_[index]);
    const std::size_t characters = visible_characters(raw);
    if (characters == 0) {
      text_ += ' ';
      return;
    }
    if (breaks_ >= 2) flush();
    if (breaks_ > 0) text_ += ' ';
    breaks_ = 0;
    if (separate_cells_) text_ += " | ";
    separate_cells_ = false;
    if (first_ == kNone) first_ = index;
    text_ += raw;
    characters_ += characters;
    if (index >= link_end_) return;
    link_characters_ += characters;
    if (first_link_ == 0) first_link_ = link_;
  }

  void flush() {
    if (first_ != kNone) {
      std::string text = collapse(text_);
      const std::uint32_t node = open_.empty() ? 0 : open_.back();
      const std::size_t words = count_words(text);
      const bool ends = html::ends_sentence(text);
      if (!text.empty()) {
        blocks_.push_back({.node = node,
                           .first = first_,
                           .link = first_link_,
                           .text = std::move(text),
                           .characters = characters_,
                           .link_characters = link_characters_,
                           .words = words,
                           .heading = heading_level(page_[node].tag),
                           .ends_sentence = ends});
      }
    }
    text_.clear();
    first_ = kNone;
    first_link_ = 0;
    characters_ = 0;
    link_characters_ = 0;
    breaks_ = 0;
    separate_cells_ = false;
  }

  const Page& page_;
  Scripts scripts_;
  std::vector<bool> is_data_row_;
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> open_;  // elements that start a line and are not closed yet
  std::uint32_t link_ = 0;           // the last <a href> met
  std::uint32_t link_end_ = 0;
  std::uint32_t first_link_ = 0;
  std::string text_;
  std::uint32_t first_ = kNone;
  std::size_t characters_ = 0;
  std::size_t link_characters_ = 0;
  int breaks_ = 0;
  bool separate_cells_ = false;
};

}  // namespace

std::vector<Block> split_into_blocks(const Page& page, Scripts scripts) {
  return Splitter(page, scripts).run();
}

}  // namespace dateline::html
