#include "indexer/extract/extract_record.h"

#include "indexer/extract/extractor.h"
#include "indexer/formats/parse_record.h"

namespace dateline {
namespace {

bool is_page(Format format) { return format == Format::html || format == Format::http_page; }

// A page whose article was not found is still found by its title, but not in silence.
SetAside title_only(Origin origin) {
  return {.origin = std::move(origin),
          .reason = "only its title and summary are indexed, for no article was found on the page",
          .advice =
              "save the page with its text, as a browser shows it; if the text is there, tell "
              "Dateline's makers"};
}

}  // namespace

std::vector<std::variant<Article, SetAside>> extract_record(Record record) {
  const bool expects_text = is_page(record.format);
  std::vector<std::variant<Article, SetAside>> results;
  for (auto& parsed : parse_record(std::move(record))) {
    if (auto* aside = std::get_if<SetAside>(&parsed)) {
      results.emplace_back(std::move(*aside));
      continue;
    }
    auto& raw = std::get<RawArticle>(parsed);
    Origin origin = raw.origin;
    results.push_back(extract(std::move(raw)));
    const auto* article = std::get_if<Article>(&results.back());
    if (expects_text && article != nullptr && article->paragraphs.empty()) {
      results.emplace_back(title_only(std::move(origin)));
    }
  }
  return results;
}

}  // namespace dateline
