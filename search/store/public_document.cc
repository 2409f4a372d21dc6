#include "search/store/public_document.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>

#include <xapian.h>

#include "search/base/date.h"
#include "search/base/utf8.h"
#include "search/store/article/canonical_url.h"
#include "search/store/article/fields.h"
#include "search/store/text/stemmer.h"

namespace dateline {
namespace {

constexpr std::size_t kXapianTermBytes = 245;  // as Xapian has it
constexpr std::size_t kMaxUrlBytes = 1000;
constexpr std::size_t kMaxIdBytes = 200;
constexpr std::size_t kMaxTextBytes = 200;  // of a title, a sample, or the authors, in the data
constexpr std::size_t kMaxLanguageBytes = 20;

std::string value_term(std::string_view prefix, std::string_view value) {
  const std::string term = std::string(prefix) + Xapian::Unicode::tolower(std::string(value));
  return std::string(utf8_prefix(term, kXapianTermBytes));
}

// 2017-01-25: D20170125, M201701, Y2017; a date that is only a year has but the last.
void add_date_terms(std::vector<std::string>& terms, const Date& date) {
  std::string digits = format_day(date);
  std::erase(digits, '-');
  if (digits.size() == 8) terms.push_back("D" + digits);
  if (digits.size() >= 6) terms.push_back("M" + digits.substr(0, 6));
  terms.push_back("Y" + digits.substr(0, 4));
}

std::vector<std::string> lookup_terms(const ArticleRecord& article) {
  std::vector<std::string> terms{id_term(article.id)};
  const auto add_each = [&](std::string_view prefix, const std::vector<std::string_view>& values) {
    for (const std::string_view value : values) terms.push_back(value_term(prefix, value));
  };
  const auto add_one = [&](std::string_view prefix, std::string_view value) {
    if (!value.empty()) terms.push_back(value_term(prefix, value));
  };
  if (!article.url.empty() && article.url.size() < kXapianTermBytes)
    terms.push_back("U" + std::string(article.url));
  for (const std::string& domain : domains_of(canonical_url(article.url))) add_one("H", domain);
  add_one("L", article.language);
  if (article.published) add_date_terms(terms, *article.published);
  add_each("K", article.topics);
  add_each("XAUTHOR", article.authors);
  add_each("XPEOPLE", article.people);
  add_each("XORG", article.organisations);
  add_one("XSOURCE", article.source);
  add_one("XPLACE", article.place);
  add_one("XSECTION", article.section);
  return terms;
}

std::vector<PublicText> texts_of(const ArticleRecord& article) {
  std::vector<PublicText> texts;
  if (const std::string_view title = article.title(); !title.empty())
    texts.push_back({.text = title, .prefix = "S"});
  for (const Block& block : article.blocks)
    texts.push_back({.text = block.text, .prefix = "", .weight = block_weight(block.kind)});
  for (const std::string_view author : article.authors)
    texts.push_back({.text = author, .prefix = "A"});
  for (const std::string_view topic : article.topics)
    texts.push_back({.text = topic, .prefix = "B"});
  return texts;
}

// The start of the article, for lists of hits.
std::string_view sample_of(const ArticleRecord& article) {
  const auto is_running = [](const Block& block) {
    return block.kind == BlockKind::summary || block.kind == BlockKind::paragraph;
  };
  const auto first = std::find_if(article.blocks.begin(), article.blocks.end(), is_running);
  return first == article.blocks.end() ? std::string_view() : first->text;
}

std::string listed(const std::vector<std::string_view>& texts) {
  std::string all;
  for (const std::string_view text : texts) all.append(all.empty() ? "" : ", ").append(text);
  return all;
}

// When it was published, in seconds since 1970, where four bytes hold that.
std::optional<std::uint32_t> timestamp_of(const ArticleRecord& article) {
  if (!article.published) return std::nullopt;
  const std::int64_t seconds = instant(*article.published);
  if (seconds < 0 || seconds > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  return static_cast<std::uint32_t>(seconds);
}

std::string data_of(const ArticleRecord& article) {
  std::string data;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) data.append(name).append("=").append(value).append("\n");
  };
  const auto add_whole = [&](std::string_view name, std::string_view value, std::size_t most) {
    if (value.size() <= most) add(name, value);
  };
  const auto add_start = [&](std::string_view name, std::string_view value) {
    add(name, utf8_prefix(value, kMaxTextBytes));
  };
  add_whole("id", article.id, kMaxIdBytes);
  add_whole("url", article.url, kMaxUrlBytes);
  add_start("caption", article.title());
  add_start("sample", sample_of(article));
  add_start("author", listed(article.authors));
  if (article.published) add("date", format_day(*article.published));
  if (const auto timestamp = timestamp_of(article)) add("modtime", std::to_string(*timestamp));
  add_whole("language", article.language, kMaxLanguageBytes);
  if (!data.empty()) data.pop_back();  // lines are parted, not ended
  return data;
}

// As Omega packs the time of the last change: four bytes, the highest first.
std::string packed(std::optional<std::uint32_t> timestamp) {
  std::string bytes;
  if (!timestamp) return bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(*timestamp >> shift);
  return bytes;
}

}  // namespace

PublicDocument public_document(const ArticleRecord& article) {
  return {.language = std::string(language_code(language_id(article.language))),
          .texts = texts_of(article),
          .terms = lookup_terms(article),
          .data = data_of(article),
          .date = packed(timestamp_of(article))};
}

}  // namespace dateline
