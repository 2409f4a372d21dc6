#include "search/store/text/stop_words.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <unordered_set>

#include "search/store/text/fold.h"

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

// With its marks, which make other words of them: cho is "for", and chó a dog.
constexpr std::array<std::string_view, 45> kVietnamese = {
    "ai",  "bao",  "bị",   "bởi", "cho", "các",  "cái", "còn",   "có",  "cũng",  "của", "do",
    "gì",  "hay",  "hoặc", "khi", "là",  "mà",   "một", "nhiêu", "như", "những", "nào", "này",
    "nên", "nếu",  "rằng", "sẽ",  "sự",  "theo", "thì", "trong", "tại", "từ",    "và",  "vì",
    "với", "đang", "đâu",  "đã",  "đó",  "được", "đến", "để",    "ở"};

constexpr std::array<std::string_view, 87> kDutch = {
    "aan",    "al",    "als",   "bij",   "dan",  "dat",  "de",   "der",   "deze",   "die", "dit",
    "doch",   "door",  "dus",   "een",   "en",   "er",   "ge",   "geen",  "haar",   "had", "heb",
    "hebben", "heeft", "hem",   "het",   "hier", "hij",  "hoe",  "hun",   "ik",     "in",  "is",
    "ja",     "je",    "kan",   "kon",   "maar", "me",   "meer", "men",   "met",    "mij", "mijn",
    "na",     "naar",  "niet",  "nog",   "nu",   "of",   "om",   "omdat", "ons",    "ook", "op",
    "over",   "reeds", "te",    "tegen", "toch", "toen", "tot",  "u",     "uit",    "van", "veel",
    "voor",   "want",  "waren", "was",   "wat",  "we",   "wel",  "werd",  "wie",    "wij", "wil",
    "worden", "zal",   "ze",    "zei",   "zich", "zij",  "zijn", "zo",    "zonder", "zou"};

// Words of scripts without spaces that say little by themselves, one space between two. They are
// told by their script, so that no language need be known.
constexpr std::string_view kParticles =
    // Chinese
    "的 了 着 过 地 得 之 和 与 及 或 而 且 但 并 也 都 就 才 又 再 还 "
    "更 最 很 太 在 于 从 自 向 往 到 由 对 为 以 因 把 被 让 给 用 按 "
    "据 是 有 无 不 没 未 别 这 那 此 其 该 各 每 某 另 我 你 您 他 她 "
    "它 谁 吗 呢 吧 啊 呀 嘛 哪 几 么 个 些 等 所 者 将 会 能 可 要 想 "
    "说 去 来 上 下 里 中 内 外 前 后 时 们 则 若 如 像 什么 怎么 怎样 "
    "如何 为什么 为何 哪些 哪里 哪个 哪儿 多少 是否 我们 你们 他们 她们 它们 "
    "这个 那个 这些 那些 这样 那样 一个 一些 以及 因为 所以 但是 如果 虽然 由于 "
    "关于 对于 以后 以前 之后 之前 之间 还是 或者 而且 并且 不是 没有 可以 已经 "
    "正在 就是 也是 "
    // Japanese
    "の は が を に へ と で も や か な ね よ わ ぞ ば て た だ し れ "
    "さ い う る ん お ご から まで より だけ ほど など ため こと もの よう "
    "する した して しま します しました なる なっ なり ある あり いる いた いう "
    "です でし でした ます まし ました ない なく たち たい れる られ られる せる "
    "させ この その あの どの これ それ あれ どれ ここ そこ どこ 何 誰 いつ "
    "なぜ どう どんな という として について における において による により によって "
    "に対して とは には では でも のは のか との への からの までの ので のに "
    "けど しかし また および そして にて まっ だっ だった であり である "
    // Thai
    "ที่ ของ และ ใน เป็น มี ได้ ให้ ไป มา ว่า จะ "
    "ไม่ การ ความ กับ แต่ หรือ จาก โดย ก็ นี้ นั้น "
    "อยู่ ซึ่ง เพื่อ ด้วย แล้ว ถึง ต้อง กว่า คือ "
    "แก่ ต่อ เมื่อ ถูก ยัง จึง ตาม ทั้ง แห่ง อะไร "
    "ใคร ไหน ใด เท่าไร เท่าไหร่ อย่างไร ทำไม เมื่อไร "
    "เมื่อไหร่ กี่ ครับ ค่ะ คะ นะ ไหม หรือไม่ บ้าง "
    "พวก เขา เธอ มัน เรา ฉัน ผม คุณ อย่าง เช่น ขณะ "
    "หาก ถ้า เพราะ อัน นัก ช่วง ระหว่าง "
    // Lao
    "ທີ່ ຂອງ ແລະ ໃນ ເປັນ ມີ ໄດ້ ໃຫ້ ໄປ ມາ ວ່າ ຈະ "
    "ບໍ່ ການ ຄວາມ ກັບ ແຕ່ ຫຼື ຈາກ ໂດຍ ນີ້ ນັ້ນ ຢູ່ "
    "ຊຶ່ງ ເພື່ອ ດ້ວຍ ແລ້ວ ເຖິງ ຕ້ອງ ແມ່ນ ຫຍັງ ໃຜ "
    "ໃສ "
    // Khmer
    "ដែល នៃ និង ក្នុង នៅ ជា មាន បាន ឲ្យ ឱ្យ ទៅ មក "
    "ថា នឹង មិន ការ ដោយ ពី ឬ នេះ នោះ គឺ ត្រូវ ដើម្បី "
    "ទៀត ហើយ របស់ ដល់ លើ អ្វី ណា "
    // Burmese
    "သည် က ကို မှာ တွင် နှင့် မှ ၏ သော တဲ့ များ "
    "ပါ ခဲ့ နေ ဖြစ် ရှိ တယ် မယ် လည်း ဒီ ထို ဤ ဘာ "
    "ဘယ် ဘယ်သူ လို့ ပြီး ဖို့ ";

// Folded, as queries have them.
std::unordered_set<std::string> particles() {
  std::unordered_set<std::string> words;
  std::string_view rest = kParticles;
  while (!rest.empty()) {
    const std::size_t end = rest.find(' ');
    words.insert(fold(rest.substr(0, end)));
    rest.remove_prefix(end + 1);
  }
  return words;
}

std::span<const std::string_view> words_of(std::string_view language) {
  if (language == "en") return kEnglish;
  if (language == "de") return kGerman;
  if (language == "fr") return kFrench;
  if (language == "es") return kSpanish;
  if (language == "ru") return kRussian;
  if (language == "it") return kItalian;
  if (language == "pt") return kPortuguese;
  if (language == "nl") return kDutch;
  if (language == "vi") return kVietnamese;
  return {};
}

}  // namespace

bool is_stop_word(std::string_view word, LanguageId language) {
  const std::span<const std::string_view> words = words_of(language_code(language));
  return std::binary_search(words.begin(), words.end(), word);
}

bool is_particle(std::string_view folded) {
  static const std::unordered_set<std::string> words = particles();
  return words.contains(std::string(folded));
}

}  // namespace dateline
