#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/xml_splitter.h"

namespace dateline {

// How a file is to be cut into records.
enum class FileKind : std::uint8_t {
  text,
  json_lines,
  json,
  html,
  markdown,
  csv,
  xml,
  web_archive,
  mailbox,
  email,
  pdf,
  zip,
  tar,
  docx,
  odt,
  unknown,  // nothing that holds articles; `what` says what it is where that is known
};

struct Recognized {
  FileKind kind = FileKind::text;
  std::string what;
  char delimiter = ',';                 // of csv
  std::vector<RecordElement> elements;  // of xml
};

// What a file is, by its first bytes (some 64 KiB of them). Its name decides only between text
// formats that look alike. `front` is UTF-8 or an encoding that has ASCII as a part, without a byte
// order mark; `own_names` as in FileContext.
Recognized recognize(std::string_view front, std::string_view name, const FieldNames& own_names);

}  // namespace dateline
