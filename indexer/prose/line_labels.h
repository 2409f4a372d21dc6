#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/prose/byline.h"
#include "indexer/prose/line_lexicon.h"
#include "indexer/text/text_lines.h"

namespace dateline {

// What a line of a page is, judged by itself.
enum class LineKind : std::uint8_t {
  paragraph,    // eight words or more, and ends as a sentence
  sentence,     // fewer words, ends as a sentence
  cut,          // ends in "…": a teaser, or a text that its source cut off
  headline,     // anything that does not end as a sentence: titles, links, list items, verse
  header,       // dates, bylines, sections of the article: see LabelledLine::header
  label,        // "Topics", "Source: Reuters": see LabelledLine::label
  related,      // "Read more: …"; `value` is the headline
  navigation,   // of the page: menus, share bars, advertisements, breadcrumbs
  boilerplate,  // sentences of the site: cookies, subscriptions
  caption,      // of a picture
  credit,       // "(Reporting by …)"
  copyright,
  end_sign,    // "ENDS", "###"
  weak_end,    // may end the article: "Read more", "Related articles"
  strong_end,  // ends it: "Leave a Comment", "Check Also"
};

struct LabelledLine {
  std::string text;
  std::size_t blank_before = 0;
  std::vector<std::size_t> gaps;  // see TextLine
  LineKind kind = LineKind::headline;
  std::size_t words = 0;
  std::optional<HeaderLine> header;
  std::optional<Label> label;
  std::size_t value = 0;  // of related: where the headline starts
};

std::vector<LabelledLine> label_lines(std::vector<TextLine> lines);

// The last part of a breadcrumb: "Europe" of "Home > World > Europe". Empty for other lines.
std::string_view breadcrumb_end(std::string_view line);

}  // namespace dateline
