#include "server/html_text.h"

#include <algorithm>

namespace dateline {

void append_escaped(std::string& html, std::string_view text) {
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find_first_of("&<>\"'"), text.size());
    html += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return;
    switch (text.front()) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += "&#39;";
    }
    text.remove_prefix(1);
  }
}

std::string escaped(std::string_view text) {
  std::string html;
  append_escaped(html, text);
  return html;
}

void append_marked(std::string& html, const MarkedText& text) {
  const std::string_view all = text.text;
  std::size_t done = 0;
  for (const Span& mark : text.marks) {
    const std::size_t begin = std::clamp(mark.begin, done, all.size());
    const std::size_t end = std::clamp(mark.end, begin, all.size());
    append_escaped(html, all.substr(done, begin - done));
    html += "<mark>";
    append_escaped(html, all.substr(begin, end - begin));
    html += "</mark>";
    done = end;
  }
  append_escaped(html, all.substr(done));
}

std::string marked(const MarkedText& text) {
  std::string html;
  append_marked(html, text);
  return html;
}

}  // namespace dateline
