#include "indexer/html/body/heading_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "indexer/dates/date_text.h"
#include "indexer/html/dom/names.h"
#include "indexer/html/dom/text.h"
#include "indexer/text/text_shape.h"
#include "indexer/text/word_set.h"

namespace dateline::html {
namespace {

// Text that stands in one inline element of a heading, or in the heading itself.
struct Part {
  std::string text;
  bool is_beside = false;  // the title
  bool is_new_element = false;
  bool has_space_before = false;
};

bool names_beside_title(std::string_view name) {
  static const WordSet words(
      "kicker kickers topline overline eyebrow roofline dachzeile spitzmarke rubrik surtitle "
      "suptitle "
      "supertitle supertitre surtitre antetitulo overtitle pretitle prehead headtag flag date "
      "time datetime timestamp subtitle subtitulo subline subhead subheading subheadline "
      "untertitel "
      "sottotitolo soustitre permalink anchor headerlink headline-anchor tagline category section "
      "label "
      "prefix suffix badge badges comments counter count paid premium");
  return names_unseen_text(name) || has_word_of(name, words);
}

// The elements between a text and its heading.
bool stands_beside_title(const Page& page, std::uint32_t text, std::uint32_t heading) {
  for (std::uint32_t node = page[text].parent; node > heading; node = page[node].parent) {
    if (any_class(page, node, names_beside_title) || page[node].tag == GUMBO_TAG_TIME) return true;
  }
  return false;
}

// "RepairsBridge to close": where one element ends with a small letter and the next begins with a
// capital.
bool ends_lower(std::string_view text) {
  const auto last =
      std::find_if(text.rbegin(), text.rend(), [](char c) { return (c & 0xC0) != 0x80; });
  return starts_lower(text.substr(static_cast<std::size_t>(text.rend() - last) - 1));
}

bool is_sign(std::string_view text) {
  static const WordSet signs("¶ # § 🔗 ⚓ ∞ ¤");
  return signs.contains(text);
}

bool is_day(std::string_view text) {
  const std::vector<DateReading> dates = read_date_line(text);
  return !dates.empty() && dates.front().parts.day.has_value();
}

// Letters around a text, so that white space at its ends can be seen when it is collapsed.
std::string framed(std::string_view text) { return std::string("x").append(text).append("x"); }

std::vector<Part> parts_of_heading(const Page& page, const Block& heading) {
  std::vector<Part> parts;
  std::uint32_t last_parent = 0;
  bool has_space = false;
  for (std::uint32_t i = heading.first; i < page[heading.node].end; ++i) {
    if (is_invisible(page[i].tag)) {
      i = page[i].end - 1;
      continue;
    }
    has_space = has_space || page[i].tag == GUMBO_TAG_BR || is_block(page[i].tag);
    if (!page[i].is_text) continue;
    const std::string_view raw = page.text_of(page[i]);
    std::string text = collapse(raw);
    has_space = has_space || collapse(framed(raw)).starts_with("x ");
    if (text.empty()) continue;
    const bool is_beside =
        is_sign(text) || is_day(text) || stands_beside_title(page, i, heading.node);
    const bool is_new = last_parent != 0 && page[i].parent != last_parent;
    last_parent = page[i].parent;
    const bool is_fused = is_new && !parts.empty() && starts_upper(text) &&
                          !parts.back().text.empty() && ends_lower(parts.back().text);
    parts.push_back({.text = std::move(text),
                     .is_beside = is_beside,
                     .is_new_element = is_new,
                     .has_space_before = has_space || is_fused});
    has_space = collapse(framed(raw)).ends_with(" x");
  }
  return parts;
}

// "5.3.2019: Rates rise" → "Rates rise".
std::string_view without_day(std::string_view title) {
  const DatePrefix date = read_date_prefix(title);
  if (date.bytes == 0 || !date.parts.day || !date.parts.year) return title;
  const std::string_view rest = title.substr(date.bytes);
  for (const std::string_view mark : {": ", " - ", " – ", " — ", " | "}) {
    if (rest.starts_with(mark)) return rest.substr(mark.size());
  }
  return title;
}

// A title does not begin or end with what parts it from a kicker.
std::string without_marks(std::string_view text) {
  constexpr std::array<std::string_view, 11> kMarks = {":", "|",  "–",  "—",  "·", "•",
                                                       "/", "：", "- ", " -", " "};
  return std::string(without_day(without_ends(text, kMarks)));
}

std::string joined(const std::vector<Part>& parts, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < parts.size(); ++i) {
    if (!text.empty() && parts[i].has_space_before) text += ' ';
    text += parts[i].text;
  }
  return text;
}

// The parts that are not beside the title; what stood between two of them parted these.
std::vector<Part> parts_of_title(const std::vector<Part>& parts) {
  std::vector<Part> own;
  bool has_gap = false;
  for (const Part& part : parts) {
    if (!part.is_beside) {
      own.push_back(part);
      own.back().has_space_before = part.has_space_before || has_gap;
    }
    has_gap = part.is_beside;
  }
  return own;
}

bool is_called(const std::vector<std::string>& names, const std::string& text) {
  const std::vector<std::string> words = words_of(text);
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return words_of(name) == words; });
}

// A name without its last part, which may be a site's that nothing else names: "Rates rise | The
// Paper".
std::string without_last_part(const std::string& name) {
  std::size_t end = 0;
  for (const std::string_view mark : {" | ", " - ", " – "}) {
    const std::size_t at = name.rfind(mark);
    if (at != std::string::npos) end = std::max(end, at);
  }
  return name.substr(0, end);
}

bool is_called_at_site(const std::vector<std::string>& names, const std::string& text) {
  const std::vector<std::string> words = words_of(text);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return words_of(without_last_part(name)) == words;
  });
}

// As the page writes all of a heading elsewhere, with a mark behind the kicker: "Repairs: Bridge to
// close" for "Repairs Bridge to close".
std::string as_called(const std::vector<std::string>& names, const std::string& text) {
  const std::vector<std::string> words = words_of(text);
  for (const std::string& name : names) {
    for (const std::string& called : {name, without_last_part(name)}) {
      if (called.size() > text.size() && words_of(called) == words) return called;
    }
  }
  return text;
}

}  // namespace

std::string heading_text(const Page& page, const Block& heading,
                         const std::vector<std::string>& names) {
  constexpr std::size_t kLeastWords = 2;
  constexpr std::size_t kTitleWords = 4;  // fewer may need their kicker
  const std::vector<Part> parts = parts_of_heading(page, heading);
  if (parts.size() < 2) return without_marks(heading.text);
  std::vector<Part> own = parts_of_title(parts);
  if (is_called(names, joined(own, 0))) return without_marks(joined(own, 0));
  const bool has_kicker = own.size() < parts.size() && count_words(joined(own, 0)) >= kTitleWords;
  const std::string whole = joined(parts, 0);
  if (!has_kicker && (is_called(names, whole) || is_called_at_site(names, whole)))
    return without_marks(as_called(names, whole));
  if (count_words(joined(own, 0)) < kLeastWords) own = parts;
  for (std::size_t i = 1; i < own.size(); ++i) {
    if (!own[i].is_new_element) continue;
    const std::string rest = joined(own, i);
    if (is_called(names, rest) || is_called_at_site(names, rest)) return without_marks(rest);
  }
  return without_marks(joined(own, 0));
}

}  // namespace dateline::html
