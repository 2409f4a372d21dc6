#include "indexer/formats/web_archive.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "indexer/formats/content_coding.h"
#include "indexer/formats/fields/fields.h"
#include "indexer/formats/fields/header_fields.h"
#include "indexer/formats/html.h"
#include "indexer/formats/program_files.h"
#include "indexer/formats/recognize.h"
#include "indexer/formats/text.h"
#include "indexer/formats/xml/feed.h"
#include "indexer/formats/xml/xml_splitter.h"
#include "indexer/sources/memory_source.h"
#include "indexer/text/encoding.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

using Parsed = std::vector<std::variant<RawArticle, SetAside>>;

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

bool is_page_type(std::string_view type) {
  return type.empty() || type == "text/html" || type == "application/xhtml+xml" ||
         type == "text/plain";
}

// What may be a feed, and may be other XML.
bool is_xml_type(std::string_view type) {
  return type == "application/xml" || type == "text/xml" || type == "application/rss+xml" ||
         type == "application/atom+xml" || type == "application/rdf+xml";
}

// Crawlers keep their log and their arguments beside what they fetched, as "metadata://gnu.org/..."
// and "urn:X-wpull:log".
bool is_of_the_web(std::string_view url) {
  constexpr std::array<std::string_view, 5> kSchemes = {
      "http:", "https:", "ftp:", "ftps:", "file:"};
  return url.empty() || std::any_of(kSchemes.begin(), kSchemes.end(), [&](std::string_view scheme) {
           return ascii::equals_ignoring_case(url.substr(0, scheme.size()), scheme);
         });
}

struct HttpHead {
  int status = 0;
  HeaderFields fields;
  std::size_t size = 0;
};

HttpHead read_http_head(std::string_view message) {
  HttpHead head;
  const std::size_t line = message.find('\n');
  if (!message.starts_with("HTTP/") || line == std::string_view::npos) return head;
  const std::size_t space = std::min(message.find(' '), line);
  head.status = static_cast<int>(number(message.substr(space + 1, 3)).value_or(0));
  head.fields = HeaderFields(message.substr(line + 1));
  head.size = line + 1 + head.fields.size();
  return head;
}

// The header of one record of a web archive.
struct ArchiveRecord {
  std::string url;
  std::string fetched;
  std::string type;  // of the content
  std::uint64_t length = 0;
  std::size_t header = 0;        // bytes
  bool line_feeds_only = false;  // of a header, where a program took the CRs of the whole file
  enum class Content : std::uint8_t { http, plain, none } content = Content::none;
};

// "<https://example.org/>" is written so by old tools.
std::string_view without_brackets(std::string_view url) {
  if (url.starts_with('<') && url.ends_with('>')) return url.substr(1, url.size() - 2);
  return url;
}

std::optional<ArchiveRecord> read_warc_header(std::string_view text) {
  const std::size_t line = text.find('\n');
  if (line == std::string_view::npos) return std::nullopt;
  const HeaderFields fields(text.substr(line + 1));
  const auto length = number(fields.value("Content-Length"));
  if (!length) return std::nullopt;
  ArchiveRecord record{.url = std::string(without_brackets(fields.value("WARC-Target-URI"))),
                       .fetched = std::string(fields.value("WARC-Date")),
                       .type = fields.type("Content-Type"),
                       .length = *length,
                       .header = line + 1 + fields.size()};
  record.line_feeds_only = text.substr(0, record.header).find('\r') == std::string_view::npos;
  const std::string_view kind = fields.value("WARC-Type");
  if (kind == "response" && record.type == "application/http")
    record.content = ArchiveRecord::Content::http;
  if ((kind == "conversion" || kind == "resource" || kind == "response") &&
      is_page_type(record.type) && is_of_the_web(record.url))
    record.content = ArchiveRecord::Content::plain;
  return record;
}

// "20170125114400" gives "2017-01-25T11:44:00Z".
std::string arc_date(std::string_view digits) {
  if (digits.size() != 14 || !number(digits)) return {};
  std::string text(digits);
  for (const auto& [at, mark] : {std::pair{12, ":"}, {10, ":"}, {8, "T"}, {6, "-"}, {4, "-"}})
    text.insert(static_cast<std::size_t>(at), mark);
  return text + "Z";
}

std::vector<std::string_view> words_of_line(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::string_view rest = trim(line); !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    words.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return words;
}

// URL, address, date, type and, last, length, on one line. The URL may hold spaces: the date, which
// has a form of its own, tells where it ends.
std::optional<ArchiveRecord> read_arc_header(std::string_view text) {
  const std::size_t line = text.find('\n');
  if (line == std::string_view::npos) return std::nullopt;
  const std::vector<std::string_view> words = words_of_line(text.substr(0, line));
  if (words.size() < 5 || words[0].find(':') == std::string_view::npos) return std::nullopt;
  const auto length = number(words.back());
  if (!length) return std::nullopt;
  const auto dated = std::find_if(words.begin() + 2, words.end() - 2,
                                  [](std::string_view word) { return !arc_date(word).empty(); });
  const auto date = dated == words.end() - 2 ? words.begin() + 2 : dated;
  const char* const url = words[0].data();
  const auto url_size = static_cast<std::size_t>((date - 1)->data() - url);
  ArchiveRecord record{.url = std::string(trim(std::string_view(url, url_size))),
                       .fetched = arc_date(*date),
                       .type = std::string(*(date + 1)),
                       .length = *length,
                       .header = line + 1};
  if (words[0].starts_with("http")) record.content = ArchiveRecord::Content::http;
  return record;
}

class WebArchiveSplitter : public Splitter {
 public:
  WebArchiveSplitter(std::shared_ptr<Input> input, SplitJob job)
      : input_(std::move(input)), job_(std::move(job)) {
    is_arc_ = input_->at_least(kLongestMark).starts_with("filedesc://");
  }

  std::optional<ReadResult> next() override {
    for (;;) {
      skip_line_breaks();
      if (input_->window().empty()) return std::nullopt;
      const Origin origin{.path = job_.path, .offset = input_->offset()};
      std::optional<ArchiveRecord> header = read_header();
      if (const auto damage = damage_inside(header)) return skip_to(origin, *damage);
      if (!header) return resume(origin, "the record's header is damaged");
      if (!ends_where_it_should(*header) && !mend_length(*header))
        return resume(origin, "the record's length is wrong");
      const bool is_page = holds_page(*header);
      if (is_page && header->length <= job_.max_record_bytes) return take(origin, *header);
      skip_all(header->header + header->length);
      if (is_page) return too_large(origin, job_.max_record_bytes);
    }
  }

 private:
  static constexpr std::size_t kLongestMark = 11;
  static constexpr std::size_t kLongestHeader = 64U << 10;

  void skip_line_breaks() {
    for (;;) {
      const std::string_view window = input_->window();
      input_->skip(std::min(window.find_first_not_of("\r\n"), window.size()), 0);
      if (!input_->window().empty() || !input_->more()) return;
    }
  }

  std::optional<ArchiveRecord> read_header() {
    const std::string_view text = input_->at_least(kLongestHeader);
    if (is_arc_) return read_arc_header(text);
    if (!text.starts_with("WARC/")) return std::nullopt;
    return read_warc_header(text);
  }

  // Where bytes are missing from the record. What follows them is another record, as each has a
  // gzip member of its own.
  std::optional<std::uint64_t> damage_inside(const std::optional<ArchiveRecord>& header) {
    const std::uint64_t begin = input_->offset();
    const std::uint64_t held = header && header->length <= job_.max_record_bytes
                                   ? header->header + header->length
                                   : input_->window().size();
    input_->at_least(held);
    const std::uint64_t damage = input_->next_damage();
    if (damage <= begin || damage > begin + held) return std::nullopt;
    return damage;
  }

  SetAside skip_to(const Origin& origin, std::uint64_t offset) {
    input_->skip(offset - input_->offset(), 0);
    return {.origin = origin,
            .reason = "the record's bytes are damaged",
            .advice = "restore the file from a sound copy"};
  }

  bool holds_page(const ArchiveRecord& record) {
    if (record.content == ArchiveRecord::Content::none) return false;
    if (record.content == ArchiveRecord::Content::plain) return true;
    const std::string_view front = input_->at_least(record.header + kLongestHeader);
    const HttpHead head = read_http_head(front.substr(record.header, record.length));
    const std::string type = head.fields.type("Content-Type");
    return head.status == 200 && (is_page_type(type) || is_xml_type(type));
  }

  // A line break and the next record, or the end. A record that is longer than may be held is
  // trusted.
  bool ends_where_it_should(const ArchiveRecord& record) {
    if (record.length > job_.max_record_bytes) return true;
    const std::size_t end = record.header + record.length;
    constexpr std::size_t kBetween = 4;
    const std::string_view window = input_->at_least(end + kBetween + kLongestMark);
    if (window.size() < end) return false;
    std::string_view rest = window.substr(end);
    const std::size_t breaks = std::min(rest.find_first_not_of("\r\n"), rest.size());
    rest.remove_prefix(breaks);
    return rest.empty() || (breaks > 0 && (is_arc_ || rest.starts_with("WARC/")));
  }

  // Where the CRs of the file are gone, a record is shorter than it says, and ends at the next one.
  bool mend_length(ArchiveRecord& record) {
    if (!record.line_feeds_only) return false;
    const std::size_t said = record.header + record.length;
    const std::string_view window = input_->at_least(said + kLongestMark);
    const std::size_t next = window.substr(0, said + kLongestMark).find("\nWARC/1.", record.header);
    if (next == std::string_view::npos && window.size() > said) return false;
    record.length = std::min(next, window.size()) - record.header;
    return true;
  }

  Record take(const Origin& origin, const ArchiveRecord& header) {
    Record record{.origin = origin, .file = job_.file};
    record.format = header.content == ArchiveRecord::Content::http ? Format::http_page
                    : header.type == "text/plain"                  ? Format::text
                                                                   : Format::html;
    record.bytes = input_->window().substr(header.header, header.length);
    record.known.url = clean_text_line(replace_invalid_utf8(header.url));
    ExtraFields extra;
    if (!header.fetched.empty())
      extra.add_text("fetched", clean_text_line(replace_invalid_utf8(header.fetched)));
    record.known.extra_json = extra.take();
    input_->skip(header.header + header.length, 0);
    return record;
  }

  void skip_all(std::uint64_t bytes) {
    while (bytes > 0 && (!input_->window().empty() || input_->more())) {
      const std::size_t step = std::min<std::uint64_t>(bytes, input_->window().size());
      input_->skip(step, 0);
      bytes -= step;
    }
  }

  // Goes on at the next line that begins a record, or behind bytes that are missing, as these end
  // a record too.
  SetAside resume(const Origin& origin, std::string reason) {
    const std::string_view mark = is_arc_ ? "\nhttp" : "\nWARC/1.";
    input_->skip(1, 0);
    for (;;) {
      const std::string_view window = before_damage();
      const std::size_t found = window.find(mark);
      const bool ends_in_damage = window.size() < input_->window().size();
      if (found != std::string_view::npos || ends_in_damage) {
        input_->skip(found == std::string_view::npos ? window.size() : found + 1, 0);
        break;
      }
      const std::size_t size = window.size();
      input_->skip(size - std::min(size, mark.size() - 1), 0);
      if (!input_->more()) {
        input_->skip(input_->window().size(), 0);
        break;
      }
    }
    return {.origin = origin,
            .reason = std::move(reason),
            .advice = "restore the file from a sound copy"};
  }

  // The window as far as no bytes are missing in it.
  std::string_view before_damage() const {
    const std::uint64_t damage = input_->next_damage();
    if (damage <= input_->offset()) return input_->window();
    return input_->window().substr(0, damage - input_->offset());
  }

  std::shared_ptr<Input> input_;
  SplitJob job_;
  bool is_arc_ = false;
};

// Takes the lengths out of "Transfer-Encoding: chunked". What is not chunked stays as it is, as
// many archives store it unchunked and keep the header.
std::string without_chunks(std::string_view body) {
  std::string out;
  std::string_view rest = body;
  for (;;) {
    const std::size_t line = rest.find('\n');
    if (line == std::string_view::npos) return out.empty() ? std::string(body) : out;
    std::string_view size_text = trim(rest.substr(0, line));
    size_text = trim(size_text.substr(0, size_text.find(';')));
    std::size_t size = 0;
    const auto [end, error] =
        std::from_chars(size_text.data(), size_text.data() + size_text.size(), size, 16);
    const bool valid = error == std::errc() && end == size_text.data() + size_text.size();
    if (!valid) return out.empty() ? std::string(body) : out;
    if (size == 0) return out;
    rest.remove_prefix(line + 1);
    out += rest.substr(0, size);
    rest.remove_prefix(std::min(size, rest.size()));
    if (rest.starts_with('\r')) rest.remove_prefix(1);
    if (rest.starts_with('\n')) rest.remove_prefix(1);
  }
}

// The elements that are the articles of a feed; none where the page is none.
std::vector<RecordElement> feed_elements(std::string_view page) {
  page.remove_prefix(std::min(page.find_first_not_of(" \t\r\n\xEF\xBB\xBF"), page.size()));
  if (!page.starts_with('<')) return {};
  std::vector<RecordElement> elements = record_elements(xml_root_name(page));
  std::erase_if(elements,
                [](const RecordElement& one) { return one.format != Format::feed_entry; });
  return elements;
}

bool is_xhtml(std::string_view page) {
  return ascii::equals_ignoring_case(xml_root_name(page), "html");
}

// The entries of a feed; the address of the feed is none of theirs.
Parsed parse_feed(const Record& feed, std::vector<RecordElement> elements) {
  auto file = std::make_shared<FileContext>(*feed.file);
  const std::string_view declared = xml_declared_charset(feed.bytes);
  if (is_known_charset(declared)) file->charset = declared;
  const auto entries =
      split_xml(std::make_shared<Input>(std::make_unique<MemorySource>(feed.bytes)),
                {.path = feed.origin.path, .max_record_bytes = feed.bytes.size(), .file = file},
                std::move(elements));
  Parsed parsed;
  while (auto entry = entries->next()) {
    auto* const record = std::get_if<Record>(&*entry);
    if (record == nullptr) {
      parsed.emplace_back(std::get<SetAside>(std::move(*entry)));
      continue;
    }
    record->origin = feed.origin;
    record->known.extra_json = feed.known.extra_json;
    for (auto& one : parse_feed_entry(std::move(*record))) parsed.push_back(std::move(one));
  }
  return parsed;
}

Parsed page_set_aside(Origin origin, std::string reason) {
  return {SetAside{.origin = std::move(origin),
                   .reason = std::move(reason),
                   .advice = "fetch the page again, or remove its record"}};
}

}  // namespace

std::unique_ptr<Splitter> split_web_archive(std::shared_ptr<Input> input, SplitJob job) {
  return std::make_unique<WebArchiveSplitter>(std::move(input), std::move(job));
}

Parsed parse_http_page(Record record) {
  const HttpHead head = read_http_head(record.bytes);
  std::string body = record.bytes.substr(head.size);
  const std::string chunked = head.fields.type("Transfer-Encoding");
  if (chunked == "chunked") body = without_chunks(body);
  const std::string packing = head.fields.type("Content-Encoding");
  auto decoded = decode_body(std::move(body), packing);
  if (const auto* fault = std::get_if<CodingFault>(&decoded))
    return page_set_aside(std::move(record.origin), explain(*fault, packing));
  auto file = std::make_shared<FileContext>(*record.file);
  file->charset = head.fields.parameter("Content-Type", "charset");
  record.file = std::move(file);
  record.bytes = std::get<std::string>(std::move(decoded));
  std::vector<RecordElement> entries = feed_elements(record.bytes);
  if (!entries.empty()) return parse_feed(record, std::move(entries));
  const std::string type = head.fields.type("Content-Type");
  const bool is_other_xml = is_xml_type(type) && !is_xhtml(record.bytes);
  if (is_other_xml) return {};
  if (type == "text/plain") {
    const std::string_view address = record.known.url;
    const bool is_of_program =
        !program_or_settings(record.bytes, address.substr(0, address.find('?'))).empty();
    return is_of_program ? Parsed{} : parse_text(std::move(record));
  }
  return parse_html(std::move(record));
}

}  // namespace dateline
