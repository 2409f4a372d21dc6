#include "indexer/formats/parse_record.h"

#include <utility>

#include "indexer/formats/csv.h"
#include "indexer/formats/email.h"
#include "indexer/formats/epub.h"
#include "indexer/formats/html.h"
#include "indexer/formats/json/json.h"
#include "indexer/formats/markdown.h"
#include "indexer/formats/office.h"
#include "indexer/formats/pdf.h"
#include "indexer/formats/program_files.h"
#include "indexer/formats/text.h"
#include "indexer/formats/web_archive.h"
#include "indexer/formats/xml/feed.h"
#include "indexer/formats/xml/newsml.h"
#include "indexer/formats/xml/nitf.h"
#include "indexer/formats/xml/wiki.h"

namespace dateline {

std::vector<std::variant<RawArticle, SetAside>> parse_record(Record record) {
  if (holds_private_key(record.bytes)) {
    return {SetAside{.origin = std::move(record.origin),
                     .reason = "a private key stands in it",
                     .advice = "keep keys out of the folders that are indexed"}};
  }
  switch (record.format) {
    case Format::json:
      return parse_json(std::move(record));
    case Format::html:
      return parse_html(std::move(record));
    case Format::csv:
      return parse_csv(std::move(record));
    case Format::feed_entry:
      return parse_feed_entry(std::move(record));
    case Format::http_page:
      return parse_http_page(std::move(record));
    case Format::markdown:
      return parse_markdown(std::move(record));
    case Format::nitf:
      return parse_nitf(std::move(record));
    case Format::newsml:
      return parse_newsml(std::move(record));
    case Format::wiki_page:
      return parse_wiki_page(std::move(record));
    case Format::email:
      return parse_email(std::move(record));
    case Format::docx:
    case Format::odt:
      return parse_office(std::move(record));
    case Format::epub:
      return parse_epub(record);
    case Format::pdf:
      return parse_pdf(std::move(record));
    case Format::pdf_text:
      return parse_pdf_text(std::move(record));
    case Format::picture:
      return {SetAside{.origin = std::move(record.origin),
                       .reason = "it is a picture",
                       .advice = std::string(kOcrAdvice)}};
    case Format::text:
      break;
  }
  return parse_text(std::move(record));
}

}  // namespace dateline
