#include "search/query/query_runs.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include "search/base/utf8.h"
#include "search/query/korean_words.h"
#include "search/query/query_budget.h"
#include "search/query/query_text.h"
#include "search/query/query_tree.h"
#include "search/store/text/fold.h"
#include "search/store/text/stop_words.h"

namespace dateline {
namespace {

using Kind = QueryNode::Kind;
using Nodes = std::vector<QueryNode>;
using Words = std::vector<std::string_view>;

constexpr std::size_t kLongestName = 4;  // Chinese characters

enum class Script : unsigned char { run, hangul, other };

// Dots between the parts of a name, and signs without width: they part no run.
bool is_dot(char32_t c) {
  return c == U'·' || c == U'・' || c == U'‧' || c == U'•' || (c >= 0x200B && c <= 0x200D) ||
         c == 0x2060;
}

// The half-width marks of voiced kana: ｶﾞ is ガ.
bool is_sound_mark(char32_t c) { return c == 0xFF9E || c == 0xFF9F; }

// A mark or a dot goes on with what it stands behind.
Script script_of(char32_t c, Script before) {
  const CharClass kind = char_class(c);
  if (kind == CharClass::mark || is_sound_mark(c) || (is_dot(c) && before == Script::run))
    return before;
  if (kind != CharClass::single) return Script::other;
  return is_hangul_syllable(c) ? Script::hangul : Script::run;
}

struct Stretch {
  std::string_view text;
  Script script = Script::other;
};

std::vector<Stretch> stretches_of(std::string_view text) {
  std::vector<Stretch> stretches;
  Script script = Script::other;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    const Script next = script_of(c.value, script);
    if (next != script && at > begin) {
      stretches.push_back({text.substr(begin, at - begin), script});
      begin = at;
    }
    script = next;
    at += c.bytes;
  }
  if (begin < text.size()) stretches.push_back({text.substr(begin), script});
  return stretches;
}

struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};

Words dictionary_words(std::string_view run) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UText, CloseText> text(
      utext_openUTF8(nullptr, run.data(), static_cast<std::int64_t>(run.size()), &error));
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
  if (U_SUCCESS(error)) breaks->setText(text.get(), error);
  if (U_FAILURE(error)) return {run};  // ICU without its data
  Words words;
  auto begin = static_cast<std::size_t>(breaks->first());
  for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next()) {
    words.push_back(run.substr(begin, static_cast<std::size_t>(end) - begin));
    begin = static_cast<std::size_t>(end);
  }
  return words;
}

bool is_ideograph_word(std::string_view word) {
  if (word.empty()) return false;
  const CodePoint c = decode_at(word, 0);
  return c.value >= 0x3400 && c.value <= 0x9FFF && c.bytes == word.size();
}

std::string_view joined(std::string_view first, std::string_view second) {
  return {first.data(), first.size() + second.size()};
}

// Dots go to the word before; characters that the dictionary leaves alone are a name together.
Words with_names(const Words& words) {
  Words result;
  std::size_t name = 0;  // characters of the name that ends `result`; 0: it ends with none
  for (const std::string_view word : words) {
    const bool is_dots = count_searchable(word) == 0;
    const bool may_be_name = is_ideograph_word(word) && !is_particle(fold(word));
    if (!result.empty() && (is_dots || (may_be_name && name > 0 && name < kLongestName))) {
      result.back() = joined(result.back(), word);
      name += may_be_name;
    } else {
      result.push_back(word);
      name = may_be_name ? 1 : 0;
    }
  }
  return result;
}

bool is_plain(const QueryNode& node) {
  return node.kind == Kind::word && !node.exact && !node.wildcard && !node.capitals &&
         node.fuzzy == 0 && node.text.find("://") == node.text.npos;
}

class Splitter {
 public:
  Splitter(Operator words, const QueryLimits& limits) : words_(words), budget_(limits) {}

  // `kind` joins the words of a run that stands by itself.
  void split(QueryNode& node, Kind kind) {
    switch (node.kind) {
      case Kind::word:
        if (Nodes words = words_of(node); words.size() > 1) node = join(kind, std::move(words));
        break;
      case Kind::all_of:
      case Kind::any_of:
        split_children(node);
        break;
      case Kind::rank_with:
        split(node.children[0], Kind::all_of);
        split(node.children[1], kind);
        break;
      case Kind::without:
        split(node.children[0], kind);
        require_short(node.children[1]);
        break;
      case Kind::zone:
        split(node.children[0], kind);
        break;
      default:
        require_short(node);
    }
  }

  Kind side_by_side() const { return words_ == Operator::any ? Kind::any_of : Kind::all_of; }

 private:
  // The words of a run dissolve in a row of words, and are one choice of an OR.
  void split_children(QueryNode& node) {
    const bool dissolves = node.kind == Kind::all_of || words_ == Operator::any;
    Nodes children;
    for (QueryNode& child : node.children) {
      split(child, dissolves ? node.kind : Kind::all_of);
      if (dissolves && child.kind == node.kind) {
        std::move(child.children.begin(), child.children.end(), std::back_inserter(children));
      } else {
        children.push_back(std::move(child));
      }
    }
    node.children = std::move(children);
  }

  Nodes words_of(const QueryNode& node) {
    if (!is_plain(node) || !has_run(node.text)) {
      require_short(node);
      return {};
    }
    Nodes words;
    for (const std::string_view text : words_of_run(node.text)) {
      budget_.add_word();
      budget_.require_parts(text);
      QueryNode word = node;
      word.text = text;
      word.begin = node.begin + static_cast<std::size_t>(text.data() - node.text.data());
      word.end = word.begin + text.size();
      words.push_back(std::move(word));
    }
    return words;
  }

  void require_short(const QueryNode& node) const {
    if (node.kind == Kind::word) budget_.require_parts(node.text);
    for (const QueryNode& child : node.children) require_short(child);
  }

  Operator words_;
  QueryBudget budget_;
};

}  // namespace

bool has_run(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    if (char_class(c.value) == CharClass::single) return true;
    at += c.bytes;
  }
  return false;
}

std::vector<std::string_view> words_of_run(std::string_view text) {
  Words words;
  bool behind_other = false;  // a word of another script
  for (const Stretch& stretch : stretches_of(text)) {
    const bool is_ending =
        stretch.script == Script::hangul && behind_other && is_korean_ending(stretch.text);
    behind_other = stretch.script != Script::hangul;
    if (is_ending || count_searchable(stretch.text) == 0) continue;
    if (stretch.script == Script::run) {
      const Words found = with_names(dictionary_words(stretch.text));
      words.insert(words.end(), found.begin(), found.end());
    } else {
      words.push_back(stretch.text);
    }
  }
  return words;
}

bool is_unknown_name(std::string_view word) {
  const Words parts = dictionary_words(word);
  return parts.size() > 1 && std::all_of(parts.begin(), parts.end(), is_ideograph_word);
}

void split_runs(QueryNode& root, Operator words, const QueryLimits& limits) {
  Splitter splitter(words, limits);
  splitter.split(root, splitter.side_by_side());
}

}  // namespace dateline
