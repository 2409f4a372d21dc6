#include "server/received_articles.h"

#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

namespace dateline {
namespace {

constexpr std::size_t kLongestId = 100;  // bytes, as dateline-index has it
constexpr int kDeepest = 32;             // nlohmann's values are copied and written by recursion

bool is_too_deep(std::string_view json) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kDeepest) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

// None where the text is no JSON object.
std::optional<nlohmann::json> parse_object(std::string_view text) {
  if (is_too_deep(text)) {
    throw BodyError("an article must not be nested deeper than " + std::to_string(kDeepest) +
                    " levels");
  }
  nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  return json;
}

ReceivedArticle article_of(const nlohmann::json& json) {
  const auto id = json.find("id");
  if (id == json.end() || !id->is_string() || !is_usable_id(id->get_ref<const std::string&>())) {
    throw BodyError(
        "an article needs an id: a string of 1 to 100 bytes without spaces and control characters");
  }
  return {.id = *id, .json = json.dump()};
}

std::vector<ReceivedArticle> articles_of_lines(std::string_view body) {
  std::vector<ReceivedArticle> articles;
  for (std::size_t line = 1; !body.empty(); ++line) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const std::string_view text = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    try {
      const auto json = parse_object(text);
      if (!json) throw BodyError("an article must be a JSON object in UTF-8, on one line");
      articles.push_back(article_of(*json));
    } catch (const BodyError& error) {
      throw BodyError("line " + std::to_string(line) + ": " + error.what());
    }
  }
  return articles;
}

}  // namespace

std::vector<ReceivedArticle> received_articles(std::string_view body) {
  if (const auto one = parse_object(body)) return {article_of(*one)};
  std::vector<ReceivedArticle> articles = articles_of_lines(body);
  if (articles.empty())
    throw BodyError("the body must have an article: a JSON object, or JSON lines");
  return articles;
}

bool is_usable_id(std::string_view id) {
  return !id.empty() && id.size() <= kLongestId &&
         std::ranges::none_of(id, [](char c) { return (c >= 0 && c <= ' ') || c == '\x7F'; });
}

}  // namespace dateline
