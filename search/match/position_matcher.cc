#include "search/match/position_matcher.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <variant>

#include "search/store/text/fold.h"
#include "search/store/tokens/encoded_forms.h"
#include "search/store/tokens/encoded_nearness.h"
#include "search/store/tokens/encoded_phrase.h"

namespace dateline {
namespace {

using Spans = std::vector<PositionSpan>;

// A set of forms that is asked about every word of many documents.
class FormSet {
 public:
  explicit FormSet(std::vector<FormId> forms) : all_(std::move(forms)) {
    for (const FormId form : all_) some_ |= std::uint64_t{1} << form % 64;
    if (all_.size() <= kFew) return;
    bits_.resize(*std::max_element(all_.begin(), all_.end()) / 64 + 1);
    for (const FormId form : all_) bits_[form / 64] |= std::uint64_t{1} << form % 64;
  }

  const std::vector<FormId>& all() const { return all_; }

  // Inlined by force: it is asked about every word.
  [[gnu::always_inline]] bool contains(FormId form) const {
    if ((some_ >> form % 64 & 1) == 0) return false;  // nearly always, and without a look elsewhere
    if (all_.size() <= kFew) return std::find(all_.begin(), all_.end(), form) != all_.end();
    return form / 64 < bits_.size() && (bits_[form / 64] >> form % 64 & 1) != 0;
  }

 private:
  static constexpr std::size_t kFew = 8;
  std::vector<FormId> all_;
  std::uint64_t some_ = 0;           // bit i: whether there is one that is i, modulo 64
  std::vector<std::uint64_t> bits_;  // where there are more than a few
};

// Forms that must stand in a stream so often.
struct EncodedCount {
  EncodedForms forms;
  std::size_t count = 1;

  bool pays() const { return forms.pays(); }
};

// The forms that are written as `surface`, accents and all.
std::vector<FormId> written_as(const std::string& surface, const Lexicon& lexicon) {
  std::vector<FormId> forms = lexicon.with_folded(fold(surface));
  std::erase_if(forms, [&](FormId form) { return lexicon.entry(form).surface != surface; });
  return forms;
}

std::vector<FormId> forms_of(const FormPattern& pattern, const Lexicon& lexicon) {
  std::vector<FormId> forms;
  switch (pattern.kind) {
    case FormPattern::Kind::terms:
      return lexicon.with_term(pattern.texts);
    case FormPattern::Kind::folded:
      return lexicon.with_folded(pattern.texts);
    case FormPattern::Kind::acronyms:
      forms = lexicon.with_folded(pattern.texts);
      std::erase_if(forms, [&](FormId form) { return !lexicon.entry(form).acronym; });
      return forms;
    case FormPattern::Kind::surfaces:
      for (const std::string& surface : pattern.texts) {
        const std::vector<FormId> more = written_as(surface, lexicon);
        forms.insert(forms.end(), more.begin(), more.end());
      }
      return forms;
  }
  return forms;
}

std::uint32_t sentence_of(const TokenStream& stream, std::uint32_t position) {
  const auto next = std::upper_bound(
      stream.sentences.begin(), stream.sentences.end(), position,
      [](std::uint32_t at, const TokenStream::Sentence& sentence) { return at < sentence.first; });
  return static_cast<std::uint32_t>(next - stream.sentences.begin()) - 1;
}

void sort_unique(Spans& spans) {
  std::sort(spans.begin(), spans.end());
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
}

bool in_lead(const TokenStream& stream, std::uint32_t block) {
  if (stream.blocks[block].kind != BlockKind::paragraph)
    return stream.blocks[block].kind != BlockKind::heading;
  return std::none_of(
      stream.blocks.begin(), stream.blocks.begin() + block,
      [](const TokenStream::BlockStart& b) { return b.kind == BlockKind::paragraph; });
}

// Extends spans of `heads` by those of `tails`: each tail takes the head that ends nearest before
// it, within `slop` words in the same block.
Spans follow(Spans heads, const Spans& tails, std::size_t slop, const TokenStream& stream) {
  std::sort(heads.begin(), heads.end(), [](const PositionSpan& a, const PositionSpan& b) {
    return std::pair(a.last, a.first) < std::pair(b.last, b.first);
  });
  Spans result;
  for (const PositionSpan& tail : tails) {
    const auto behind =
        std::lower_bound(heads.begin(), heads.end(), tail.first,
                         [](const PositionSpan& head, std::uint32_t at) { return head.last < at; });
    if (behind == heads.begin()) continue;
    const PositionSpan& head = *std::prev(behind);
    if (tail.first > head.last + 1 + slop) continue;
    if (tail.last < stream.block_end(stream.block_at(head.first)))
      result.push_back({head.first, tail.last});
  }
  sort_unique(result);
  return result;
}

// Of each list, the spans that lie in a unit (sentence, block) in which every list has one.
template <typename UnitOf>
Spans within_same(const std::vector<Spans>& lists, const UnitOf& unit_of) {
  std::vector<std::uint32_t> shared;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    std::vector<std::uint32_t> units;
    for (const PositionSpan& span : lists[i]) units.push_back(unit_of(span.first));
    if (i == 0) {
      shared = units;
    } else {
      std::erase_if(shared, [&](std::uint32_t unit) {
        return !std::binary_search(units.begin(), units.end(), unit);
      });
    }
  }
  Spans result;
  for (const Spans& spans : lists) {
    for (const PositionSpan& span : spans) {
      if (std::binary_search(shared.begin(), shared.end(), unit_of(span.first)))
        result.push_back(span);
    }
  }
  sort_unique(result);
  return result;
}

// Finds chains: one span of each list, each near the one before, all in one block. Linear in the
// lists, however many chains there are: it asks of a span only whether a neighbour is near.
class NearChains {
 public:
  NearChains(std::size_t distance, bool ordered, const TokenStream& stream)
      : distance_(distance), ordered_(ordered), stream_(stream) {}

  // The spans that take part in a chain.
  Spans find(std::vector<Spans> lists) const {
    for (std::size_t i = 1; i < lists.size(); ++i)
      keep_near(lists[i], lists[i - 1],
                [this](auto& span, auto& left) { return near(left, span); });
    for (std::size_t i = lists.size() - 1; i > 0; --i)
      keep_near(lists[i - 1], lists[i],
                [this](auto& span, auto& right) { return near(span, right); });
    Spans all;
    for (const Spans& spans : lists) all.insert(all.end(), spans.begin(), spans.end());
    sort_unique(all);
    return all;
  }

 private:
  // Two words are near by `distance_` when at most distance_ - 1 other words stand between them.
  bool near(const PositionSpan& left, const PositionSpan& right) const {
    if (left.first <= right.last && right.first <= left.last) return false;  // cannot be both
    const bool in_order = left.first < right.first;
    if (ordered_ && !in_order) return false;
    const std::uint32_t gap = in_order ? right.first - left.last : left.first - right.last;
    return gap <= distance_ && stream_.block_at(left.first) == stream_.block_at(right.first);
  }

  // Keeps of `spans` those that are near one of `others`.
  template <typename IsNear>
  void keep_near(Spans& spans, const Spans& others, const IsNear& is_near) const {
    const std::uint32_t reach = static_cast<std::uint32_t>(distance_) + kLongestSpan;
    std::erase_if(spans, [&](const PositionSpan& span) {
      const std::uint32_t least = span.first > reach ? span.first - reach : 0;
      auto other = std::lower_bound(others.begin(), others.end(), PositionSpan{least, 0});
      for (; other != others.end() && other->first <= span.last + distance_; ++other) {
        if (is_near(span, *other)) return false;
      }
      return true;
    });
  }

  static constexpr std::uint32_t kLongestSpan = 64;  // words: QueryLimits::phrase_words

  std::size_t distance_;
  bool ordered_;
  const TokenStream& stream_;
};

}  // namespace

struct PositionMatcher::Resolved {
  PositionNode::Kind kind;
  FormSet forms;
  std::vector<Resolved> children;
  std::size_t slop;
  std::size_t distance;
  bool ordered;
  std::size_t count;
  QueryNode::Zone zone;
  bool plain_phrase = false;
  // What decides it, or most of it, on a stream that is not decoded; nothing where that does not
  // pay.
  std::variant<std::monostate, EncodedCount, EncodedPhrase, EncodedNearness> encoded;

  Resolved(const PositionNode& node, const Lexicon& lexicon)
      : kind(node.kind),
        forms(forms_of(node.pattern, lexicon)),
        slop(node.slop),
        distance(node.distance),
        ordered(node.ordered),
        count(node.count),
        zone(node.zone) {
    for (const PositionNode& child : node.children) children.emplace_back(child, lexicon);
    if (kind == PositionNode::Kind::any_of) join_words();
    plain_phrase = kind == PositionNode::Kind::sequence && slop == 0 && is_of_words();
    encode();
  }

  explicit Resolved(FormSet of_word)
      : kind(PositionNode::Kind::word),
        forms(std::move(of_word)),
        slop(0),
        distance(0),
        ordered(false),
        count(0),
        zone(QueryNode::Zone::title) {}

  // Words that are alternatives are one word of more forms, which is looked for once: forty names
  // cost what one does.
  void join_words() {
    std::vector<FormId> joined;
    for (const Resolved& child : children) {
      if (child.kind != PositionNode::Kind::word) continue;
      joined.insert(joined.end(), child.forms.all().begin(), child.forms.all().end());
    }
    std::sort(joined.begin(), joined.end());
    joined.erase(std::unique(joined.begin(), joined.end()), joined.end());
    std::erase_if(children,
                  [](const Resolved& child) { return child.kind == PositionNode::Kind::word; });
    if (children.empty()) {
      kind = PositionNode::Kind::word;
      forms = FormSet(std::move(joined));
    } else if (!joined.empty()) {
      children.emplace_back(FormSet(std::move(joined)));
    }
  }

  // Whether all children are words; alternatives that were joined are one.
  bool is_of_words() const {
    return std::all_of(children.begin(), children.end(), [](const Resolved& child) {
      return child.kind == PositionNode::Kind::word;
    });
  }

  template <typename Encoded>
  void encode_if_it_pays(Encoded made) {
    if (made.pays()) encoded = std::move(made);
  }

  void encode() {
    if (kind == PositionNode::Kind::word)
      encode_if_it_pays(EncodedCount{EncodedForms(forms.all())});
    switch (kind) {
      case PositionNode::Kind::at_least:
        if (!is_of_words()) return;
        return encode_if_it_pays(EncodedCount{EncodedForms(children[0].forms.all()), count});
      case PositionNode::Kind::sequence:
        if (plain_phrase) return encode_if_it_pays(EncodedPhrase(forms_of_children()));
        return encode_near({.distance = slop + 1, .ordered = true});
      case PositionNode::Kind::near:
        return encode_near({.distance = distance, .ordered = ordered});
      case PositionNode::Kind::same_sentence:
        return encode_near({.within = EncodedNearness::Within::sentence});
      case PositionNode::Kind::same_paragraph:
        return encode_near({.within = EncodedNearness::Within::paragraph});
      default:
        return;
    }
  }

  void encode_near(const EncodedNearness::Rule& rule) {
    if (children.size() > 1) encoded.emplace<EncodedNearness>(forms_of_children(), rule);
  }

  // What the bytes of a stream tell; none where only decoding can.
  std::optional<bool> decided_by(std::string_view stream) const {
    if (const auto* counted = std::get_if<EncodedCount>(&encoded))
      return counted->forms.at_least(stream, counted->count);
    if (const auto* phrase = std::get_if<EncodedPhrase>(&encoded)) return phrase->stands_in(stream);
    const auto* near = std::get_if<EncodedNearness>(&encoded);
    if (near == nullptr) return std::nullopt;
    const bool may_match = near->may_stand_in(stream);
    const bool is_exact = near->is_exact() && is_of_words();
    return may_match && !is_exact ? std::nullopt : std::optional(may_match);
  }

  // Of each child, all forms of its words: whatever it is, it begins and ends with one of them.
  std::vector<std::vector<FormId>> forms_of_children() const {
    std::vector<std::vector<FormId>> result;
    for (const Resolved& child : children) child.add_forms(result.emplace_back());
    return result;
  }

  void add_forms(std::vector<FormId>& all) const {
    all.insert(all.end(), forms.all().begin(), forms.all().end());
    for (const Resolved& child : children) child.add_forms(all);
  }

  // A phrase of single words: the usual case, decided without any list of places.
  bool has_plain_phrase(const TokenStream& stream) const {
    const std::size_t words = children.size();
    if (stream.forms.size() < words) return false;
    const std::size_t last = stream.forms.size() - words;
    for (std::size_t at = 0; at <= last; ++at) {
      if (!children[0].forms.contains(stream.forms[at])) continue;
      std::size_t same = 1;
      while (same < words && children[same].forms.contains(stream.forms[at + same])) ++same;
      const auto first = static_cast<std::uint32_t>(at);
      if (same == words && at + words <= stream.block_end(stream.block_at(first))) return true;
    }
    return false;
  }

  bool has_word(const TokenStream& stream) const {
    return std::any_of(stream.forms.begin(), stream.forms.end(),
                       [&](FormId form) { return forms.contains(form); });
  }

  bool can_match() const {
    if (kind == PositionNode::Kind::word) return !forms.all().empty();
    const auto can = [](const Resolved& child) { return child.can_match(); };
    return kind == PositionNode::Kind::any_of ? std::any_of(children.begin(), children.end(), can)
                                              : std::all_of(children.begin(), children.end(), can);
  }

  // How much of a document tells whether it matches.
  TokenStream::Extent extent() const {
    if (kind == PositionNode::Kind::at_least) return children[0].extent();
    if (kind != PositionNode::Kind::zone) return TokenStream::Extent::all;
    return zone == QueryNode::Zone::title ? TokenStream::Extent::title : TokenStream::Extent::lead;
  }

  bool matches(const TokenStream& stream) const {
    if (kind == PositionNode::Kind::word) return has_word(stream);
    return plain_phrase ? has_plain_phrase(stream) : !find(stream).empty();
  }

  Spans find(const TokenStream& stream) const {
    switch (kind) {
      case PositionNode::Kind::word:
        return find_words(stream);
      case PositionNode::Kind::any_of:
        return find_any(stream);
      case PositionNode::Kind::sequence:
        return find_sequence(stream);
      case PositionNode::Kind::zone:
        return find_in_zone(stream);
      case PositionNode::Kind::at_least: {
        Spans spans = children[0].find(stream);
        return spans.size() >= count ? spans : Spans();
      }
      default:
        return find_together(stream);
    }
  }

  Spans find_words(const TokenStream& stream) const {
    Spans spans;
    for (std::uint32_t position = 0; position < stream.forms.size(); ++position) {
      if (forms.contains(stream.forms[position])) spans.push_back({position, position});
    }
    return spans;
  }

  Spans find_any(const TokenStream& stream) const {
    Spans all;
    for (const Resolved& child : children) {
      const Spans spans = child.find(stream);
      all.insert(all.end(), spans.begin(), spans.end());
    }
    sort_unique(all);
    return all;
  }

  Spans find_sequence(const TokenStream& stream) const {
    Spans spans = children[0].find(stream);
    for (std::size_t i = 1; i < children.size() && !spans.empty(); ++i) {
      spans = follow(std::move(spans), children[i].find(stream), slop, stream);
    }
    return spans;
  }

  Spans find_in_zone(const TokenStream& stream) const {
    Spans spans = children[0].find(stream);
    std::erase_if(spans, [&](const PositionSpan& span) {
      const std::uint32_t block = stream.block_at(span.first);
      if (zone == QueryNode::Zone::title) return stream.blocks[block].kind != BlockKind::title;
      return !in_lead(stream, block);
    });
    return spans;
  }

  Spans find_together(const TokenStream& stream) const {
    std::vector<Spans> lists;
    for (const Resolved& child : children) {
      lists.push_back(child.find(stream));
      if (lists.back().empty()) return {};
    }
    if (kind == PositionNode::Kind::near)
      return NearChains(distance, ordered, stream).find(std::move(lists));
    if (kind == PositionNode::Kind::same_sentence) {
      return within_same(lists,
                         [&](std::uint32_t position) { return sentence_of(stream, position); });
    }
    return within_same(lists, [&](std::uint32_t position) { return stream.block_at(position); });
  }
};

PositionMatcher::PositionMatcher(const PositionNode& node, const Lexicon& lexicon)
    : root_(std::make_unique<const Resolved>(node, lexicon)) {}

PositionMatcher::~PositionMatcher() = default;
PositionMatcher::PositionMatcher(PositionMatcher&&) noexcept = default;

bool PositionMatcher::matches(const TokenStream& stream) const { return root_->matches(stream); }

bool PositionMatcher::matches(std::string_view stream, TokenStream& decoded) const {
  if (const std::optional<bool> decided = root_->decided_by(stream)) return *decided;
  decoded.decode(stream, root_->extent());
  return matches(decoded);
}

bool PositionMatcher::can_match() const { return root_->can_match(); }

std::vector<std::vector<FormPair>> PositionMatcher::pairs() const {
  const auto* phrase = std::get_if<EncodedPhrase>(&root_->encoded);
  return phrase != nullptr ? phrase->pairs() : std::vector<std::vector<FormPair>>();
}

std::vector<FormId> PositionMatcher::forms() const {
  if (root_->kind != PositionNode::Kind::word) return {};
  return root_->forms.all();
}

std::vector<PositionSpan> PositionMatcher::find(const TokenStream& stream) const {
  return root_->find(stream);
}

}  // namespace dateline
