#include "indexer/formats/pdf.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include <unistd.h>

#include "indexer/formats/fields/fields.h"
#include "indexer/formats/fields/header_fields.h"
#include "indexer/formats/program_output.h"
#include "indexer/prose/agencies.h"
#include "indexer/text/encoding.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

constexpr std::string_view kHelper = "dateline-pdf-text";

constexpr std::array<std::string_view, 9> kSentenceEnds = {".",   "!",  "?",  "…", ".”",
                                                           ".\"", "!”", "?”", ".»"};

std::size_t longest_line(std::string_view text) {
  std::size_t longest = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    longest = std::max(longest, trim(text.substr(begin, end - begin)).size());
    begin = end + 1;
  }
  return longest;
}

// A sentence that ends well before the line is full ends its paragraph. Nothing else tells where
// paragraphs are set apart by space or indents only.
bool ends_paragraph(std::string_view line, std::size_t longest) {
  constexpr double kFull = 0.8;
  if (static_cast<double>(line.size()) >= kFull * static_cast<double>(longest)) return false;
  return std::any_of(kSentenceEnds.begin(), kSentenceEnds.end(),
                     [&](std::string_view end) { return line.ends_with(end); });
}

// Lines are cut where the page was full: those of a block become one, and words cut by a hyphen
// too.
std::string join_lines(std::string_view text) {
  const std::size_t longest = longest_line(text);
  std::string out;
  bool block_ended = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) {
      block_ended = true;
      continue;
    }
    if (block_ended && !out.empty()) {
      out += "\n\n";
    } else if (out.ends_with('-') && ascii::is_lower(line.front())) {
      out.pop_back();
    } else if (!out.empty()) {
      out += ' ';
    }
    block_ended = ends_paragraph(line, longest);
    out += line;
  }
  return out;
}

// Programs that make PDFs write the name of the file that they were given.
bool is_file_name(std::string_view title) {
  for (const std::string_view part :
       {".doc", ".indd", ".qxd", ".pdf", ".odt", "Microsoft Word", "ntitled"}) {
    if (title.find(part) != std::string_view::npos) return true;
  }
  return false;
}

// The largest words of the first page: the paper's name, where they are one, and the title.
struct Headings {
  std::string masthead;
  std::string title;
};

Headings headings_of(const HeaderFields& fields) {
  Headings headings;
  for (const char* name : {"Heading-1", "Heading-2", "Heading-3"}) {
    std::string heading = clean_text_line(to_utf8(std::string(fields.value(name))));
    if (headings.masthead.empty() && names_a_publication(heading)) {
      headings.masthead = std::move(heading);
    } else if (headings.title.empty()) {
      headings.title = std::move(heading);
    }
  }
  return headings;
}

// The heading as a paragraph of its own, also where no empty line sets it apart.
std::string set_apart(std::string text, std::string_view heading) {
  constexpr std::size_t kLookAt = 2000;
  const std::size_t at = heading.empty() ? std::string::npos : text.find(heading);
  if (at == std::string::npos || at > kLookAt) return text;
  const std::size_t end = at + heading.size();
  const bool whole_words = end == text.size() || text[end] == ' ' || text[end] == '\n';
  if (!whole_words || (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n')) return text;
  const std::string_view before = trim(std::string_view(text).substr(0, at));
  const std::string_view after = trim(std::string_view(text).substr(end));
  std::string out(before);
  out += (before.empty() ? "" : "\n\n") + std::string(heading);
  if (!after.empty()) out += "\n\n" + std::string(after);
  return out;
}

}  // namespace

PdfText read_pdf(std::string_view document) {
  const std::filesystem::path program = program_beside(kHelper);
  if (access(program.c_str(), X_OK) != 0)
    return {.problem = "it is a PDF, and this Dateline was built without poppler"};
  const FileDescriptor input = file_in_memory(document);
  if (!input.is_open()) return {.problem = "no memory or file is left to read the PDF with"};
  ProgramOutput output = run_program(program, {}, input);
  switch (output.end) {
    case ProgramOutput::End::well:
      return {.text = std::move(output.text)};
    case ProgramOutput::End::failed:
      return {.problem = "the PDF is damaged or encrypted"};
    case ProgramOutput::End::too_long_or_much:
      return {.problem = "reading the PDF took too long or gave too much"};
    case ProgramOutput::End::not_started:
      break;
  }
  return {.problem = "the program that reads PDFs cannot be started"};
}

bool has_text(const PdfText& pdf) {
  return !trim(std::string_view(pdf.text).substr(HeaderFields(pdf.text).size())).empty();
}

std::optional<std::string> draw_pdf_page(const FileDescriptor& document, std::size_t page) {
  const std::array arguments = {std::to_string(page)};
  ProgramOutput output = run_program(program_beside(kHelper), arguments, document);
  if (output.end != ProgramOutput::End::well) return std::nullopt;
  return std::move(output.text);
}

SetAside unreadable_pdf(Origin origin, std::string problem) {
  return {.origin = std::move(origin),
          .reason = std::move(problem),
          .advice = "save it again as a PDF with text"};
}

std::vector<std::variant<RawArticle, SetAside>> parse_pdf_text(Record record) {
  const std::string_view text = record.bytes;
  const HeaderFields fields(text);
  RawArticle article{.origin = std::move(record.origin), .known = std::move(record.known)};
  const std::string title(fields.value("Title"));
  const Headings headings = headings_of(fields);
  const std::string& heading = headings.title;
  if (article.known.source.empty()) set_field(article, FieldName::source, headings.masthead);
  if (!is_file_name(title)) set_field(article, FieldName::title, title);
  if (article.known.title.empty()) set_field(article, FieldName::title, heading);
  article.text = clean_text(to_utf8(join_lines(text.substr(fields.size()))));
  article.text = set_apart(std::move(article.text), heading);
  if (!fields.value(kReadBy).empty())
    article.known.extraction.push_back({"paragraphs", std::string(fields.value(kReadBy))});
  if (!article.text.empty()) return {std::move(article)};
  return {SetAside{.origin = std::move(article.origin),
                   .reason = "the PDF has no text, only pictures",
                   .advice = std::string(kOcrAdvice)}};
}

std::vector<std::variant<RawArticle, SetAside>> parse_pdf(Record record) {
  PdfText read = read_pdf(record.bytes);
  if (!read.problem.empty())
    return {unreadable_pdf(std::move(record.origin), std::move(read.problem))};
  record.bytes = std::move(read.text);
  return parse_pdf_text(std::move(record));
}

}  // namespace dateline
