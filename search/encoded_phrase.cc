#include "search/encoded_phrase.h"

#include <algorithm>
#include <utility>

#include "search/token_stream.h"
#include "search/varint.h"

namespace dateline {
namespace {

using namespace token_codes;

unsigned char byte_at(std::string_view stream, std::size_t at) {
  return static_cast<unsigned char>(stream[at]);
}

bool ends_number(unsigned char byte) { return byte < 0x80; }

// Most patterns have two bytes, and their first one is found: the second decides.
bool stands_at(std::string_view stream, std::size_t at, std::string_view pattern) {
  if (stream.size() - at < pattern.size()) return false;
  if (pattern.size() > 1 && stream[at + 1] != pattern[1]) return false;
  return pattern.size() <= 2 || stream.substr(at, pattern.size()) == pattern;
}

// Where the number that ends before `end` begins.
std::size_t begin_of_number(std::string_view stream, std::size_t end) {
  std::size_t begin = end - 1;
  while (begin > 0 && !ends_number(byte_at(stream, begin - 1))) --begin;
  return begin;
}

// Whether a number stands before `at` that may be the code `code`, so that the one at `at` may be
// what belongs to it: the kind of a block, the length of a sentence.
bool may_belong_to(std::string_view stream, std::size_t at, std::uint64_t code) {
  return at > 0 && byte_at(stream, at - 1) == code &&
         (at == 1 || ends_number(byte_at(stream, at - 2)));
}

// Forms are numbered by falling frequency: that of the word's most frequent form.
FormId most_frequent(const std::vector<FormId>& forms) {
  return forms.empty() ? 0xFFFFFFFF : *std::min_element(forms.begin(), forms.end());
}

}  // namespace

EncodedPhrase::EncodedPhrase(std::vector<std::vector<FormId>> words) : words_(std::move(words)) {
  const auto rarest = std::max_element(
      words_.begin(), words_.end(),
      [](const auto& a, const auto& b) { return most_frequent(a) < most_frequent(b); });
  rarest_ = static_cast<std::size_t>(rarest - words_.begin());
  for (const FormId form : *rarest) append_varint(patterns_.emplace_back(), form + kFirstForm);
}

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

EncodedPhrase::Verdict EncodedPhrase::find(std::string_view stream) const {
  Verdict verdict = Verdict::absent;
  for (const std::string& pattern : patterns_) {
    for (std::size_t at = 0;; ++at) {
      at = stream.find(pattern.front(), at);
      if (at == std::string_view::npos) break;
      if (!stands_at(stream, at, pattern)) continue;
      const Verdict here = this->at(stream, at, at + pattern.size());
      if (here == Verdict::present) return here;
      if (here == Verdict::unclear) verdict = here;
    }
  }
  return verdict;
}

// What the bytes from `begin` to `end`, which are those of the rarest word, are.
EncodedPhrase::Verdict EncodedPhrase::at(std::string_view stream, std::size_t begin,
                                         std::size_t end) const {
  if (begin > 0 && !ends_number(byte_at(stream, begin - 1))) return Verdict::absent;
  if (!follows(stream, end)) return Verdict::absent;
  const Verdict before = precedes(stream, begin);
  if (before != Verdict::present) return before;
  const bool may_be_no_word =
      may_belong_to(stream, begin, kSentence) || may_belong_to(stream, begin, kBlock);
  return may_be_no_word ? Verdict::unclear : Verdict::present;
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
EncodedPhrase::Verdict EncodedPhrase::precedes(std::string_view stream, std::size_t at) const {
  for (std::size_t word = rarest_; word > 0;) {
    if (at == 0) return Verdict::absent;
    const std::size_t begin = begin_of_number(stream, at);
    const bool found = is_form(word - 1, VarintReader(stream.substr(begin)).number());
    const bool may_be_length = may_belong_to(stream, begin, kSentence);
    if (found && (may_be_length || may_belong_to(stream, begin, kBlock))) return Verdict::unclear;
    if (!found && !may_be_length) return Verdict::absent;
    at = found ? begin : begin - 1;
    if (found) --word;
  }
  return Verdict::present;
}

bool EncodedPhrase::is_form(std::size_t word, std::uint64_t code) const {
  if (code < kFirstForm) return false;
  const std::vector<FormId>& forms = words_[word];
  return std::find(forms.begin(), forms.end(), code - kFirstForm) != forms.end();
}

}  // namespace dateline
