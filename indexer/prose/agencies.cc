#include "indexer/prose/agencies.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "indexer/text/text_shape.h"

namespace dateline {
namespace {

// Folded forms, each with the name that is shown. A name that is already shown as it is written
// stands in kAsWritten.
const std::unordered_map<std::string_view, std::string_view>& shown_names() {
  static const std::unordered_map<std::string_view, std::string_view> names = {
      {"reuters", "Reuters"},
      {"thomson reuters", "Reuters"},
      {"reuters staff", "Reuters"},
      {"рейтер", "Рейтер"},
      {"ap", "AP"},
      {"associated press", "AP"},
      {"the associated press", "AP"},
      {"afp", "AFP"},
      {"agence france-presse", "AFP"},
      {"agence france presse", "AFP"},
      {"afp/apa", "AFP"},
      {"dpa", "dpa"},
      {"dpa-afx", "dpa-AFX"},
      {"apa", "APA"},
      {"sda", "SDA"},
      {"ats", "ATS"},
      {"keystone-sda", "Keystone-SDA"},
      {"epd", "epd"},
      {"kna", "KNA"},
      {"sid", "SID"},
      {"dts", "dts"},
      {"afx", "AFX"},
      {"ots", "ots"},
      {"tass", "TASS"},
      {"itar-tass", "ITAR-TASS"},
      {"тасс", "ТАСС"},
      {"итар-тасс", "ИТАР-ТАСС"},
      {"interfax", "Interfax"},
      {"interfax.ru", "Interfax"},
      {"interfax-ukraine", "Interfax-Ukraine"},
      {"интерфакс", "Интерфакс"},
      {"ria novosti", "RIA Novosti"},
      {"ria", "RIA Novosti"},
      {"риа новости", "РИА Новости"},
      {"риа", "РИА Новости"},
      {"sputnik", "Sputnik"},
      {"rt", "RT"},
      {"прайм", "Прайм"},
      {"regnum", "REGNUM"},
      {"иа regnum", "REGNUM"},
      {"белта", "БЕЛТА"},
      {"belta", "BelTA"},
      {"корр. белта", "БЕЛТА"},
      {"ukrinform", "Ukrinform"},
      {"укринформ", "Укринформ"},
      {"унн", "УНН"},
      {"unian", "UNIAN"},
      {"униан", "УНИАН"},
      {"kazinform", "Kazinform"},
      {"казинформ", "Казинформ"},
      {"trend", "Trend"},
      {"azertac", "AZERTAC"},
      {"armenpress", "Armenpress"},
      {"agenda.ge", "Agenda.ge"},
      {"xinhua", "Xinhua"},
      {"cns", "CNS"},
      {"kyodo", "Kyodo"},
      {"kyodo news", "Kyodo"},
      {"jiji", "Jiji"},
      {"jiji press", "Jiji"},
      {"yonhap", "Yonhap"},
      {"kcna", "KCNA"},
      {"cna", "CNA"},
      {"bernama", "Bernama"},
      {"antara", "ANTARA"},
      {"antara news", "ANTARA"},
      {"pna", "PNA"},
      {"vna", "VNA"},
      {"tna", "TNA"},
      {"ani", "ANI"},
      {"pti", "PTI"},
      {"ians", "IANS"},
      {"uni", "UNI"},
      {"app", "APP"},
      {"bss", "BSS"},
      {"unb", "UNB"},
      {"rss", "RSS"},
      {"irna", "IRNA"},
      {"isna", "ISNA"},
      {"fna", "FNA"},
      {"mna", "MNA"},
      {"tasnim", "Tasnim"},
      {"press tv", "Press TV"},
      {"presstv", "Press TV"},
      {"sana", "SANA"},
      {"mina", "MINA"},
      {"petra", "Petra"},
      {"wam", "WAM"},
      {"spa", "SPA"},
      {"qna", "QNA"},
      {"kuna", "KUNA"},
      {"bna", "BNA"},
      {"ona", "ONA"},
      {"wafa", "WAFA"},
      {"nna", "NNA"},
      {"mena", "MENA"},
      {"ina", "INA"},
      {"nina", "NINA"},
      {"aa", "Anadolu"},
      {"anadolu", "Anadolu"},
      {"anadolu agency", "Anadolu"},
      {"tap", "TAP"},
      {"map", "MAP"},
      {"aps", "APS"},
      {"jta", "JTA"},
      {"jns", "JNS"},
      {"al-manar", "Al-Manar"},
      {"alwaght", "Alwaght"},
      {"aki", "AKI"},
      {"adnkronos", "Adnkronos"},
      {"ansa", "ANSA"},
      {"ansamed", "ANSAmed"},
      {"agi", "AGI"},
      {"efe", "EFE"},
      {"agencia efe", "EFE"},
      {"europa press", "Europa Press"},
      {"ep", "Europa Press"},
      {"prensa latina", "Prensa Latina"},
      {"pl", "Prensa Latina"},
      {"telam", "Télam"},
      {"télam", "Télam"},
      {"notimex", "Notimex"},
      {"andina", "Andina"},
      {"avn", "AVN"},
      {"abi", "ABI"},
      {"agencia brasil", "Agência Brasil"},
      {"agência brasil", "Agência Brasil"},
      {"lusa", "Lusa"},
      {"belga", "Belga"},
      {"anp", "ANP"},
      {"ntb", "NTB"},
      {"tt", "TT"},
      {"ritzau", "Ritzau"},
      {"stt", "STT"},
      {"pap", "PAP"},
      {"ctk", "ČTK"},
      {"čtk", "ČTK"},
      {"mti", "MTI"},
      {"tanjug", "Tanjug"},
      {"hina", "HINA"},
      {"sta", "STA"},
      {"bta", "BTA"},
      {"agerpres", "Agerpres"},
      {"mia", "MIA"},
      {"fena", "FENA"},
      {"beta", "Beta"},
      {"ana-mpa", "ANA-MPA"},
      {"upi", "UPI"},
      {"cp", "CP"},
      {"the canadian press", "The Canadian Press"},
      {"canadian press", "The Canadian Press"},
      {"la presse canadienne", "La Presse canadienne"},
      {"aap", "AAP"},
      {"nzpa", "NZPA"},
      {"pa", "PA"},
      {"press association", "PA"},
      {"bloomberg", "Bloomberg"},
      {"bloomberg news", "Bloomberg"},
      {"dow jones", "Dow Jones"},
      {"dow jones newswires", "Dow Jones"},
      {"marketwatch", "MarketWatch"},
      {"cnn", "CNN"},
      {"cnn business", "CNN"},
      {"bbc", "BBC"},
      {"bbc news", "BBC News"},
      {"cbs", "CBS"},
      {"cbs news", "CBS News"},
      {"abc news", "ABC News"},
      {"nbc news", "NBC News"},
      {"fox news", "Fox News"},
      {"npr", "NPR"},
      {"voa", "VOA"},
      {"rfe/rl", "RFE/RL"},
      {"rfa", "RFA"},
      {"dw", "DW"},
      {"al jazeera", "Al Jazeera"},
      {"nan", "NAN"},
      {"gna", "GNA"},
      {"ena", "ENA"},
      {"panapress", "Panapress"},
      {"pana", "PANA"},
      {"apanews", "APA"},
      {"ips", "IPS"},
      {"irin", "IRIN"},
      {"un news", "UN News"},
      {"prnewswire", "PR Newswire"},
      {"pr newswire", "PR Newswire"},
      {"business wire", "Business Wire"},
      {"globe newswire", "GlobeNewswire"},
      {"globenewswire", "GlobeNewswire"},
      {"accesswire", "ACCESSWIRE"},
      {"canada newswire", "CNW"},
      {"cnw", "CNW"},
      {"newsfile corp.", "Newsfile"},
      {"marketwired", "Marketwired"},
      {"cp24", "CP24"},
      {"tca", "TCA"},
      {"tnn", "TNN"},
      {"hns", "HNS"},
      {"wpa", "WPA"}};
  return names;
}

std::string_view without_wrapping(std::string_view text) {
  constexpr std::string_view kWrapping = " .,:;()[]/-_*";
  while (!text.empty() && kWrapping.find(text.front()) != std::string_view::npos) {
    text.remove_prefix(1);
  }
  while (!text.empty() && kWrapping.find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  return text;
}

bool is_site(std::string_view text) {
  constexpr std::array<std::string_view, 14> kEndings = {".com", ".ru",   ".net",  ".org", ".co",
                                                         ".id",  ".info", ".news", ".ua",  ".kz",
                                                         ".de",  ".fr",   ".tv",   ".in"};
  if (text.find(' ') != std::string_view::npos || text.size() < 5) return false;
  const std::string folded = fold_case(text);
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return folded.ends_with(ending); });
}

// The first letters of the words, as capitals: "Miraj News Agency" gives "MNA".
bool could_stand_for(std::string_view acronym, std::string_view name) {
  const std::string letters = fold_case(acronym);
  std::string folded = fold_case(name);
  std::size_t at = 0;
  for (const char letter : letters) {
    at = folded.find(letter, at);
    if (at == std::string::npos) return false;
    ++at;
  }
  return !letters.empty() && letters.front() == folded.front();
}

}  // namespace

std::optional<std::string> known_agency(std::string_view text) {
  text = without_wrapping(trim_spaces(text));
  if (text.empty() || text.size() > 40) return std::nullopt;
  const auto found = shown_names().find(fold_case(text));
  if (found != shown_names().end()) return std::string(found->second);
  // "dpa/lno", "AFP/Reuters" and "Al Jazeera and news agencies" name their main agency first.
  for (const std::string_view mark : {"/", " and ", " und ", " et ", " y "}) {
    const std::size_t at = text.find(mark);
    if (at != std::string_view::npos && at > 0) return known_agency(text.substr(0, at));
  }
  return std::nullopt;
}

bool looks_like_agency(std::string_view text) {
  text = trim_spaces(text);
  if (text.size() < 2 || text.size() > 24) return false;
  if (is_site(text)) return true;
  const bool one_word = text.find(' ') == std::string_view::npos;
  return one_word && text.size() <= 12 && is_all_caps(text) && text.find('.') == text.npos;
}

std::optional<std::string> spelled_out_agency(std::string_view line) {
  line = trim_spaces(line);
  if (line.size() < 6 || line.size() > 80 || line.back() != ')') return std::nullopt;
  const std::size_t open = line.rfind('(');
  if (open == std::string_view::npos || open < 4) return std::nullopt;
  const std::string_view acronym = line.substr(open + 1, line.size() - open - 2);
  const std::string_view name = trim_spaces(line.substr(0, open));
  const bool fits = acronym.size() >= 2 && acronym.size() <= 10 && is_all_caps(acronym) &&
                    is_capitalised(name) && word_count(name) <= 7;
  if (!fits || !could_stand_for(acronym, name)) return std::nullopt;
  return known_agency(acronym).value_or(std::string(acronym));
}

bool names_a_publication(std::string_view text) {
  constexpr std::array<std::string_view, 50> kWords = {
      "times",    "news",     "post",      "herald",      "gazette",   "tribune",   "journal",
      "agency",   "press",    "chronicle", "courier",     "observer",  "telegraph", "guardian",
      "daily",    "mail",     "mirror",    "sun",         "star",      "standard",  "independent",
      "examiner", "inquirer", "dispatch",  "sentinel",    "argus",     "echo",      "bulletin",
      "zeitung",  "tagblatt", "anzeiger",  "nachrichten", "tageblatt", "kurier",    "presse",
      "journal",  "monde",    "figaro",    "diario",      "periódico", "noticias",  "gaceta",
      "газета",   "новости",  "вестник",   "известия",    "правда",    "radio",     "tv",
      "wire"};
  const auto words = split_words(text);
  if (words.empty() || words.size() > 6 || !is_capitalised(text)) return false;
  if (known_agency(text)) return true;
  return words.size() >= 2 && std::any_of(words.begin(), words.end(), [&](std::string_view word) {
           return std::find(kWords.begin(), kWords.end(), fold_case(word)) != kWords.end();
         });
}

}  // namespace dateline
