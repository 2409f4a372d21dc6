#include "indexer/text/language.h"

#include <cstddef>

#include <cld2/public/compact_lang_det.h>

namespace dateline {
namespace {

constexpr std::size_t kShortest = 40;  // bytes; below, CLD2 guesses
constexpr std::size_t kEnough = 1500;  // bytes; more text takes time and does not change the answer

// At most `limit` bytes from the start, ending between two characters.
std::string_view head(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (text[limit] & 0xC0) == 0x80) --limit;
  return text.substr(0, limit);
}

// CLD2 still says "iw" and "jw", and adds scripts: "zh-Hant".
std::string primary_subtag(std::string_view code) {
  code = code.substr(0, code.find('-'));
  if (code == "iw") return "he";
  if (code == "jw") return "jv";
  return code == "un" || code == "xxx" ? "und" : std::string(code);
}

}  // namespace

std::string detect_language(std::string_view body) {
  if (body.size() < kShortest) return "und";
  body = head(body, kEnough);
  bool reliable = false;
  const CLD2::Language language = CLD2::DetectLanguage(body.data(), static_cast<int>(body.size()),
                                                       /*is_plain_text=*/true, &reliable);
  return reliable ? primary_subtag(CLD2::LanguageCode(language)) : "und";
}

}  // namespace dateline
