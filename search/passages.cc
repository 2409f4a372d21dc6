#include "search/passages.h"

#include <algorithm>
#include <string_view>

#include "search/base/utf8.h"

namespace dateline {
namespace {

// A paragraph as the token stream has it.
struct Paragraph {
  std::size_t block = 0;
  std::size_t number = 0;  // among the paragraphs
  double score = 0;
};

// Sentences from `first` up to `end`.
struct Run {
  std::size_t first = 0;
  std::size_t end = 0;
  std::size_t words = 0;
};

std::size_t words_of(const TokenStream& stream, std::size_t sentence) {
  return stream.sentence_end(sentence) - stream.sentences[sentence].first;
}

// Distinct marks count most, repeats little, and an early place breaks ties.
double score_between(const Snippeter::Matches& matches, std::uint32_t first, std::uint32_t end) {
  double score = 0;
  for (const std::vector<PositionSpan>& spans : matches) {
    double repeats = 0;
    for (auto span = std::ranges::lower_bound(spans, PositionSpan{first, 0});
         span != spans.end() && span->first < end; ++span) {
      score += repeats == 0 ? 1 + 0.5 * (span->last - span->first) : 0.1;
      ++repeats;
    }
  }
  return score;
}

std::vector<Paragraph> paragraphs_of(const ArticleRecord& record, const TokenStream& stream,
                                     const Snippeter::Matches& matches) {
  std::vector<Paragraph> paragraphs;
  for (std::size_t block = 0; block < stream.blocks.size() && block < record.blocks.size();
       ++block) {
    if (record.blocks[block].kind != BlockKind::paragraph) continue;
    const double score =
        score_between(matches, stream.blocks[block].first, stream.block_end(block));
    paragraphs.push_back({block, paragraphs.size(), score});
  }
  return paragraphs;
}

// The sentences of a block.
Run sentences_of(const TokenStream& stream, std::size_t block) {
  Run run{.first = stream.blocks[block].first_sentence, .end = stream.sentences.size()};
  if (block + 1 < stream.blocks.size()) run.end = stream.blocks[block + 1].first_sentence;
  for (std::size_t s = run.first; s < run.end; ++s) run.words += words_of(stream, s);
  return run;
}

// The best sentence of a run with as many of its neighbours as fit; no words where it alone does
// not fit.
Run cut_to(const Run& whole, const TokenStream& stream, const Snippeter::Matches& matches,
           std::size_t most) {
  if (whole.words <= most || whole.first == whole.end) return whole;
  std::size_t best = whole.first;
  double best_score = -1;
  for (std::size_t s = whole.first; s < whole.end; ++s) {
    const double score = score_between(matches, stream.sentences[s].first, stream.sentence_end(s));
    if (words_of(stream, s) <= most && score > best_score) {
      best = s;
      best_score = score;
    }
  }
  if (best_score < 0) return {};
  Run run{best, best + 1, words_of(stream, best)};
  while (run.end < whole.end && run.words + words_of(stream, run.end) <= most)
    run.words += words_of(stream, run.end++);
  while (run.first > whole.first && run.words + words_of(stream, run.first - 1) <= most)
    run.words += words_of(stream, --run.first);
  return run;
}

// Counts characters up to rising byte offsets, each byte once.
class CharacterCounter {
 public:
  explicit CharacterCounter(std::string_view text) : text_(text) {}

  std::size_t at(std::size_t byte) {
    for (; byte_ < std::min(byte, text_.size()); byte_ += decode_at(text_, byte_).bytes)
      ++characters_;
    return characters_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0;
  std::size_t characters_ = 0;
};

Passage passage_of(const ArticleRecord& record, const TokenStream& stream,
                   const Snippeter::Matches& matches, const Paragraph& paragraph, const Run& run) {
  const MarkedText whole = marked_block(record, stream, paragraph.block, matches);
  const std::size_t begin = stream.sentences[run.first].text_begin;
  std::size_t end = stream.sentences[run.end - 1].text_end;
  while (end > begin && whole.text[end - 1] == ' ') --end;
  CharacterCounter characters(whole.text);
  Passage passage{.paragraph = paragraph.number,
                  .begin = characters.at(begin),
                  .text = whole.text.substr(begin, end - begin),
                  .words = run.words};
  for (const Span& mark : whole.marks) {
    if (mark.begin < begin || mark.end > end) continue;
    const std::size_t from = characters.at(mark.begin);
    passage.marks.push_back({from, characters.at(mark.end)});
  }
  passage.end = characters.at(end);
  return passage;
}

}  // namespace

std::vector<Passage> passages_of(const ArticleRecord& record, const TokenStream& stream,
                                 const Snippeter::Matches& matches, const PassageLimits& limits) {
  std::vector<Paragraph> paragraphs = paragraphs_of(record, stream, matches);
  std::ranges::stable_sort(paragraphs, std::ranges::greater(), &Paragraph::score);
  std::vector<Passage> passages;
  std::size_t words = limits.words;
  for (const Paragraph& paragraph : paragraphs) {
    if (passages.size() == limits.passages) break;
    if (paragraph.score == 0 && !passages.empty()) break;
    const Run run = cut_to(sentences_of(stream, paragraph.block), stream, matches, words);
    if (run.words == 0) continue;
    passages.push_back(passage_of(record, stream, matches, paragraph, run));
    words -= run.words;
  }
  std::ranges::sort(passages, {}, &Passage::paragraph);
  return passages;
}

}  // namespace dateline
