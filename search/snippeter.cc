#include "search/snippeter.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>

#include "search/store/text/tokenizer.h"

namespace dateline {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::size_t kLeastPassage =
    6;  // words: a shorter rest of the budget is not worth another passage

// Words `first` up to `end` of one sentence.
struct Window {
  std::size_t sentence = 0;
  std::uint32_t first = 0;
  std::uint32_t end = 0;

  std::size_t words() const { return end - first; }
};

bool is_body(const TokenStream& stream, const TokenStream::Sentence& sentence) {
  const BlockKind kind = stream.blocks[sentence.block].kind;
  return kind == BlockKind::paragraph || kind == BlockKind::summary;
}

// How much of the query a sentence shows: distinct marks count most, longer ones more; repeats and
// an early place break ties.
std::vector<double> sentence_scores(const TokenStream& stream, const Snippeter::Matches& matches) {
  std::vector<double> scores(stream.sentences.size());
  for (const auto& spans : matches) {
    std::size_t sentence = 0;
    std::size_t last_counted = stream.sentences.size();
    for (const PositionSpan& span : spans) {
      while (sentence + 1 < stream.sentences.size() &&
             stream.sentences[sentence + 1].first <= span.first)
        ++sentence;
      const double length = 1 + 0.5 * (span.last - span.first);
      scores[sentence] += sentence == last_counted ? 0.1 : length;
      last_counted = sentence;
    }
  }
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i] > 0) scores[i] += 0.2 / static_cast<double>(1 + i);
  }
  return scores;
}

// The part of a sentence that fits into `words` words and shows most marked words, with some words
// before the first.
Window cut(const TokenStream& stream, std::size_t sentence, const std::vector<PositionSpan>& marks,
           std::size_t words) {
  const std::uint32_t begin = stream.sentences[sentence].first;
  const std::uint32_t end = stream.sentence_end(sentence);
  if (end - begin <= words) return {sentence, begin, end};
  const auto size = static_cast<std::uint32_t>(words);
  Window best{sentence, begin, begin + size};
  std::size_t most = 0;
  const auto first = std::lower_bound(marks.begin(), marks.end(), PositionSpan{begin, 0});
  for (auto mark = first; mark != marks.end() && mark->first < end; ++mark) {
    const std::uint32_t lead = std::min(size / 4, mark->first - begin);
    const std::uint32_t from = std::min(mark->first - lead, end - size);
    std::size_t shown = 0;
    for (auto other = mark; other != marks.end() && other->last < from + size; ++other) ++shown;
    if (shown > most) {
      most = shown;
      best = {sentence, from, from + size};
    }
  }
  return best;
}

// The windows to show, in the order of the text. `marks` are the spans of `matches`, merged.
std::vector<Window> choose(const TokenStream& stream, const Snippeter::Matches& matches,
                           const std::vector<PositionSpan>& marks, std::size_t budget) {
  const std::vector<double> scores = sentence_scores(stream, matches);
  std::vector<std::size_t> order;
  std::size_t opening = stream.sentences.size();  // the first sentence of the body
  for (std::size_t i = 0; i < stream.sentences.size(); ++i) {
    if (!is_body(stream, stream.sentences[i]) ||
        stream.sentence_end(i) == stream.sentences[i].first)
      continue;
    opening = std::min(opening, i);
    if (scores[i] > 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  if (order.empty() && opening < stream.sentences.size()) order.push_back(opening);
  std::vector<Window> windows;
  for (const std::size_t sentence : order) {
    if (budget < kLeastPassage && !windows.empty()) break;
    windows.push_back(cut(stream, sentence, marks, budget));
    budget -= std::min(budget, windows.back().words());
  }
  // What is left of the budget goes to the sentence behind the best one, if it fits whole.
  const std::size_t next = order.empty() ? stream.sentences.size() : order.front() + 1;
  if (next < stream.sentences.size() &&
      stream.sentences[next].block == stream.sentences[next - 1].block) {
    const Window whole{next, stream.sentences[next].first, stream.sentence_end(next)};
    const bool shown = std::any_of(windows.begin(), windows.end(),
                                   [&](const Window& w) { return w.sentence == next; });
    if (!shown && whole.words() > 0 && whole.words() <= budget) windows.push_back(whole);
  }
  std::sort(windows.begin(), windows.end(),
            [](const Window& a, const Window& b) { return a.first < b.first; });
  return windows;
}

// A token stream tells where the sentences of an article's blocks are. Throws IndexError where it
// is of another text: one of the two is damaged.
void require_same_text(const ArticleRecord& record, const TokenStream& stream) {
  for (const TokenStream::Sentence& sentence : stream.sentences) {
    if (sentence.block >= record.blocks.size() || sentence.text_begin > sentence.text_end ||
        sentence.text_end > record.blocks[sentence.block].text.size())
      throw IndexError("a token stream is of another text: run dateline-index --check");
  }
}

constexpr std::size_t kMostBytesOfWord = 16;  // on average, in a passage
constexpr std::size_t kUsualWords = 64;       // of a sentence, at most

// Words `first` up to `end` of a sentence, of their places there.
struct Piece {
  std::size_t first = 0;
  std::size_t end = 0;
};

// The piece, or what of it is around its first mark where its words are as long as no language has
// them: a line of code or of data, of which the Tokenizer makes many words.
Piece shortened(Piece piece, const std::vector<Span>& places, std::size_t mark) {
  const std::size_t most = kMostBytesOfWord * (piece.end - piece.first);
  while (piece.first < mark && places[mark].end - places[piece.first].begin > most / 2)
    ++piece.first;
  while (piece.end > mark + 1 && places[piece.end - 1].end - places[piece.first].begin > most)
    --piece.end;
  return piece;
}

// Marks that touch are one: words of scripts without spaces.
void add_mark(std::vector<Span>& marks, const Span& mark) {
  if (!marks.empty() && marks.back().end == mark.begin) {
    marks.back().end = mark.end;
  } else {
    marks.push_back(mark);
  }
}

std::size_t trimmed_end(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin && text[end - 1] == ' ') --end;
  return end;
}

// How many of the words `first` up to `end` reach to the end of their last mark; 0 without one.
std::size_t marked_words(const std::vector<PositionSpan>& marks, std::uint32_t first,
                         std::uint32_t end) {
  const auto behind = std::lower_bound(marks.begin(), marks.end(), PositionSpan{end, 0});
  if (behind == marks.begin() || std::prev(behind)->first < first) return 0;
  return std::min(std::prev(behind)->last + 1, end) - first;
}

// Which byte of a block stands where in a passage, and what follows it likewise.
struct Copied {
  std::size_t from = 0;
  std::size_t to = 0;
};

// Adds the marks from word `first` on of a sentence, the places of whose words are given as far as
// they are shown.
void add_marks(MarkedText& out, const std::vector<PositionSpan>& marks, std::uint32_t first,
               const TokenStream::Sentence& sentence, std::span<const Span> places,
               const Copied& text) {
  auto mark = std::lower_bound(marks.begin(), marks.end(), PositionSpan{first, 0});
  for (; mark != marks.end() && mark->first - sentence.first < places.size(); ++mark) {
    const std::size_t last = std::min<std::size_t>(mark->last - sentence.first, places.size() - 1);
    add_mark(out.marks, {text.to + places[mark->first - sentence.first].begin - text.from,
                         text.to + places[last].end - text.from});
  }
}

// Words behind the last mark need not be found in it.
void append_whole(MarkedText& out, std::string_view block, const TokenStream::Sentence& sentence,
                  const Window& window, const std::vector<PositionSpan>& marks) {
  const std::size_t end = trimmed_end(block, sentence.text_begin, sentence.text_end);
  const Copied text{.from = sentence.text_begin, .to = out.text.size()};
  out.text += block.substr(sentence.text_begin, end - sentence.text_begin);
  const std::vector<Span> places =
      word_places(block, sentence, marked_words(marks, window.first, window.end));
  add_marks(out, marks, window.first, sentence, places, text);
}

// Appends a piece of a sentence to a passage, with its marks.
void append(MarkedText& out, std::string_view block, const TokenStream& stream,
            const Window& window, const std::vector<PositionSpan>& marks) {
  const TokenStream::Sentence& sentence = stream.sentences[window.sentence];
  const std::size_t words = stream.sentence_end(window.sentence) - sentence.first;
  const bool is_short = sentence.text_end - sentence.text_begin <= words * kMostBytesOfWord / 2;
  if (window.words() == words && is_short) {
    append_whole(out, block, sentence, window, marks);
    return;
  }
  const std::size_t from = window.first - sentence.first;
  const std::vector<Span> places = word_places(block, sentence, window.end - sentence.first);
  if (from >= places.size()) return;
  const auto mark = std::lower_bound(marks.begin(), marks.end(), PositionSpan{window.first, 0});
  const bool is_marked = mark != marks.end() && mark->first - sentence.first < places.size();
  const auto [first, count] =
      shortened({from, places.size()}, places, is_marked ? mark->first - sentence.first : from);
  const bool from_start = first == 0;
  const bool to_end = count == words;
  const std::size_t begin = from_start ? sentence.text_begin : places[first].begin;
  const std::size_t end =
      to_end ? trimmed_end(block, begin, sentence.text_end) : places[count - 1].end;
  if (!from_start) out.text += kEllipsis;
  const Copied text{.from = begin, .to = out.text.size()};
  out.text += block.substr(begin, end - begin);
  if (!to_end) out.text += kEllipsis;
  add_marks(out, marks, window.first, sentence, std::span(places).first(count), text);
}

}  // namespace

std::vector<PositionSpan> merged_spans(const Snippeter::Matches& matches) {
  std::vector<PositionSpan> merged;
  std::size_t count = 0;
  for (const auto& spans : matches) count += spans.size();
  merged.reserve(count);
  for (const auto& spans : matches) merged.insert(merged.end(), spans.begin(), spans.end());
  if (matches.size() > 1) std::sort(merged.begin(), merged.end());
  std::size_t kept = 0;
  for (const PositionSpan& span : merged) {
    if (kept > 0 && span.first <= merged[kept - 1].last) {
      merged[kept - 1].last = std::max(merged[kept - 1].last, span.last);
    } else {
      merged[kept++] = span;
    }
  }
  merged.resize(kept);
  return merged;
}

std::vector<Span> word_places(std::string_view block, const TokenStream::Sentence& sentence,
                              std::size_t most) {
  std::vector<Span> places;
  if (most == 0) return places;
  places.reserve(std::min(most, kUsualWords));
  Tokenizer tokenizer(block.substr(sentence.text_begin, sentence.text_end - sentence.text_begin));
  while (const Token* token = tokenizer.next()) {
    places.push_back({sentence.text_begin + token->begin, sentence.text_begin + token->end});
    if (places.size() == most) break;
  }
  return places;
}

Snippeter::Snippeter(const std::vector<PositionNode>& marks, const Lexicon& lexicon) {
  for (const PositionNode& mark : marks) matchers_.emplace_back(mark, lexicon);
}

Snippeter::Matches Snippeter::find(const TokenStream& stream) const {
  Matches matches;
  for (const PositionMatcher& matcher : matchers_) matches.push_back(matcher.find(stream));
  return matches;
}

MarkedText marked_block(const ArticleRecord& record, const TokenStream& stream, std::size_t block,
                        const Snippeter::Matches& matches) {
  require_same_text(record, stream);
  if (block >= stream.blocks.size())
    throw IndexError("a token stream is of another text: run dateline-index --check");
  MarkedText result{.text = std::string(record.blocks[block].text)};
  const std::vector<PositionSpan> marks = merged_spans(matches);
  for (std::size_t s = stream.blocks[block].first_sentence;
       s < stream.sentences.size() && stream.sentences[s].block == block; ++s) {
    const TokenStream::Sentence& sentence = stream.sentences[s];
    const std::size_t words = marked_words(marks, sentence.first, stream.sentence_end(s));
    add_marks(result, marks, sentence.first, sentence, word_places(result.text, sentence, words),
              {});
  }
  return result;
}

std::string matched_text(const ArticleRecord& record, const TokenStream& stream,
                         const PositionSpan& span) {
  require_same_text(record, stream);
  for (std::size_t s = 0; s < stream.sentences.size(); ++s) {
    const TokenStream::Sentence& sentence = stream.sentences[s];
    if (span.first < sentence.first || span.first >= stream.sentence_end(s)) continue;
    const std::string_view block = record.blocks[sentence.block].text;
    const std::vector<Span> places =
        word_places(block, sentence, span.last - sentence.first + std::size_t{1});
    const std::size_t first = span.first - sentence.first;
    if (first >= places.size()) break;
    const std::size_t last = std::min<std::size_t>(span.last - sentence.first, places.size() - 1);
    return std::string(block.substr(places[first].begin, places[last].end - places[first].begin));
  }
  return {};
}

std::vector<MarkedText> snippets(const ArticleRecord& record, const TokenStream& stream,
                                 const Snippeter::Matches& matches, std::size_t words) {
  std::vector<MarkedText> result;
  if (words == 0) return result;
  require_same_text(record, stream);
  const std::vector<PositionSpan> marks = merged_spans(matches);
  const Window* previous = nullptr;
  const std::vector<Window> windows = choose(stream, matches, marks, words);
  for (const Window& window : windows) {
    const std::uint32_t block = stream.sentences[window.sentence].block;
    const bool joins = previous != nullptr && previous->end == window.first &&
                       previous->sentence + 1 == window.sentence &&
                       stream.sentences[previous->sentence].block == block;
    if (joins) {
      result.back().text += ' ';
    } else {
      result.emplace_back();
    }
    append(result.back(), record.blocks[block].text, stream, window, marks);
    previous = &window;
  }
  return result;
}

}  // namespace dateline
