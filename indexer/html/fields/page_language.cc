#include "indexer/html/fields/page_language.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "indexer/html/body/prose.h"
#include "indexer/text/language.h"
#include "indexer/text/language_code.h"
#include "search/base/utf8.h"

namespace dateline::html {
namespace {

constexpr std::size_t kFirst = 400;  // bytes, enough to see that the page's own word is right
constexpr std::size_t kEnough = 1500;
constexpr std::size_t kLong = 600;  // of which a judgement against the page's own word is sure

// The page's first sentences: so many bytes of them, or all.
std::string sentences_of(const std::vector<Block>& blocks, std::size_t bytes) {
  std::string text;
  for (const Block& block : blocks) {
    if (text.size() >= bytes) break;
    if (is_sentence(block)) text.append(block.text).append("\n");
  }
  return text;
}

std::vector<PageLanguage> claimed_languages(const std::vector<Claim>& claims) {
  std::vector<PageLanguage> claimed;
  for (const Claim& claim : claims) {
    if (claim.field != Field::language) continue;
    const std::string code = language_code(claim.value);
    if (code.empty()) continue;
    const bool is_of_page = claim.method == "html lang";
    claimed.insert(is_of_page ? claimed.begin() : claimed.end(), {code, claim.method});
  }
  return claimed;
}

// Languages that a text alone does not tell apart for sure.
bool are_close(std::string_view a, std::string_view b) {
  constexpr std::array<std::string_view, 10> kGroups = {
      " no nb nn da sv ", " hr sr bs sh me ", " id ms jv su ", " cs sk ",    " pt gl es ca oc ",
      " hi mr ne ",       " ru uk be bg mk ", " fa ps ur ",    " nl af fy ", " zh yue wuu "};
  const auto has = [](std::string_view group, std::string_view code) {
    return group.find(' ' + std::string(code) + ' ') != std::string_view::npos;
  };
  return a == b || std::any_of(kGroups.begin(), kGroups.end(), [&](std::string_view group) {
           return has(group, a) && has(group, b);
         });
}

}  // namespace

PageLanguage page_language(const std::vector<Claim>& claims, const std::vector<Block>& blocks) {
  const std::vector<PageLanguage> claimed = claimed_languages(claims);
  if (claimed.empty()) return {};
  const auto claim_of = [&](std::string_view code) {
    return std::find_if(claimed.begin(), claimed.end(),
                        [&](const PageLanguage& each) { return each.code == code; });
  };
  std::string text = sentences_of(blocks, kFirst);
  std::string detected = detect_language(utf8_prefix(text, kFirst));
  if (const auto same = claim_of(detected); same != claimed.end()) return *same;
  text = sentences_of(blocks, kEnough);
  detected = detect_language(text);
  if (detected == "und") return claimed.front();
  if (const auto same = claim_of(detected); same != claimed.end()) return *same;
  const bool is_near = std::any_of(claimed.begin(), claimed.end(), [&](const PageLanguage& each) {
    return are_close(each.code, detected);
  });
  if (is_near || text.size() < kLong) return claimed.front();
  return {detected, "text"};
}

}  // namespace dateline::html
