#include "indexer/html/dom/names.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/text/word_set.h"
#include "search/base/ascii.h"

namespace dateline::html {
namespace {

// Words of class and id attributes, in the languages whose sites name their classes in them.
struct KindWords {
  NameKind kind;
  std::string_view words;
};
constexpr KindWords kKinds[] = {
    {NameKind::foreign,
     "ad ads adsense adslot advert advertisement advertising anzeige anzeigen dfp iklan "
     "leaderboard publicidad publicidade publicite reklama reklame skyscraper werbung "
     "addthis compartilhar compartir condividi follow partage share shareaholic sharebar "
     "sharedaddy sharethis sharing social socials teilen "
     "infolinks latest mostpopular mostread outbrain popular readmore recirc recirculation "
     "recommendation recommendations recommended related relatedlinks relatedposts relacionadas "
     "relacionados taboola trending yarpp "
     "breadcrumb breadcrumbs dropdown masthead menu nav navbar navigation navigator pager "
     "pagination prefooter sidebar toolbar "
     "banner carousel consent cookie cookies copyright cta donate flyout gdpr lightbox login "
     "modal newsletter newsletters nocontent noprint overlay popup promo promobox promos promoted "
     "register signin signup sponsor sponsored subscribe subscription"},
    {NameKind::comments,
     "comment comments commentlist comentario comentarios commentaire commentaires commenti "
     "disqus fbcomments kommentar kommentare livefyre reply respond shoutbox"},
    {NameKind::aside,
     "author authorbox authors avatar bio byline caption contributor copyrights credit credits "
     "foot footer infobox teaser"},
    {NameKind::label,
     "also category date dateline edit label meta metadata more next postmeta prev previous print "
     "rating side tag tags timestamp tools widget"}};

// Beginnings that are enough, for names that tools put together: "footerstyles", "commentwrap".
NameKind kind_of_stem(std::string_view word) {
  static const WordSet stems(
      "advert breadcrumb cookie footer navbar newsletter outbrain paginat recommend relatedar "
      "relatedst sidebar sponsor subscri taboola");
  constexpr std::size_t kShortestStem = 6;
  if (word.size() <= kShortestStem + 1) return NameKind::plain;
  if (word.starts_with("comments")) return NameKind::comments;
  if (word.starts_with("subscriber")) return NameKind::plain;  // the article itself
  const bool begins = std::any_of(stems.begin(), stems.end(),
                                  [&](std::string_view stem) { return word.starts_with(stem); });
  return begins ? NameKind::foreign : NameKind::plain;
}

NameKind kind_of_word(std::string_view word) {
  static const std::unordered_map<std::string_view, NameKind> kinds = [] {
    std::unordered_map<std::string_view, NameKind> made;
    for (const KindWords& kind : kKinds) {
      for (const std::string_view each : word_list(kind.words, ' ')) made.emplace(each, kind.kind);
    }
    return made;
  }();
  const auto found = kinds.find(word);
  return found == kinds.end() ? kind_of_stem(word) : found->second;
}

// "md:print:mt-[3px]" → "mt-": the variants in front and free values say nothing.
std::string_view without_variants(std::string_view name) {
  name = name.substr(0, name.find('['));
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct Parts {
  std::string_view name;
  std::string_view state;  // behind "--", as BEM writes what varies
};

Parts split_state(std::string_view name) {
  const std::size_t dashes = name.find("--", 1);
  if (dashes == std::string_view::npos) return {name, {}};
  return {name.substr(0, dashes), name.substr(dashes + 2)};
}

// "Tag_wrap__1a2B" → "Tag_wrap": tools put a hash behind the name.
std::string_view without_hash(std::string_view name) {
  constexpr std::size_t kLongestHash = 10;
  const std::size_t bar = name.rfind('_');
  if (bar == std::string_view::npos || bar == 0) return name;
  const std::string_view hash = name.substr(bar + 1);
  const bool has_digit = std::any_of(hash.begin(), hash.end(), ascii::is_digit);
  return has_digit && hash.size() <= kLongestHash ? name.substr(0, bar) : name;
}

// Whether a part of a name was drawn at random, "n1AuAdJlVL": its words are many and short.
bool is_drawn(std::span<const std::string> words) {
  constexpr std::size_t kFewest = 4;
  if (words.size() < kFewest) return false;
  std::size_t letters = 0;
  bool has_number = false;
  for (const std::string& word : words) {
    letters += word.size();
    has_number = has_number || std::any_of(word.begin(), word.end(), ascii::is_digit);
  }
  return has_number ? letters * 2 < words.size() * 5 : letters <= words.size() * 2;
}

bool tells_state(const std::vector<std::string>& words) {
  static const WordSet first("as bg border font hide non show text");
  static const WordSet anywhere("has is no not with without");
  static const WordSet last("above anchor below disabled enabled free open target");
  if (words.size() < 2) return false;
  return first.contains(words.front()) || last.contains(words.back()) ||
         std::any_of(words.begin(), words.end() - 1,
                     [](const std::string& word) { return anywhere.contains(word); });
}

// The classes that blog systems give a post for what it is about.
bool tells_subject(std::string_view name) {
  return name.starts_with("category-") || name.starts_with("tag-");
}

NameKind kind_of_words(const std::vector<std::string>& words) {
  NameKind kind = NameKind::plain;
  for (const std::string& word : words) kind = std::max(kind, kind_of_word(word));
  return kind;
}

NameKind weaker(NameKind kind) {
  switch (kind) {
    case NameKind::foreign:
      return NameKind::label;
    case NameKind::comments:
      return kind;
    default:
      return NameKind::plain;
  }
}

// Words for what holds others, whatever these are.
bool is_container_word(std::string_view word) {
  static const WordSet words("body content contents copy grid layout main text wrap");
  return words.contains(word);
}

}  // namespace

std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  std::size_t token = 0;  // the word that begins what stands between two marks
  for (std::size_t i = 0; i <= name.size(); ++i) {
    const char c = i < name.size() ? name[i] : ' ';
    const bool is_word = ascii::is_letter(c) || ascii::is_digit(c);
    const bool new_word = ascii::is_upper(c) && i > 0 && !ascii::is_upper(name[i - 1]);
    if ((!is_word || new_word) && !word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
    if (is_word) {
      word += ascii::lower(c);
      continue;
    }
    if (is_drawn(std::span(words).subspan(token))) words.resize(token);
    token = words.size();
  }
  return words;
}

NameKind kind_of_name(std::string_view name) {
  name = without_hash(without_variants(name));
  if (tells_subject(name)) return NameKind::plain;
  const Parts parts = split_state(name);
  const std::vector<std::string> words = words_of_name(parts.name);
  if (words.empty() || tells_state(words)) return NameKind::plain;
  const NameKind kind = kind_of_words(words);
  const NameKind own = is_container_word(words.back()) ? weaker(kind) : kind;
  return std::max(own, weaker(kind_of_words(words_of_name(parts.state))));
}

bool names_article_text(std::string_view name) {
  static const WordSet whole(
      "articlebody articletext bodytext entrycontent maintext newstext postbody postcontent "
      "storybody storytext");
  static const WordSet subjects("article blog entry news page post story");
  static const WordSet texts("body content contents copy text");
  const std::vector<std::string> words =
      words_of_name(split_state(without_hash(without_variants(name))).name);
  if (words.size() == 1) return whole.contains(words.front());
  if (words.size() > 4) return false;
  const auto is_subject = [](const std::string& word) { return subjects.contains(word); };
  return texts.contains(words.empty() ? std::string() : words.back()) &&
         std::any_of(words.begin(), words.end() - 1, is_subject) &&
         kind_of_words(words) == NameKind::plain;
}

bool names_author(std::string_view name) {
  static const WordSet whole(
      "auteur auteurs autor autora autore autoren autores autori autorin autoria contributor "
      "contributors firma firmas "
      "forfatter journalist journalists redakteur reporter reporters verfasser writer writers");
  static const WordSet besides(
      "avatar bio biography description details follow icon image img more photo picture related "
      "social "
      "teaser");
  const std::vector<std::string> words = words_of_name(without_hash(without_variants(name)));
  const bool is_author = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    const bool begins = word.starts_with("author") && !word.starts_with("authori");
    return begins || word.starts_with("byline") || whole.contains(word);
  });
  return is_author && std::none_of(words.begin(), words.end(),
                                   [](const std::string& word) { return besides.contains(word); });
}

bool names_others(std::string_view name) {
  static const WordSet others(
      "blockquote card cards caption latest mostpopular mostread outbrain popular promo promos "
      "promoted "
      "pullquote quote quotes recirc recirculation recommendation recommendations recommended "
      "related "
      "relatedlinks relatedposts relacionadas relacionados slider taboola teaser teasers "
      "testimonial "
      "trending yarpp embed");
  const std::string_view plain = without_hash(without_variants(name));
  const std::vector<std::string> words = words_of_name(plain);
  if (words.empty() || tells_state(words) || tells_subject(plain)) return false;
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return others.contains(word) || kind_of_word(word) == NameKind::comments;
  });
}

bool has_word_of(std::string_view name, const WordSet& words) {
  const std::vector<std::string> said = words_of_name(without_hash(without_variants(name)));
  return std::any_of(said.begin(), said.end(),
                     [&](const std::string& word) { return words.contains(word); });
}

bool names_unseen_text(std::string_view name) {
  static const WordSet names(
      "a11y-hidden assistive-text element-invisible hidden-visually off-screen offscreen "
      "screen-reader screen-reader-only screen-reader-text screenreader screenreader-only "
      "screenreader-text screenreaders-only show-for-sr sr-only u-hidden-visually "
      "u-visually-hidden visually-hidden visuallyhidden");
  return names.contains(ascii::lower(name));
}

}  // namespace dateline::html
