#include "indexer/html/body/phrases.h"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/html/body/dates.h"
#include "indexer/html/dom/text.h"
#include "indexer/prose/byline.h"
#include "indexer/prose/line_lexicon.h"
#include "indexer/text/word_set.h"
#include "search/base/ascii.h"

namespace dateline::html {
namespace {

constexpr std::size_t kLongestPromotion = 400;  // bytes of a line that are looked at
constexpr double kMostlyLink = 0.5;
constexpr std::size_t kShortLine = 40;  // words

bool opens_promotion(std::string_view line) {
  static const WordSet openings(
      "advertisement|article continues|click here|continue reading|don't miss|don’t miss|"
      "download our|download the app|filed under|follow me on|follow us|get the latest|image:|"
      "join us on|like us on|loading...|more from|more:|most read|photo:|photos:|read also|"
      "read more|read next|recommended:|related articles|related stories|related:|see also|"
      "see more|share this|sign up for|sign up to|story continues|subscribe now|subscribe to|"
      "tags:|this site uses cookies|this website uses cookies|watch now|watch:|we use cookies|"
      "you may also like|you might also like|"
      "a lire aussi|à lire aussi|crédit photo|lire aussi|photo :|"      // French
      "foto:|fotos:|lesen sie auch|lesen sie mehr|mehr zum thema|"      // German
      "le puede interesar|lea también|lee también|te puede interesar|"  // Spanish
      "leia mais|leia também|saiba mais|veja também|"                   // Portuguese
      "guarda anche|leggi anche|"                                       // Italian
      "lees ook|läs mer|läs också|les også|læs også|"                   // Dutch, Nordic
      "czytaj także|czytaj też|zobacz także|"                           // Polish
      "смотрите также|фото:|читайте также|читать также|читайте також|"  // Russian, Ukrainian
      "ayrıca okuyun|baca juga|اقرأ أيضا|इसे भी पढ़ें|相关阅读|関連記事",
      '|');
  const std::string start = lower_case(line.substr(0, 60));
  return std::any_of(openings.begin(), openings.end(), [&](std::string_view opening) {
    return std::string_view(start).starts_with(opening);
  });
}

// Words of buttons and labels that stand alone.
bool is_button(const std::vector<std::string>& words) {
  static const WordSet labels(
      "ad advert caption close comment comments email facebook iklan listen loading menu next "
      "pinterest "
      "play previous print publicidad publicidade publicité related reply save share subscribe "
      "trending tweet twitter werbung anzeige whatsapp");
  return words.size() == 1 && labels.contains(words.front());
}

// "19:40", "7.05 pm": the time of an entry in a live report, or a count beside a button.
bool is_clock_or_count(std::string_view line) {
  constexpr std::size_t kLongest = 9;  // of "11:59 p.m."
  const bool has_digit = !line.empty() && ascii::is_digit(line.front());
  const std::string rest = lower_case(line.substr(0, kLongest + 1));
  return has_digit && rest.size() <= kLongest &&
         rest.find_first_not_of("0123456789:.h apm") == std::string::npos;
}

// "Contact Gus Palm at gpalm@paper.example."
bool gives_mail_address(std::string_view line) {
  constexpr std::size_t kMostWords = 14;
  const std::size_t at = line.find('@');
  const bool is_address = at != std::string_view::npos && at > 0 && line[at - 1] != ' ' &&
                          line.find('.', at) != std::string_view::npos;
  return is_address && count_words(line) <= kMostWords;
}

// "Follow the author on Twitter."
bool asks_to_follow(const std::vector<std::string>& words) {
  static const WordSet networks("facebook instagram telegram tiktok twitter whatsapp youtube");
  const auto follow = std::find(words.begin(), words.end(), "follow");
  const auto on = std::find(follow, words.end(), "on");
  return std::any_of(on, words.end(),
                     [](const std::string& word) { return networks.contains(word); });
}

// "Like this story? Share it with a friend!", "Sign up for the free daily newsletter.": a sentence
// that opens with what readers are asked to do and says with what of the site.
bool asks_of_readers(std::string_view line) {
  static const WordSet asks(
      "bookmark click comment donate follow forward join like register share sign "
      "subscribe support tell "
      "abonnez abonnieren abonniere folgen inscrivez melden partagez suivez teilen téléchargez "
      "unterstützen comparte descarga regístrate sigue síguenos suscríbete suscríbase "
      "assine compartilhe inscreva siga condividi iscriviti seguici segui abonneer volg "
      "подпишитесь подписывайтесь поделитесь следите zapisz obserwuj udostępnij");
  static const WordSet things(
      "app bluesky comments donation facebook friend friends inbox instagram journalism linkedin "
      "newsletter newsletters podcast subscription telegram tiktok twitter whatsapp youtube "
      "amis ami freunden freunde artikel article artículo artigo amigos amici story "
      "канал telegram-канал новости рассылку newslettera");
  std::size_t begin = 0;
  while (begin < line.size()) {
    const std::size_t end = std::min(line.find_first_of(".?!", begin), line.size());
    const std::vector<std::string> words = words_of(line.substr(begin, end - begin));
    const bool has_thing = std::any_of(
        words.begin(), words.end(), [](const std::string& word) { return things.contains(word); });
    if (has_thing && asks.contains(words.front())) return true;
    begin = end + 1;
  }
  return false;
}

// "Comments on this piece are moderated to keep the discussion to ..."
bool tells_rules_of_comments(const std::vector<std::string>& words) {
  static const WordSet openings("comment comments commenting kommentare commentaires comentarios");
  static const WordSet rules(
      "closed disabled moderated moderation moderator premoderated rules guidelines registered "
      "geschlossen moderiert freigeschaltet fermés modérés modération cerrados moderados");
  constexpr std::size_t kMostWords = 60;
  return !words.empty() && words.size() <= kMostWords && openings.contains(words.front()) &&
         std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return rules.contains(word); });
}

// "05/10/2018 | Published by: Clara Borba | Category: Health | Tags: sad, car".
bool is_line_of_fields(std::string_view line) {
  static const WordSet labels(
      "author category categories filed posted published section source tag tags topics updated "
      "kategorie kategorien schlagwörter themen veröffentlicht catégorie catégories étiquettes "
      "publié rubrique categoría categorías etiquetas publicado categoria categorias pubblicato "
      "рубрика теги метки опубликовано kategoria tagi kategori etiketler");
  std::size_t parts = 0;
  bool has_label = false;
  for (std::size_t begin = 0; begin < line.size(); ++parts) {
    const std::size_t end = std::min(line.find('|', begin), line.size());
    const std::string_view part = line.substr(begin, end - begin);
    const std::size_t colon = part.find(':');
    const std::vector<std::string> label =
        words_of(part.substr(0, colon == std::string_view::npos ? 0 : colon));
    const bool is_label = !label.empty() && labels.contains(label.front());
    has_label = has_label || is_label;
    const bool is_number = std::none_of(part.begin(), part.end(), ascii::is_letter_byte);
    if (!is_label && !is_number && !read_date(part)) return false;
    begin = end + 1;
  }
  return parts > 1 && has_label;
}

// "This entry was posted on January 25, 2017 and is filed under Roads."
bool tells_of_posting(const std::vector<std::string>& words, std::string_view line) {
  static const WordSet subjects(
      "this dieser diese dieses cet cette ce esta este esto questo questa dit deze denna detta "
      "dette "
      "denne ten ta этот эта эта запись bu tento táto acest această");
  static const WordSet entries(
      "entry post article story beitrag eintrag artikel article billet entrée entrada artículo "
      "artigo articolo bericht inlägg inlägget innlegget indlæg wpis запись статья yazı příspěvek "
      "článok articol");
  constexpr std::size_t kMostWords = 45;
  if (words.size() < 4 || words.size() > kMostWords) return false;
  const bool opens =
      (subjects.contains(words[0]) && entries.contains(words[1])) || entries.contains(words[0]);
  const std::vector<ShownDate> days = opens ? find_days(line, {}) : std::vector<ShownDate>();
  return days.size() == 1 && days.front().role == DateRole::published;
}

// What stands in place of what another site would show if the reader agreed.
bool asks_for_consent(const std::vector<std::string>& words) {
  static const WordSet consents(
      "agree allow permission consent cookies einverstanden einwilligung zustimmung zustimmen "
      "datenschutz datenschutzerklärung consentement acceptez autorisez consentimiento aceptar "
      "consenso toestemming samtycke samtykke zgoda zgodę согласие");
  static const WordSet contents(
      "content embed embedded load media externe externen externer inhalt inhalte contenu externo "
      "contenido contenuto inhoud innehåll indhold treść содержимое");
  static const WordSet readers(
      "you your my me sie ihnen ich mir vous votre usted su tu il je jij du din");
  constexpr std::size_t kMostWords = 60;
  const auto has = [&](const WordSet& set) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return set.contains(word); });
  };
  return words.size() <= kMostWords && has(consents) && has(contents) && has(readers);
}

// "Related story: ...", "See also: ..." before a link.
bool is_pointer(std::string_view line) {
  static const WordSet pointers("also listen more next read recommended related see watch");
  constexpr std::size_t kMostWords = 3;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const std::vector<std::string> words = words_of(line.substr(0, colon));
  return words.size() <= kMostWords &&
         std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return pointers.contains(word); });
}

// "More great stories", "More from The Paper".
bool is_list_of_more(const std::vector<std::string>& words) {
  static const WordSet kinds("articles coverage headlines news posts reading stories videos");
  constexpr std::size_t kMostWords = 6;
  if (words.size() < 2 || words.size() > kMostWords || words.front() != "more") return false;
  return words[1] == "from" || words[1] == "on" || kinds.contains(words.back());
}

}  // namespace

bool is_promotion(std::string_view line, double link_density) {
  const std::vector<std::string> words = words_of(line.substr(0, kLongestPromotion));
  return is_button(words) || is_clock_or_count(line) || is_copyright(line) ||
         gives_mail_address(line) || opens_promotion(line) || asks_to_follow(words) ||
         (link_density > kMostlyLink && is_pointer(line));
}

bool is_of_site(std::string_view line) {
  constexpr std::size_t kLongest = 600;  // bytes; more is a paragraph of the article
  if (line.size() > kLongest) return false;
  const std::vector<std::string> words = words_of(line);
  return (words.size() <= kShortLine && asks_of_readers(line)) || tells_rules_of_comments(words) ||
         tells_of_posting(words, line) || is_line_of_fields(line) || asks_for_consent(words) ||
         is_navigation(line) || is_share_bar(line) || is_caption(line) ||
         (words.size() <= kShortLine && is_boilerplate(line));
}

bool is_about_company(std::string_view heading) {
  static const WordSet abouts("about über à sobre acerca om over o о informazioni");
  constexpr std::size_t kMostWords = 6;
  const std::vector<std::string> words = words_of(heading);
  if (words.size() < 2 || words.size() > kMostWords || !abouts.contains(words.front())) {
    return false;
  }
  const std::size_t last = heading.find_last_of(' ');
  const char initial = last == std::string_view::npos ? 'a' : heading[last + 1];
  return ascii::is_upper(initial) || (initial & 0x80) != 0;
}

bool is_credit_line(std::string_view line) {
  constexpr std::size_t kMostWords = 12;
  if (count_words(line) > kMostWords || ends_sentence(line)) return false;
  const bool says_by = ascii::equals_ignoring_case(line.substr(0, 3), "by ") ||
                       ascii::equals_ignoring_case(line.substr(0, 3), "by:");
  return says_by || read_byline(line).has_value() || read_date(line).has_value();
}

bool is_end_heading(std::string_view heading) {
  static const WordSet ends(
      "about the author|comments|follow us|latest news|leave a comment|leave a reply|more from|"
      "more stories|most popular|most read|newsletter|others are also reading|"
      "people are also reading|people also read|post a comment|read more|readers also read|"
      "recent posts|recommended|recommended for you|related|related articles|related "
      "content|related news|related posts|"
      "related stories|see also|share|share this|tags|top stories|trending|trending now|"
      "you may also like|you might also like|"
      "articles liés|sur le même sujet|commentaires|kommentare|mehr zum thema|"
      "verwandte artikel|comentarios|noticias relacionadas|notícias relacionadas|"
      "comentários|leia também|articoli correlati|комментарии|читайте также|по теме",
      '|');
  const std::vector<std::string> words = words_of(heading);
  if (is_list_of_more(words)) return true;
  std::string line;
  for (const std::string& word : words) line += line.empty() ? word : " " + word;
  return ends.contains(line);
}

}  // namespace dateline::html
