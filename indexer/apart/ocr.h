#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/formats/record_source.h"
#include "indexer/sources/record.h"

namespace dateline {

inline constexpr const char* kTesseract = "/usr/bin/tesseract";

// How pictures are read as [index] ocr has it: "off", "on" for all languages that tesseract has, or
// their names, "deu+eng". Throws InputError, which says what to install, where there is no
// tesseract or a language of it is missing, and for "on" where there are so many that they have to
// be named.
Ocr ocr_as_set(std::string_view setting, const std::filesystem::path& program = kTesseract);

// Puts the text in place of a document, where the record is one whose text another program has to
// read: a PDF, or a picture. Returns why there is none. Of a PDF without a text the pages are
// drawn and read as pictures, where that is asked for.
std::optional<SetAside> take_text(Record& record, const Ocr& ocr);

}  // namespace dateline
