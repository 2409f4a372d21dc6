#include "indexer/formats/recognize.h"

#include <algorithm>
#include <array>
#include <optional>

#include "indexer/formats/csv.h"
#include "indexer/formats/email.h"
#include "indexer/formats/json/json_splitter.h"
#include "indexer/formats/program_files.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

using std::string_view_literals::operator""sv;

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return name.size() > ending.size() &&
           ascii::equals_ignoring_case(name.substr(name.size() - ending.size()), ending);
  });
}

// The name without what only tells of packing: "a.csv.gz" gives "a.csv".
std::string_view unpacked_name(std::string_view name) {
  for (const std::string_view ending : {".gz", ".zst", ".bz2", ".xz"}) {
    if (ends_with_any(name, {ending})) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

std::string_view skip_space(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text;
}

// A file of pictures or programs has them everywhere; a text at most a stray few. Korean and
// Chinese in ISO 2022 have SO and SI around each word.
bool is_binary(std::string_view front) {
  const bool shifts = front.find("\x1B$)") != std::string_view::npos;
  const std::string_view usual = shifts ? "\t\n\r\f\v\x1B\x0E\x0F"sv : "\t\n\r\f\v\x1B"sv;
  const auto controls = std::count_if(front.begin(), front.end(), [&](char c) {
    return static_cast<unsigned char>(c) < 0x20 && usual.find(c) == std::string_view::npos;
  });
  return static_cast<std::size_t>(controls) * 20 > front.size();
}

// Formats that are not text, by their magic numbers.
std::optional<Recognized> by_magic_number(std::string_view front) {
  struct Magic {
    std::size_t at;
    std::string_view bytes;
    FileKind kind;
    std::string_view what;
  };
  constexpr std::size_t kTarMagicAt = 257;
  constexpr std::size_t kWebpAt = 8;  // behind "RIFF" and a size
  const std::array magics = {
      Magic{0, "%PDF-"sv, FileKind::pdf, ""},
      Magic{0, "PK\x03\x04"sv, FileKind::zip, ""},
      Magic{0, "PK\x05\x06"sv, FileKind::zip, ""},
      Magic{kTarMagicAt, "ustar"sv, FileKind::tar, ""},
      Magic{0, "WARC/"sv, FileKind::web_archive, ""},
      Magic{0, "filedesc://"sv, FileKind::web_archive, ""},
      Magic{0, "\x89PNG"sv, FileKind::picture, "a PNG picture"},
      Magic{0, "\xFF\xD8\xFF"sv, FileKind::picture, "a JPEG picture"},
      Magic{0, "GIF8"sv, FileKind::picture, "a GIF picture"},
      Magic{0, "II*\0"sv, FileKind::picture, "a TIFF picture"},
      Magic{0, "MM\0*"sv, FileKind::picture, "a TIFF picture"},
      Magic{kWebpAt, "WEBPVP8"sv, FileKind::picture, "a WebP picture"},
      Magic{0, "7z\xBC\xAF\x27\x1C"sv, FileKind::unknown, "a 7z archive"},
      Magic{0, "Rar!\x1A"sv, FileKind::unknown, "a RAR archive"},
      Magic{0, "\xD0\xCF\x11\xE0"sv, FileKind::unknown, "a document of old Microsoft Office"},
      Magic{0, "{\\rtf"sv, FileKind::unknown, "an RTF document"},
      Magic{0, "SQLite format 3"sv, FileKind::unknown, "an SQLite database"},
      Magic{0, "PAR1"sv, FileKind::unknown, "a Parquet table"},
      Magic{0,
            "\x7F"
            "ELF"sv,
            FileKind::unknown, "a program"}};
  for (const Magic& magic : magics) {
    if (front.size() > magic.at && front.substr(magic.at).starts_with(magic.bytes))
      return Recognized{.kind = magic.kind, .what = std::string(magic.what)};
  }
  return std::nullopt;
}

// Documents are zip archives whose first members have these names.
Recognized zip_kind(std::string_view front) {
  struct Document {
    std::string_view type;
    FileKind kind;
    std::string_view what;
  };
  constexpr std::array kTyped = {
      Document{"application/epub+zip", FileKind::epub, ""},
      Document{"application/vnd.oasis.opendocument.text", FileKind::odt, ""},
      Document{"application/vnd.oasis.opendocument.spreadsheet", FileKind::unknown,
               "a spreadsheet (ODS)"},
      Document{"application/vnd.oasis.opendocument.presentation", FileKind::unknown,
               "a presentation (ODP)"},
      Document{"application/vnd.oasis.opendocument", FileKind::unknown,
               "a document of OpenDocument that is no text"}};
  constexpr std::array kOffice = {Document{"word/", FileKind::docx, ""},
                                  Document{"xl/", FileKind::unknown, "a spreadsheet (XLSX)"},
                                  Document{"ppt/", FileKind::unknown, "a presentation (PPTX)"},
                                  Document{"visio/", FileKind::unknown, "a drawing (VSDX)"}};
  constexpr std::size_t kNameAt = 30;  // of the first member, in its local header
  const std::string_view names = front.substr(std::min(kNameAt, front.size()));
  for (const Document& document : kTyped) {
    if (names.starts_with("mimetype") && names.substr(8).starts_with(document.type))
      return {.kind = document.kind, .what = std::string(document.what)};
  }
  if (names.starts_with("META-INF/container.xml")) return {.kind = FileKind::epub};
  bool office = names.starts_with("[Content_Types].xml") || names.starts_with("_rels/");
  for (const Document& document : kOffice) office = office || names.starts_with(document.type);
  office = office || names.starts_with("docProps/");
  for (const Document& document : kOffice) {
    if (office && front.find(document.type) != std::string_view::npos)
      return {.kind = document.kind, .what = std::string(document.what)};
  }
  return {.kind = FileKind::zip};
}

// '{' and then a name or '}'.
bool is_json_object(std::string_view text) {
  if (!text.starts_with('{')) return false;
  const std::string_view inside = skip_space(text.substr(1));
  return inside.empty() || inside.front() == '"' || inside.front() == '}';
}

bool is_json_list(std::string_view text) {
  if (!text.starts_with('[')) return false;
  const std::string_view inside = skip_space(text.substr(1));
  return !inside.empty() && "{[]"sv.find(inside.front()) != std::string_view::npos;
}

// What a file that says that it is JSON may begin with, though it is no list of objects.
bool is_other_json(std::string_view text) {
  return text.starts_with('[') || text.substr(0, text.find_last_not_of(" \t\r\n") + 1) == "null";
}

std::optional<Recognized> as_json(std::string_view text, std::string_view name,
                                  const FieldNames& own_names) {
  if (is_json_object(text))
    return Recognized{.kind =
                          is_json_lines(text, own_names) ? FileKind::json_lines : FileKind::json};
  if (is_json_list(text)) return Recognized{.kind = FileKind::json};
  if (is_binary(text)) return std::nullopt;
  // The first line of a file that says that it is JSON lines may be damaged.
  if (ends_with_any(name, {".jsonl", ".ndjson"})) return Recognized{.kind = FileKind::json_lines};
  if (ends_with_any(name, {".json"}) && is_other_json(text))
    return Recognized{.kind = FileKind::json};
  return std::nullopt;
}

bool is_html_element(std::string_view root) {
  constexpr std::array kElements = {"html"sv, "head"sv, "body"sv,    "div"sv,     "p"sv,
                                    "meta"sv, "main"sv, "article"sv, "section"sv, "title"sv,
                                    "h1"sv,   "span"sv, "table"sv,   "link"sv,    "script"sv};
  return std::any_of(kElements.begin(), kElements.end(), [&](std::string_view element) {
    return ascii::equals_ignoring_case(root, element);
  });
}

// The elements of a feed that a program's complaint stands before: "<br /><b>Notice</b>: ...
// <?xml".
std::vector<RecordElement> elements_behind_notice(std::string_view text) {
  constexpr std::size_t kLongestNotice = 4096;
  const std::string_view front = text.substr(0, kLongestNotice);
  const std::size_t declaration = front.find("<?xml ");
  const bool is_page = ascii::find_ignoring_case(front, "<html") != std::string_view::npos ||
                       ascii::find_ignoring_case(front, "<!doctype") != std::string_view::npos;
  if (declaration == std::string_view::npos || is_page) return {};
  return record_elements(xml_root_name(text.substr(declaration)));
}

std::optional<Recognized> as_markup(std::string_view text, std::string_view name) {
  const std::string_view root = text.starts_with('<') ? xml_root_name(text) : "";
  std::vector<RecordElement> elements = record_elements(root);
  if (elements.empty()) elements = elements_behind_notice(text);
  if (!elements.empty()) return Recognized{.kind = FileKind::xml, .elements = std::move(elements)};
  constexpr std::size_t kLookAt = 1024;
  const std::string_view front = text.substr(0, kLookAt);
  const auto holds = [front](std::string_view lower) {
    return ascii::find_ignoring_case(front, lower) != std::string_view::npos;
  };
  const bool html = is_html_element(root) || holds("<!doctype html") || holds("<html") ||
                    ends_with_any(name, {".html", ".htm", ".xhtml"});
  if (html) return Recognized{.kind = FileKind::html};
  const bool xml = text.starts_with("<?xml") || (!root.empty() && ends_with_any(name, {".xml"}));
  if (!xml) return std::nullopt;
  return Recognized{.kind = FileKind::unknown,
                    .what = "XML of a kind that is not known, <" + std::string(root) + ">"};
}

// The name of the header field that the line is, in lower case; or empty.
std::string header_name(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon > 40) return {};
  std::string name;
  for (const char c : line.substr(0, colon)) {
    if (c <= ' ' || c > '~') return {};
    name += ascii::lower(c);
  }
  return name;
}

// The header fields at the front of a message.
struct MessageHeader {
  bool from = false;
  bool only_mail = false;  // a field that nothing else has
  bool address = false;    // one of its people has an address
  std::size_t usual = 0;   // fields that every message has
};

// None where a line before the first empty one is no field.
std::optional<MessageHeader> read_message_header(std::string_view text) {
  constexpr std::array kOnlyMail = {"message-id"sv,  "received"sv,     "mime-version"sv,
                                    "return-path"sv, "delivered-to"sv, "content-type"sv};
  constexpr std::array kPeople = {"from"sv, "to"sv, "cc"sv, "sender"sv, "reply-to"sv};
  constexpr std::array kOthers = {"subject"sv, "date"sv};
  const auto is_one_of = [](const auto& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  MessageHeader header;
  for (bool first = true; !text.empty() && text.front() != '\n' && text.front() != '\r';
       first = false) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool continued = line.front() == ' ' || line.front() == '\t';
    if (continued && !first) continue;
    const std::string name = header_name(line);
    if (name.empty()) return std::nullopt;
    const bool is_person = is_one_of(kPeople, name);
    header.from = header.from || name == "from";
    header.only_mail = header.only_mail || is_one_of(kOnlyMail, name);
    header.address = header.address || (is_person && line.find('@') != std::string_view::npos);
    header.usual += is_person || is_one_of(kOthers, name) ? 1 : 0;
  }
  return header;
}

// From and a field that only mail has; or what a person would know a message by.
bool is_message(std::string_view text) {
  constexpr std::size_t kEnough = 3;
  const auto header = read_message_header(text);
  if (!header) return false;
  return (header->from && header->only_mail) ||
         (header->usual >= kEnough && (header->address || header->only_mail));
}

std::optional<Recognized> as_mail(std::string_view text, std::string_view name) {
  if (text.starts_with("From ")) {
    const std::size_t line = text.find('\n');
    if (line != std::string_view::npos && is_message(text.substr(line + 1)))
      return Recognized{.kind = FileKind::mailbox};
  }
  const std::string_view message = apple_message(text).value_or(text);
  const auto header = ends_with_any(name, {".eml", ".emlx"}) ? read_message_header(message)
                                                             : std::optional<MessageHeader>();
  const bool named = header && (header->usual > 0 || header->only_mail);
  if (named || is_message(message)) return Recognized{.kind = FileKind::email};
  return std::nullopt;
}

// "---" or "+++", lines of fields, and the same again.
bool has_front_matter(std::string_view text) {
  for (const std::string_view fence : {"---"sv, "+++"sv}) {
    if (!text.starts_with(fence)) continue;
    const std::size_t line = text.find('\n');
    if (line == std::string_view::npos ||
        text.substr(0, line).find_last_not_of("-+ \r") != std::string_view::npos)
      return false;
    const std::string closing = "\n" + std::string(fence);
    const std::size_t close = text.find(closing, line);
    const std::string_view inside = text.substr(line, close - line);
    return close != std::string_view::npos && inside.find_first_of(":=") != std::string_view::npos;
  }
  return false;
}

std::optional<Recognized> as_table(std::string_view front, std::string_view name,
                                   const FieldNames& own_names) {
  const bool named = ends_with_any(name, {".csv", ".tsv", ".tab"});
  const std::optional<CsvDialect> dialect = find_dialect(front, own_names);
  if (dialect && (named || has_article_columns(front, *dialect, own_names)))
    return Recognized{.kind = FileKind::csv, .dialect = *dialect};
  return std::nullopt;
}

Recognized recognize_text(std::string_view front, std::string_view text, std::string_view name,
                          const FieldNames& own_names) {
  if (auto json = as_json(text, name, own_names)) return *json;
  if (is_binary(front)) return {.kind = FileKind::unknown};
  if (auto mail = as_mail(front, name)) return *mail;
  if (has_front_matter(text)) return {.kind = FileKind::markdown};
  if (auto markup = as_markup(text, name)) return *markup;
  if (ends_with_any(name, {".md", ".markdown"})) return {.kind = FileKind::markdown};
  if (auto table = as_table(front, name, own_names)) return *table;
  return {.kind = FileKind::text};
}

// What a file is that holds no article though it can be read as one; empty for any other.
std::string_view no_article(FileKind kind, std::string_view text, std::string_view name) {
  const bool is_json = kind == FileKind::json || kind == FileKind::json_lines;
  const bool is_stream = kind == FileKind::json_lines || kind == FileKind::mailbox;
  if (kind == FileKind::unknown) return {};
  if (!is_stream && holds_private_key(text)) return "a private key";
  if (kind == FileKind::text || kind == FileKind::markdown) return program_or_settings(text, name);
  if (is_json) return settings_of_json(name);
  return kind == FileKind::html ? program_with_markup(text, name) : std::string_view();
}

}  // namespace

std::vector<RecordElement> record_elements(std::string_view root) {
  if (root == "rss" || root == "RDF" || root == "channel") return {{"item", Format::feed_entry}};
  if (root == "feed") return {{"entry", Format::feed_entry}};
  if (root == "entry" || root == "item")
    return {{root == "entry" ? "entry" : "item", Format::feed_entry}};
  if (root == "nitf") return {{"nitf", Format::nitf}};
  if (root == "newsMessage" || root == "newsItem") return {{"newsItem", Format::newsml}};
  if (root == "NewsML" || root == "NewsItem") return {{"NewsItem", Format::newsml}};
  if (root == "newsitem") return {{"newsitem", Format::newsml}};
  if (root == "mediawiki") return {{"page", Format::wiki_page}};
  return {};
}

bool has_carriage_return_lines(std::string_view front) {
  return front.find('\n') == std::string_view::npos && front.find('\r') != std::string_view::npos &&
         !by_magic_number(front) && !is_binary(front);
}

Recognized recognize(std::string_view front, std::string_view name, const FieldNames& own_names) {
  if (auto known = by_magic_number(front)) {
    return known->kind == FileKind::zip ? zip_kind(front) : *known;
  }
  const std::string_view text = skip_space(front);
  const std::string_view plain_name = unpacked_name(name);
  Recognized recognized = recognize_text(front, text, plain_name, own_names);
  const std::string_view other = no_article(recognized.kind, text, plain_name);
  if (other.empty()) return recognized;
  return {.kind = FileKind::no_article, .what = std::string(other)};
}

}  // namespace dateline
