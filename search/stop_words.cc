#include "search/stop_words.h"

#include <algorithm>
#include <array>
#include <span>

namespace dateline {
namespace {

// Folded and sorted.
constexpr std::array<std::string_view, 126> kEnglish = {
    "a",      "about",  "above",  "after",   "again",      "against",   "all",   "am",
    "an",     "and",    "any",    "are",     "as",         "at",        "be",    "because",
    "been",   "before", "being",  "below",   "between",    "both",      "but",   "by",
    "can",    "could",  "did",    "do",      "does",       "doing",     "down",  "during",
    "each",   "few",    "for",    "from",    "further",    "had",       "has",   "have",
    "having", "he",     "her",    "here",    "hers",       "herself",   "him",   "himself",
    "his",    "how",    "i",      "if",      "in",         "into",      "is",    "it",
    "its",    "itself", "just",   "me",      "more",       "most",      "my",    "myself",
    "nor",    "not",    "now",    "of",      "off",        "on",        "once",  "only",
    "or",     "other",  "our",    "ours",    "ourselves",  "out",       "over",  "own",
    "same",   "she",    "should", "so",      "some",       "such",      "than",  "that",
    "the",    "their",  "theirs", "them",    "themselves", "then",      "there", "these",
    "they",   "this",   "those",  "through", "to",         "too",       "under", "until",
    "up",     "us",     "very",   "was",     "we",         "were",      "what",  "when",
    "where",  "which",  "while",  "who",     "whom",       "why",       "will",  "with",
    "would",  "you",    "your",   "yours",   "yourself",   "yourselves"};

constexpr std::array<std::string_view, 107> kGerman = {
    "aber",   "alle",   "als",     "also",   "am",    "an",     "auch",  "auf",     "aus",
    "bei",    "bin",    "bis",     "bist",   "da",    "damit",  "dann",  "das",     "dass",
    "dein",   "dem",    "den",     "der",    "des",   "die",    "dies",  "diese",   "dieser",
    "dieses", "doch",   "dort",    "du",     "durch", "ein",    "eine",  "einem",   "einen",
    "einer",  "eines",  "er",      "es",     "euer",  "fur",    "hat",   "hatte",   "hatten",
    "hier",   "ich",    "ihr",     "ihre",   "im",    "in",     "ist",   "ja",      "jede",
    "jeder",  "jedes",  "kann",    "kein",   "keine", "konnen", "mein",  "mit",     "nach",
    "nicht",  "noch",   "nun",     "nur",    "ob",    "oder",   "ohne",  "sehr",    "sein",
    "seine",  "sich",   "sie",     "sind",   "so",    "soll",   "uber",  "um",      "und",
    "uns",    "unter",  "vom",     "von",    "vor",   "war",    "waren", "was",     "wegen",
    "weil",   "welche", "welcher", "wenn",   "wer",   "werden", "wie",   "wieder",  "wir",
    "wird",   "wo",     "wurde",   "wurden", "zu",    "zum",    "zur",   "zwischen"};

constexpr std::array<std::string_view, 90> kFrench = {
    "a",     "ai",   "au",      "aucun", "aux", "avec", "ce",   "ces",   "cet",   "cette",
    "comme", "d",    "dans",    "de",    "des", "donc", "du",   "elle",  "elles", "en",
    "est",   "et",   "etaient", "etait", "ete", "etre", "eux",  "fait",  "il",    "ils",
    "j",     "je",   "l",       "la",    "le",  "les",  "leur", "leurs", "lui",   "m",
    "ma",    "mais", "me",      "meme",  "mes", "mon",  "n",    "ne",    "nos",   "notre",
    "nous",  "on",   "ont",     "ou",    "par", "pas",  "plus", "pour",  "qu",    "quand",
    "que",   "quel", "quelle",  "qui",   "s",   "sa",   "sans", "se",    "ses",   "si",
    "son",   "sont", "sous",    "sur",   "t",   "ta",   "te",   "tes",   "toi",   "ton",
    "tous",  "tout", "tres",    "tu",    "un",  "une",  "vos",  "votre", "vous",  "y"};

constexpr std::array<std::string_view, 90> kSpanish = {
    "a",      "al",    "algo",   "ante",    "antes",    "como",    "con",   "contra", "cual",
    "cuando", "de",    "del",    "desde",   "donde",    "durante", "e",     "el",     "ella",
    "ellas",  "ellos", "en",     "entre",   "era",      "eran",    "es",    "esa",    "ese",
    "eso",    "esta",  "estaba", "este",    "esto",     "estos",   "fue",   "fueron", "ha",
    "habia",  "han",   "hasta",  "hay",     "la",       "las",     "le",    "les",    "lo",
    "los",    "mas",   "me",     "mi",      "mientras", "muy",     "nada",  "ni",     "no",
    "nos",    "o",     "os",     "otra",    "otro",     "para",    "pero",  "poco",   "por",
    "porque", "que",   "quien",  "se",      "sea",      "ser",     "si",    "sin",    "sobre",
    "son",    "su",    "sus",    "tambien", "tanto",    "te",      "tiene", "todo",   "todos",
    "tu",     "tus",   "un",     "una",     "uno",      "unos",    "y",     "ya",     "yo"};

constexpr std::array<std::string_view, 80> kRussian = {
    "а",   "без", "бы",   "был",   "была", "были",  "было", "быть",  "в",      "вам",
    "вас", "во",  "вот",  "все",   "всех", "вы",    "где",  "да",    "для",    "до",
    "его", "ее",  "если", "есть",  "еще",  "же",    "за",   "и",     "из",     "или",
    "им",  "их",  "к",    "как",   "ко",   "когда", "кто",  "ли",    "мне",    "мы",
    "на",  "над", "нас",  "не",    "него", "нее",   "нет",  "ни",    "них",    "но",
    "о",   "об",  "он",   "она",   "они",  "оно",   "от",   "по",    "под",    "при",
    "с",   "со",  "так",  "также", "там",  "то",    "того", "тоже",  "только", "том",
    "у",   "уже", "что",  "чтобы", "эта",  "эти",   "это",  "этого", "этот",   "я"};

constexpr std::array<std::string_view, 71> kItalian = {
    "a",      "ad",     "agli",   "ai",    "al",    "alla",   "alle", "anche", "che",
    "chi",    "ci",     "come",   "con",   "cui",   "da",     "dai",  "dal",   "dalla",
    "degli",  "dei",    "del",    "della", "delle", "di",     "dove", "e",     "ed",
    "era",    "gli",    "ha",     "hanno", "i",     "il",     "in",   "io",    "la",
    "le",     "lei",    "lo",     "loro",  "lui",   "ma",     "mi",   "ne",    "nei",
    "nel",    "nella",  "non",    "o",     "per",   "perche", "piu",  "quale", "quando",
    "quello", "questa", "questo", "se",    "sei",   "si",     "sia",  "sono",  "su",
    "sua",    "sul",    "sulla",  "suo",   "tra",   "un",     "una",  "uno"};

constexpr std::array<std::string_view, 65> kPortuguese = {
    "a",    "ao",   "aos", "as",   "com",    "como",  "da",   "das",  "de",   "do",   "dos",
    "e",    "ela",  "ele", "eles", "em",     "entre", "era",  "essa", "esse", "esta", "este",
    "eu",   "foi",  "ha",  "isso", "ja",     "la",    "lhe",  "mais", "mas",  "me",   "mesmo",
    "meu",  "na",   "nao", "nas",  "nem",    "no",    "nos",  "o",    "os",   "ou",   "para",
    "pela", "pelo", "por", "qual", "quando", "que",   "quem", "se",   "sem",  "ser",  "seu",
    "seus", "so",   "sua", "suas", "tambem", "te",    "tem",  "um",   "uma",  "voce"};

constexpr std::array<std::string_view, 87> kDutch = {
    "aan",    "al",    "als",   "bij",   "dan",  "dat",  "de",   "der",   "deze",   "die", "dit",
    "doch",   "door",  "dus",   "een",   "en",   "er",   "ge",   "geen",  "haar",   "had", "heb",
    "hebben", "heeft", "hem",   "het",   "hier", "hij",  "hoe",  "hun",   "ik",     "in",  "is",
    "ja",     "je",    "kan",   "kon",   "maar", "me",   "meer", "men",   "met",    "mij", "mijn",
    "na",     "naar",  "niet",  "nog",   "nu",   "of",   "om",   "omdat", "ons",    "ook", "op",
    "over",   "reeds", "te",    "tegen", "toch", "toen", "tot",  "u",     "uit",    "van", "veel",
    "voor",   "want",  "waren", "was",   "wat",  "we",   "wel",  "werd",  "wie",    "wij", "wil",
    "worden", "zal",   "ze",    "zei",   "zich", "zij",  "zijn", "zo",    "zonder", "zou"};

std::span<const std::string_view> words_of(std::string_view language) {
  if (language == "en") return kEnglish;
  if (language == "de") return kGerman;
  if (language == "fr") return kFrench;
  if (language == "es") return kSpanish;
  if (language == "ru") return kRussian;
  if (language == "it") return kItalian;
  if (language == "pt") return kPortuguese;
  if (language == "nl") return kDutch;
  return {};
}

}  // namespace

bool is_stop_word(std::string_view folded, LanguageId language) {
  const std::span<const std::string_view> words = words_of(language_code(language));
  return std::binary_search(words.begin(), words.end(), folded);
}

}  // namespace dateline
