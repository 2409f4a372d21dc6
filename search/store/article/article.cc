#include "search/store/article/article.h"

namespace dateline {

std::size_t text_bytes(const Article& article) {
  std::size_t bytes = article.title.size() + article.summary.size();
  for (const Heading& heading : article.headings) bytes += heading.text.size();
  for (const std::string& paragraph : article.paragraphs) bytes += paragraph.size();
  return bytes;
}

}  // namespace dateline
