#include "indexer/formats/recognize.h"

#include <algorithm>

#include "indexer/formats/json_splitter.h"

namespace dateline {
namespace {

// A file of pictures or programs has them everywhere; a text at most a stray few.
bool is_binary(std::string_view front) {
  const auto controls = std::count_if(front.begin(), front.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && std::string_view("\t\n\r\f\v\x1B").find(c) == std::string_view::npos;
  });
  return static_cast<std::size_t>(controls) * 20 > front.size();
}

std::string_view skip_space(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text;
}

// '{' and then a name or '}'.
bool is_json_object(std::string_view text) {
  if (!text.starts_with('{')) return false;
  const std::string_view inside = skip_space(text.substr(1));
  return inside.empty() || inside.front() == '"' || inside.front() == '}';
}

bool is_json_list(std::string_view text) {
  if (!text.starts_with('[')) return false;
  const std::string_view inside = skip_space(text.substr(1));
  return !inside.empty() && std::string_view("{[]").find(inside.front()) != std::string_view::npos;
}

}  // namespace

Recognized recognize(std::string_view front, std::string_view) {
  const std::string_view text = skip_space(front);
  if (is_json_object(text))
    return {is_json_lines(text) ? FileKind::json_lines : FileKind::json, {}};
  if (is_json_list(text)) return {FileKind::json, {}};
  if (is_binary(front)) return {FileKind::binary, {}};
  return {FileKind::text, {}};
}

}  // namespace dateline
