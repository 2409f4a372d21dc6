#include "search/explanation.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <string_view>

#include "search/refine/sentence_scores.h"
#include "search/store/article/fields.h"
#include "search/store/columns/columns.h"
#include "search/store/text/fold.h"
#include "search/wording.h"

namespace dateline {
namespace {

constexpr std::size_t kForms = 3;  // of a word are shown at most

bool contains(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

// “Sergey”, “Sergei” (searched as well)
std::string matched_forms(const ArticleRecord& record, const TokenStream& stream,
                          const std::vector<PositionSpan>& spans, const Reasons& reasons) {
  std::vector<std::string> folded;
  std::string forms;
  for (const PositionSpan& span : spans) {
    const std::string text = matched_text(record, stream, span);
    if (folded.size() == kForms || contains(folded, fold(text))) continue;
    folded.push_back(fold(text));
    forms.append(forms.empty() ? "" : ", ").append(in_quotes(text));
    const bool besides =
        std::any_of(reasons.also_searched.begin(), reasons.also_searched.end(),
                    [&](const std::string& w) { return fold(w) == folded.back(); });
    if (besides) forms += " (searched as well)";
  }
  return forms;
}

std::string on_match(const ArticleRecord& record, const TokenStream& stream,
                     const std::vector<PositionSpan>& spans, const Reasons& reasons) {
  const bool titled = !stream.blocks.empty() && stream.blocks[0].kind == BlockKind::title;
  const auto in_title = static_cast<std::size_t>(std::count_if(
      spans.begin(), spans.end(),
      [&](const PositionSpan& span) { return titled && span.first < stream.block_end(0); }));
  std::string line = matched_forms(record, stream, spans, reasons) + ": ";
  if (in_title > 0) {
    line += times(in_title) + " in the title, where a word counts " +
            std::to_string(block_weight(BlockKind::title)) + " times as much";
  }
  if (in_title > 0 && in_title < spans.size()) line += ", ";
  if (in_title < spans.size()) {
    line += times(spans.size() - in_title) + " in the text of " +
            std::to_string(stream.forms.size()) + " words";
  }
  return line;
}

// Of the words that the best answers are about, those that the article has.
std::string on_feedback(const TokenStream& stream, const Lexicon& lexicon,
                        const std::vector<ShownWord>& words) {
  std::set<std::string> terms;
  for (const FormId form : stream.forms) terms.insert(lexicon.entry(form).term());
  std::string shared;
  std::size_t count = 0;
  for (const ShownWord& word : words) {
    const bool has = std::any_of(word.terms.begin(), word.terms.end(),
                                 [&](const std::string& term) { return terms.contains(term); });
    if (!has) continue;
    ++count;
    shared.append(shared.empty() ? ": " : ", ").append(word.form);
  }
  return "it has " + std::to_string(count) + " of the " + std::to_string(words.size()) +
         " words that tell most of what the best answers are about" + shared;
}

// Each word counts alike here: what it weighs is known to the ranking alone.
std::string on_sentences(const TokenStream& stream, const Snippeter::Matches& found) {
  const std::vector<double> alike(found.size(), 1);
  const std::size_t words = most_together(stream, found, alike).words;
  return (words == 0 ? "no two" : std::to_string(words)) +
         std::string(
             " of the words that were asked for stand in one sentence, which counts besides");
}

std::string on_age(const ArticleRecord& record, const Recency& recency) {
  const std::int32_t day = record.published ? day_number(*record.published) : kNoDay;
  char factor[16];
  std::snprintf(factor, sizeof factor, "%.2f", freshness(day, recency));
  if (day == kNoDay) return std::string("it has no date: its score counts ") + factor + " times";
  return "it is of " + format_day(*record.published) + ", " +
         std::to_string(std::max(0, recency.today - day)) + " days old: its score counts " +
         factor + " times";
}

}  // namespace

std::vector<std::string> explain(const ArticleRecord& record, const TokenStream& stream,
                                 const Lexicon& lexicon, const Snippeter::Matches& found,
                                 const Reasons& reasons) {
  std::vector<std::string> lines;
  for (const std::vector<PositionSpan>& spans : found) {
    if (!spans.empty()) lines.push_back(on_match(record, stream, spans, reasons));
  }
  if (reasons.by_sentences) lines.push_back(on_sentences(stream, found));
  if (!reasons.fed_back.empty()) lines.push_back(on_feedback(stream, lexicon, reasons.fed_back));
  if (reasons.recency) lines.push_back(on_age(record, *reasons.recency));
  if (reasons.smoothed)
    lines.emplace_back(
        "it is among the first, which were put in order by likeness to each other, too");
  return lines;
}

}  // namespace dateline
