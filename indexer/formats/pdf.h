#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/sources/record.h"

namespace dateline {

// The text of a PDF document, as dateline-pdf-text writes it, or why there is none.
struct PdfText {
  std::string text;
  std::string problem;  // empty: none
};
PdfText read_pdf(std::string_view document);

// The article of a record that is such a text.
std::vector<std::variant<RawArticle, SetAside>> parse_pdf_text(Record record);

SetAside unreadable_pdf(Origin origin, std::string problem);

// The article of a PDF document, all of its text. The document is read by a program of its own,
// dateline-pdf-text beside this one, with limits on its memory and time: what a damaged or hostile
// file does to it, it does to it alone. Where Dateline was built without poppler, every PDF is set
// aside.
std::vector<std::variant<RawArticle, SetAside>> parse_pdf(Record record);

}  // namespace dateline
