#include "search/store/tokens/encoded_nearness.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "search/base/varint.h"
#include "search/store/tokens/fast_varints.h"
#include "search/store/tokens/token_stream.h"

namespace dateline {
namespace {

using Rule = EncodedNearness::Rule;

// Which neighbours among the words were met near each other, as a stream is read word by word. Of
// each word the last place is kept: of the places before another, it is the nearest.
class MetNeighbours {
 public:
  MetNeighbours(const WordsOfForms& words, const Rule& rule)
      : words_(words), rule_(rule), last_(words.size()), met_(words.size()) {}

  void begin_unit() { ++unit_; }

  // Whether all have been met with this form.
  bool add(FormId form) {
    ++position_;
    if (!words_.may_be_wanted(form)) return false;
    here_.clear();
    for (std::size_t word = 0; word < words_.size(); ++word) {
      if (words_.has(word, form)) here_.push_back(word);
    }
    const bool shared = rule_.within != EncodedNearness::Within::words;  // a place may be both
    if (shared) keep_places();
    for (const std::size_t word : here_) meet_neighbours(word);
    if (!shared) keep_places();
    return all_met_ + 1 == words_.size();
  }

 private:
  struct Place {
    std::uint32_t position = 0;
    std::uint32_t unit = 0;  // 0: none yet
  };

  void keep_places() {
    for (const std::size_t word : here_) last_[word] = {position_, unit_};
  }

  void meet_neighbours(std::size_t word) {
    if (word > 0 && is_near(last_[word - 1])) meet(word);
    if (word + 1 < words_.size() && !rule_.ordered && is_near(last_[word + 1])) meet(word + 1);
  }

  bool is_near(const Place& place) const {
    if (place.unit != unit_) return false;
    return rule_.within != EncodedNearness::Within::words ||
           position_ - place.position <= rule_.distance;
  }

  // The word, and the one before it.
  void meet(std::size_t word) {
    if (met_[word]) return;
    met_[word] = true;
    ++all_met_;
  }

  const WordsOfForms& words_;
  const Rule& rule_;
  std::vector<Place> last_;  // by word
  std::vector<bool> met_;
  std::size_t all_met_ = 0;
  std::vector<std::size_t> here_;  // the words that a form is of
  std::uint32_t position_ = 0;
  std::uint32_t unit_ = 0;  // sentences or blocks begun
};

}  // namespace

WordsOfForms::WordsOfForms(std::vector<std::vector<FormId>> words)
    : words_(std::move(words)), wanted_(kSlots) {
  for (std::vector<FormId>& forms : words_) {
    std::sort(forms.begin(), forms.end());
    for (const FormId form : forms) wanted_[form % kSlots] = true;
  }
}

EncodedNearness::EncodedNearness(const std::vector<std::vector<FormId>>& words, Rule rule)
    : rule_(rule) {
  for (const std::vector<FormId>& forms : words) words_.emplace_back(forms);
  if (!pays_to_look()) by_form_.emplace(words);
}

bool EncodedNearness::pays_to_look() const {
  return std::all_of(words_.begin(), words_.end(),
                     [](const EncodedForms& word) { return word.pays(); });
}

bool EncodedNearness::may_stand_in(std::string_view stream) const {
  if (by_form_) return is_met(stream);
  Places before;
  Places places;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    std::swap(before, places);
    places.clear();
    words_[i].any_place(stream, [&](const EncodedForms::Place& place) {
      places.push_back(place);
      return false;
    });
    if (places.empty()) return false;
    std::sort(places.begin(), places.end(),
              [](const auto& a, const auto& b) { return a.begin < b.begin; });
    if (i == 0 || follows(stream, before, places)) continue;
    if (rule_.ordered || !follows(stream, places, before)) return false;
  }
  return true;
}

bool EncodedNearness::is_met(std::string_view stream) const {
  MetNeighbours met(*by_form_, rule_);
  FastVarints in(stream);
  while (!in.done()) {
    const std::uint64_t code = in.number();
    if (code >= token_codes::kFirstForm) {
      if (met.add(static_cast<FormId>(code - token_codes::kFirstForm))) return true;
      continue;
    }
    in.number();
    if (code == token_codes::kBlock || rule_.within == Within::sentence) met.begin_unit();
  }
  return false;
}

// Whether one of the second's places follows one of the first's. Only neighbours tell, so no byte
// is walked through twice.
bool EncodedNearness::follows(std::string_view stream, const Places& first,
                              const Places& second) const {
  const bool shared = rule_.within != Within::words;  // one place may be both words
  auto next = second.begin();
  for (auto place = first.begin(); place != first.end(); ++place) {
    while (next != second.end() && next->begin < (shared ? place->begin : place->end)) ++next;
    if (next == second.end()) return false;
    if (next->begin == place->begin) return true;
    const auto closer = std::next(place);
    if (closer != first.end() && closer->end <= next->begin) continue;
    if (is_reached(stream, place->end, next->begin)) return true;
  }
  return false;
}

// Whether nothing that parts two words stands between them.
bool EncodedNearness::is_reached(std::string_view stream, std::size_t from, std::size_t to) const {
  if (rule_.within == Within::words && rule_.distance == 0) return false;
  VarintReader between(stream.substr(from, to - from));
  for (std::size_t words = 0; !between.done();) {
    const std::uint64_t code = between.number();
    if (code == token_codes::kBlock) return false;
    if (code == token_codes::kSentence) {
      if (rule_.within == Within::sentence) return false;
      between.number();
    } else if (++words >= rule_.distance && rule_.within == Within::words) {
      return false;
    }
  }
  return true;
}

}  // namespace dateline
