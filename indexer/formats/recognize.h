#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/xml/xml_splitter.h"

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
  epub,
  picture,     // `what` says of which kind
  no_article,  // a program, settings, a key: `what` says which
  unknown,     // nothing that holds articles; `what` says what it is where that is known
};

struct Recognized {
  FileKind kind = FileKind::text;
  std::string what;
  CsvDialect dialect;                   // of csv
  std::vector<RecordElement> elements;  // of xml
};

// The elements of a document with this root that are articles; none where it is of no known kind.
std::vector<RecordElement> record_elements(std::string_view root);

// Whether a text that begins so has lines that end in CR and none in LF.
bool has_carriage_return_lines(std::string_view front);

// What a file is, by its first bytes (some 64 KiB of them). Its name decides only between text
// formats that look alike. `front` is UTF-8 or an encoding that has ASCII as a part, without a byte
// order mark; `own_names` as in FileContext.
Recognized recognize(std::string_view front, std::string_view name, const FieldNames& own_names);

}  // namespace dateline
