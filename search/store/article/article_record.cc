#include "search/store/article/article_record.h"

#include <algorithm>

#include "search/base/varint.h"

namespace dateline {
namespace {

// 0 where there is no date, else precision + 1, year, month, day, second, offset + 1441 or 0.
void append_date(std::string& out, const std::optional<Date>& date) {
  if (!date) {
    append_varint(out, 0);
    return;
  }
  append_varint(out, static_cast<std::uint64_t>(date->precision) + 1);
  append_varint(out, static_cast<std::uint64_t>(date->year));
  append_varint(out, static_cast<std::uint64_t>(date->month));
  append_varint(out, static_cast<std::uint64_t>(date->day));
  append_varint(out, static_cast<std::uint64_t>(date->second));
  append_varint(out, date->utc_offset ? static_cast<std::uint64_t>(*date->utc_offset + 1441) : 0);
}

std::optional<Date> read_date(VarintReader& in) {
  const std::uint64_t precision = in.number();
  if (precision == 0) return std::nullopt;
  Date date{.precision = static_cast<Precision>(precision - 1)};
  date.year = static_cast<std::int32_t>(in.number());
  date.month = static_cast<std::int32_t>(in.number());
  date.day = static_cast<std::int32_t>(in.number());
  date.second = static_cast<std::int32_t>(in.number());
  const std::uint64_t offset = in.number();
  if (offset > 0) date.utc_offset = static_cast<int>(offset) - 1441;
  if (precision > 5 || !is_valid(date))
    throw IndexError("a stored date is damaged: run dateline-index --full");
  return date;
}

void append_list(std::string& out, const std::vector<std::string>& texts) {
  append_varint(out, texts.size());
  for (const std::string& text : texts) append_sized(out, text);
}

std::vector<std::string_view> read_list(VarintReader& in) {
  std::vector<std::string_view> texts;
  for (std::uint64_t count = in.number(); count > 0; --count) texts.push_back(in.sized());
  return texts;
}

std::vector<std::string> copies(const std::vector<std::string_view>& texts) {
  return {texts.begin(), texts.end()};
}

}  // namespace

std::string_view ArticleRecord::title() const {
  return !blocks.empty() && blocks[0].kind == BlockKind::title ? blocks[0].text
                                                               : std::string_view();
}

std::string encode_record(const Article& article) {
  std::string out;
  out.reserve(text_bytes(article) + article.extra_json.size() + 256);
  append_date(out, article.published);
  append_date(out, article.updated);
  for (const std::string* text : {&article.id, &article.url, &article.source, &article.place,
                                  &article.language, &article.section, &article.extra_json}) {
    append_sized(out, *text);
  }
  for (const auto* list : {&article.authors, &article.topics, &article.people,
                           &article.organisations, &article.asides}) {
    append_list(out, *list);
  }
  append_varint(out, article.extraction.size() * 2);
  for (const Provenance& found : article.extraction) {
    append_sized(out, found.field);
    append_sized(out, found.method);
  }
  const std::vector<Block> blocks = blocks_of(article);
  append_varint(out, blocks.size());
  for (const Block& block : blocks) {
    append_varint(out, static_cast<std::uint64_t>(block.kind));
    append_sized(out, block.text);
  }
  return out;
}

ArticleRecord decode_record(std::string_view bytes) {
  VarintReader in(bytes);
  ArticleRecord record;
  record.published = read_date(in);
  record.updated = read_date(in);
  for (std::string_view* text : {&record.id, &record.url, &record.source, &record.place,
                                 &record.language, &record.section, &record.extra_json}) {
    *text = in.sized();
  }
  for (auto* list : {&record.authors, &record.topics, &record.people, &record.organisations,
                     &record.asides, &record.extraction}) {
    *list = read_list(in);
  }
  constexpr std::uint64_t kUsualBlocks = 16;  // a damaged count must not take memory
  std::uint64_t count = in.number();
  record.blocks.reserve(std::min(count, kUsualBlocks));
  for (; count > 0; --count) {
    const std::uint64_t kind = in.number();
    if (kind > static_cast<std::uint64_t>(BlockKind::paragraph))
      throw IndexError("a stored article is damaged");
    record.blocks.push_back({static_cast<BlockKind>(kind), in.sized()});
  }
  return record;
}

Article to_article(const ArticleRecord& record) {
  Article article{.id = std::string(record.id),
                  .url = std::string(record.url),
                  .section = std::string(record.section),
                  .source = std::string(record.source),
                  .place = std::string(record.place),
                  .language = std::string(record.language),
                  .published = record.published,
                  .updated = record.updated,
                  .authors = copies(record.authors),
                  .topics = copies(record.topics),
                  .people = copies(record.people),
                  .organisations = copies(record.organisations),
                  .asides = copies(record.asides),
                  .extra_json = std::string(record.extra_json)};
  for (std::size_t i = 0; i + 1 < record.extraction.size(); i += 2) {
    article.extraction.push_back(
        {std::string(record.extraction[i]), std::string(record.extraction[i + 1])});
  }
  for (const Block& block : record.blocks) {
    switch (block.kind) {
      case BlockKind::title:
        article.title = block.text;
        break;
      case BlockKind::summary:
        article.summary = block.text;
        break;
      case BlockKind::heading:
        article.headings.push_back({article.paragraphs.size(), std::string(block.text)});
        break;
      case BlockKind::paragraph:
        article.paragraphs.emplace_back(block.text);
        break;
    }
  }
  return article;
}

}  // namespace dateline
