#include "search/match/known_documents.h"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

// Looking up more pairs, or rare forms, costs what it saves.
constexpr std::size_t kMostLookedUp = 64;

void keep(std::optional<DocumentBits>& bits, DocumentBits others) {
  if (bits) {
    bits->keep(others);
  } else {
    bits = std::move(others);
  }
}

bool are_rare(const std::vector<FormId>& forms) {
  return forms.size() <= kMostLookedUp &&
         std::all_of(forms.begin(), forms.end(), [](FormId form) { return form >= kRareForm; });
}

DocumentBits with_rare(const std::vector<FormId>& forms, const Segment& segment) {
  DocumentBits possible(segment.lists()->stripes());
  for (const FormId form : forms) segment.pairs()->find_rare(form, possible);
  return possible;
}

}  // namespace

KnownDocuments known_by_pairs(const PositionMatcher& matcher, const Segment& segment) {
  KnownDocuments known;
  const std::vector<std::vector<FormPair>> all_pairs = matcher.pairs();
  for (const std::vector<FormPair>& pairs : all_pairs) {
    if (pairs.size() > kMostLookedUp) continue;
    PairDocuments documents(segment.lists()->stripes());
    for (const FormPair& pair : pairs) segment.pairs()->find(pair, documents);
    keep(known.possible, std::move(documents.possible));
    if (all_pairs.size() == 1) known.certain = std::move(documents.certain);
  }
  return known;
}

std::vector<FormId> rare_forms(const PositionMatcher& matcher) {
  std::vector<FormId> forms = matcher.forms();
  return are_rare(forms) ? std::move(forms) : std::vector<FormId>();
}

KnownDocuments known_documents(const PositionMatcher& matcher, const Segment& segment) {
  KnownDocuments known = known_by_pairs(matcher, segment);
  const std::vector<FormId> rare = rare_forms(matcher);
  if (!rare.empty()) keep(known.possible, with_rare(rare, segment));
  return known;
}

std::optional<DocumentBits> certain_documents(const std::vector<std::string>& terms,
                                              const std::vector<FormId>& forms,
                                              const Segment& segment) {
  std::vector<FormId> others = segment.lexicon().with_term(terms);
  std::erase_if(others, [&](FormId form) {
    return std::find(forms.begin(), forms.end(), form) != forms.end();
  });
  // A compound stands in no stream as itself: it has no signature.
  const bool has_compound = std::any_of(others.begin(), others.end(), [&](FormId form) {
    return segment.lexicon().entry(form).compound;
  });
  if (forms.empty() || has_compound || !are_rare(others)) return std::nullopt;
  DocumentBits certain = with_rare(others, segment);
  certain.invert();
  return certain;
}

}  // namespace dateline
