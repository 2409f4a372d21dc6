#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "indexer/formats/open_records.h"
#include "indexer/formats/parse_record.h"
#include "indexer/sources/memory_source.h"
#include "indexer/text/encoding.h"

// Any bytes are a file: they give articles of valid UTF-8, and reasons; in little time and memory.
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const dateline::RawArticle& article) {
  require(dateline::is_utf8(article.text));
  require(article.text.find('\0') == std::string::npos);
  require(dateline::is_utf8(article.known.title));
  require(dateline::is_utf8(article.known.id));
  require(dateline::is_utf8(article.known.extra_json));
  require(!article.known.published || is_valid(*article.known.published));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const dateline::SourceOptions options{.max_record_bytes = 1U << 20};
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto records = dateline::open_records(
      std::make_shared<dateline::Input>(std::make_unique<dateline::MemorySource>(bytes), 4096),
      {.path = "file",
       .budget = std::make_shared<dateline::UnpackBudget>(4U << 20),
       .options = &options});
  while (auto result = records->next()) {
    if (const auto* const problem = std::get_if<dateline::SetAside>(&*result)) {
      require(!problem->reason.empty());
      continue;
    }
    auto record = std::get<dateline::Record>(std::move(*result));
    if (record.format == dateline::Format::pdf) continue;  // is another program's work
    for (const auto& parsed : dateline::parse_record(std::move(record))) {
      if (const auto* const article = std::get_if<dateline::RawArticle>(&parsed)) check(*article);
    }
  }
  return 0;
}
