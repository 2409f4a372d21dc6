#pragma once

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

// The corpus as bench/run hands it to the peers that have no loader of their own: a line an
// article, with tabs between id, title, text, published and source, and \t, \n, \r and \\ written
// with backslashes. It is PostgreSQL's COPY format, and costs next to nothing to read.
namespace dateline::bench {

struct CorpusArticle {
  std::string id;
  std::string title;
  std::string text;
  std::string published;
  std::string source;
};

class CorpusReader {
 public:
  explicit CorpusReader(const std::string& path) : file_(path) {
    if (!file_) throw std::runtime_error("cannot read " + path);
  }

  // None at the end.
  std::optional<CorpusArticle> next() {
    if (!std::getline(file_, line_)) return std::nullopt;
    rest_ = line_;
    CorpusArticle article;
    article.id = field();
    article.title = field();
    article.text = field();
    article.published = field();
    article.source = field();
    return article;
  }

 private:
  std::string field() {
    const std::size_t end = std::min(rest_.find('\t'), rest_.size());
    const std::string_view raw = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return unescaped(raw);
  }

  static std::string unescaped(std::string_view raw) {
    std::string text;
    text.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
      text += raw[i] == '\\' && i + 1 < raw.size() ? control(raw[++i]) : raw[i];
    }
    return text;
  }

  static char control(char letter) {
    switch (letter) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      default:
        return letter;
    }
  }

  std::ifstream file_;
  std::string line_;
  std::string_view rest_;  // of line_, not yet read
};

}  // namespace dateline::bench
