// Writes the text of the PDF document on its standard input to its standard output: a line "Title:
// ..." where it has one, an empty line, and the text of its pages. Exit status 1: it cannot be
// read. A program of its own, because PDFs can make a reader crash or run for ever; see pdf.h.

#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <poppler-document.h>
#include <poppler-page.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr rlim_t kAddressSpace = RLIM_INFINITY;  // a sanitizer maps terabytes for itself
#else
constexpr rlim_t kAddressSpace = 1UL << 30;
#endif

void limit(int resource, rlim_t value) {
  const rlimit limits{value, value};
  setrlimit(static_cast<__rlimit_resource>(resource), &limits);
}

std::vector<char> read_input() {
  std::vector<char> bytes;
  std::array<char, 65536> block{};
  ssize_t count = 0;
  while ((count = read(STDIN_FILENO, block.data(), block.size())) > 0)
    bytes.insert(bytes.end(), block.data(), block.data() + count);
  return bytes;
}

void write_utf8(const poppler::ustring& text) {
  const std::vector<char> utf8 = text.to_utf8();
  if (!utf8.empty()) std::fwrite(utf8.data(), 1, utf8.size(), stdout);
}

}  // namespace

int main() {
  limit(RLIMIT_AS, kAddressSpace);
  limit(RLIMIT_CPU, 30);  // seconds
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  std::vector<char> bytes = read_input();
  const std::unique_ptr<poppler::document> document(poppler::document::load_from_data(&bytes));
  if (document == nullptr || document->is_locked()) return 1;
  poppler::ustring title = document->get_title();
  for (auto& c : title) {
    if (c < ' ') c = ' ';
  }
  std::fputs("Title: ", stdout);
  write_utf8(title);
  std::fputs("\n\n", stdout);
  for (int i = 0; i < document->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (page == nullptr) continue;
    write_utf8(page->text(poppler::rectf(), poppler::page::non_raw_non_physical_layout));
    std::fputs("\n", stdout);
  }
  return 0;
}
