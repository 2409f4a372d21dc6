#include "indexer/formats/fields/front_matter.h"

#include <algorithm>
#include <optional>
#include <sstream>

#include <toml++/toml.h>

#include "indexer/text/encoding.h"

namespace dateline {
namespace {

// The lines between two fences.
struct Fenced {
  std::string_view inside;
  std::size_t bytes = 0;  // with the fences
};

std::optional<Fenced> fenced(std::string_view text, std::string_view fence) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || !text.substr(start).starts_with(fence))
    return std::nullopt;
  const std::size_t begin = text.find('\n', start);
  if (begin == std::string_view::npos) return std::nullopt;
  for (std::size_t at = begin; at != std::string_view::npos;) {
    const std::size_t end = text.find('\n', at + 1);
    const std::string_view line =
        text.substr(at + 1, end == std::string_view::npos ? end : end - at - 1);
    if (trim(line) == fence)
      return Fenced{text.substr(begin + 1, at - begin), std::min(end, text.size() - 1) + 1};
    at = end;
  }
  return std::nullopt;
}

// A value without its quotes, and without a comment that follows it.
std::string scalar(std::string_view text) {
  text = trim(text);
  if (text.size() > 1 && text.front() == '\'') {
    std::string out(text.substr(1, text.find_last_of('\'') - 1));
    for (std::size_t at = 0; (at = out.find("''", at)) != std::string::npos; ++at) out.erase(at, 1);
    return out;
  }
  if (text.size() > 1 && text.front() == '"') {
    std::string out;
    for (std::size_t i = 1; i < text.size() && text[i] != '"'; ++i) {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      out += text[i];
    }
    return out;
  }
  const std::size_t comment = text.find(" #");
  return std::string(trim(text.substr(0, comment)));
}

// "[a, 'b, c']" without its brackets.
std::vector<std::string> flow_list(std::string_view text) {
  std::vector<std::string> values;
  std::size_t begin = 0;
  char quote = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ',';
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && trim(text.substr(begin, i - begin)).empty()) {
      quote = c;
    } else if (c == ',') {
      std::string value = scalar(text.substr(begin, i - begin));
      if (!value.empty()) values.push_back(std::move(value));
      begin = i + 1;
    }
  }
  return values;
}

class YamlReader {
 public:
  explicit YamlReader(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      if (line.ends_with('\r')) line.remove_suffix(1);
      lines_.push_back(line);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  std::vector<FrontField> read() {
    while (at_ < lines_.size()) read_field(lines_[at_++]);
    return std::move(fields_);
  }

 private:
  void read_field(std::string_view line) {
    const std::size_t colon = line.find(':');
    const bool nested = line.starts_with(' ') || line.starts_with('\t') || line.starts_with('-');
    if (nested || line.starts_with('#') || colon == 0 || colon == std::string_view::npos) return;
    FrontField field{.name = scalar(line.substr(0, colon))};
    const std::string_view rest = trim(line.substr(colon + 1));
    if (rest.starts_with('|') || rest.starts_with('>')) {
      field.values = {block(rest.front())};
    } else if (rest.starts_with('[')) {
      field.is_list = true;
      const std::string list = whole_list(rest);
      field.values = flow_list(std::string_view(list).substr(1, list.rfind(']') - 1));
    } else if (rest.empty()) {
      field.is_list = true;
      field.values = items();
    } else {
      field.values = {scalar(rest)};
    }
    if (!field.values.empty()) fields_.push_back(std::move(field));
  }

  // A list in brackets may go on over several lines.
  std::string whole_list(std::string_view first) {
    std::string list(first);
    while (list.find(']') == std::string::npos && at_ < lines_.size()) list += lines_[at_++];
    return list;
  }

  // "- a" a line.
  std::vector<std::string> items() {
    std::vector<std::string> values;
    while (at_ < lines_.size()) {
      const std::string_view line = trim(lines_[at_]);
      if (!line.starts_with("- ")) break;
      values.push_back(scalar(line.substr(2)));
      ++at_;
    }
    return values;
  }

  // The indented lines that follow; ">" joins them.
  std::string block(char style) {
    std::string text;
    while (at_ < lines_.size()) {
      const std::string_view line = lines_[at_];
      if (!line.empty() && line.front() != ' ' && line.front() != '\t') break;
      if (!text.empty()) text += style == '>' && !trim(line).empty() ? ' ' : '\n';
      text += trim(line);
      ++at_;
    }
    return text;
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  std::vector<FrontField> fields_;
};

std::string toml_value(const toml::node& node) {
  if (const auto text = node.value<std::string>()) return *text;
  std::ostringstream out;
  node.visit([&](const auto& value) {
    if constexpr (toml::is_value<decltype(value)>) out << value.get();
  });
  return out.str();
}

std::vector<FrontField> read_toml(std::string_view text) {
  std::vector<FrontField> fields;
  try {
    const toml::table table = toml::parse(text);
    for (const auto& [name, node] : table) {
      FrontField field{.name = std::string(name.str())};
      if (const toml::array* const list = node.as_array()) {
        field.is_list = true;
        for (const toml::node& value : *list) field.values.push_back(toml_value(value));
      } else if (!node.is_table()) {
        field.values = {toml_value(node)};
      }
      if (!field.values.empty()) fields.push_back(std::move(field));
    }
  } catch (const toml::parse_error&) {
    fields.clear();  // what cannot be read names nothing; the text is still an article
  }
  return fields;
}

}  // namespace

FrontMatter read_front_matter(std::string_view text) {
  if (const auto yaml = fenced(text, "---")) return {YamlReader(yaml->inside).read(), yaml->bytes};
  if (const auto toml = fenced(text, "+++")) return {read_toml(toml->inside), toml->bytes};
  return {};
}

}  // namespace dateline
