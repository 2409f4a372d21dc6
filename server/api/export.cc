#include "server/api/export.h"

#include <array>
#include <cstdio>
#include <exception>

#include "search/base/date.h"
#include "search/store/columns/arrivals.h"
#include "server/api/json.h"

namespace dateline {
namespace {

constexpr std::size_t kPartBytes = 64 * 1024;

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string result;
  for (const std::string& text : texts) result.append(result.empty() ? "" : between).append(text);
  return result;
}

// A column of the CSV.
struct Column {
  std::string_view name;
  std::string (*text)(const Article&);
};

// Of when it came: what of its arrival, by the name of the column.
struct ArrivalColumn {
  std::string_view name;
  std::int64_t Arrived::*time;
};

constexpr std::array kColumns = {
    Column{"id", [](const Article& a) { return a.id; }},
    Column{"title", [](const Article& a) { return a.title; }},
    Column{"published",
           [](const Article& a) { return a.published ? format_timestamp(*a.published) : ""; }},
    Column{"source", [](const Article& a) { return a.source; }},
    Column{"authors", [](const Article& a) { return joined(a.authors, "; "); }},
    Column{"place", [](const Article& a) { return a.place; }},
    Column{"section", [](const Article& a) { return a.section; }},
    Column{"topics", [](const Article& a) { return joined(a.topics, "; "); }},
    Column{"people", [](const Article& a) { return joined(a.people, "; "); }},
    Column{"organisations", [](const Article& a) { return joined(a.organisations, "; "); }},
    Column{"language", [](const Article& a) { return a.language; }},
    Column{"url", [](const Article& a) { return a.url; }},
    Column{"summary", [](const Article& a) { return a.summary; }},
    Column{"text", [](const Article& a) { return joined(a.paragraphs, "\n\n"); }},
};

constexpr std::array kArrivalColumns = {ArrivalColumn{"added", &Arrived::added},
                                        ArrivalColumn{"changed", &Arrived::changed}};

void append_row(std::string& out, const Article& article, const Arrived& arrived) {
  for (const Column& column : kColumns) {
    if (&column != kColumns.data()) out += ',';
    append_csv_cell(out, column.text(article));
  }
  for (const ArrivalColumn& column : kArrivalColumns) {
    const std::int64_t time = arrived.*column.time;
    out.append(",").append(time == 0 ? "" : arrival_text(time));
  }
  out += "\r\n";
}

std::string names_of_columns() {
  std::string row;
  for (const Column& column : kColumns) row.append(row.empty() ? "" : ",").append(column.name);
  for (const ArrivalColumn& column : kArrivalColumns) row.append(",").append(column.name);
  return row + "\r\n";
}

std::string chunk(std::string_view bytes) {
  char size[24];
  std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  return std::string(size).append(bytes).append("\r\n");
}

void append_article(std::string& out, const Article& article, const Arrived& arrived,
                    ExportFormat format) {
  if (format == ExportFormat::csv)
    append_row(out, article, arrived);
  else
    out += to_json(article, arrived) + "\n";
}

}  // namespace

void append_csv_cell(std::string& out, std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  out += '"';
}

std::string export_fields(ExportFormat format, Framing framing, const Searcher::Matches& found) {
  const bool csv = format == ExportFormat::csv;
  std::string fields = csv ? "Content-Type: text/csv; charset=utf-8; header=present\r\n"
                           : "Content-Type: application/x-ndjson\r\n";
  fields.append("Content-Disposition: attachment; filename=\"articles.");
  fields.append(csv ? "csv" : "jsonl").append("\"\r\nCache-Control: no-cache\r\n");
  fields.append("Dateline-Articles: " + std::to_string(found.numbers.size()) + "\r\n");
  if (found.total.all_words == 0 && !found.numbers.empty())
    fields.append("Dateline-All-Words: 0\r\n");
  return framing == Framing::chunked ? fields + "Transfer-Encoding: chunked\r\n" : fields;
}

Export::Export(IndexReader::Lease searcher, std::vector<std::uint32_t> numbers, ExportFormat format,
               Framing framing, LoggedRequest request)
    : searcher_(std::move(searcher)),
      numbers_(std::move(numbers)),
      format_(format),
      framing_(framing),
      request_(std::move(request)) {}

std::string Export::part() {
  std::string bytes;
  if (done_ == 0 && format_ == ExportFormat::csv) bytes = names_of_columns();
  while (bytes.size() < kPartBytes && done_ < numbers_.size()) {
    const std::uint32_t number = numbers_[done_++];
    append_article(bytes, searcher_->article_at(number), searcher_->arrived_at(number), format_);
  }
  return bytes;
}

std::optional<std::string> Export::next() {
  if (ended_) return "";
  try {
    std::string bytes = part();
    ended_ = done_ == numbers_.size();
    if (framing_ == Framing::until_close) return bytes;
    std::string framed = bytes.empty() ? std::string() : chunk(bytes);
    return ended_ ? framed.append("0\r\n\r\n") : framed;
  } catch (const std::exception& error) {
    log_failure(request_, error.what());
    return std::nullopt;
  }
}

}  // namespace dateline
