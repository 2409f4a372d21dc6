#include "server/search_body.h"

#include <cmath>
#include <cstdint>
#include <set>

#include <nlohmann/json.hpp>

#include "server/http/query_string.h"
#include "server/http/request_head.h"
#include "server/received_articles.h"

namespace dateline {
namespace {

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";
constexpr std::string_view kJsonBodyType = "application/json";

enum class BodyForm { form, json };

// "application/json; charset=utf-8" → "application/json"
std::string_view media_type(std::string_view content_type) {
  return without_blanks(content_type.substr(0, content_type.find(';')));
}

BodyForm form_of(std::string_view content_type, std::string_view body) {
  const std::string_view type = media_type(content_type);
  if (same_token(type, kJsonBodyType)) return BodyForm::json;
  // curl -d says that it sends a form, whatever it sends; a form does not begin with a brace.
  if (type.empty() || same_token(type, kFormType))
    return body.starts_with('{') ? BodyForm::json : BodyForm::form;
  throw BodyError("a search is sent as " + std::string(kFormType) + " or " +
                  std::string(kJsonBodyType) + ", not as " + std::string(type));
}

[[noreturn]] void refuse_value(const std::string& name) {
  throw ParameterError(name, name + " must be a string, a number, true, false, or a list of these");
}

// 3.0 is a whole number in JSON: some programs, and language models, write all numbers so.
bool is_written_with_a_point_only(const nlohmann::json& value) {
  constexpr double kBiggest = 1e15;  // below it a double holds every whole number
  if (!value.is_number_float()) return false;
  const auto number = value.get<double>();
  return std::abs(number) < kBiggest && std::trunc(number) == number;
}

std::string text_of(const std::string& name, const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (is_written_with_a_point_only(value)) return std::to_string(value.get<std::int64_t>());
  if (value.is_number() || value.is_boolean()) return value.dump();
  refuse_value(name);
}

void append_list(std::string& query_string, const std::string& name, const nlohmann::json& list) {
  std::string joined;
  for (const nlohmann::json& each : list) {
    const std::string text = text_of(name, each);
    if (name == "facets") {
      joined.append(joined.empty() ? "" : ",").append(text);
    } else {
      append_parameter(query_string, name, text);
    }
  }
  if (!joined.empty()) append_parameter(query_string, name, joined);
}

// An address with a parameter given twice is refused; of two members the parser would keep one.
nlohmann::json parse_once(std::string_view body) {
  std::set<std::string> names;
  const auto watch = [&](int depth, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
    if (event != nlohmann::json::parse_event_t::key || depth != 1) return true;
    const std::string& name = parsed.get_ref<const std::string&>();
    if (!names.insert(name).second) throw ParameterError(name, name + " must be given only once");
    return true;
  };
  return nlohmann::json::parse(body, watch, false);
}

void append_json(std::string& query_string, std::string_view body) {
  const nlohmann::json json = parse_once(body);
  if (!json.is_object()) throw BodyError("the body must be a JSON object in UTF-8");
  for (const auto& [name, value] : json.items()) {
    if (value.is_null()) continue;
    if (value.is_array()) {
      append_list(query_string, name, value);
    } else {
      append_parameter(query_string, name, text_of(name, value));
    }
  }
}

}  // namespace

std::string with_body_parameters(std::string_view query_string, std::string_view content_type,
                                 std::string_view body) {
  std::string all(query_string);
  if (without_blanks(body).empty()) return all;
  if (form_of(content_type, body) == BodyForm::json) {
    append_json(all, body);
  } else {
    all.append(all.empty() ? "" : "&").append(body);
  }
  return all;
}

}  // namespace dateline
