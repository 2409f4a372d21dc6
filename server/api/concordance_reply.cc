#include "server/api/concordance_reply.h"

#include "server/api/export.h"
#include "server/api/json_fields.h"

namespace dateline {
namespace {

constexpr std::string_view kFormulaBegins = "=+-@\t\r\n";

std::string day_or_nothing(const ContextLine& line) {
  return line.published ? format_day(*line.published) : "";
}

void write_line(JsonWriter& json, const ContextLine& line) {
  json.begin_object().key("id").string(line.id).key("title").string(line.title);
  json.key("source").string_or_null(line.source);
  json.key("published").string_or_null(day_or_nothing(line)).key("paragraph");
  if (line.paragraph) {
    json.number(*line.paragraph);
  } else {
    json.null();
  }
  json.key("left").string(line.left).key("match").string(line.match);
  json.key("right").string(line.right).end_object();
}

std::string next_lines(ConcordanceParameters wanted, const ConcordanceResult& result,
                       std::string_view base_path) {
  SearchRequest& search = wanted.request.search;
  search.offset += search.limit;
  if (search.offset >= result.lines_found) return {};
  return std::string(base_path) + "/api/v1/concordance?" + to_query_string(wanted);
}

std::string json_of(const ConcordanceParameters& wanted, const ConcordanceResult& result,
                    std::string_view base_path) {
  JsonWriter json;
  json.begin_object().key("query").begin_object();
  json.key("text").string(wanted.request.search.query);
  write_strings(json, "notes", result.notes);
  json.end_object();
  json.key("total").begin_object().key("value").number(result.lines_found);
  json.key("exact").boolean(result.articles_read == result.articles_found).end_object();
  json.key("articles").number(result.articles_found);
  json.key("articles_read").number(result.articles_read);
  json.key("lines").begin_array();
  for (const ContextLine& line : result.lines) write_line(json, line);
  json.end_array();
  json.key("next").string_or_null(next_lines(wanted, result, base_path));
  json.key("generation").number(result.generation).end_object();
  return json.take();
}

// A spreadsheet takes a cell that begins like a formula for one. With an apostrophe before it,
// which spreadsheets do not show, it is text.
std::string not_a_formula(std::string_view cell) {
  const bool is_like_one =
      !cell.empty() && kFormulaBegins.find(cell.front()) != std::string_view::npos;
  return (is_like_one ? "'" : "") + std::string(cell);
}

void append_csv_line(std::string& csv, const ContextLine& line) {
  const std::string paragraph = line.paragraph ? std::to_string(*line.paragraph) : "";
  const std::string_view cells[] = {line.left,  line.match,  line.right, line.id,
                                    line.title, line.source, paragraph};
  for (const std::string_view cell : cells) {
    append_csv_cell(csv, not_a_formula(cell));
    csv += ',';
  }
  append_csv_cell(csv, day_or_nothing(line));
  csv += "\r\n";
}

std::string csv_of(const ConcordanceResult& result) {
  std::string csv = "left,match,right,id,title,source,paragraph,published\r\n";
  for (const ContextLine& line : result.lines) append_csv_line(csv, line);
  return csv;
}

}  // namespace

Reply concordance_reply(const ConcordanceParameters& wanted, const ConcordanceResult& result,
                        std::string_view base_path) {
  Reply reply{.body = {}, .headers = {{"Cache-Control", "no-cache"}}};
  if (wanted.format == ConcordanceFormat::json) {
    reply.body = json_of(wanted, result, base_path);
    return reply;
  }
  reply.content_type = "text/csv; charset=utf-8; header=present";
  reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"concordance.csv\"");
  reply.headers.emplace_back("Dateline-Lines", std::to_string(result.lines_found));
  reply.body = csv_of(result);
  return reply;
}

}  // namespace dateline
