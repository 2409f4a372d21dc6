// Any bytes may be a page. Build with -DDATELINE_FUZZERS=ON and run with
//   html_fuzz -dict=tests/fuzz/html.dict CORPUS tests/data/html
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "indexer/html/html_extractor.h"

namespace {

// Article's contract: no field holds control characters, and headings stand at paragraphs.
void check(const dateline::Article& article) {
  for (const std::string& paragraph : article.paragraphs) {
    if (paragraph.empty()) std::abort();
    for (const char c : paragraph) {
      if (c >= 0 && c < 0x20) std::abort();
    }
  }
  for (const dateline::Heading& heading : article.headings) {
    if (heading.before > article.paragraphs.size() || heading.text.empty()) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  check(dateline::extract_html(html, "https://news.example/2017/01/25/page").known);
  return 0;
}
