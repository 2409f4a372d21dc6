#include "indexer/html/suspicion.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "indexer/word_set.h"
#include "search/ascii.h"

namespace dateline::html {
namespace {

// Words of class and id attributes, split where people split them: "inline-newsletterSignup" is
// inline, newsletter, signup. In the languages whose sites name their classes in them.
const WordSet& strong_words() {
  static const WordSet words(
      "ad ads adsense adslot advert advertisement advertising anzeige anzeigen dfp iklan "
      "leaderboard "
      "publicidad publicidade publicite reklama reklame skyscraper werbung "
      "comment comments commentlist comentario comentarios commentaire commentaires commenti "
      "disqus "
      "fbcomments kommentar kommentare livefyre reply respond shoutbox "
      "addthis compartilhar compartir condividi follow partage share shareaholic sharebar "
      "sharedaddy "
      "sharethis sharing social socials teilen "
      "infolinks latest mostpopular mostread outbrain popular readmore recirc recirculation "
      "recommendation recommendations recommended related relatedlinks relatedposts relacionadas "
      "relacionados taboola trending yarpp "
      "breadcrumb breadcrumbs dropdown masthead menu nav navbar navigation navigator pager "
      "pagination prefooter sidebar toolbar "
      "banner carousel consent cookie cookies copyright cta donate flyout gdpr lightbox login "
      "modal "
      "newsletter newsletters nocontent noprint overlay popup promo promobox promos promoted "
      "register "
      "signin signup sponsor sponsored subscribe subscription");
  return words;
}

const WordSet& weak_words() {
  static const WordSet words(
      "also author authorbox authors avatar bio byline caption category contributor copyrights "
      "credit "
      "credits date dateline edit foot footer infobox label meta metadata more next postmeta prev "
      "previous print rating side tag tags teaser timestamp tools widget");
  return words;
}

// Beginnings that are enough, for names that tools put together: "footerstyles", "commentwrap".
bool has_strong_stem(std::string_view word) {
  static const WordSet stems(
      "advert breadcrumb comments cookie footer navbar newsletter outbrain paginat recommend "
      "relatedar relatedst sidebar sponsor subscri taboola");
  if (word.starts_with("subscriber")) return false;  // "subscriber-only" is the article itself
  constexpr std::size_t kShortestStem = 6;
  return word.size() > kShortestStem + 1 &&
         std::any_of(stems.begin(), stems.end(),
                     [&](std::string_view stem) { return word.starts_with(stem); });
}

// Calls `use` for each word of a class or id, in lower case, until it returns true.
template <typename Use>
void for_words(std::string_view names, Use use) {
  std::string word;
  for (std::size_t i = 0; i <= names.size(); ++i) {
    const char c = i < names.size() ? names[i] : ' ';
    const bool is_word = ascii::is_letter(c) || ascii::is_digit(c);
    const bool new_word = ascii::is_upper(c) && i > 0 && !ascii::is_upper(names[i - 1]);
    if ((!is_word || new_word) && !word.empty()) {
      if (use(word)) return;
      word.clear();
    }
    if (is_word) word += ascii::lower(c);
  }
}

Suspicion suspicion_of_names(std::string_view names) {
  Suspicion result = Suspicion::none;
  for_words(names, [&](const std::string& word) {
    if (strong_words().contains(word) || has_strong_stem(word)) {
      result = Suspicion::strong;
    } else if (weak_words().contains(word)) {
      result = std::max(result, Suspicion::weak);
    }
    return result == Suspicion::strong;
  });
  return result;
}

Suspicion suspicion_of_role(std::string_view role) {
  static const WordSet roles(
      "alert alertdialog banner contentinfo dialog menu menubar navigation search toolbar tooltip");
  if (role.empty()) return Suspicion::none;
  if (roles.contains(ascii::lower(role))) return Suspicion::strong;
  return ascii::equals_ignoring_case(role, "complementary") ? Suspicion::weak : Suspicion::none;
}

// A figure that is an image and what is said of it: no table, no quotation.
bool is_mere_figure(const Page& page, std::uint32_t figure) {
  for (std::uint32_t i = figure + 1; i < page[figure].end; ++i) {
    const GumboTag tag = page[i].tag;
    if (tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_BLOCKQUOTE || tag == GUMBO_TAG_PRE) return false;
  }
  return true;
}

Suspicion suspicion_of_tag(const Page& page, std::uint32_t node) {
  switch (page[node].tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_MENU:
      return Suspicion::strong;
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_LABEL:
      return Suspicion::weak;
    case GUMBO_TAG_FIGURE:
      return is_mere_figure(page, node) ? Suspicion::weak : Suspicion::none;
    default:
      return Suspicion::none;
  }
}

bool is_hidden(const Page& page, const Node& node) {
  if (page.has_attribute(node, "hidden")) return true;
  std::string style = ascii::lower(page.attribute(node, "style"));
  std::erase_if(style, ascii::is_space);
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

}  // namespace

Suspicion suspicion_of(const Page& page, std::uint32_t index) {
  const Node& node = page[index];
  if (node.is_text || node.tag == GUMBO_TAG_HTML || node.tag == GUMBO_TAG_BODY) {
    return Suspicion::none;
  }
  if (is_hidden(page, node)) return Suspicion::hidden;
  Suspicion result =
      std::max(suspicion_of_tag(page, index), suspicion_of_role(page.attribute(node, "role")));
  for (const char* key : {"class", "id", "data-component", "data-testid"}) {
    result = std::max(result, suspicion_of_names(page.attribute(node, key)));
  }
  if (ascii::equals_ignoring_case(page.attribute(node, "aria-hidden"), "true")) {
    result = std::max(result, Suspicion::weak);
  }
  return result;
}

}  // namespace dateline::html
