#include "indexer/prose/text_extractor.h"

#include <algorithm>
#include <utility>

#include "indexer/prose/body_zone.h"
#include "indexer/prose/byline.h"
#include "indexer/prose/dateline.h"
#include "indexer/prose/header_zone.h"
#include "indexer/prose/line_labels.h"
#include "indexer/prose/sign_off.h"
#include "indexer/text/text_lines.h"
#include "indexer/text/text_shape.h"

namespace dateline {
namespace {

bool is_page_furniture(const LabelledLine& line) {
  switch (line.kind) {
    case LineKind::paragraph:
    case LineKind::sentence:
    case LineKind::cut:
    case LineKind::headline:
      return false;
    default:
      return true;
  }
}

// Texts without a single sentence (a poem, a table, a list) are taken as they are.
void take_all_lines(const std::vector<LabelledLine>& lines, const HeaderZone& zone,
                    FoundArticle& found) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_page_furniture(lines[i]) || zone.title_line == i) continue;
    if (zone.title_line && i < *zone.title_line) continue;
    found.article.paragraphs.push_back(lines[i].text);
  }
  found.article.summary.clear();
  std::erase_if(found.article.extraction,
                [](const Provenance& entry) { return entry.field == "summary"; });
}

// A line of dashes in front of the body, with place and agency on lines of their own above it, as
// pages leave them whose dateline is made of several elements.
std::optional<std::size_t> scattered_dateline_start(const std::vector<TextLine>& lines,
                                                    std::size_t dash) {
  constexpr std::size_t kMostPieces = 2;
  std::string text;
  for (std::size_t pieces = 1; pieces <= kMostPieces && pieces <= dash; ++pieces) {
    const TextLine& piece = lines[dash - pieces];
    if (piece.text.size() > 40 || ends_sentence(piece.text)) break;
    text.insert(0, piece.text + " ");
    if (read_dateline(text + "— Text") && pieces == kMostPieces) return dash - pieces;
    if (read_dateline(text + "— Text") && dash == pieces) return dash - pieces;
  }
  const bool one = dash > 0 && lines[dash - 1].text.size() <= 40 &&
                   read_dateline(lines[dash - 1].text + " — Text");
  return one ? std::optional(dash - 1) : std::nullopt;
}

bool is_dash(std::string_view text) {
  return text == "-" || text == "–" || text == "—" || text == "--";
}

// "WASHINGTON —", with the text on the next line
bool is_open_dateline(std::string_view text) {
  constexpr std::size_t kLongest = 60;  // bytes
  if (text.size() > kLongest ||
      !(text.ends_with("-") || text.ends_with("–") || text.ends_with("—"))) {
    return false;
  }
  return read_dateline(std::string(text) + " Text").has_value();
}

// Puts "Washington", "CNN", "—" and the paragraph under them on one line.
std::vector<TextLine> gather_dateline(std::vector<TextLine> lines) {
  constexpr std::size_t kMostLines = 300;
  for (std::size_t dash = 1; dash + 1 < std::min(lines.size(), kMostLines); ++dash) {
    if (is_open_dateline(lines[dash].text)) {
      lines[dash + 1].text.insert(0, lines[dash].text + " ");
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(dash));
      return lines;
    }
    if (!is_dash(lines[dash].text)) continue;
    const auto start = scattered_dateline_start(lines, dash);
    if (!start) return lines;
    std::string joined;
    for (std::size_t i = *start; i <= dash; ++i) joined += lines[i].text + " ";
    lines[dash + 1].text.insert(0, joined);
    lines[dash + 1].blank_before = std::max<std::size_t>(1, lines[*start].blank_before);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(*start),
                lines.begin() + static_cast<std::ptrdiff_t>(dash) + 1);
    return lines;
  }
  return lines;
}

void apply_dateline(const Dateline& dateline, std::size_t bytes, std::string& paragraph,
                    FoundArticle& found) {
  paragraph.erase(0, bytes);
  // The dateline is nearer to the article than what its page says.
  if (!dateline.place.empty()) {
    found.article.place.clear();
    std::erase_if(found.article.extraction,
                  [](const Provenance& entry) { return entry.field == "place"; });
    found.set(&Article::place, "place", dateline.place, "dateline");
  }
  if (!dateline.source.empty()) {
    found.article.source.clear();
    std::erase_if(found.article.extraction,
                  [](const Provenance& entry) { return entry.field == "source"; });
    found.set(&Article::source, "source", dateline.source, "dateline");
  }
  if (dateline.date.month) found.dateline_date = dateline.date;
}

// "By Jane Doe LONDON (Reuters) - …", where a page lost the break after the byline.
void read_byline_before_dateline(FoundArticle& found) {
  constexpr std::size_t kLongestByline = 80;  // bytes
  const std::string& text = found.article.paragraphs.front();
  if (!starts_with_folded(text, "by ")) return;
  for (std::size_t at = text.find(' ', 3); at < kLongestByline; at = text.find(' ', at + 1)) {
    const auto dateline = read_dateline(std::string_view(text).substr(at + 1));
    if (!dateline || dateline->certainty != Certainty::certain) continue;
    const auto byline = read_byline(std::string_view(text).substr(0, at));
    if (!byline) continue;
    found.add(&Article::authors, "authors", byline->authors, "byline");
    apply_dateline(*dateline, at + 1 + dateline->bytes, found.article.paragraphs.front(), found);
    return;
  }
}

// Where a standfirst opens the text, the dateline stands in the second paragraph.
bool read_dateline_behind_standfirst(FoundArticle& found) {
  auto& paragraphs = found.article.paragraphs;
  if (paragraphs.size() < 2) return false;
  const auto dateline = read_dateline(paragraphs[1]);
  const bool is_sure = dateline && (dateline->certainty == Certainty::certain ||
                                    is_all_caps(split_words(paragraphs[1]).front()));
  if (!is_sure) return false;
  apply_dateline(*dateline, dateline->bytes, paragraphs[1], found);
  return true;
}

}  // namespace

void read_paragraph_ends(FoundArticle& found) {
  auto& paragraphs = found.article.paragraphs;
  if (paragraphs.empty()) return;
  if (const auto dateline = read_dateline(paragraphs.front())) {
    apply_dateline(*dateline, dateline->bytes, paragraphs.front(), found);
  } else if (!read_dateline_behind_standfirst(found)) {
    read_byline_before_dateline(found);
  }
  const ParagraphEnd end = read_paragraph_end(paragraphs.back());
  paragraphs.back().resize(end.bytes);
  found.set(&Article::source, "source", end.source, "sign-off");
}

FoundArticle extract_from_text(std::string_view text, std::string_view known_title) {
  FoundArticle found;
  const std::vector<LabelledLine> lines = label_lines(gather_dateline(split_lines(text)));
  const HeaderZone zone = find_header_zone(lines, known_title);
  read_header_zone(lines, zone, found);
  read_body_zone(lines, zone.body_start, found);
  if (found.article.paragraphs.empty()) take_all_lines(lines, zone, found);
  read_paragraph_ends(found);
  return found;
}

}  // namespace dateline
