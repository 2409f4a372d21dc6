#include "indexer/formats/pdf.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/formats/fields/fields.h"
#include "indexer/formats/fields/header_fields.h"
#include "indexer/prose/agencies.h"
#include "indexer/text/encoding.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

constexpr auto kPatience = std::chrono::seconds(60);
constexpr std::size_t kMostTextBytes = 64U << 20;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { close_now(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  void close_now() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

// A file in memory that holds the document, for the program's standard input.
int document_in_memory(std::string_view bytes) {
  const int file = memfd_create("document", MFD_CLOEXEC);
  while (file >= 0 && !bytes.empty()) {
    const ssize_t count = write(file, bytes.data(), bytes.size());
    if (count <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  if (file >= 0) lseek(file, 0, SEEK_SET);
  return file;
}

std::filesystem::path helper() {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() /
         "dateline-pdf-text";
}

std::optional<pid_t> start(const std::string& program, int input, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::array<char*, 2> arguments{const_cast<char*>(program.c_str()), nullptr};
  std::array<char*, 1> environment{nullptr};
  pid_t process = 0;
  const int error = posix_spawn(&process, program.c_str(), &actions, nullptr, arguments.data(),
                                environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return std::nullopt;
  return process;
}

// All that the program writes; none where it takes too long or writes too much.
std::optional<std::string> read_all(int output) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  std::string text;
  std::array<char, 65536> block{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    pollfd ready{.fd = output, .events = POLLIN, .revents = 0};
    if (left.count() <= 0 || poll(&ready, 1, static_cast<int>(left.count())) <= 0)
      return std::nullopt;
    const ssize_t count = read(output, block.data(), block.size());
    if (count < 0) return std::nullopt;
    if (count == 0) return text;
    text.append(block.data(), static_cast<std::size_t>(count));
    if (text.size() > kMostTextBytes) return std::nullopt;
  }
}

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
  const std::string program = helper().string();
  if (access(program.c_str(), X_OK) != 0)
    return {.problem = "it is a PDF, and this Dateline was built without poppler"};
  const Descriptor input(document_in_memory(document));
  std::array<int, 2> ends{-1, -1};
  if (input.number() < 0 || pipe2(ends.data(), O_CLOEXEC) != 0)
    return {.problem = "no memory or file is left to read the PDF with"};
  const Descriptor output(ends[0]);
  Descriptor input_of_pipe(ends[1]);
  const auto process = start(program, input.number(), input_of_pipe.number());
  if (!process) return {.problem = "the program that reads PDFs cannot be started"};
  input_of_pipe.close_now();
  auto text = read_all(output.number());
  if (!text) kill(*process, SIGKILL);
  int status = 0;
  waitpid(*process, &status, 0);
  if (!text) return {.problem = "reading the PDF took too long or gave too much"};
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return {.problem = "the PDF is damaged or encrypted"};
  return {.text = std::move(*text)};
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
  if (!article.text.empty()) return {std::move(article)};
  return {SetAside{.origin = std::move(article.origin),
                   .reason = "the PDF has no text, only pictures",
                   .advice = "run it through a program that reads text from pictures"}};
}

std::vector<std::variant<RawArticle, SetAside>> parse_pdf(Record record) {
  PdfText read = read_pdf(record.bytes);
  if (!read.problem.empty())
    return {unreadable_pdf(std::move(record.origin), std::move(read.problem))};
  record.bytes = std::move(read.text);
  return parse_pdf_text(std::move(record));
}

}  // namespace dateline
