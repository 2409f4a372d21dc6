#include "search/store/tokens/encoded_phrase.h"

#include <algorithm>
#include <utility>

#include "search/base/varint.h"
#include "search/store/tokens/encoded_numbers.h"
#include "search/store/tokens/token_stream.h"

namespace dateline {
namespace {

using namespace token_codes;

// Forms are numbered by falling frequency: that of the word's most frequent form.
FormId most_frequent(const std::vector<FormId>& forms) {
  return forms.empty() ? 0xFFFFFFFF : *std::min_element(forms.begin(), forms.end());
}

// Of those with few forms, where there are such.
std::size_t rarest_of(const std::vector<std::vector<FormId>>& words) {
  const auto key = [](const std::vector<FormId>& forms) {
    return std::pair(EncodedForms::pays(forms.size()), most_frequent(forms));
  };
  const auto rarest = std::max_element(
      words.begin(), words.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  return static_cast<std::size_t>(rarest - words.begin());
}

}  // namespace

EncodedPhrase::EncodedPhrase(std::vector<std::vector<FormId>> words)
    : words_(std::move(words)), rarest_(rarest_of(words_)), rarest_forms_(words_[rarest_]) {}

std::vector<std::vector<FormPair>> EncodedPhrase::pairs() const {
  std::vector<std::vector<FormPair>> result;
  for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
    std::vector<FormPair>& pairs = result.emplace_back();
    for (const FormId first : words_[i]) {
      for (const FormId second : words_[i + 1]) pairs.push_back({first, second});
    }
  }
  return result;
}

bool EncodedPhrase::stands_in(std::string_view stream) const {
  return rarest_forms_.any_place(stream, [&](const EncodedForms::Place& place) {
    return follows(stream, place.end) && precedes(stream, place.begin);
  });
}

// Whether the words behind the rarest follow; sentences may begin among them.
bool EncodedPhrase::follows(std::string_view stream, std::size_t at) const {
  VarintReader in(stream.substr(at));
  for (std::size_t word = rarest_ + 1; word < words_.size(); ++word) {
    if (in.done()) return false;
    std::uint64_t code = in.number();
    while (code == kSentence && !in.done()) {
      in.number();
      if (in.done()) return false;
      code = in.number();
    }
    if (!is_form(word, code)) return false;
  }
  return true;
}

// Whether the words before the rarest stand before `at`, read backwards.
bool EncodedPhrase::precedes(std::string_view stream, std::size_t at) const {
  for (std::size_t word = rarest_; word > 0;) {
    if (at == 0) return false;
    const std::size_t begin = begin_of_number(stream, at);
    if (is_word(stream, begin)) {
      if (!is_form(word - 1, VarintReader(stream.substr(begin)).number())) return false;
      at = begin;
      --word;
    } else if (static_cast<unsigned char>(stream[begin - 1]) == kSentence) {
      at = begin - 1;
    } else {
      return false;  // a block begins
    }
  }
  return true;
}

bool EncodedPhrase::is_form(std::size_t word, std::uint64_t code) const {
  if (code < kFirstForm) return false;
  const std::vector<FormId>& forms = words_[word];
  return std::find(forms.begin(), forms.end(), code - kFirstForm) != forms.end();
}

}  // namespace dateline
