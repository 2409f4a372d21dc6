#include "indexer/date_words.h"

#include <unordered_map>

namespace dateline {
namespace {

template <typename Value>
using Words = std::unordered_map<std::string_view, Value>;

template <typename Value>
std::optional<Value> find_in(const Words<Value>& words, std::string_view word) {
  const auto found = words.find(word);
  if (found == words.end()) return std::nullopt;
  return found->second;
}

const Words<int>& months() {
  static const Words<int> words = {
      // English; Dutch, Danish, Swedish, Norwegian and Indonesian share many.
      {"january", 1}, {"jan", 1}, {"february", 2}, {"feb", 2}, {"febr", 2}, {"march", 3},
      {"mar", 3}, {"april", 4}, {"apr", 4}, {"may", 5}, {"june", 6}, {"jun", 6}, {"july", 7},
      {"jul", 7}, {"august", 8}, {"aug", 8}, {"september", 9}, {"sept", 9}, {"sep", 9},
      {"october", 10}, {"oct", 10}, {"november", 11}, {"nov", 11}, {"december", 12}, {"dec", 12},
      // German
      {"januar", 1}, {"jänner", 1}, {"jän", 1}, {"februar", 2}, {"feber", 2}, {"märz", 3},
      {"mär", 3}, {"mrz", 3}, {"maerz", 3}, {"mai", 5}, {"juni", 6}, {"juli", 7}, {"oktober", 10},
      {"okt", 10}, {"dezember", 12}, {"dez", 12},
      // French
      {"janvier", 1}, {"janv", 1}, {"février", 2}, {"fevrier", 2}, {"févr", 2}, {"fév", 2},
      {"fev", 2}, {"mars", 3}, {"avril", 4}, {"avr", 4}, {"juin", 6}, {"juillet", 7}, {"juil", 7},
      {"août", 8}, {"aout", 8}, {"septembre", 9}, {"octobre", 10}, {"novembre", 11},
      {"décembre", 12}, {"decembre", 12}, {"déc", 12},
      // Spanish
      {"enero", 1}, {"ene", 1}, {"febrero", 2}, {"marzo", 3}, {"abril", 4}, {"abr", 4},
      {"mayo", 5}, {"junio", 6}, {"julio", 7}, {"agosto", 8}, {"ago", 8}, {"septiembre", 9},
      {"setiembre", 9}, {"octubre", 10}, {"noviembre", 11}, {"diciembre", 12}, {"dic", 12},
      // Russian, as in "25 января" and by itself
      {"января", 1}, {"январь", 1}, {"янв", 1}, {"февраля", 2}, {"февраль", 2}, {"фев", 2},
      {"февр", 2}, {"марта", 3}, {"март", 3}, {"мар", 3}, {"апреля", 4}, {"апрель", 4},
      {"апр", 4}, {"мая", 5}, {"май", 5}, {"июня", 6}, {"июнь", 6}, {"июн", 6}, {"июля", 7},
      {"июль", 7}, {"июл", 7}, {"августа", 8}, {"август", 8}, {"авг", 8}, {"сентября", 9},
      {"сентябрь", 9}, {"сен", 9}, {"сент", 9}, {"октября", 10}, {"октябрь", 10}, {"окт", 10},
      {"ноября", 11}, {"ноябрь", 11}, {"ноя", 11}, {"нояб", 11}, {"декабря", 12},
      {"декабрь", 12}, {"дек", 12},
      // Ukrainian
      {"січня", 1}, {"лютого", 2}, {"березня", 3}, {"квітня", 4}, {"травня", 5}, {"червня", 6},
      {"липня", 7}, {"серпня", 8}, {"вересня", 9}, {"жовтня", 10}, {"листопада", 11},
      {"грудня", 12},
      // Portuguese, Italian
      {"janeiro", 1}, {"fevereiro", 2}, {"março", 3}, {"maio", 5}, {"junho", 6}, {"julho", 7},
      {"setembro", 9}, {"outubro", 10}, {"novembro", 11}, {"dezembro", 12}, {"gennaio", 1},
      {"gen", 1}, {"febbraio", 2}, {"aprile", 4}, {"maggio", 5}, {"mag", 5}, {"giugno", 6},
      {"giu", 6}, {"luglio", 7}, {"lug", 7}, {"settembre", 9}, {"ottobre", 10}, {"ott", 10},
      {"novembre", 11}, {"dicembre", 12},
      // Dutch, Danish, Swedish, Norwegian, Indonesian, Malay
      {"januari", 1}, {"februari", 2}, {"maart", 3}, {"mrt", 3}, {"mei", 5}, {"augustus", 8},
      {"marts", 3}, {"maj", 5}, {"augusti", 8}, {"desember", 12}, {"maret", 3}, {"agustus", 8},
      {"agu", 8}, {"des", 12}, {"mac", 3}, {"ogos", 8}, {"disember", 12},
      // Polish, Turkish
      {"stycznia", 1}, {"lutego", 2}, {"marca", 3}, {"kwietnia", 4}, {"maja", 5}, {"czerwca", 6},
      {"lipca", 7}, {"sierpnia", 8}, {"września", 9}, {"października", 10}, {"listopada", 11},
      {"grudnia", 12}, {"ocak", 1}, {"şubat", 2}, {"mart", 3}, {"nisan", 4}, {"mayıs", 5},
      {"haziran", 6}, {"temmuz", 7}, {"ağustos", 8}, {"eylül", 9}, {"ekim", 10}, {"kasım", 11},
      {"aralık", 12},
  };
  return words;
}

const Words<int>& weekdays() {
  static const Words<int> words = {
      {"sunday", 0}, {"sun", 0}, {"monday", 1}, {"mon", 1}, {"tuesday", 2}, {"tue", 2},
      {"tues", 2}, {"wednesday", 3}, {"wed", 3}, {"thursday", 4}, {"thu", 4}, {"thur", 4},
      {"thurs", 4}, {"friday", 5}, {"fri", 5}, {"saturday", 6}, {"sat", 6},
      {"sonntag", 0}, {"so", 0}, {"montag", 1}, {"mo", 1}, {"dienstag", 2}, {"di", 2},
      {"mittwoch", 3}, {"mi", 3}, {"donnerstag", 4}, {"do", 4}, {"freitag", 5}, {"fr", 5},
      {"samstag", 6}, {"sonnabend", 6}, {"sa", 6},
      {"dimanche", 0}, {"dim", 0}, {"lundi", 1}, {"lun", 1}, {"mardi", 2}, {"mercredi", 3},
      {"mer", 3}, {"jeudi", 4}, {"jeu", 4}, {"vendredi", 5}, {"ven", 5}, {"samedi", 6},
      {"sam", 6},
      {"domingo", 0}, {"dom", 0}, {"lunes", 1}, {"martes", 2}, {"miércoles", 3},
      {"miercoles", 3}, {"mié", 3}, {"jueves", 4}, {"jue", 4}, {"viernes", 5}, {"vie", 5},
      {"sábado", 6}, {"sabado", 6}, {"sáb", 6},
      {"воскресенье", 0}, {"вс", 0}, {"понедельник", 1}, {"пн", 1}, {"вторник", 2}, {"вт", 2},
      {"среда", 3}, {"среду", 3}, {"ср", 3}, {"четверг", 4}, {"чт", 4}, {"пятница", 5},
      {"пятницу", 5}, {"пт", 5}, {"суббота", 6}, {"субботу", 6}, {"сб", 6},
      {"domenica", 0}, {"lunedì", 1}, {"martedì", 2}, {"mercoledì", 3}, {"giovedì", 4},
      {"venerdì", 5}, {"sabato", 6}, {"zondag", 0}, {"maandag", 1}, {"dinsdag", 2},
      {"woensdag", 3}, {"donderdag", 4}, {"vrijdag", 5}, {"zaterdag", 6},
      {"segunda-feira", 1}, {"terça-feira", 2}, {"quarta-feira", 3}, {"quinta-feira", 4},
      {"sexta-feira", 5},
  };
  return words;
}

const Words<ZoneWord>& zones() {
  static const Words<ZoneWord> words = {
      {"z", {0}}, {"utc", {0}}, {"gmt", {0}}, {"wet", {0}}, {"west", {60}}, {"bst", {60}},
      {"cet", {60}}, {"mez", {60}}, {"cest", {120}}, {"mesz", {120}}, {"eet", {120}},
      {"eest", {180}}, {"msk", {180}}, {"мск", {180}}, {"est", {-300}}, {"edt", {-240}},
      {"cdt", {-300}}, {"mst", {-420}}, {"mdt", {-360}}, {"pst", {-480}}, {"pdt", {-420}},
      {"jst", {540}}, {"kst", {540}}, {"hkt", {480}}, {"sgt", {480}}, {"pkt", {300}},
      {"wib", {420}}, {"wita", {480}}, {"wit", {540}}, {"sast", {120}}, {"eat", {180}},
      {"wat", {60}}, {"aest", {600}}, {"aedt", {660}}, {"awst", {480}}, {"nzst", {720}},
      {"nzdt", {780}}, {"irst", {210}}, {"brt", {-180}}, {"art", {-180}},
      {"ist", {}}, {"cst", {}}, {"et", {}}, {"pt", {}}, {"ct", {}}, {"ast", {}},
  };
  return words;
}

const Words<DateWord>& others() {
  using enum DateWord;
  static const Words<DateWord> words = {
      {"on", filler}, {"at", filler}, {"in", filler}, {"date", filler}, {"dated", filler},
      {"last", filler}, {"the", filler}, {"of", filler}, {"and", filler}, {"time", filler}, {"local", filler},
      {"est.", filler}, {"datum", filler}, {"den", filler}, {"der", filler}, {"am", morning},
      {"um", filler}, {"vom", filler}, {"stand", filler}, {"le", filler}, {"à", filler},
      {"du", filler}, {"el", filler}, {"de", filler}, {"del", filler}, {"a", filler},
      {"las", filler}, {"la", filler}, {"los", filler}, {"fecha", filler}, {"дата", filler},
      {"года", filler}, {"год", filler}, {"г", filler}, {"в", filler}, {"от", filler},
      {"время", filler}, {"data", filler}, {"alle", filler}, {"ore", filler}, {"op", filler},
      {"om", filler}, {"t", filler}, {"est", filler}, {"story", filler}, {"article", filler},
      {"release", filler}, {"zuletzt", filler}, {"dernière", filler}, {"última", filler},
      {"min.", filler}, {"as", filler}, {"tarihi", filler}, {"часов", filler},
      {"published", published}, {"posted", published}, {"publish", published},
      {"publication", published}, {"pub", published}, {"issued", published},
      {"created", published}, {"first", published}, {"released", published},
      {"uploaded", published}, {"added", published}, {"erschienen", published},
      {"veröffentlicht", published}, {"erstellt", published}, {"publié", published},
      {"publiée", published}, {"publicado", published}, {"publicada", published},
      {"publicación", published}, {"опубликовано", published}, {"опубликован", published},
      {"опубликована", published}, {"публикации", published}, {"pubblicato", published},
      {"pubblicazione", published}, {"gepubliceerd", published}, {"dipublikasikan", published},
      {"diterbitkan", published}, {"créé", published}, {"yayınlanma", published},
      {"updated", updated}, {"update", updated}, {"upd", updated}, {"modified", updated},
      {"edited", updated}, {"revised", updated}, {"aktualisiert", updated},
      {"aktualisierung", updated}, {"geändert", updated}, {"bearbeitet", updated},
      {"mis", updated}, {"mise", updated}, {"jour", filler}, {"modifié", updated},
      {"modifiée", updated}, {"actualisé", updated}, {"actualizado", updated},
      {"actualizada", updated}, {"actualización", updated}, {"modificado", updated},
      {"обновлено", updated}, {"обновлена", updated}, {"изменено", updated},
      {"aggiornato", updated}, {"aggiornamento", updated}, {"bijgewerkt", updated},
      {"atualizado", updated}, {"güncelleme", updated}, {"diperbarui", updated},
      {"pm", afternoon}, {"p.m", afternoon}, {"a.m", morning}, {"uhr", hour}, {"h", hour},
      {"hrs", hour}, {"hours", hour}, {"heures", hour}, {"horas", hour}, {"ч", hour},
      {"ago", relative}, {"today", relative}, {"yesterday", relative}, {"just", relative},
      {"now", relative}, {"min", relative}, {"mins", relative}, {"minute", relative},
      {"minutes", relative}, {"hour", relative}, {"day", relative}, {"days", relative},
      {"week", relative}, {"weeks", relative}, {"month", relative}, {"months", relative},
      {"year", relative}, {"years", relative}, {"read", relative}, {"reading", relative},
      {"heute", relative}, {"gestern", relative}, {"vor", relative}, {"minuten", relative},
      {"stunden", relative}, {"tagen", relative}, {"lesezeit", relative}, {"il", relative},
      {"y", relative}, {"hace", relative}, {"hoy", relative}, {"ayer", relative},
      {"hora", relative}, {"minutos", relative}, {"aujourd'hui", relative}, {"hier", relative},
      {"lecture", relative}, {"temps", relative}, {"сегодня", relative}, {"вчера", relative},
      {"назад", relative}, {"минут", relative}, {"минуты", relative}, {"мин", relative},
      {"чтения", relative},
  };
  return words;
}

}  // namespace

std::optional<int> month_of(std::string_view folded_word) { return find_in(months(), folded_word); }

std::optional<int> weekday_of(std::string_view folded_word) {
  return find_in(weekdays(), folded_word);
}

std::optional<ZoneWord> zone_of(std::string_view folded_word) {
  return find_in(zones(), folded_word);
}

DateWord date_word(std::string_view folded_word) {
  return find_in(others(), folded_word).value_or(DateWord::none);
}

}  // namespace dateline
