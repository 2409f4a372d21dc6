#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/apart/wire.h"
#include "indexer/text/encoding.h"

// Any bytes are an answer of a parser: they are a BadMessage, or events that go into an index as
// they are. What was read once is read again from what is written of it.
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const dateline::Article& article) {
  require(!article.id.empty());
  require(article.language.size() <= UINT16_MAX);
  for (const auto& paragraph : article.paragraphs) require(dateline::is_utf8(paragraph));
  for (const auto& heading : article.headings) require(heading.before <= article.paragraphs.size());
  require(!article.published || is_valid(*article.published));
  dateline::EventWriter writer;
  writer.add(article);
  dateline::EventReader reader;
  reader.take(writer.take());
  require(std::get<dateline::Article>(reader.next()) == article);
}

void read_events(std::string_view bytes) {
  dateline::EventReader reader;
  reader.take(std::string(bytes));
  while (!reader.is_at_end()) {
    const dateline::ParserEvent event = reader.next();
    if (const auto* article = std::get_if<dateline::Article>(&event)) check(*article);
    if (const auto* record = std::get_if<dateline::Record>(&event))
      require(record->file != nullptr);
    if (const auto* aside = std::get_if<dateline::SetAside>(&event))
      require(dateline::is_utf8(aside->origin.path) && dateline::is_utf8(aside->reason));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    read_events(bytes);
  } catch (const dateline::BadMessage&) {
  }
  try {
    dateline::request_of(bytes);
  } catch (const std::runtime_error&) {
  }
  return 0;
}
