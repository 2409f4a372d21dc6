#include "search/store/public_terms.h"

#include <algorithm>

#include "search/base/ascii.h"

namespace dateline {
namespace {

constexpr std::size_t kGeneratorWordBytes = 64;  // Xapian::TermGenerator's limit

bool is_between_words(char c) { return static_cast<unsigned char>(c) <= ' '; }

bool is_plain(char c) { return ascii::is_letter(c) || ascii::is_digit(c); }

// Without what stands around a word and says nothing of it: "(oil," → oil. So fewer stretches
// differ.
std::string_view trimmed(std::string_view stretch) {
  constexpr std::string_view kBefore = "\"'([{";
  constexpr std::string_view kBehind = "\"')]}.,;:!?";
  while (!stretch.empty() && kBefore.find(stretch.front()) != std::string_view::npos)
    stretch.remove_prefix(1);
  while (!stretch.empty() && kBehind.find(stretch.back()) != std::string_view::npos)
    stretch.remove_suffix(1);
  return stretch;
}

}  // namespace

Xapian::Stem public_stemmer(const std::string& language) try {
  return language.empty() ? Xapian::Stem() : Xapian::Stem(language);
} catch (const Xapian::InvalidArgumentError&) {
  return Xapian::Stem();
}

PublicTerms::Language::Language(const std::string& code) : stemmer(public_stemmer(code)) {
  generator.set_stemmer(stemmer);
  generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
}

PublicTerms::Language& PublicTerms::language(const std::string& code) {
  return languages_.try_emplace(code, code).first->second;
}

void PublicTerms::count(const PublicText& text, const std::string& code) {
  Language& words = language(code);
  const char* at = text.text.data();
  const char* const end = at + text.text.size();
  while (true) {
    at = std::find_if_not(at, end, is_between_words);
    if (at == end) return;
    const char* const behind = std::find_if(at, end, is_between_words);
    const std::string_view stretch = trimmed({at, static_cast<std::size_t>(behind - at)});
    at = behind;
    const auto [number, is_new] = words.stretches.intern(stretch);
    if (is_new) learn(words, stretch);
    for (std::size_t i = words.starts[number]; i < words.starts[number + 1]; ++i) {
      const Counted& one = words.counted[i];
      if (text.prefix.empty())
        postings_.count(one.term, one.times * text.weight);
      else
        count_prefixed(one, text);
    }
  }
}

// Adds the terms of a stretch that was not seen before, which is the next one. A plain word takes a
// shorter way than the generator's to the same terms.
void PublicTerms::learn(Language& words, std::string_view stretch) {
  const auto add = [&](const std::string& term, std::uint32_t times) {
    words.counted.push_back({postings_.number(term), times});
  };
  if (stretch.size() <= kGeneratorWordBytes && !stretch.empty() &&
      std::all_of(stretch.begin(), stretch.end(), is_plain)) {
    const std::string word = ascii::lower(stretch);
    add(word, 1);
    const bool has_stem = !words.stemmer.is_none() && !ascii::is_digit(word[0]);
    if (has_stem) add("Z" + words.stemmer(word), 1);
  } else {
    Xapian::Document document;
    words.generator.set_document(document);
    words.generator.index_text_without_positions(std::string(stretch));
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
      add(*term, term.get_wdf());
  }
  words.starts.push_back(words.counted.size());
}

// The prefix of a stem stands behind its Z.
void PublicTerms::count_prefixed(const Counted& one, const PublicText& text) {
  const std::string_view term = postings_.term(one.term);
  const std::size_t bytes_before = term.starts_with('Z') ? 1 : 0;
  std::string prefixed(term);
  prefixed.insert(bytes_before, text.prefix);
  postings_.count(postings_.number(prefixed), one.times * text.weight);
}

}  // namespace dateline
