// Writes the text of the PDF document on its standard input to its standard output, or with a
// number the page of that number, from 0, as a picture (PGM) for OCR; nothing where there is no
// such page. The text is a line "Title:
// ..." of what it says of itself, lines "Heading-1: ..." to "Heading-3: ..." of what its first page
// shows in the largest letters, an empty line, and the text of its pages. Exit status 1: it cannot
// be read. A program of its own, because PDFs can make a reader crash or run for ever; see pdf.h.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <iconv.h>
#include <poppler-document.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <sys/resource.h>
#include <unistd.h>

#include "indexer/apart/confinement.h"

namespace {

constexpr rlim_t kProcessorSeconds = 30;

// What poppler reads besides the document: fonts to measure by, and tables of characters.
dateline::Confinement confinement() {
  return {.readable = {"/usr/share", "/usr/local/share", "/usr/lib", "/etc/fonts",
                       "/var/cache/fontconfig"}};
}

// poppler writes UTF-8 by iconv, whose parts are loaded when they are first asked for: as code,
// which cannot be loaded later.
void load_converters() {
  static_cast<void>(iconv_open("UTF-8", "UTF-16"));
  static_cast<void>(iconv_open("UTF-16", "UTF-8"));
}

std::vector<char> read_input() {
  std::vector<char> bytes;
  std::array<char, 65536> block{};
  ssize_t count = 0;
  while ((count = read(STDIN_FILENO, block.data(), block.size())) > 0)
    bytes.insert(bytes.end(), block.data(), block.data() + count);
  return bytes;
}

std::string utf8_of(const poppler::ustring& text) {
  const std::vector<char> bytes = text.to_utf8();
  return {bytes.begin(), bytes.end()};
}

void put(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

// Words of one size that follow one another, and the size.
struct Run {
  poppler::ustring text;
  std::size_t words = 0;
  double size = 0;
};

bool is_same_size(double a, double b) { return a > b * 0.97 && a < b * 1.03; }

std::vector<Run> runs_of(const poppler::page& page) {
  std::vector<Run> runs;
  for (const poppler::text_box& word : page.text_list(poppler::page::text_list_include_font)) {
    if (!word.has_font_info()) return {};
    const double size = word.get_font_size();
    if (runs.empty() || !is_same_size(size, runs.back().size))
      runs.push_back({.text = {}, .words = 0, .size = size});
    if (runs.back().words > 0) runs.back().text += poppler::ustring::from_latin1(" ");
    runs.back().text += word.text();
    ++runs.back().words;
  }
  return runs;
}

// The size of most of the text.
double body_size(const std::vector<Run>& runs) {
  double size = 0;
  std::size_t most = 0;
  for (const Run& run : runs) {
    std::size_t words = 0;
    for (const Run& other : runs) words += is_same_size(other.size, run.size) ? other.words : 0;
    if (words > most) size = run.size;
    most = std::max(most, words);
  }
  return size;
}

bool holds_address(const poppler::ustring& text) {
  return std::find(text.begin(), text.end(), '@') != text.end();
}

// What the page has in letters larger than its text: of three words or more, the largest first,
// then of two, as fewer are the name of a paper more often than a headline.
std::vector<poppler::ustring> headings_of(const poppler::page& page) {
  constexpr std::size_t kMostRuns = 2000;  // of a page that is a text
  constexpr std::size_t kMostWords = 40;
  std::vector<Run> runs = runs_of(page);
  if (runs.size() > kMostRuns) return {};
  const double body = body_size(runs);
  std::erase_if(runs, [&](const Run& run) {
    return run.words < 2 || run.words > kMostWords || run.size <= body * 1.15 ||
           holds_address(run.text);
  });
  std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) {
    const bool is_longer = a.words > 2 && b.words == 2;
    const bool is_shorter = a.words == 2 && b.words > 2;
    return is_longer || (!is_shorter && std::lround(a.size) > std::lround(b.size));
  });
  std::vector<poppler::ustring> headings;
  for (Run& run : runs) headings.push_back(std::move(run.text));
  return headings;
}

// Letters of one line that stand far apart, as poppler sees each as a word.
struct SpacedLetters {
  std::vector<std::string> letters;
  std::vector<double> gaps;  // before each but the first
};

struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Where the text has the letters with white space between all of them, "T h e\nq u i c k".
Stretch find_apart(const std::string& text, const std::vector<std::string>& letters) {
  constexpr const char* kWhite = " \n";
  for (std::size_t begin = text.find(letters.front()); begin != std::string::npos;
       begin = text.find(letters.front(), begin + 1)) {
    std::size_t end = begin + letters.front().size();
    std::size_t found = 1;
    while (found < letters.size() && end < text.size()) {
      const std::size_t next = text.find_first_not_of(kWhite, end);
      if (next == std::string::npos || next == end) break;
      if (text.compare(next, letters[found].size(), letters[found]) != 0) break;
      end = next + letters[found++].size();
    }
    if (found == letters.size()) return {begin, end};
  }
  return {};
}

// "The quick". Empty where no gap is wider than the others.
std::string together(const SpacedLetters& spaced) {
  constexpr double kWider = 1.4;
  std::vector<double> gaps = spaced.gaps;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  const double usual = *middle;
  std::string text = spaced.letters.front();
  bool has_words = false;
  for (std::size_t i = 0; i < spaced.gaps.size(); ++i) {
    const bool ends_word = spaced.gaps[i] > usual * kWider;
    has_words = has_words || ends_word;
    text += (ends_word ? " " : "") + spaced.letters[i + 1];
  }
  return has_words ? text : std::string();
}

// The runs of letters that stand apart: as many as no text has by chance.
std::vector<SpacedLetters> spaced_letters(const poppler::page& page) {
  constexpr std::size_t kLeastLetters = 8;
  std::vector<SpacedLetters> runs;
  SpacedLetters run;
  poppler::rectf last;
  for (const poppler::text_box& word : page.text_list()) {
    const poppler::rectf box = word.bbox();
    const bool is_letter = word.text().length() == 1;
    const bool goes_on = is_letter && !run.letters.empty() && box.left() >= last.right() &&
                         std::abs(box.bottom() - last.bottom()) < last.height() / 2;
    if (!goes_on) {
      if (run.letters.size() >= kLeastLetters) runs.push_back(std::move(run));
      run = {};
    }
    if (goes_on) run.gaps.push_back(box.left() - last.right());
    if (is_letter) run.letters.push_back(utf8_of(word.text()));
    last = box;
  }
  if (run.letters.size() >= kLeastLetters) runs.push_back(std::move(run));
  return runs;
}

// The text of a page, where letters that stand apart are words again.
std::string text_of(const poppler::page& page) {
  std::string text =
      utf8_of(page.text(poppler::rectf(), poppler::page::non_raw_non_physical_layout));
  for (const SpacedLetters& spaced : spaced_letters(page)) {
    const std::string meant = together(spaced);
    if (meant.empty()) continue;
    const Stretch found = find_apart(text, spaced.letters);
    text.replace(found.begin, found.end - found.begin, found.end > 0 ? meant : "");
  }
  return text;
}

void write_field(const char* name, poppler::ustring value) {
  for (auto& c : value) {
    if (c < ' ') c = ' ';
  }
  std::printf("%s: ", name);
  put(utf8_of(value));
  std::fputs("\n", stdout);
}

int write_text(const poppler::document& document) {
  write_field("Title", document.get_title());
  const std::unique_ptr<poppler::page> first(document.create_page(0));
  constexpr std::size_t kMostHeadings = 3;
  std::size_t headings = 0;
  for (const poppler::ustring& heading :
       first == nullptr ? std::vector<poppler::ustring>{} : headings_of(*first)) {
    if (++headings > kMostHeadings) break;
    write_field(("Heading-" + std::to_string(headings)).c_str(), heading);
  }
  std::fputs("\n", stdout);
  for (int i = 0; i < document.pages(); ++i) {
    const std::unique_ptr<poppler::page> page(document.create_page(i));
    if (page == nullptr) continue;
    put(text_of(*page) + "\n");
  }
  return 0;
}

// Dots an inch at which letters of a newspaper are read well; less for pages as large as posters.
double resolution_of(const poppler::page& page) {
  constexpr double kWanted = 300;
  constexpr double kMostDots = 7000;  // of a side
  constexpr double kPointsPerInch = 72;
  const poppler::rectf sides = page.page_rect();
  const double inches = std::max({sides.width(), sides.height(), 1.0}) / kPointsPerInch;
  return std::min(kWanted, kMostDots / inches);
}

int write_picture(const poppler::document& document, int number) {
  if (number >= document.pages()) return 0;
  const std::unique_ptr<poppler::page> page(document.create_page(number));
  if (page == nullptr) return 1;
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::antialiasing);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
  const double resolution = resolution_of(*page);
  const poppler::image picture = renderer.render_page(page.get(), resolution, resolution);
  if (!picture.is_valid()) return 1;
  std::printf("P5\n%d %d\n255\n", picture.width(), picture.height());
  for (int row = 0; row < picture.height(); ++row)
    std::fwrite(picture.const_data() + static_cast<std::ptrdiff_t>(row) * picture.bytes_per_row(),
                1, static_cast<std::size_t>(picture.width()), stdout);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const rlimit limits{kProcessorSeconds, kProcessorSeconds};
  if (setrlimit(RLIMIT_CPU, &limits) != 0) return 1;
  load_converters();
  dateline::confine(confinement());
  std::vector<char> bytes = read_input();
  const std::unique_ptr<poppler::document> document(poppler::document::load_from_data(&bytes));
  if (document == nullptr || document->is_locked()) return 1;
  return argc > 1 ? write_picture(*document, std::max(0, std::atoi(argv[1])))
                  : write_text(*document);
}
