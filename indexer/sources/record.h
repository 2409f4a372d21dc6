#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "indexer/sources/raw_article.h"

namespace dateline {

// How the bytes of a record are written; docs/formats.md describes each.
enum class Format : std::uint8_t {
  text,
  json,
  html,
  http_page,
  markdown,
  csv,
  feed_entry,
  nitf,
  newsml,
  wiki_page,
  email,
  pdf,
  docx,
  odt,
  epub,
  pdf_text,  // what dateline-pdf-text made of a PDF, or tesseract of pictures
  picture,
};
inline constexpr Format kLastFormat = Format::picture;

// Names that a source uses for our fields, {"hed", "title"}, beside those that docs/formats.md
// lists.
using FieldNames = std::map<std::string, std::string, std::less<>>;

// How a table writes its values.
struct CsvDialect {
  char delimiter = ',';
  char quote = '"';
  enum class Escape : std::uint8_t {
    doubled,    // a quote inside quotes is ""
    backslash,  // or \"
  };
  Escape escape = Escape::doubled;

  bool operator==(const CsvDialect&) const = default;
};

// What the records of one file have in common. Shared by them, and never changed after the first.
struct FileContext {
  std::string charset;  // declared or detected for the whole file; empty: each record tells
  FieldNames field_names;
  Article known;                     // what the file says of all its articles: a feed's title
  std::string date_locale;           // whose readers write 03/04/2017 as the file does, "en-GB"
  std::vector<std::string> columns;  // of a CSV file
  CsvDialect csv;                    // of a CSV file
  std::string namespaces;            // of an XML file's root: ` xmlns:dc="http://..."`
};

// The bytes of one article as they stand in its file, with what was said beside them. Cheap to
// make: one thread cuts files into records, any number of threads parse them.
struct Record {
  Origin origin;
  Format format = Format::text;
  std::string bytes;
  Article known;  // what the container says of this record: the URL of a web archive's page
  std::shared_ptr<const FileContext> file;  // never null
};

// A record, or why one could not be had.
using ReadResult = std::variant<Record, SetAside>;

}  // namespace dateline
