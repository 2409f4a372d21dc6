#include "indexer/html/fields/title.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <unordered_set>

#include "indexer/html/body/heading_text.h"
#include "indexer/html/dom/text.h"
#include "indexer/prose/line_lexicon.h"

namespace dateline::html {
namespace {

constexpr std::string_view kSeparators[] = {
    " | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « ", " ‹ ", " • ", " / "};

constexpr std::string_view kPrefixSeparators[] = {": ",  " | ",  " - ", " – ", " — ",
                                                  " » ", " :: ", "】",  "] "};

// Where words have no spaces between them, separators have none either; elsewhere too what stands
// behind one of these is cut where it is the site's name.
constexpr std::string_view kNarrowSeparators[] = {"--", "_", "｜", "|", "-", "－", "：", ":", "［"};

struct Cut {
  std::size_t at = std::string::npos;  // where the last separator begins
  std::size_t bytes = 0;
};

Cut last_separator(std::string_view title) {
  Cut cut;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.rfind(separator);
    if (at == std::string_view::npos || at == 0) continue;
    if (cut.at == std::string::npos || at > cut.at) cut = {at, separator.size()};
  }
  return cut;
}

// A name without spaces and punctuation: "The Paper" and "thepaper" are one.
std::string squeeze(std::string_view text) {
  std::string squeezed;
  for (const std::string& word : words_of(text)) squeezed += word;
  return squeezed;
}

bool is_name_of(std::string_view part, const std::vector<std::string>& sites) {
  const std::string name = squeeze(part);
  return !name.empty() && std::any_of(sites.begin(), sites.end(), [&](const std::string& each) {
    const std::string site = squeeze(each);
    if (site.empty()) return false;
    return name.find(site) != std::string::npos ||
           (name.size() > 3 && site.find(name) != std::string::npos);
  });
}

bool is_exactly_name_of(std::string_view part, const std::vector<std::string>& sites) {
  const std::string name = squeeze(part);
  return !name.empty() && std::any_of(sites.begin(), sites.end(), [&](const std::string& site) {
    return squeeze(site) == name;
  });
}

// "Rates rise--World", where "--The Paper" stood behind it: marks that stand in no sentence.
std::string without_section(const std::string& title, std::string_view mark) {
  constexpr std::size_t kMostWords = 2;
  if (mark != " : " && mark != "--" && mark != "_") return title;
  const std::size_t at = title.rfind(mark);
  if (at == std::string::npos || at == 0) return title;
  return count_words(std::string_view(title).substr(at + mark.size())) <= kMostWords
             ? title.substr(0, at)
             : title;
}

// "Rates rise：The Paper", "Rates rise [The Paper]" and "Rates rise — The Paper | World" → "Rates
// rise": from the first separator on behind which the site's name stands, and nothing but it up to
// the next one.
std::string without_whole_name(const std::string& title, const std::vector<std::string>& sites) {
  constexpr std::string_view kMarks[] = {" | ", " - ", " – ", " — ",  " · ", " :: ", " : ", " » ",
                                         " • ", " ~ ", " > ", " \\ ", " (",  "--",   "_",   "：",
                                         ":",   "｜",  "|",   "[",    "【",  "（"};
  constexpr std::string_view kFirstBytes = " -_:|[\xEF\xE3";
  for (std::size_t at = 1; at < title.size(); ++at) {
    if (kFirstBytes.find(title[at]) == std::string_view::npos) continue;
    for (const std::string_view mark : kMarks) {
      if (title.compare(at, mark.size(), mark) != 0) continue;
      const std::string_view rest = std::string_view(title).substr(at + mark.size());
      std::size_t end = rest.size();
      for (const std::string_view next : kMarks) end = std::min(end, rest.find(next));
      if (!is_exactly_name_of(rest.substr(0, end), sites)) break;
      return without_section(title.substr(0, at), mark);
    }
  }
  return title;
}

// 1 where two texts have the same words, 0 where they share none.
double likeness(const std::string& a, const std::string& b) {
  const std::vector<std::string> words_a = words_of(a);
  const std::vector<std::string> words_b = words_of(b);
  if (words_a.empty() || words_b.empty()) return 0;
  const std::unordered_set<std::string> set_a(words_a.begin(), words_a.end());
  const std::unordered_set<std::string> set_b(words_b.begin(), words_b.end());
  std::size_t common = 0;
  for (const std::string& word : set_a) common += set_b.count(word);
  return 2.0 * static_cast<double>(common) / static_cast<double>(set_a.size() + set_b.size());
}

// " - World" and " | Politics" name the part of the paper.
bool is_section_behind(const std::string& title, const Cut& cut) {
  const std::string_view separator = std::string_view(title).substr(cut.at, cut.bytes);
  const std::string_view name = std::string_view(title).substr(cut.at + cut.bytes);
  return (separator == " - " || separator == " | ") && count_words(name) <= 2 &&
         is_section_name(name);
}

// "Rates rise again in spring | Money", where " | The Paper" stood behind it.
bool is_between_title_and_site(std::string_view title, const Cut& cut) {
  constexpr std::size_t kTimes = 2;
  const std::size_t words = count_words(title.substr(cut.at + cut.bytes));
  return title.substr(cut.at, cut.bytes) == " | " && words <= 2 &&
         count_words(title.substr(0, cut.at)) > kTimes * words;
}

std::vector<std::string> headings_of(const std::vector<Block>& blocks) {
  std::vector<std::string> headings;
  for (const Block& block : blocks) {
    if (block.heading == 1 || block.heading == 2) headings.push_back(block.text);
  }
  return headings;
}

// Whether a heading is the site's own: its name, or a link to its first page.
bool is_of_site_itself(const Page& page, const Block& block,
                       const std::vector<std::string>& sites) {
  if (is_exactly_name_of(block.text, sites)) return true;
  if (block.link == 0 || block.link_density() < 1) return false;
  std::string_view address = page.attribute(page[block.link], "href");
  const std::size_t scheme = address.find("://");
  if (scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  return address.find('/') == address.size() - 1 ||
         (scheme != std::string_view::npos && address.find('/') == std::string_view::npos);
}

// The first h1, or else h2, that says what the page is called elsewhere too.
std::optional<Claim> shown_heading(const Page& page, const std::vector<Block>& blocks,
                                   const std::vector<std::string>& names,
                                   const std::vector<std::string>& sites) {
  constexpr double kAlike = 0.5;
  const Block* best = nullptr;
  double best_score = 0;
  for (const Block& block : blocks) {
    if (block.heading != 1 && block.heading != 2) continue;
    if (block.words < 2 || is_of_site_itself(page, block, sites)) continue;
    double alike = 0;
    for (const std::string& name : names) alike = std::max(alike, likeness(block.text, name));
    if (alike < kAlike) continue;
    const double score = alike + (block.heading == 1 ? 0.5 : 0);
    if (score > best_score) {
      best = &block;
      best_score = score;
    }
  }
  if (best == nullptr) return std::nullopt;
  return Claim{Field::title, "heading", heading_text(page, *best, names)};
}

// "The Paper: Rates rise", "The Paper | Rates rise" → "Rates rise", where the first part is no more
// than the site's name.
std::string without_prefix(const std::string& title, const std::vector<std::string>& sites) {
  for (const std::string_view separator : kPrefixSeparators) {
    const std::size_t at = title.find(separator);
    if (at == std::string::npos || at == 0) continue;
    const std::string name = squeeze(std::string_view(title).substr(0, at));
    const bool is_site = std::any_of(sites.begin(), sites.end(), [&](const std::string& site) {
      return !name.empty() && squeeze(site) == name;
    });
    if (!is_site) continue;
    const std::size_t last = separator == " » " ? title.rfind(separator) : at;  // a path
    return title.substr(last + separator.size());
  }
  return title;
}

// "Notes from the quay: Rates rise in spring" → "Rates rise in spring", where the page shows that
// by itself and nowhere all of it. The site's name may be shown too, but is shorter.
std::string behind_shown_prefix(const Page& page, const std::vector<Block>& blocks,
                                const std::vector<std::string>& sites) {
  constexpr std::size_t kLeastWords = 3;
  const std::string whole = page_title(page);
  for (const std::string_view separator : kPrefixSeparators) {
    const std::size_t at = whole.find(separator);
    if (at == std::string::npos) continue;
    const std::string rest = whole.substr(at + separator.size());
    const auto shows = [&](const std::string& text) {
      return std::any_of(blocks.begin(), blocks.end(), [&](const Block& block) {
        return block.text == text && !is_of_site_itself(page, block, sites);
      });
    };
    const std::string front = whole.substr(0, at);
    const bool is_longer = count_words(rest) > count_words(front) || !shows(front);
    if (count_words(rest) >= kLeastWords && is_longer && !shows(whole) && shows(rest)) return rest;
  }
  return whole;
}

}  // namespace

std::string page_title(const Page& page) {
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    if (page[i].tag != GUMBO_TAG_TITLE) continue;
    std::string text;
    for (std::uint32_t child = i + 1; child < page[i].end; ++child) {
      text += page.text_of(page[child]);
    }
    return collapse(text);
  }
  return {};
}

std::string without_site(const std::string& title, const std::vector<std::string>& sites,
                         const std::vector<std::string>& headings) {
  std::string rest = without_whole_name(title, sites);
  bool has_site_behind = title.compare(rest.size(), 3, " | ") == 0;
  for (Cut cut = last_separator(rest); cut.at != std::string::npos; cut = last_separator(rest)) {
    const std::string left = rest.substr(0, cut.at);
    const std::string right = rest.substr(cut.at + cut.bytes);
    const bool is_heading = std::any_of(
        headings.begin(), headings.end(),
        [&](const std::string& heading) { return words_of(heading) == words_of(left); });
    const bool is_site = is_name_of(right, sites);
    const bool is_section =
        is_section_behind(title, cut) || (has_site_behind && is_between_title_and_site(rest, cut));
    if (!is_heading && !is_site && !is_section) break;
    has_site_behind = is_site && rest.substr(cut.at, cut.bytes) == " | ";
    rest = left;
  }
  return collapse(without_prefix(rest, sites));
}

std::string site_suffix(std::string_view whole, std::string_view title) {
  if (title.empty() || !whole.starts_with(title)) return {};
  const std::string_view rest = whole.substr(title.size());
  for (const std::string_view separator : kSeparators) {
    if (!rest.starts_with(separator)) continue;
    const Cut last = last_separator(rest);
    return collapse(
        rest.substr(last.at == std::string::npos ? separator.size() : last.at + last.bytes));
  }
  const bool is_ascii = static_cast<unsigned char>(title.back()) < 0x80;
  for (const std::string_view separator : kNarrowSeparators) {
    if (!is_ascii && rest.starts_with(separator)) return collapse(rest.substr(separator.size()));
  }
  return {};
}

std::string site_prefix(std::string_view whole, std::string_view title) {
  if (title.empty() || !whole.ends_with(title)) return {};
  const std::string_view front = whole.substr(0, whole.size() - title.size());
  for (const std::string_view separator : kPrefixSeparators) {
    if (front.ends_with(separator))
      return collapse(front.substr(0, front.size() - separator.size()));
  }
  return {};
}

std::optional<Claim> choose_title(const Page& page, const std::vector<Block>& blocks,
                                  const std::vector<Claim>& claims,
                                  const std::vector<std::string>& sites) {
  const std::vector<std::string> headings = headings_of(blocks);
  const std::string whole = behind_shown_prefix(page, blocks, sites);
  std::vector<Claim> named;
  for (const Claim& claim : claims) {
    if (claim.field != Field::title) continue;
    named.push_back({Field::title, claim.method, without_site(claim.value, sites, headings)});
  }
  const std::string from_title = without_site(whole, sites, headings);
  if (!from_title.empty()) named.push_back({Field::title, "title element", from_title});
  std::vector<std::string> names;
  names.reserve(named.size());
  for (const Claim& claim : named) names.push_back(claim.value);
  if (std::optional<Claim> heading = shown_heading(page, blocks, names, sites)) return heading;
  if (!named.empty()) return named.front();
  for (const Block& block : blocks) {
    if (block.heading == 1) return Claim{Field::title, "heading", heading_text(page, block, names)};
  }
  return std::nullopt;
}

}  // namespace dateline::html
