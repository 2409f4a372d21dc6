#include "search/companions.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "search/store/text/stop_words.h"
#include "search/store/tokens/token_stream.h"
#include "search/word_spelling.h"

namespace dateline {
namespace {

// Articles that are looked into, and bytes of their token streams.
constexpr std::size_t kLookedInto = 160;
constexpr std::size_t kLookedIntoBytes = 128'000;

// Of a segment's words with the prefix, so many of the most frequent are counted, too, where not
// all articles were looked into; and so many words are counted in all.
constexpr std::size_t kFrequent = 32;
constexpr std::size_t kCounted = 48;

constexpr std::uint64_t kSideBySide = 10;  // articles with the words apart weigh as much

struct Word {
  WordSpelling spelling;
  std::uint64_t stop_occurrences = 0;  // of forms that are stop words of their language
  std::set<std::string, std::less<>> terms;
  std::uint64_t together = 0;   // articles looked into that have it
  std::uint64_t following = 0;  // of these, where it stands behind the word before
};

using Words = std::map<std::string, Word, std::less<>>;  // by folded spelling

struct Sample {
  Words words;
  std::size_t looked_into = 0;
  std::uint64_t articles = 0;  // of which these are
};

// Some documents of all, from the first to the last at even distances.
std::vector<std::uint32_t> some_of(const DocumentBits& documents, std::uint64_t of_all,
                                   std::uint64_t& seen) {
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t stripe = 0; stripe < documents.stripes(); ++stripe) {
    for_each_document(documents.stripe(stripe), stripe, [&](std::uint32_t document) {
      const std::uint64_t place = seen++;
      const bool is_chosen = of_all <= kLookedInto ||
                             place * kLookedInto / of_all != (place + 1) * kLookedInto / of_all;
      if (is_chosen) chosen.push_back(document);
    });
  }
  return chosen;
}

void add_form(Words& words, const LexiconEntry& entry) {
  Word& word = words[std::string(entry.folded)];
  word.spelling.add(entry);
  word.terms.emplace(entry.term());
  if (is_stop_word(entry.spelling(), entry.language)) word.stop_occurrences += entry.occurrences;
}

// Looks into documents of one segment.
class SegmentSample {
 public:
  SegmentSample(const Segment& segment, std::string_view before, std::string_view prefix)
      : segment_(segment), lexicon_(segment.lexicon()), wanted_(lexicon_.size()) {
    const auto [begin, end] = lexicon_.folded_range(prefix);
    for (std::uint32_t rank = begin; rank < end; ++rank) {
      const FormId form = lexicon_.at_folded_rank(rank);
      wanted_[form] = true;
      forms_.push_back(form);
    }
    before_ = lexicon_.with_folded(before);
    std::sort(before_.begin(), before_.end());
  }

  // Whether the bytes allowed it.
  bool look_into(std::uint32_t document, std::size_t& bytes_left) {
    const std::string_view stream = segment_.tokens(document);
    if (stream.size() > bytes_left) return false;
    bytes_left -= stream.size();
    stream_.decode(stream);
    std::vector<std::pair<FormId, bool>> here;  // and whether it follows the word before
    for (std::size_t i = 0; i < stream_.forms.size(); ++i) {
      const FormId form = stream_.forms[i];
      if (form >= wanted_.size() || !wanted_[form]) continue;
      const bool follows =
          i > 0 && std::binary_search(before_.begin(), before_.end(), stream_.forms[i - 1]);
      here.emplace_back(form, follows);
    }
    std::sort(here.begin(), here.end());
    for (std::size_t i = 0; i < here.size(); ++i) {
      const auto [form, follows] = here[i];  // of each form, the place that follows comes last
      if (i + 1 < here.size() && here[i + 1].first == form) continue;
      Seen& seen = seen_[form];
      ++seen.together;
      if (follows) ++seen.following;
    }
    return true;
  }

  // The words found, and the most frequent of the others.
  void add_to(Words& words, std::size_t most_frequent) {
    for (const auto& [form, seen] : seen_) add(words, form, seen);
    const std::size_t frequent = std::min(most_frequent, forms_.size());
    const auto last = forms_.begin() + static_cast<std::ptrdiff_t>(frequent);
    std::nth_element(forms_.begin(), last, forms_.end());  // numbered by falling frequency
    for (auto form = forms_.begin(); form != last; ++form) {
      if (!seen_.contains(*form)) add(words, *form, {});
    }
  }

 private:
  struct Seen {
    std::uint64_t together = 0;
    std::uint64_t following = 0;
  };

  void add(Words& words, FormId form, const Seen& seen) {
    const LexiconEntry entry = lexicon_.entry(form);
    if (entry.compound) return;
    add_form(words, entry);
    Word& word = words.find(entry.folded)->second;
    word.together += seen.together;
    word.following += seen.following;
  }

  const Segment& segment_;
  const Lexicon& lexicon_;
  std::vector<bool> wanted_;    // by form
  std::vector<FormId> forms_;   // that are wanted
  std::vector<FormId> before_;  // of the word before, rising
  std::unordered_map<FormId, Seen> seen_;
  TokenStream stream_;
};

Sample sample_of(const Generation& generation, const Company& company, std::string_view prefix) {
  Sample sample;
  for (const DocumentBits& documents : company.articles) sample.articles += documents.count();
  std::size_t bytes_left = kLookedIntoBytes;
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < company.articles.size(); ++i) {
    SegmentSample segment(*generation.segments()[i],
                          company.before.empty() ? "" : company.before.back(), prefix);
    for (const std::uint32_t document : some_of(company.articles[i], sample.articles, seen)) {
      if (segment.look_into(document, bytes_left)) ++sample.looked_into;
    }
    segment.add_to(sample.words, sample.looked_into < seen ? kFrequent : 0);
  }
  return sample;
}

// The terms that a word has in any segment.
std::set<std::string, std::less<>> terms_of(const Generation& generation, std::string_view folded) {
  std::set<std::string, std::less<>> terms;
  for (const auto& segment : generation.segments()) {
    for (const FormId form : segment->lexicon().with_folded(folded))
      terms.emplace(segment->lexicon().entry(form).term());
  }
  return terms;
}

std::uint64_t count_common(const PostingList& postings, const DocumentBits& articles) {
  std::uint64_t count = 0;
  if (postings.is_frequent()) {
    for (std::uint32_t stripe = 0; stripe < articles.stripes(); ++stripe) {
      StripeBits both = postings.bits(stripe);
      intersect(both, articles.stripe(stripe));
      count += count_of(both);
    }
    return count;
  }
  postings.for_each([&](const Posting& one) { count += articles.contains(one.document) ? 1 : 0; });
  return count;
}

// An article that has several of the terms counts for the one that most have.
std::uint64_t count_by_postings(const Generation& generation,
                                const std::vector<DocumentBits>& articles,
                                const std::set<std::string, std::less<>>& terms) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const PostingLists* lists = generation.segments()[i]->lists();
    std::uint64_t most = 0;
    for (const std::string& term : terms) {
      const auto postings = lists != nullptr ? lists->find(term) : std::nullopt;
      if (postings) most = std::max(most, count_common(*postings, articles[i]));
    }
    count += most;
  }
  return count;
}

struct Ranked {
  std::string folded;
  const Word* word = nullptr;
  std::uint64_t score = 0;
};

// By what the articles that were looked into have, then by the whole archive.
std::vector<Ranked> by_sample(const Words& words) {
  std::vector<Ranked> ranked;
  for (const auto& [folded, word] : words) {
    if (word.stop_occurrences * 2 > word.spelling.occurrences()) continue;
    ranked.push_back({folded, &word, word.together + (kSideBySide - 1) * word.following});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return std::tuple(a.score, a.word->spelling.occurrences()) >
           std::tuple(b.score, b.word->spelling.occurrences());
  });
  return ranked;
}

// Scores each by all articles; how often it stands behind the word before, those looked into tell.
void count_in_all(std::vector<Ranked>& ranked, const Generation& generation,
                  const std::vector<DocumentBits>& articles) {
  if (ranked.size() > kCounted) ranked.resize(kCounted);
  for (Ranked& one : ranked) {
    // Postings are of the stem: a rare form of a frequent one has no more articles than places.
    const std::uint64_t all = std::min(count_by_postings(generation, articles, one.word->terms),
                                       one.word->spelling.occurrences());
    const std::uint64_t seen = std::max<std::uint64_t>(one.word->together, 1);
    one.score = all + (kSideBySide - 1) * all * one.word->following / seen;
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
}

}  // namespace

std::vector<Completion> companions(const Generation& generation, const Company& company,
                                   std::string_view prefix, std::size_t limit) {
  const Sample sample = sample_of(generation, company, prefix);
  std::vector<Ranked> ranked = by_sample(sample.words);
  if (sample.looked_into < sample.articles) count_in_all(ranked, generation, company.articles);
  std::vector<Completion> best;
  std::set<std::string, std::less<>> terms;  // of those taken, and of the words before
  for (const std::string& word : company.before) terms.merge(terms_of(generation, word));
  for (const Ranked& one : ranked) {
    if (best.size() == limit) break;
    if (one.score == 0 || (company.in_phrase && one.word->following == 0)) continue;
    const std::string& term = *one.word->terms.begin();
    if (!company.in_phrase && !terms.insert(term).second) continue;
    best.push_back({one.folded, one.word->spelling.shown(), 0});
  }
  return best;
}

std::uint64_t articles_with(const Generation& generation, const std::vector<DocumentBits>& articles,
                            std::string_view folded) {
  return count_by_postings(generation, articles, terms_of(generation, folded));
}

}  // namespace dateline
