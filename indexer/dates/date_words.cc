#include "indexer/dates/date_words.h"

#include <array>
#include <string>
#include <unordered_map>

#include "indexer/dates/date_names.h"
#include "indexer/text/word_set.h"

namespace dateline {
namespace {

template <typename Value>
using Words = std::unordered_map<std::string, Value>;

template <typename Value>
std::optional<Value> find_in(const Words<Value>& words, std::string_view key) {
  const auto found = words.find(std::string(key));
  if (found == words.end()) return std::nullopt;
  return found->second;
}

const Words<ZoneWord>& zones() {
  static const Words<ZoneWord> words = {
      {"z", {0}},      {"utc", {0}},    {"gmt", {0}},    {"ut", {0}},     {"wet", {0}},
      {"west", {60}},  {"bst", {60}},   {"cet", {60}},   {"mez", {60}},   {"cest", {120}},
      {"mesz", {120}}, {"eet", {120}},  {"eest", {180}}, {"msk", {180}},  {"мск", {180}},
      {"est", {-300}}, {"edt", {-240}}, {"cdt", {-300}}, {"mst", {-420}}, {"mdt", {-360}},
      {"pst", {-480}}, {"pdt", {-420}}, {"jst", {540}},  {"kst", {540}},  {"hkt", {480}},
      {"sgt", {480}},  {"pkt", {300}},  {"wib", {420}},  {"wita", {480}}, {"wit", {540}},
      {"ict", {420}},  {"sast", {120}}, {"eat", {180}},  {"wat", {60}},   {"aest", {600}},
      {"aedt", {660}}, {"awst", {480}}, {"nzst", {720}}, {"nzdt", {780}}, {"irst", {210}},
      {"brt", {-180}}, {"art", {-180}}, {"ist", {}},     {"cst", {}},     {"et", {}},
      {"pt", {}},      {"ct", {}},      {"ast", {}}};
  return words;
}

struct Meaning {
  DateWord word;
  std::string_view words;  // a language a line
};

constexpr std::array kMeanings{
    Meaning{DateWord::published,
            "published posted publish publication pub issued created first released uploaded added "
            "written submitted "
            "erschienen veröffentlicht veröffentlichung veröffentlichungsdatum erscheinungsdatum "
            "erstellt publiziert geschrieben eingestellt gepostet "
            "publié publiée publication parution paru parue créé créée écrit rédigé ligne "
            "publicado publicada publicación creado creada escrito "
            "publicação postado postada criado criada "
            "pubblicato pubblicata pubblicazione scritto inserito creato "
            "опубликовано опубликован опубликована публикации публикация размещено добавлено "
            "создано "
            "gepubliceerd publicatiedatum geplaatst verschenen "
            "publicerad publicerat publicerades skapad publiceringsdatum "
            "publiceret udgivet offentliggjort oprettet "
            "publisert opprettet utgitt "
            "julkaistu julkaisuaika julkaistiin luotu "
            "birt birtist "
            "opublikowano opublikowany opublikowana publikacja publikacji dodano utworzono "
            "zamieszczono "
            "publikováno zveřejněno vydáno vloženo "
            "publikované zverejnené uverejnené vydané "
            "megjelent megjelenés közzétéve publikálva létrehozva "
            "publicat publicată publicării postat "
            "публикувано публикувана публикуван "
            "опубліковано оприлюднено створено "
            "objavljeno objavljen objavljena објављено објављен "
            "paskelbta publikuota parašyta "
            "publicēts publicēta "
            "avaldatud "
            "δημοσίευση δημοσιεύθηκε δημοσιεύτηκε δημοσιευμένο δημοσιεύσης "
            "yayınlanma yayınlandı yayımlanma yayın yayımlandı oluşturulma giriş eklenme eklendi "
            "dərc "
            "نشر نشرت النشر نشرها نشره "
            "انتشار منتشر درج "
            "פורסם פורסמה הועלה פרסום "
            "प्रकाशित प्रकाशन "
            "প্রকাশিত প্রকাশ "
            "شائع اشاعت "
            "เผยแพร่ โพสต์ ลงข่าว "
            "đăng xuất "
            "dipublikasikan diterbitkan diunggah diposting tayang terbit "
            "입력 등록 게시 기사입력 발행 작성 송고 등록일 게시일 작성일 발행일 입력일 "
            "公開 掲載 投稿 配信 発行 発表 作成 登録 "
            "发布 发表 刊登 发稿 發布 發佈 發表 发布于 發布於 "
            "argitaratua gepubliseer publikuar"},
    Meaning{DateWord::updated,
            "updated update upd modified edited revised changed amended "
            "aktualisiert aktualisierung geändert bearbeitet änderung geaendert überarbeitet "
            "mis mise modifié modifiée modification actualisé actualisée "
            "actualizado actualizada actualización modificado modificada "
            "atualizado atualizada atualização alterado "
            "aggiornato aggiornata aggiornamento modificato modifica "
            "обновлено обновлен обновлена обновление изменено изменен изменена "
            "bijgewerkt gewijzigd "
            "uppdaterad uppdaterat uppdaterades ändrad "
            "opdateret ændret oppdatert endret "
            "päivitetty muokattu uppfært "
            "zaktualizowano aktualizacja aktualizacji zmodyfikowano "
            "aktualizováno aktualizace upraveno aktualizované upravené "
            "frissítve frissült módosítva "
            "actualizat actualizată actualizării modificat "
            "актуализирана актуализирано обновено "
            "оновлено змінено "
            "ažurirano azurirano izmijenjeno izmenjeno ажурирано posodobljeno "
            "atnaujinta papildyta atjaunots atjaunināts uuendatud muudetud "
            "ενημέρωση ενημερώθηκε τροποποιήθηκε ενημέρωσης ανανέωση "
            "güncelleme güncellenme güncellendi yeniləndi "
            "تحديث التحديث تعديل "
            "بروزرسانی به‌روزرسانی ویرایش "
            "עודכן עדכון עודכנה "
            "अपडेटेड अपडेट अद्यतन संशोधित "
            "আপডেট হালনাগাদ "
            "آپڈیٹ اپ ڈیٹ "
            "อัปเดต อัพเดต อัปเดท อัพเดท แก้ไข ปรับปรุง "
            "cập "
            "diperbarui diperbaharui dikemaskini "
            "수정 업데이트 최종수정 갱신 수정일 변경 "
            "更新 改訂 修正 変更 修改 编辑 "
            "eguneratua përditësuar opgedateer"},
    Meaning{
        DateWord::filler,
        "on at in date dated last the of and time local story article release o'clock by "
        "datum den der um vom am stand zuletzt zeit wurde dieser beitrag artikel letzte letztes "
        "letzter letztmals erstmals "
        "le à du de jour dernière date heure cet article a été en l d "
        "el del las la los fecha última hora a "
        "às as ás em do data dia última "
        "alle ore il giorno ultimo ultima articolo "
        "дата года год г в от время роки року р о последнее последнее часов "
        "op om uur laatst laatste datum "
        "t est den kl klockan klo klukkan senast sidst sist siste "
        "dnia godz roku godzina o ostatnia "
        "dne v hod poslední dňa o "
        "óra órakor perc "
        "data ora orei "
        "u dana "
        "m d metų gada plkst "
        "στις ώρα ημερομηνία τις "
        "tarihi tarih saat son eklenme "
        "الساعة في تاريخ م آخر بتاريخ الموافق هـ ه يوم "
        "تاریخ ساعت روز در زمان آخرین ش هش "
        "תאריך ב בשעה יום אחרון לאחרונה "
        "को बजे तिथि पर समय "
        "তারিখ "
        "เมื่อ วันที่ วัน เวลา ที่ พศ ค.ศ น พ.ศ. คศ ล่าสุด เดือน "
        "ngày lúc năm giờ nhật lần cuối bản "
        "pada tanggal pukul jam tgl hari "
        "일시 시간 날짜 기사 최종 일 시각 "
        "日 日時 日期 时间 時間 最終 最后 最後 于 於 日付 時刻 年月日 記事 文章"},
    Meaning{
        DateWord::relative,
        "ago today yesterday just now read reading heute gestern vor lesezeit il y hace hoy ayer "
        "aujourd'hui hier lecture temps сегодня вчера назад чтения"},
    Meaning{DateWord::unit,
            "min mins minute minutes hour day days week weeks month months year years minuten "
            "stunden tagen minutos минут минуты мин"},
    Meaning{DateWord::hour, "uhr h hrs hours heures horas ч"}};

// A word of several meanings has the first of them that is listed.
const Words<DateWord>& others() {
  static const Words<DateWord> words = [] {
    Words<DateWord> made;
    for (const Meaning& meaning : kMeanings) {
      for (const std::string_view word : word_list(meaning.words, ' '))
        made.emplace(name_key(word), meaning.word);
    }
    return made;
  }();
  return words;
}

}  // namespace

std::optional<ZoneWord> zone_of(std::string_view key) { return find_in(zones(), key); }

DateWord date_word(std::string_view key) { return find_in(others(), key).value_or(DateWord::none); }

std::optional<int> year_before_era(std::string_view key) {
  static const Words<int> words = {{name_key("令和"), 2018}, {name_key("平成"), 1988},
                                   {name_key("昭和"), 1925}, {name_key("民國"), 1911},
                                   {name_key("民国"), 1911}, {name_key("中華民國"), 1911}};
  return find_in(words, key);
}

}  // namespace dateline
