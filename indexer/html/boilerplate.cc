#include "indexer/html/boilerplate.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "indexer/html/ascii.h"
#include "indexer/html/dates.h"
#include "indexer/html/text.h"

namespace dateline::html {
namespace {

// Words of class and id attributes, split where people split them: "inline-newsletterSignup" is
// inline, newsletter, signup.
constexpr auto kStrongWords = std::to_array<std::string_view>({"ad",
                                                               "addthis",
                                                               "ads",
                                                               "adsense",
                                                               "adslot",
                                                               "advert",
                                                               "advertisement",
                                                               "advertising",
                                                               "banner",
                                                               "breadcrumb",
                                                               "breadcrumbs",
                                                               "carousel",
                                                               "comment",
                                                               "commentlist",
                                                               "comments",
                                                               "consent",
                                                               "cookie",
                                                               "cookies",
                                                               "copyright",
                                                               "cta",
                                                               "dfp",
                                                               "disqus",
                                                               "donate",
                                                               "dropdown",
                                                               "fbcomments",
                                                               "flyout",
                                                               "follow",
                                                               "gdpr",
                                                               "infolinks",
                                                               "jp-relatedposts",
                                                               "latest",
                                                               "leaderboard",
                                                               "lightbox",
                                                               "livefyre",
                                                               "login",
                                                               "masthead",
                                                               "menu",
                                                               "modal",
                                                               "mostpopular",
                                                               "mostread",
                                                               "nav",
                                                               "navbar",
                                                               "navigation",
                                                               "navigator",
                                                               "newsletter",
                                                               "newsletters",
                                                               "nocontent",
                                                               "noprint",
                                                               "outbrain",
                                                               "overlay",
                                                               "pager",
                                                               "pagination",
                                                               "popular",
                                                               "popup",
                                                               "prefooter",
                                                               "promo",
                                                               "promobox",
                                                               "promos",
                                                               "promoted",
                                                               "readmore",
                                                               "recirc",
                                                               "recirculation",
                                                               "recommendation",
                                                               "recommendations",
                                                               "recommended",
                                                               "register",
                                                               "related",
                                                               "relatedlinks",
                                                               "relatedposts",
                                                               "reply",
                                                               "respond",
                                                               "share",
                                                               "sharebar",
                                                               "sharedaddy",
                                                               "sharethis",
                                                               "sharing",
                                                               "shareaholic",
                                                               "shoutbox",
                                                               "sidebar",
                                                               "signin",
                                                               "signup",
                                                               "skyscraper",
                                                               "social",
                                                               "socials",
                                                               "sponsor",
                                                               "sponsored",
                                                               "subscribe",
                                                               "subscription",
                                                               "taboola",
                                                               "toolbar",
                                                               "trending",
                                                               "yarpp"});

constexpr auto kWeakWords = std::to_array<std::string_view>(
    {"also",     "author",  "authorbox", "authors",     "avatar",     "bio",
     "byline",   "caption", "category",  "contributor", "copyrights", "credit",
     "credits",  "date",    "dateline",  "edit",        "foot",       "footer",
     "infobox",  "label",   "meta",      "metadata",    "more",       "next",
     "postmeta", "prev",    "previous",  "print",       "rating",     "side",
     "tag",      "tags",    "teaser",    "timestamp",   "tools",      "widget"});

bool contains(const auto& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Calls `use` for each word of a class or id until it returns true; whether it did.
template <typename Use>
bool any_word(std::string_view names, Use use) {
  std::string word;
  for (std::size_t i = 0; i <= names.size(); ++i) {
    const char c = i < names.size() ? names[i] : ' ';
    const bool is_word = is_letter(c) || is_digit(c);
    const bool new_word = is_upper(c) && i > 0 && !is_upper(names[i - 1]);
    if ((!is_word || new_word) && !word.empty()) {
      if (use(word)) return true;
      word.clear();
    }
    if (is_word) word += lower(c);
  }
  return false;
}

// Beginnings that are enough, for names that tools put together: "footerstyles", "commentwrap".
constexpr auto kStrongStems = std::to_array<std::string_view>(
    {"advert", "breadcrumb", "comments", "cookie", "footer", "navbar", "newsletter", "outbrain",
     "paginat", "recommend", "relatedar", "relatedst", "sidebar", "sponsor", "subscri", "taboola"});

bool has_strong_stem(std::string_view word) {
  return word.size() > 7 && std::any_of(kStrongStems.begin(), kStrongStems.end(),
                                        [&](auto stem) { return word.starts_with(stem); });
}

Suspicion suspicion_of_names(std::string_view names) {
  Suspicion result = Suspicion::none;
  any_word(names, [&](const std::string& word) {
    if (contains(kStrongWords, word) || has_strong_stem(word)) {
      result = Suspicion::strong;
    } else if (contains(kWeakWords, word)) {
      result = std::max(result, Suspicion::weak);
    }
    return result == Suspicion::strong;
  });
  return result;
}

Suspicion suspicion_of_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_MENU:
      return Suspicion::strong;
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_DETAILS:
      return Suspicion::weak;
    default:
      return Suspicion::none;
  }
}

Suspicion suspicion_of_role(std::string_view role) {
  constexpr auto kRoles = std::to_array<std::string_view>(
      {"alert", "alertdialog", "banner", "contentinfo", "dialog", "menu", "menubar", "navigation",
       "search", "toolbar", "tooltip"});
  if (contains(kRoles, lower(role))) return Suspicion::strong;
  return equals_ignoring_case(role, "complementary") ? Suspicion::weak : Suspicion::none;
}

bool is_hidden(const Page& page, const Node& node) {
  if (page.has_attribute(node, "hidden")) return true;
  std::string style = lower(page.attribute(node, "style"));
  std::erase_if(style, is_space);
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

constexpr std::size_t kLongestPromotion = 400;  // bytes of a line that are looked at
constexpr double kMostlyLink = 0.5;

bool starts_promotion(std::string_view line) {
  constexpr auto kOpenings = std::to_array<std::string_view>({"read more",
                                                              "read also",
                                                              "also read",
                                                              "read next",
                                                              "see also",
                                                              "related:",
                                                              "related stories",
                                                              "related articles",
                                                              "more:",
                                                              "watch:",
                                                              "watch now",
                                                              "sign up for",
                                                              "sign up to",
                                                              "subscribe to",
                                                              "subscribe now",
                                                              "follow us",
                                                              "follow me on",
                                                              "like us on",
                                                              "join us on",
                                                              "advertisement",
                                                              "story continues",
                                                              "continue reading",
                                                              "article continues",
                                                              "download our",
                                                              "download the app",
                                                              "get the latest",
                                                              "don't miss",
                                                              "don’t miss",
                                                              "share this",
                                                              "photo:",
                                                              "photos:",
                                                              "image:",
                                                              "loading...",
                                                              "most read",
                                                              "see more",
                                                              "recommended:",
                                                              "you may also like",
                                                              "you might also like",
                                                              "tags:",
                                                              "filed under",
                                                              "more from"});
  const std::string start = lower(line.substr(0, 60));
  return std::any_of(kOpenings.begin(), kOpenings.end(), [&](std::string_view opening) {
    return std::string_view(start).starts_with(opening);
  });
}

// Words of buttons and labels that stand alone.
bool is_button(const std::vector<std::string>& words) {
  constexpr auto kLabels = std::to_array<std::string_view>(
      {"ad",      "advert", "caption", "close",     "comment",  "comments", "email",   "facebook",
       "loading", "menu",   "next",    "pinterest", "play",     "previous", "print",   "related",
       "reply",   "save",   "share",   "subscribe", "trending", "tweet",    "twitter", "whatsapp"});
  return words.size() == 1 && contains(kLabels, words.front());
}

// "Follow the author on Twitter."
bool asks_to_follow(const std::vector<std::string>& words) {
  constexpr auto kNetworks =
      std::to_array<std::string_view>({"facebook", "instagram", "telegram", "twitter", "youtube"});
  const auto follow = std::find(words.begin(), words.end(), "follow");
  const auto on = std::find(follow, words.end(), "on");
  return on != words.end() && std::any_of(on, words.end(), [&](const std::string& word) {
           return contains(kNetworks, word);
         });
}

// "Related story: ...", "See also: ..." before a link.
bool is_pointer(std::string_view line) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"also", "listen", "more", "next", "read", "recommended", "related", "see", "watch"});
  constexpr std::size_t kMostWords = 3;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const std::vector<std::string> words = words_of(line.substr(0, colon));
  return words.size() <= kMostWords &&
         std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return contains(kWords, word); });
}

// "More great stories", "More from The Paper".
bool is_list_of_more(const std::vector<std::string>& words) {
  constexpr auto kKinds = std::to_array<std::string_view>(
      {"articles", "coverage", "headlines", "news", "posts", "reading", "stories", "videos"});
  constexpr std::size_t kMostWords = 6;
  if (words.size() < 2 || words.size() > kMostWords || words.front() != "more") return false;
  return words[1] == "from" || words[1] == "on" || contains(kKinds, words.back());
}

}  // namespace

Suspicion suspicion_of(const Page& page, const Node& node) {
  if (node.is_text || node.tag == GUMBO_TAG_HTML || node.tag == GUMBO_TAG_BODY) {
    return Suspicion::none;
  }
  if (is_hidden(page, node)) return Suspicion::hidden;
  Suspicion result =
      std::max(suspicion_of_tag(node.tag), suspicion_of_role(page.attribute(node, "role")));
  for (const char* key : {"class", "id", "data-component", "data-testid"}) {
    result = std::max(result, suspicion_of_names(page.attribute(node, key)));
  }
  if (equals_ignoring_case(page.attribute(node, "aria-hidden"), "true")) {
    result = std::max(result, Suspicion::weak);
  }
  return result;
}

bool is_promotion(std::string_view line, double link_density) {
  const std::vector<std::string> words = words_of(line.substr(0, kLongestPromotion));
  return is_button(words) || starts_promotion(line) || asks_to_follow(words) ||
         (link_density > kMostlyLink && is_pointer(line));
}

bool is_credit_line(std::string_view line) {
  constexpr std::size_t kMostWords = 12;
  if (count_words(line) > kMostWords || ends_sentence(line)) return false;
  return equals_ignoring_case(line.substr(0, 3), "by ") || read_date(line).has_value();
}

bool is_end_heading(std::string_view heading) {
  constexpr auto kEnds = std::to_array<std::string_view>({"related",
                                                          "related articles",
                                                          "related stories",
                                                          "related posts",
                                                          "related news",
                                                          "related content",
                                                          "comments",
                                                          "leave a comment",
                                                          "leave a reply",
                                                          "post a comment",
                                                          "read more",
                                                          "see also",
                                                          "more stories",
                                                          "recommended",
                                                          "most read",
                                                          "most popular",
                                                          "trending",
                                                          "trending now",
                                                          "you may also like",
                                                          "you might also like",
                                                          "about the author",
                                                          "share this",
                                                          "share",
                                                          "newsletter",
                                                          "latest news",
                                                          "recent posts",
                                                          "top stories",
                                                          "more from",
                                                          "follow us",
                                                          "tags"});
  const std::vector<std::string> words = words_of(heading);
  if (is_list_of_more(words)) return true;
  std::string line;
  for (const std::string& word : words) line += line.empty() ? word : " " + word;
  return std::find(kEnds.begin(), kEnds.end(), line) != kEnds.end();
}

}  // namespace dateline::html
