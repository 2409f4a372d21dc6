#include "indexer/line_lexicon.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "indexer/phrase_finder.h"
#include "indexer/text_shape.h"

namespace dateline {
namespace {

using Phrases = std::unordered_set<std::string_view>;

constexpr std::size_t kLongestPhraseLine = 90;  // bytes; no line of menus is longer

std::string_view without_marks(std::string_view line) {
  constexpr std::string_view kMarks = " .:!|>*#-_=[]()+";
  while (!line.empty() && kMarks.find(line.front()) != std::string_view::npos) {
    line.remove_prefix(1);
  }
  while (!line.empty() && kMarks.find(line.back()) != std::string_view::npos) {
    line.remove_suffix(1);
  }
  for (const std::string_view wide : {"»", "›", "→", "▼", "▶", "►", "…", "•", "–", "—"}) {
    if (line.ends_with(wide)) return without_marks(line.substr(0, line.size() - wide.size()));
    if (line.starts_with(wide)) return without_marks(line.substr(wide.size()));
  }
  return line;
}

bool starts_with_digit(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

// "editors’ picks" as "editors' picks".
std::string with_straight_quotes(const std::string& folded) {
  constexpr std::string_view kCurly = "’";
  std::string straight;
  for (std::size_t at = 0; at < folded.size();) {
    const bool curly = folded.compare(at, kCurly.size(), kCurly) == 0;
    straight += curly ? '\'' : folded[at];
    at += curly ? kCurly.size() : 1;
  }
  return straight;
}

// "12 Comments", "Comments (3)", "Shares 120" without the number; folded.
std::string bare_phrase(std::string_view line) {
  constexpr std::string_view kDigits = "0123456789,.kK ()";
  std::string_view bare = without_marks(line);
  const std::size_t start = bare.find_first_not_of(kDigits);
  if (start == std::string_view::npos) return {};
  if (starts_with_digit(bare)) bare.remove_prefix(start);
  const std::size_t end = bare.find_last_not_of("0123456789 ()");
  bare = bare.substr(0, end + 1);
  return with_straight_quotes(fold_case(bare));
}

template <typename List>
bool starts_with_any(std::string_view folded, const List& list) {
  return std::any_of(list.begin(), list.end(),
                     [&](std::string_view phrase) { return folded.starts_with(phrase); });
}

template <typename List>
bool contains_any(std::string_view folded, const List& list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view phrase) {
    return folded.find(phrase) != std::string_view::npos;
  });
}

// The first and the last bytes of a line, cut between characters.
std::string_view head_of(std::string_view line) {
  constexpr std::size_t kBytes = 64;
  std::size_t end = std::min(line.size(), kBytes);
  while (end < line.size() && (line[end] & 0xC0) == 0x80) ++end;
  return line.substr(0, end);
}

std::string_view tail_of(std::string_view line, std::size_t bytes) {
  std::size_t start = line.size() - std::min(line.size(), bytes);
  while (start < line.size() && (line[start] & 0xC0) == 0x80) ++start;
  return line.substr(start);
}

const Phrases& navigation() {
  static const Phrases phrases = {"home",
                                  "homepage",
                                  "home page",
                                  "main page",
                                  "back to main page",
                                  "back to top",
                                  "top",
                                  "to top",
                                  "menu",
                                  "main menu",
                                  "search",
                                  "search for",
                                  "skip to content",
                                  "skip to main content",
                                  "skip to navigation",
                                  "skip navigation",
                                  "jump to content",
                                  "log in",
                                  "login",
                                  "log out",
                                  "sign in",
                                  "sign out",
                                  "sign up",
                                  "register",
                                  "subscribe",
                                  "subscribe now",
                                  "subscribe today",
                                  "my account",
                                  "account",
                                  "newsletter",
                                  "newsletters",
                                  "e-paper",
                                  "epaper",
                                  "contact",
                                  "contact us",
                                  "about",
                                  "about us",
                                  "advertise",
                                  "advertise with us",
                                  "terms",
                                  "terms of use",
                                  "terms of service",
                                  "terms and conditions",
                                  "privacy",
                                  "privacy policy",
                                  "cookie policy",
                                  "cookie settings",
                                  "cookies",
                                  "close",
                                  "open",
                                  "next",
                                  "previous",
                                  "prev",
                                  "next article",
                                  "previous article",
                                  "older",
                                  "newer",
                                  "older posts",
                                  "newer posts",
                                  "listen",
                                  "listen to this article",
                                  "listen to article",
                                  "play",
                                  "watch live",
                                  "live tv",
                                  "live now",
                                  "toggle navigation",
                                  "toggle menu",
                                  "more",
                                  "view all",
                                  "see all",
                                  "show more",
                                  "show less",
                                  "load more",
                                  "all news",
                                  "you are here",
                                  "français",
                                  "english",
                                  "deutsch",
                                  "español",
                                  "русский",
                                  "العربية",
                                  "中文",
                                  "edition",
                                  "us edition",
                                  "international edition",
                                  "advertisement",
                                  "advertisements",
                                  "ad",
                                  "ads",
                                  "advertising",
                                  "sponsored",
                                  "sponsor message",
                                  "story continues below advertisement",
                                  "story continues below",
                                  "article continues below advertisement",
                                  "article continues after advertisement",
                                  "article continues below",
                                  "advertisement - continue reading below",
                                  "continue reading below",
                                  "scroll to continue",
                                  "scroll down to continue",
                                  "scroll to continue with content",
                                  "remove ads",
                                  "report this ad",
                                  "skip ad",
                                  "skip advertisement",
                                  "why am i seeing this ad",
                                  "e-mail this article",
                                  "email this article",
                                  "print this article",
                                  "print article",
                                  "print this page",
                                  "print page",
                                  "print version",
                                  "printable version",
                                  "save",
                                  "saved",
                                  "save article",
                                  "bookmark",
                                  "bookmark this",
                                  "font size",
                                  "text size",
                                  "a a a",
                                  "a- a a+",
                                  "resize text",
                                  "large text",
                                  "small text",
                                  "enlarge",
                                  "view image",
                                  "view gallery",
                                  "view comments",
                                  "view more",
                                  "expand",
                                  "collapse",
                                  "hide caption",
                                  "toggle caption",
                                  "caption",
                                  "image",
                                  "images",
                                  "video",
                                  "videos",
                                  "audio",
                                  "gallery",
                                  "loading",
                                  "accept",
                                  "accept all",
                                  "accept all cookies",
                                  "accept cookies",
                                  "reject all",
                                  "decline",
                                  "manage preferences",
                                  "manage cookies",
                                  "manage settings",
                                  "i agree",
                                  "agree",
                                  "got it",
                                  "ok",
                                  "no thanks",
                                  "dismiss",
                                  "follow",
                                  "following",
                                  "notifications",
                                  "my news",
                                  "rss",
                                  "sitemap",
                                  "site map",
                                  "site index",
                                  "help",
                                  "faq",
                                  "careers",
                                  "jobs",
                                  "weather",
                                  "games",
                                  "crossword",
                                  "shop",
                                  "store",
                                  "donate",
                                  "support us",
                                  "member login",
                                  "free trial",
                                  "breaking",
                                  "breaking news",
                                  "live",
                                  "new",
                                  "exclusive",
                                  "premium",
                                  "subscribers only",
                                  "for subscribers",
                                  "members only",
                                  "startseite",
                                  "zur startseite",
                                  "anmelden",
                                  "einloggen",
                                  "registrieren",
                                  "suche",
                                  "suchen",
                                  "menü",
                                  "abo",
                                  "abonnieren",
                                  "jetzt abonnieren",
                                  "zum inhalt springen",
                                  "zum hauptinhalt springen",
                                  "zum seitenanfang",
                                  "nach oben",
                                  "anzeige",
                                  "werbung",
                                  "impressum",
                                  "datenschutz",
                                  "kontakt",
                                  "drucken",
                                  "vorlesen",
                                  "artikel anhören",
                                  "merken",
                                  "schließen",
                                  "mehr",
                                  "weiter",
                                  "zurück",
                                  "seite drucken",
                                  "schrift",
                                  "e-paper lesen",
                                  "accueil",
                                  "retour à l'accueil",
                                  "se connecter",
                                  "connexion",
                                  "s'abonner",
                                  "abonnez-vous",
                                  "je m'abonne",
                                  "recherche",
                                  "rechercher",
                                  "publicité",
                                  "imprimer",
                                  "fermer",
                                  "suivant",
                                  "précédent",
                                  "écouter",
                                  "écouter l'article",
                                  "aller au contenu",
                                  "aller au contenu principal",
                                  "mentions légales",
                                  "réservé aux abonnés",
                                  "article réservé aux abonnés",
                                  "partager cet article",
                                  "inicio",
                                  "portada",
                                  "iniciar sesión",
                                  "inicia sesión",
                                  "registrarse",
                                  "regístrate",
                                  "buscar",
                                  "menú",
                                  "suscríbete",
                                  "suscribirse",
                                  "publicidad",
                                  "anuncio",
                                  "imprimir",
                                  "cerrar",
                                  "siguiente",
                                  "anterior",
                                  "escuchar",
                                  "ir al contenido",
                                  "saltar al contenido",
                                  "contacto",
                                  "aviso legal",
                                  "главная",
                                  "на главную",
                                  "войти",
                                  "вход",
                                  "регистрация",
                                  "поиск",
                                  "меню",
                                  "подписаться",
                                  "подписка",
                                  "реклама",
                                  "печать",
                                  "распечатать",
                                  "версия для печати",
                                  "закрыть",
                                  "далее",
                                  "назад",
                                  "контакты",
                                  "о нас",
                                  "наверх",
                                  "слушать",
                                  "прослушать",
                                  "все новости",
                                  "лента новостей",
                                  "comments off",
                                  "read",
                                  "read full story",
                                  "full story",
                                  "transcript",
                                  "key points",
                                  "key developments",
                                  "summary",
                                  "highlights",
                                  "at a glance",
                                  "in this article",
                                  "on this page",
                                  "table of contents",
                                  "contents",
                                  "jump to",
                                  "tap to unmute",
                                  "text",
                                  "article",
                                  "news article",
                                  "published",
                                  "updated",
                                  "share page",
                                  "copy link",
                                  "about sharing",
                                  "close panel",
                                  "story highlights",
                                  "get short url",
                                  "like loading",
                                  "like this",
                                  "print version",
                                  "reuse this content",
                                  "comment",
                                  "leave comment",
                                  "tweet this",
                                  "staff"};
  return phrases;
}

const Phrases& share_words() {
  static const Phrases words = {
      "share",     "shares",      "tweet",       "tweets",    "facebook",
      "twitter",   "x",           "whatsapp",    "telegram",  "linkedin",
      "reddit",    "pinterest",   "email",       "e-mail",    "mail",
      "print",     "copy",        "link",        "instagram", "youtube",
      "vk",        "viber",       "messenger",   "pocket",    "flipboard",
      "tumblr",    "google+",     "google",      "plus",      "line",
      "wechat",    "weibo",       "bluesky",     "mastodon",  "threads",
      "sms",       "xing",        "skype",       "on",        "via",
      "by",        "this",        "article",     "story",     "to",
      "with",      "post",        "teilen",      "drucken",   "mailen",
      "auf",       "per",         "partager",    "imprimer",  "sur",
      "envoyer",   "compartir",   "imprimir",    "en",        "enviar",
      "correo",    "поделиться",  "печать",      "вконтакте", "одноклассники",
      "телеграм",  "в",           "save",        "like",      "pin",
      "url",       "it",          "opens",       "in",        "new",
      "window",    "click",       "stumbleupon", "digg",      "buffer",
      "news",      "feed",        "rss",         "follow",    "us",
      "or",        "and",         "&",           "through",   "|",
      "/",         "·",           "•",           ",",         "-",
      "kopieren",  "copier",      "lien",        "le",        "copiar",
      "enlace",    "скопировать", "ссылку",      "link.",     "app",
      "comment",   "comments",    "sharethis",   "addthis",   "more",
      "kommentare"};
  return words;
}

// Of the share words, those that are of no other use.
const Phrases& share_signs() {
  static const Phrases words = {"share",     "shares",   "tweet",    "facebook",  "twitter",
                                "whatsapp",  "telegram", "linkedin", "reddit",    "pinterest",
                                "flipboard", "teilen",   "partager", "compartir", "поделиться",
                                "вконтакте", "email",    "e-mail",   "print",     "tumblr",
                                "viber",     "bluesky",  "xing",     "sharethis"};
  return words;
}

const Phrases& strong_marks() {
  static const Phrases phrases = {"check also",
                                  "leave a comment",
                                  "leave a reply",
                                  "leave your comment",
                                  "leave comment",
                                  "comments",
                                  "comment",
                                  "post a comment",
                                  "add a comment",
                                  "add comment",
                                  "add your comment",
                                  "write a comment",
                                  "post comment",
                                  "join the conversation",
                                  "join the discussion",
                                  "show comments",
                                  "view comments",
                                  "load comments",
                                  "read comments",
                                  "hide comments",
                                  "comments are closed",
                                  "be the first to comment",

                                  "related topics",

                                  "you may also be interested in",
                                  "you might be interested in",
                                  "you may have missed",

                                  "more from this section",
                                  "more from this author",
                                  "most read",
                                  "most popular",
                                  "most viewed",
                                  "most shared",
                                  "most commented",

                                  "popular posts",
                                  "popular stories",
                                  "popular articles",

                                  "editor's choice",

                                  "what's next",
                                  "next up",

                                  "latest posts",

                                  "recent posts",
                                  "recent news",
                                  "recent articles",
                                  "recent stories",
                                  "recent comments",

                                  "top news",
                                  "top headlines",
                                  "in other news",
                                  "other news",
                                  "other stories",
                                  "also in the news",
                                  "also in this section",
                                  "in this section",
                                  "elsewhere",
                                  "about the author",
                                  "about the authors",
                                  "about the writer",
                                  "about author",

                                  "about the reporter",

                                  "keep in touch",
                                  "our standards",
                                  "from our partners",
                                  "from around the web",
                                  "around the web",
                                  "around the network",

                                  "content from our partners",
                                  "next story",
                                  "previous story",
                                  "next post",
                                  "previous post",
                                  "post navigation",
                                  "share your thoughts",
                                  "what do you think",
                                  "loading comments",

                                  "reader comments",

                                  "similar news",
                                  "similar articles",
                                  "similar stories",
                                  "similar posts",

                                  "keep reading",
                                  "continue exploring",
                                  "more in",
                                  "footer",
                                  "quick links",
                                  "categories",
                                  "archives",
                                  "archive",
                                  "cancel reply",

                                  "your email address will not be published",
                                  "kommentare",
                                  "kommentar schreiben",
                                  "kommentar verfassen",
                                  "schreiben sie einen kommentar",
                                  "schreibe einen kommentar",
                                  "leserkommentare",

                                  "das könnte sie interessieren",

                                  "weitere meldungen",
                                  "weitere nachrichten",
                                  "weitere themen",
                                  "meistgelesen",
                                  "meistgelesene artikel",
                                  "am meisten gelesen",
                                  "ähnliche artikel",
                                  "neueste artikel",
                                  "neueste nachrichten",
                                  "mehr aus diesem ressort",

                                  "empfohlene artikel",

                                  "verwandte artikel",
                                  "verwandte themen",

                                  "commentaires",
                                  "réagir",
                                  "laisser un commentaire",
                                  "commenter",
                                  "ajouter un commentaire",

                                  "articles similaires",
                                  "articles connexes",

                                  "sur le même thème",
                                  "dans la même rubrique",
                                  "les plus lus",
                                  "les articles les plus lus",
                                  "plus d'articles",

                                  "vous pourriez aussi aimer",

                                  "dernières nouvelles",
                                  "l'actu en continu",
                                  "comentarios",
                                  "deja un comentario",
                                  "deja tu comentario",
                                  "escribe un comentario",
                                  "comentar",

                                  "temas relacionados",
                                  "notas relacionadas",

                                  "te puede gustar",
                                  "también te puede interesar",

                                  "lo más leído",
                                  "lo más visto",
                                  "lo más reciente",
                                  "más leídas",
                                  "las más leídas",
                                  "más noticias",

                                  "últimas noticias",
                                  "otras noticias",
                                  "комментарии",
                                  "оставить комментарий",
                                  "добавить комментарий",
                                  "написать комментарий",
                                  "обсудить",

                                  "похожие новости",
                                  "похожие материалы",
                                  "другие новости",
                                  "самое читаемое",
                                  "читаемое",
                                  "популярное",
                                  "самое популярное",
                                  "новости партнёров",
                                  "новости партнеров",
                                  "последние новости",
                                  "главные новости"

  };
  return phrases;
}

const Phrases& weak_marks() {
  static const Phrases phrases = {"read more",
                                  "read also",
                                  "also read",
                                  "see also",
                                  "read on",
                                  "learn more",
                                  "find out more",
                                  "related story",
                                  "related article",
                                  "related video",
                                  "share this",
                                  "share this article",
                                  "share this story",
                                  "share this post",
                                  "share",
                                  "read the full story",
                                  "continue reading",
                                  "further reading",
                                  "read this",
                                  "read this next",
                                  "more on",
                                  "also see",
                                  "watch",
                                  "in pictures",
                                  "in pics",
                                  "lesen sie auch",
                                  "lesen sie mehr",
                                  "mehr lesen",
                                  "siehe auch",
                                  "teilen",
                                  "artikel teilen",
                                  "diesen artikel teilen",
                                  "lire aussi",
                                  "à lire aussi",
                                  "à lire",
                                  "lire plus",
                                  "lire la suite",
                                  "voir aussi",
                                  "à voir aussi",
                                  "partager",
                                  "lea también",
                                  "lee también",
                                  "leer más",
                                  "leer también",
                                  "ver también",
                                  "ver más",
                                  "vea también",
                                  "compartir",
                                  "читайте также",
                                  "читать также",
                                  "смотрите также",
                                  "читать далее",
                                  "подробнее",
                                  "поделиться",
                                  "leggi anche",
                                  "leia também",
                                  "leia mais",
                                  "lees ook",
                                  "baca juga",
                                  "temas",
                                  "más sobre este tema",
                                  "related articles",
                                  "related stories",
                                  "related news",
                                  "related posts",
                                  "related content",
                                  "related coverage",
                                  "related links",
                                  "related items",
                                  "related reading",
                                  "related videos",
                                  "related",
                                  "more on this story",
                                  "more on this topic",
                                  "more on this",
                                  "more stories",
                                  "more news",
                                  "more articles",
                                  "more headlines",
                                  "more coverage",
                                  "more to read",
                                  "recommended",
                                  "recommended for you",
                                  "recommended stories",
                                  "recommended articles",
                                  "recommended reading",
                                  "recommended by",
                                  "editor's picks",
                                  "editors' picks",
                                  "editor's pick",
                                  "editors' pick",
                                  "read next",
                                  "up next",
                                  "don't miss",
                                  "latest news",
                                  "latest stories",
                                  "latest headlines",
                                  "latest articles",
                                  "latest",
                                  "the latest",
                                  "trending",
                                  "trending now",
                                  "trending stories",
                                  "trending news",
                                  "popular",
                                  "featured",
                                  "featured stories",
                                  "featured news",
                                  "must read",
                                  "must reads",
                                  "see more",
                                  "explore more",
                                  "follow us",
                                  "follow us on",
                                  "stay connected",
                                  "stay informed",
                                  "sign up for our newsletter",
                                  "subscribe to our newsletter",
                                  "newsletter signup",
                                  "get our newsletter",
                                  "get the newsletter",
                                  "get the latest",
                                  "popular now",
                                  "top stories",
                                  "what to read next",
                                  "you may also like",
                                  "you might also like",
                                  "you may like",
                                  "sponsored content",
                                  "sponsored links",
                                  "paid content",
                                  "promoted content",
                                  "promoted stories",
                                  "promoted",
                                  "partner content",
                                  "author",
                                  "weitere artikel",
                                  "das könnte sie auch interessieren",
                                  "das könnte dich auch interessieren",
                                  "auch interessant",
                                  "zum thema",
                                  "mehr zum thema",
                                  "newsletter bestellen",
                                  "empfehlungen",
                                  "articles liés",
                                  "sur le même sujet",
                                  "vous aimerez aussi",
                                  "à ne pas manquer",
                                  "nos newsletters",
                                  "noticias relacionadas",
                                  "artículos relacionados",
                                  "relacionadas",
                                  "relacionados",
                                  "te puede interesar",
                                  "le puede interesar",
                                  "más información",
                                  "по теме",
                                  "материалы по теме",
                                  "новости по теме",
                                  "рекомендуем",
                                  "сюжеты",
                                  "сюжет",
                                  "ещё по теме",
                                  "еще по теме",
                                  "reply"};
  return phrases;
}

constexpr std::array<std::string_view, 13> kStrongStarts = {
    "leave a comment", "leave a reply",         "your email address will not be published",

    "our standards:",  "most read in",          "most popular in",
    "recommended by ", "about the author",      "the views expressed",
    "disclaimer:",     "you must be logged in", "log in to comment",

    "all comments"};

constexpr std::array<std::string_view, 17> kWeakStarts = {
    "more from ",    "more stories from", "more news from",  "more by ",
    "more in ",      "see more on",       "sign up for ",    "sign up to ",
    "subscribe to ", "get the latest",    "follow us on ",   "latest from ",
    "mehr aus ",     "mehr von ",         "plus d'articles", "más en ",
    "más de "};

constexpr std::array<std::string_view, 47> kRelatedStarts = {"read more",
                                                             "read also",
                                                             "also read",
                                                             "see also",
                                                             "read",
                                                             "related",
                                                             "related story",
                                                             "related article",
                                                             "related news",
                                                             "related video",
                                                             "must read",
                                                             "don't miss",
                                                             "don’t miss",
                                                             "recommended",
                                                             "watch",
                                                             "watch also",
                                                             "in pictures",
                                                             "more on this",
                                                             "more",
                                                             "also see",
                                                             "check also",
                                                             "lire aussi",
                                                             "à lire aussi",
                                                             "à lire",
                                                             "lire",
                                                             "voir aussi",
                                                             "à voir aussi",
                                                             "lesen sie auch",
                                                             "lesen sie mehr",
                                                             "mehr dazu",
                                                             "mehr zum thema",
                                                             "siehe auch",
                                                             "lesetipp",
                                                             "lea también",
                                                             "lee también",
                                                             "leer también",
                                                             "leer más",
                                                             "lea más",
                                                             "ver también",
                                                             "vea también",
                                                             "te puede interesar",
                                                             "le puede interesar",
                                                             "читайте также",
                                                             "читать также",
                                                             "смотрите также",
                                                             "по теме",
                                                             "baca juga"};

// A page speaks of itself.
constexpr std::array<std::string_view, 69> kBoilerplate = {"we use cookies",
                                                           "this site uses cookies",
                                                           "this website uses cookies",
                                                           "our site uses cookies",
                                                           "our website uses cookies",
                                                           "uses cookies to improve your",
                                                           "use of cookies",
                                                           "cookie policy",
                                                           "accept all cookies",
                                                           "by continuing to browse",
                                                           "by continuing to use",
                                                           "enable javascript",
                                                           "javascript is disabled",
                                                           "javascript to be enabled",
                                                           "your browser does not support",
                                                           "ad blocker",
                                                           "adblocker",
                                                           "sign up for our",
                                                           "sign up to our",
                                                           "sign up to receive",
                                                           "sign up here",
                                                           "sign up now",
                                                           "subscribe to our",
                                                           "subscribe for full access",
                                                           "delivered to your inbox",
                                                           "in your inbox",
                                                           "straight to your inbox",
                                                           "this article is more than",
                                                           "free articles remaining",
                                                           "free articles left",
                                                           "already a subscriber",
                                                           "to continue reading",
                                                           "support our journalism",
                                                           "follow us on",
                                                           "like us on facebook",
                                                           "download our app",
                                                           "download the app",
                                                           "join our whatsapp",
                                                           "join our telegram",
                                                           "whatsapp channel",
                                                           "telegram channel",
                                                           "has not been edited by",
                                                           "published from a syndicated feed",
                                                           "except for the headline",
                                                           "may not be published, broadcast",
                                                           "may not be reproduced",
                                                           "your email address will not",
                                                           "our standards:",
                                                           "click here to",
                                                           "share or comment on this article",
                                                           "required fields are marked",
                                                           "terms of service apply",
                                                           "protected by recaptcha",
                                                           "verwenden cookies",
                                                           "verwendet cookies",
                                                           "cookies zu",
                                                           "javascript aktivieren",
                                                           "unseren newsletter",
                                                           "utilise des cookies",
                                                           "utilisons des cookies",
                                                           "inscrivez-vous à notre",
                                                           "réservé à nos abonnés",
                                                           "utiliza cookies",
                                                           "utilizamos cookies",
                                                           "suscríbete a",
                                                           "подпишитесь на",
                                                           "подписывайтесь на",
                                                           "использует файлы cookie",
                                                           "используем файлы cookie"};

constexpr std::array<std::string_view, 7> kBoilerplateInside = {
    "story continues below",
    "article continues below",
    "article continues after",
    "advertisement - scroll",
    "advertisement – scroll",
    "scroll to continue",
    "this advertisement has not loaded"};

constexpr std::array<std::string_view, 26> kCaptionStarts = {
    "photo:",   "photo by",     "photo credit", "photos:",
    "(photo",   "[photo",       "file photo",   "file image",
    "file -",   "file –",       "file —",       "(file photo",
    "image:",   "image credit", "image source", "image caption",
    "picture:", "photograph:",  "foto:",        "foto de archivo",
    "bild:",    "symbolbild",   "crédit photo", "photo d'illustration",
    "imagen:",  "фото:"};

constexpr std::array<std::string_view, 23> kCaptionEnds = {
    "getty images",   "ap photo", "afp via",      "via reuters", "via ap",     "via getty",
    "reuters/",       "afp/",     "shutterstock", "(file photo", "file photo", "photo credit",
    "photo courtesy", "photo by", "photo:",       "image:",      "(photo",     "picture alliance",
    "[photo",         "foto:",    "(foto",        "фото:",       "© "};

constexpr std::array<std::string_view, 31> kCreditStarts = {"(reporting by",
                                                            "reporting by",
                                                            "(additional reporting",
                                                            "additional reporting",
                                                            "(editing by",
                                                            "editing by",
                                                            "(writing by",
                                                            "writing by",
                                                            "(compiled by",
                                                            "compiled by",
                                                            "(edited by",
                                                            "edited by",
                                                            "(with inputs",
                                                            "with inputs",
                                                            "(with agency",
                                                            "with agency inputs",
                                                            "with reporting by",
                                                            "with additional reporting",
                                                            "with files from",
                                                            "translated by",
                                                            "(translated by",
                                                            "produced by",
                                                            "this story was originally published",
                                                            "this article was originally published",
                                                            "this article first appeared",
                                                            "this story first appeared",
                                                            "(avec ",
                                                            "mit material von",
                                                            "(mit material",
                                                            "con información de",
                                                            "with assistance"};

constexpr std::array<std::string_view, 4> kCreditParts = {
    "contributed to this report", "contributed to this story", "contributed reporting",
    "contributed to this article"};

constexpr std::array<std::string_view, 11> kCopyrights = {"all rights reserved",
                                                          "tous droits réservés",
                                                          "todos los derechos reservados",
                                                          "alle rechte vorbehalten",
                                                          "все права защищены",
                                                          "©",
                                                          "(c) ",
                                                          "copyright ",
                                                          "copyright©",
                                                          "tous droits de reproduction",
                                                          "при использовании материалов"};

constexpr std::array<std::string_view, 5> kRights = {
    "all rights reserved", "tous droits réservés", "todos los derechos reservados",
    "alle rechte vorbehalten", "все права защищены"};

const Phrases& end_signs() {
  static const Phrases signs = {"ends", "end",     "30",  "enditem", "item ends", "/end",
                                "end/", "the end", "fin", "ende",    "конец"};
  return signs;
}

const Phrases& section_words() {
  static const Phrases words = {"world",          "news",          "politics",
                                "business",       "economy",       "economics",
                                "finance",        "markets",       "money",
                                "sport",          "sports",        "football",
                                "soccer",         "cricket",       "opinion",
                                "editorial",      "editorials",    "analysis",
                                "commentary",     "culture",       "arts",
                                "books",          "entertainment", "lifestyle",
                                "life",           "style",         "travel",
                                "food",           "health",        "science",
                                "technology",     "tech",          "environment",
                                "climate",        "energy",        "education",
                                "society",        "crime",         "law",
                                "justice",        "courts",        "defense",
                                "defence",        "military",      "security",
                                "diplomacy",      "affairs",       "policy",
                                "local",          "national",      "international",
                                "regional",       "metro",         "city",
                                "region",         "regions",       "europe",
                                "asia",           "africa",        "americas",
                                "america",        "latin",         "middle",
                                "east",           "mideast",       "oceania",
                                "pacific",        "top",           "features",
                                "feature",        "interview",     "interviews",
                                "video",          "multimedia",    "media",
                                "religion",       "history",       "weather",
                                "companies",      "industry",      "transport",
                                "agriculture",    "trade",         "homepage",
                                "headlines",      "foreign",       "domestic",
                                "weekend",        "magazine",      "obituaries",
                                "letters",        "columnists",    "columns",
                                "property",       "jobs",          "motoring",
                                "cars",           "space",         "investigation",
                                "investigations", "fact",          "elections",
                                "politik",        "wirtschaft",    "welt",
                                "inland",         "ausland",       "kultur",
                                "gesellschaft",   "wissen",        "wissenschaft",
                                "meinung",        "panorama",      "lokales",
                                "regionales",     "nachrichten",   "technik",
                                "gesundheit",     "finanzen",      "feuilleton",
                                "vermischtes",    "politique",     "monde",
                                "économie",       "société",       "culture",
                                "sciences",       "santé",         "actualités",
                                "actualité",      "idées",         "débats",
                                "planète",        "faits",         "divers",
                                "política",       "mundo",         "economía",
                                "sociedad",       "cultura",       "deportes",
                                "ciencia",        "salud",         "internacional",
                                "nacional",       "opinión",       "sucesos",
                                "tecnología",     "actualidad",    "noticias",
                                "политика",       "мир",           "в",
                                "мире",           "экономика",     "общество",
                                "культура",       "спорт",         "наука",
                                "новости",        "происшествия",  "бизнес",
                                "россия",         "технологии",    "здоровье",
                                "мнения"};
  return words;
}

const std::unordered_map<std::string_view, LabelKind>& labels() {
  using enum LabelKind;
  static const std::unordered_map<std::string_view, LabelKind> words = {
      {"title", title},
      {"headline", title},
      {"titel", title},
      {"schlagzeile", title},
      {"titre", title},
      {"título", title},
      {"titular", title},
      {"заголовок", title},
      {"summary", summary},
      {"subtitle", summary},
      {"subheadline", summary},
      {"subhead", summary},
      {"standfirst", summary},
      {"abstract", summary},
      {"description", summary},
      {"deck", summary},
      {"lead", summary},
      {"untertitel", summary},
      {"zusammenfassung", summary},
      {"résumé", summary},
      {"chapô", summary},
      {"resumen", summary},
      {"entradilla", summary},
      {"подзаголовок", summary},
      {"date", date},
      {"published", date},
      {"publication date", date},
      {"date published", date},
      {"pub date", date},
      {"datum", date},
      {"fecha", date},
      {"дата", date},
      {"updated", updated},
      {"last updated", updated},
      {"author", author},
      {"authors", author},
      {"by", author},
      {"byline", author},
      {"reporter", author},
      {"writer", author},
      {"autor", author},
      {"autorin", author},
      {"autoren", author},
      {"auteur", author},
      {"auteurs", author},
      {"autores", author},
      {"автор", author},
      {"авторы", author},
      {"текст", author},
      {"source", source},
      {"agency", source},
      {"publication", source},
      {"publisher", source},
      {"newspaper", source},
      {"quelle", source},
      {"quellen", source},
      {"agentur", source},
      {"fuente", source},
      {"agencia", source},
      {"источник", source},
      {"place", place},
      {"location", place},
      {"dateline", place},
      {"ort", place},
      {"lieu", place},
      {"lugar", place},
      {"место", place},
      {"section", section},
      {"category", section},
      {"rubric", section},
      {"filed under", section},
      {"ressort", section},
      {"rubrik", section},
      {"kategorie", section},
      {"rubrique", section},
      {"catégorie", section},
      {"sección", section},
      {"categoría", section},
      {"рубрика", section},
      {"раздел", section},
      {"topics", topics},
      {"topic", topics},
      {"tags", topics},
      {"tag", topics},
      {"tagged", topics},
      {"keywords", topics},
      {"key words", topics},
      {"subjects", topics},
      {"themes", topics},
      {"related topics", topics},
      {"tags in this story", topics},
      {"topics in this article", topics},
      {"schlagwörter", topics},
      {"schlagworte", topics},
      {"stichwörter", topics},
      {"stichworte", topics},
      {"themen", topics},
      {"mots-clés", topics},
      {"mots clés", topics},
      {"mots-clefs", topics},
      {"thèmes", topics},
      {"thématiques", topics},
      {"sujets", topics},
      {"étiquettes", topics},
      {"etiquetas", topics},
      {"temas", topics},
      {"palabras clave", topics},
      {"temas relacionados", topics},
      {"теги", topics},
      {"тэги", topics},
      {"темы", topics},
      {"ключевые слова", topics},
      {"метки", topics},
      {"argomenti", topics},
      {"persons", people},
      {"people", people},
      {"person", people},
      {"persons mentioned", people},
      {"people mentioned", people},
      {"in this story", people},
      {"personen", people},
      {"personnes", people},
      {"personnalités", people},
      {"personas", people},
      {"personajes", people},
      {"protagonistas", people},
      {"персоны", people},
      {"персона", people},
      {"люди", people},
      {"лица", people},
      {"organisations", organisations},
      {"organizations", organisations},
      {"companies", organisations},
      {"companies mentioned", organisations},
      {"organisationen", organisations},
      {"unternehmen", organisations},
      {"entreprises", organisations},
      {"organizaciones", organisations},
      {"empresas", organisations},
      {"организации", organisations},
      {"компании", organisations},
      {"url", url},
      {"link", url},
      {"permalink", url},
      {"original", url},
      {"web", url},
      {"language", language},
      {"sprache", language},
      {"langue", language},
      {"idioma", language},
      {"язык", language},
      {"editor", other},
      {"editors", other},
      {"news id", other},
      {"story code", other},
      {"article id", other},
      {"photo editor", other},
      {"views", other},
      {"reads", other},
      {"hits", other},
      {"word count", other},
      {"редактор", other},
      {"просмотров", other},
      {"redaktion", other},
      {"lesezeit", other},
      {"reading time", other}};
  return words;
}

// Sections are written "Middle East" or "Politics & Diplomacy", sentences are not.
bool are_capitalised(const std::vector<std::string_view>& words) {
  return std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return !has_letter(word) || !starts_lower(word) || word.size() <= 4;
  });
}

// "… by Jane Doe/AFP)"
bool ends_with_credit(std::string_view folded) {
  while (folded.ends_with('.') || folded.ends_with(')') || folded.ends_with(']')) {
    folded.remove_suffix(1);
  }
  return folded.ends_with("/reuters") || folded.ends_with("/afp") || folded.ends_with("/ap") ||
         folded.ends_with("/getty");
}

// Kinds whose label may stand alone on its line, with the values on the lines below it.
bool may_stand_alone(LabelKind kind) {
  return kind == LabelKind::topics || kind == LabelKind::people || kind == LabelKind::organisations;
}

}  // namespace

bool is_navigation(std::string_view line) {
  if (line.size() > kLongestPhraseLine) return false;
  return navigation().contains(bare_phrase(line));
}

bool is_share_bar(std::string_view line) {
  if (line.size() > 200) return false;
  bool sign = false;
  for (const std::string_view word : split_words(line)) {
    const std::string bare = bare_phrase(word);
    if (!bare.empty() && !share_words().contains(bare)) return false;
    sign = sign || share_signs().contains(bare);
  }
  return sign;
}

EndMark end_mark(std::string_view line) {
  if (line.size() > kLongestPhraseLine) return EndMark::none;
  const std::string bare = bare_phrase(line);
  if (strong_marks().contains(bare)) return EndMark::strong;
  if (weak_marks().contains(bare)) return EndMark::weak;
  if (ends_sentence(line)) return EndMark::none;
  if (starts_with_any(bare, kStrongStarts)) return EndMark::strong;
  return starts_with_any(bare, kWeakStarts) ? EndMark::weak : EndMark::none;
}

std::size_t related_prefix(std::string_view line) {
  const std::size_t limit = std::min<std::size_t>(line.size(), 40);
  for (const std::string_view mark : {":", "|", "»", "›", ">>", " – ", " - ", "➤", "→"}) {
    const std::size_t at = line.substr(0, limit).find(mark);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string phrase = fold_case(without_marks(line.substr(0, at)));
    if (std::find(kRelatedStarts.begin(), kRelatedStarts.end(), phrase) == kRelatedStarts.end()) {
      continue;
    }
    const std::size_t value = line.find_first_not_of(" |>-", at + mark.size());
    if (value != std::string_view::npos) return value;
  }
  return 0;
}

bool is_boilerplate(std::string_view line) {
  constexpr std::size_t kLongest = 600;  // bytes; longer lines are text
  static const PhraseFinder phrases(kBoilerplate);
  if (line.size() > kLongest) return false;
  const std::string folded = fold_case(line);
  return phrases.occurs_in(folded) || starts_with_any(folded, kBoilerplateInside);
}

bool is_caption(std::string_view line) {
  constexpr std::size_t kLongest = 500;  // bytes
  constexpr std::size_t kEnd = 48;       // a credit stands in the last bytes
  if (line.size() > kLongest) return false;
  if (starts_with_any(fold_case(head_of(line)), kCaptionStarts)) return true;
  if (line.starts_with("©")) return false;
  const std::string end = fold_case(tail_of(line, kEnd));
  return contains_any(end, kCaptionEnds) || ends_with_credit(end);
}

bool is_credit(std::string_view line) {
  constexpr std::size_t kLongest = 500;  // bytes
  constexpr std::size_t kEnd = 60;
  if (line.size() > kLongest) return false;
  if (line.starts_with("SOURCE ") && !ends_sentence(line)) return true;
  const std::string start = fold_case(head_of(line));
  return starts_with_any(start, kCreditStarts) ||
         starts_with_any(fold_case(head_of(without_marks(line))), kCreditStarts) ||
         contains_any(fold_case(tail_of(line, kEnd)), kCreditParts);
}

bool is_copyright(std::string_view line) {
  constexpr std::size_t kLongest = 400;  // bytes
  constexpr std::size_t kEnd = 80;
  if (line.size() > kLongest) return false;
  return starts_with_any(fold_case(head_of(line)), kCopyrights) ||
         contains_any(fold_case(tail_of(line, kEnd)), kRights);
}

bool is_end_sign(std::string_view line) {
  if (line.size() > 16) return false;
  if (line.find_first_not_of("#*-=_ ~") == std::string_view::npos) return line.starts_with("##");
  const std::string bare = fold_case(without_marks(line));
  const bool capitals_or_marks = is_all_caps(line) || line.front() == '-' || line.front() == '(' ||
                                 line.front() == '/' || bare == "enditem";
  return capitals_or_marks && end_signs().contains(bare);
}

bool is_section_name(std::string_view line) {
  const auto words = split_words(line);
  if (words.empty() || words.size() > 6 || line.size() > 60 || !starts_upper(line)) return false;
  if (has_digit(line) || line.find_first_of(":;?!\"") != std::string_view::npos) return false;
  std::size_t known = 0;
  std::size_t joining = 0;
  for (const std::string_view word : words) {
    const std::string bare = bare_phrase(word);
    if (section_words().contains(bare)) ++known;
    if (bare.empty() || bare == "and" || bare == "und" || bare == "et" || bare == "y" ||
        bare == "и" || bare == "&") {
      ++joining;
    }
  }
  // "Russian Politics & Diplomacy", "Middle East", "World"
  return known > 0 && (known + joining) * 2 >= words.size() && are_capitalised(words);
}

std::optional<Label> line_label(std::string_view line) {
  constexpr std::size_t kLongestLabel = 40;  // bytes
  const std::size_t colon = line.substr(0, kLongestLabel).find(':');
  const std::string_view name = trim_spaces(line.substr(0, std::min(colon, line.size())));
  if (name.size() > kLongestLabel) return std::nullopt;
  const auto found = labels().find(fold_case(without_marks(name)));
  if (found == labels().end()) return std::nullopt;
  if (colon == std::string_view::npos) {
    if (!may_stand_alone(found->second)) return std::nullopt;
    return Label{found->second, line.size()};
  }
  const std::size_t value = line.find_first_not_of(' ', colon + 1);
  return Label{found->second, std::min(value, line.size())};
}

}  // namespace dateline
