#include "search/store/tokens/encoded_nearness.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "search/base/varint.h"
#include "search/store/tokens/token_stream.h"

namespace dateline {

EncodedNearness::EncodedNearness(const std::vector<std::vector<FormId>>& words, Rule rule)
    : rule_(rule) {
  for (const std::vector<FormId>& forms : words) words_.emplace_back(forms);
}

bool EncodedNearness::pays() const {
  return std::all_of(words_.begin(), words_.end(),
                     [](const EncodedForms& word) { return word.pays(); });
}

bool EncodedNearness::may_stand_in(std::string_view stream) const {
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
