#include "search/explanation.h"

#include "search/fields.h"

namespace dateline {

std::vector<std::string> explain(const ArticleRecord& record, const TokenStream& stream,
                                 const Snippeter::Matches& found) {
  std::vector<std::string> lines;
  for (const std::vector<PositionSpan>& spans : found) {
    if (spans.empty()) continue;
    std::size_t in_title = 0;
    for (const PositionSpan& span : spans) {
      in_title += !stream.blocks.empty() && stream.blocks[0].kind == BlockKind::title &&
                  span.first < stream.block_end(0);
    }
    lines.push_back("\u201C" + matched_text(record, stream, spans.front()) +
                    "\u201D: " + std::to_string(in_title) + " times in the title, which counts " +
                    std::to_string(block_weight(BlockKind::title)) + " times as much, " +
                    std::to_string(spans.size() - in_title) + " times in the text of " +
                    std::to_string(stream.forms.size()) + " words");
  }
  return lines;
}

}  // namespace dateline
