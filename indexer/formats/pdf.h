#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/sources/record.h"
#include "search/base/file_descriptor.h"

namespace dateline {

// The text of a PDF document, as dateline-pdf-text writes it, or why there is none.
struct PdfText {
  std::string text;
  std::string problem;  // empty: none
};
PdfText read_pdf(std::string_view document);

// Whether a page of the document has a text; a scanned one has pictures only.
bool has_text(const PdfText& pdf);

// A page of a document (see file_in_memory()) as a picture in the form PGM; empty behind the last
// one, and none where the page cannot be drawn.
std::optional<std::string> draw_pdf_page(const FileDescriptor& document, std::size_t page);

// What can be done for what has pictures only.
inline constexpr std::string_view kOcrAdvice =
    "[index] ocr, or dateline-index --ocr, has tesseract read the text of pictures";

// The header field that tells what read a text from pictures.
inline constexpr std::string_view kReadBy = "Read-By";

// The article of a record that is such a text.
std::vector<std::variant<RawArticle, SetAside>> parse_pdf_text(Record record);

SetAside unreadable_pdf(Origin origin, std::string problem);

// The article of a PDF document, all of its text. The document is read by a program of its own,
// dateline-pdf-text beside this one, with limits on its memory and time: what a damaged or hostile
// file does to it, it does to it alone. Where Dateline was built without poppler, every PDF is set
// aside.
std::vector<std::variant<RawArticle, SetAside>> parse_pdf(Record record);

}  // namespace dateline
