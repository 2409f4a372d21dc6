#include "indexer/apart/ocr.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <sstream>
#include <utility>
#include <variant>
#include <vector>

#include <unistd.h>

#include "indexer/formats/pdf.h"
#include "indexer/formats/program_output.h"
#include "indexer/text/encoding.h"
#include "search/base/error.h"

namespace dateline {
namespace {

constexpr std::string_view kOrientation = "osd";  // no language: tells how a page is turned
constexpr std::string_view kEquations = "equ";

// What is wrong with a picture, or its text.
using TextOrProblem = std::variant<std::string, SetAside>;

std::vector<std::string> installed_languages(const std::filesystem::path& program) {
  const std::array<std::string, 1> arguments{"--list-langs"};
  std::istringstream lines(run_program(program, arguments, file_in_memory("")).text);
  std::vector<std::string> languages;
  std::string line;
  std::getline(lines, line);  // a heading
  while (std::getline(lines, line)) languages.emplace_back(trim(line));
  return languages;
}

bool is_among(const std::vector<std::string>& languages, std::string_view one) {
  return std::find(languages.begin(), languages.end(), one) != languages.end();
}

std::string joined(const std::vector<std::string>& names, std::string_view between) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : std::string(between)) + name;
  return text;
}

std::vector<std::string> names_in(std::string_view setting) {
  std::istringstream parts{std::string(setting)};
  std::vector<std::string> names;
  std::string name;
  while (std::getline(parts, name, '+')) names.emplace_back(trim(name));
  return names;
}

void check_named(const std::vector<std::string>& named, const std::vector<std::string>& known) {
  for (const std::string& name : named) {
    if (is_among(known, name)) continue;
    throw InputError("ocr: tesseract has no language \"" + name + "\"; it has " +
                     joined(known, ", ") + ". On Debian others are packages such as " +
                     "tesseract-ocr-deu");
  }
  if (named.empty()) throw InputError("ocr must be \"off\", \"on\" or languages: \"deu+eng\"");
}

void check_all(const std::vector<std::string>& known) {
  constexpr std::size_t kMostAtOnce = 4;  // each makes it slower, and less sure
  if (known.empty())
    throw InputError("ocr: tesseract has no language: install one, as tesseract-ocr-eng");
  if (known.size() > kMostAtOnce)
    throw InputError(
        "ocr: tesseract has " + std::to_string(known.size()) +
        " languages; name those of the archive, as in \"deu+eng\": " + joined(known, ", "));
}

SetAside unread(const Record& record, std::string reason, std::string advice) {
  return {.origin = record.origin, .reason = std::move(reason), .advice = std::move(advice)};
}

// The text of a picture; empty where it shows none.
TextOrProblem read_picture(const Record& record, const FileDescriptor& picture, const Ocr& ocr) {
  constexpr auto kPatience = std::chrono::seconds(300);
  const std::array<std::string, 3> arguments{ocr.program.string(), ocr.languages, ocr.layout};
  const std::filesystem::path program = program_beside("dateline-ocr");
  ProgramOutput output = run_program(program, arguments, picture, {.patience = kPatience});
  switch (output.end) {
    case ProgramOutput::End::well:
      return std::move(output.text);
    case ProgramOutput::End::failed:
      return unread(record, "tesseract cannot read the picture, or takes too much memory or time",
                    "save it again as PNG, or in a smaller size");
    case ProgramOutput::End::too_long_or_much:
      return unread(record, "tesseract takes too long over the picture",
                    "save it in a smaller size, or only the part that is text");
    case ProgramOutput::End::not_started:
      break;
  }
  return unread(record, "tesseract cannot be started by " + program.string(),
                "dateline-ocr is installed beside dateline-index");
}

// The texts of all pages, which have pictures only.
TextOrProblem read_pages(const Record& record, const Ocr& ocr) {
  constexpr std::size_t kMostPages = 200;
  const FileDescriptor document = file_in_memory(record.bytes);
  std::string text;
  for (std::size_t page = 0;; ++page) {
    const std::string number = std::to_string(page + 1);
    const auto drawn = draw_pdf_page(document, page);
    if (!drawn)
      return unread(record, "page " + number + " of the PDF cannot be drawn",
                    "save it again as a PDF with text");
    if (drawn->empty()) return text;
    if (page == kMostPages)
      return unread(record,
                    "the PDF has more than " + std::to_string(kMostPages) + " scanned pages",
                    "make several files of it");
    TextOrProblem read = read_picture(record, file_in_memory(*drawn), ocr);
    if (auto* const problem = std::get_if<SetAside>(&read)) {
      problem->reason = "page " + number + " of the PDF: " + problem->reason;
      return read;
    }
    text += std::get<std::string>(read) + "\n";
  }
}

// Photographs give a few letters that are none.
bool is_text(std::string_view text) {
  constexpr std::size_t kLeastWords = 8;
  std::istringstream in{std::string(text)};
  std::string word;
  std::size_t words = 0;
  std::size_t letters = 0;
  while (in >> word) {
    const auto of_word = std::count_if(word.begin(), word.end(), [](char c) {
      return (c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    letters += static_cast<std::size_t>(of_word);
    words += of_word >= 3 ? 1 : 0;
  }
  // Chinese and Thai have no spaces: many letters are as good as words.
  return words >= kLeastWords || letters >= kLeastWords * 12;
}

std::optional<SetAside> take_read(Record& record, TextOrProblem read, const Ocr& ocr) {
  if (auto* const problem = std::get_if<SetAside>(&read)) return std::move(*problem);
  const auto& text = std::get<std::string>(read);
  if (!is_text(text))
    return unread(record, "tesseract finds no text in it (" + ocr.languages + ")",
                  "if there is one, see whether its language is among those of ocr");
  record.bytes = std::string(kReadBy) + ": ocr " + ocr.languages + "\n\n" + text;
  record.format = Format::pdf_text;
  return std::nullopt;
}

std::optional<SetAside> take_pdf_text(Record& record, const Ocr& ocr) {
  PdfText read = read_pdf(record.bytes);
  if (!read.problem.empty())
    return unreadable_pdf(std::move(record.origin), std::move(read.problem));
  if (!ocr.languages.empty() && !has_text(read))
    return take_read(record, read_pages(record, ocr), ocr);
  record.bytes = std::move(read.text);
  record.format = Format::pdf_text;
  return std::nullopt;
}

}  // namespace

Ocr ocr_as_set(std::string_view setting, const std::filesystem::path& program) {
  if (setting == "off") return {};
  if (access(program.c_str(), X_OK) != 0)
    throw InputError("ocr is \"" + std::string(setting) + "\", and there is no " +
                     program.string() +
                     ": install tesseract-ocr and its languages, or set ocr to \"off\"");
  const std::vector<std::string> installed = installed_languages(program);
  std::vector<std::string> languages;
  if (setting == "on") {
    languages = installed;
    std::erase_if(languages, [](const std::string& name) {
      return name == kOrientation || name == kEquations || name.starts_with("script/");
    });
    check_all(languages);
  } else {
    languages = names_in(setting);
    check_named(languages, installed);
  }
  const bool turns = is_among(installed, kOrientation);
  return {.program = program, .languages = joined(languages, "+"), .layout = turns ? "1" : "3"};
}

std::optional<SetAside> take_text(Record& record, const Ocr& ocr) {
  if (record.format == Format::pdf) return take_pdf_text(record, ocr);
  if (record.format == Format::picture)
    return take_read(record, read_picture(record, file_in_memory(record.bytes), ocr), ocr);
  return std::nullopt;
}

}  // namespace dateline
