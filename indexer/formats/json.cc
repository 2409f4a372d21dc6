#include "indexer/formats/json.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include "indexer/encoding.h"
#include "indexer/formats/fields.h"

namespace dateline {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using Parsed = std::vector<std::variant<RawArticle, SetAside>>;

constexpr std::size_t kMaxDepth = 32;
// Documents up to this size use a parser that each thread keeps; larger ones use one of their own,
// so that its memory, some ten times the document, is given back.
constexpr std::size_t kKeptParserBytes = 1U << 20;
constexpr std::size_t kLeastCapacity = 64U << 10;

// What nlohmann/json, which simdjson does not, tells of an error: where it is.
struct Complaint : nlohmann::json_sax<nlohmann::json> {
  std::size_t at = 0;
  std::string reason;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception& error) override {
    at = position;
    reason = error.what();
    return false;
  }
};

SetAside no_json(Origin origin, std::string_view bytes, simdjson::error_code error) {
  SetAside result{.origin = std::move(origin),
                  .reason = simdjson::error_message(error),
                  .advice = "write the record as one valid JSON value"};
  if (error == simdjson::DEPTH_ERROR) {
    result.reason = "JSON is nested deeper than " + std::to_string(kMaxDepth) + " levels";
    return result;
  }
  Complaint complaint;
  const bool valid = nlohmann::json::sax_parse(bytes, &complaint);
  if (valid) return result;
  result.origin.offset += complaint.at == 0 ? 0 : complaint.at - 1;
  result.reason = "no valid JSON at byte " + std::to_string(complaint.at) + " of the record";
  const std::size_t last = complaint.reason.rfind("; ");
  if (last != std::string::npos) result.reason += ": " + complaint.reason.substr(last + 2);
  return result;
}

// The first member of these names that is a string: the value of {"name": "TASS", "code": "..."}.
std::optional<std::string_view> text_inside(simdjson::dom::object object) {
  for (const std::string_view name : {"name", "rendered", "value", "text", "#text", "headline"}) {
    std::string_view text;
    if (object[name].get(text) == simdjson::SUCCESS) return text;
  }
  return std::nullopt;
}

// A value that stands for itself: "TASS", 12, {"name": "TASS"}.
std::optional<std::string> single_text(element value) {
  switch (value.type()) {
    case element_type::STRING:
      return std::string(value.get_string().value_unsafe());
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
      return simdjson::minify(value);
    case element_type::OBJECT: {
      const auto inside = text_inside(value.get_object().value_unsafe());
      if (inside) return std::string(*inside);
      return std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

// None where a value of the list is no text.
std::optional<std::vector<std::string>> several_texts(simdjson::dom::array values) {
  std::vector<std::string> texts;
  for (const element value : values) {
    std::optional<std::string> text = single_text(value);
    if (!text) return std::nullopt;
    texts.push_back(std::move(*text));
  }
  return texts;
}

bool set_value(RawArticle& article, FieldName name, element value) {
  simdjson::dom::array values;
  if (value.get(values) == simdjson::SUCCESS) {
    auto texts = several_texts(values);
    return texts && set_field(article, name, std::move(*texts));
  }
  std::optional<std::string> text = single_text(value);
  return text && set_field(article, name, std::move(*text));
}

bool is_empty(element value) {
  std::string_view text;
  simdjson::dom::array values;
  return value.is_null() || (value.get(text) == simdjson::SUCCESS && text.empty()) ||
         (value.get(values) == simdjson::SUCCESS && values.size() == 0);
}

// Members that Dateline itself writes, in exports and for --dry-run, beside those that others have,
// too: an article that has the last one was written by it.
constexpr std::string_view kText = "text";  // its paragraphs, which need not be found again
constexpr std::string_view kPublishedAt = "published_at";  // says more than "published"
constexpr std::string_view kUpdatedAt = "updated_at";
constexpr std::string_view kHeadings = "headings";
constexpr std::string_view kAsides = "asides";
constexpr std::string_view kExtra = "extra";
constexpr std::string_view kExtraction = "extraction";  // is found anew
constexpr std::string_view kHeadingsBefore = "headings_before";

bool is_of_dateline(simdjson::dom::object object) {
  simdjson::dom::array before;
  return object[kHeadingsBefore].get(before) == simdjson::SUCCESS;
}

std::vector<Heading> headings_of(simdjson::dom::object object) {
  std::vector<Heading> headings;
  simdjson::dom::array texts;
  simdjson::dom::array before;
  if (object[kHeadings].get(texts) != simdjson::SUCCESS) return headings;
  if (object[kHeadingsBefore].get(before) != simdjson::SUCCESS) return headings;
  auto place = before.begin();
  for (const element each : texts) {
    std::string_view text;
    std::uint64_t paragraph = 0;
    if (!(place != before.end()) || each.get(text) != simdjson::SUCCESS ||
        (*place).get(paragraph) != simdjson::SUCCESS)
      return headings;
    headings.push_back({.before = static_cast<std::size_t>(paragraph), .text = std::string(text)});
    ++place;
  }
  return headings;
}

// Takes a member of an article that Dateline wrote; false where it is one that others have, too.
bool take_own(std::string_view name, element value, RawArticle& article, ExtraFields& extra) {
  if (name == kHeadings || name == kHeadingsBefore || name == kExtraction) return true;
  simdjson::dom::array texts;
  if ((name == kText || name == kAsides) && value.get(texts) == simdjson::SUCCESS) {
    std::vector<std::string>& taken =
        name == kText ? article.known.paragraphs : article.known.asides;
    taken = several_texts(texts).value_or(std::vector<std::string>());
    return true;
  }
  std::string_view moment;
  if (name == kPublishedAt && value.get(moment) == simdjson::SUCCESS)
    return set_field(article, FieldName::published, std::string(moment));
  if (name == kUpdatedAt && value.get(moment) == simdjson::SUCCESS)
    return set_field(article, FieldName::updated, std::string(moment));
  simdjson::dom::object members;
  if (name != kExtra || value.get(members) != simdjson::SUCCESS) return false;
  for (const auto member : members) extra.add_json(member.key, simdjson::minify(member.value));
  return true;
}

Article feed_fields(simdjson::dom::object object) {
  std::string_view text;
  RawArticle feed;
  if (object["title"].get(text) == simdjson::SUCCESS)
    set_field(feed, FieldName::source, std::string(text));
  if (object["language"].get(text) == simdjson::SUCCESS)
    set_field(feed, FieldName::language, std::string(text));
  return std::move(feed.known);
}

class JsonParser {
 public:
  explicit JsonParser(const Record& record) : record_(record), feed_(record.file->known) {}

  Parsed parse(element root) {
    if (root.is_array()) {
      add_list(root.get_array().value_unsafe());
    } else if (root.is_object()) {
      add_object(root.get_object().value_unsafe());
    } else {
      refuse("a JSON value that is no object");
    }
    return std::move(parsed_);
  }

 private:
  void refuse(std::string reason) {
    parsed_.emplace_back(SetAside{.origin = record_.origin,
                                  .reason = std::move(reason),
                                  .advice = "write each article as a JSON object"});
  }

  void add_list(simdjson::dom::array values) {
    for (const element value : values) {
      simdjson::dom::object object;
      if (value.get(object) == simdjson::SUCCESS) {
        add_article(object);
      } else {
        refuse("a JSON list whose values are no objects");
      }
    }
  }

  void add_object(simdjson::dom::object object) {
    for (const std::string_view name : kListNames) {
      simdjson::dom::array list;
      if (object[name].get(list) != simdjson::SUCCESS || list.size() == 0) continue;
      if (!(*list.begin()).is_object() || has_text(object)) continue;
      feed_ = feed_fields(object);
      return add_list(list);
    }
    add_article(object);
  }

  static bool has_text(simdjson::dom::object object) {
    return object["text"].error() == simdjson::SUCCESS ||
           object["body"].error() == simdjson::SUCCESS ||
           object["content"].error() == simdjson::SUCCESS;
  }

  void add_article(simdjson::dom::object object) {
    names_.clear();
    for (const auto field : object)
      names_.push_back(is_empty(field.value) ? std::string_view() : field.key);
    const std::vector<FieldName> fields = assign_fields(names_, record_.file->field_names);
    RawArticle article{
        .origin = record_.origin, .known = record_.known, .shape = RawArticle::Shape::body};
    ExtraFields extra;
    const bool is_own = is_of_dateline(object);
    if (is_own) article.known.headings = headings_of(object);
    std::size_t i = 0;
    for (const auto field : object) {
      const FieldName name = fields[i++];
      if (is_own && take_own(field.key, field.value, article, extra)) continue;
      if (is_own && is_empty(field.value)) continue;
      if (name != FieldName::unknown && set_value(article, name, field.value)) continue;
      if (!field.value.is_null()) extra.add_json(field.key, simdjson::minify(field.value));
    }
    article.known.extra_json = extra.take();
    if (article.known.source.empty()) article.known.source = feed_.source;
    if (article.known.language.empty()) article.known.language = feed_.language;
    parsed_.push_back(finish_fields(std::move(article)));
  }

  const Record& record_;
  Article feed_;  // what holds for all articles of a list
  std::vector<std::string_view> names_;
  Parsed parsed_;
};

Parsed parse_with(simdjson::dom::parser& parser, const Record& record, std::string& json) {
  const std::size_t size = json.size();
  simdjson::error_code error = simdjson::SUCCESS;
  if (parser.capacity() < size || parser.max_depth() != kMaxDepth)
    error = parser.allocate(std::max(size, kLeastCapacity), kMaxDepth);
  json.reserve(size + simdjson::SIMDJSON_PADDING);
  element root;
  if (error == simdjson::SUCCESS) error = parser.parse(json.data(), size, false).get(root);
  if (error != simdjson::SUCCESS) return {no_json(record.origin, json, error)};
  return JsonParser(record).parse(root);
}

}  // namespace

Article feed_of_json(std::string_view json) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(replace_invalid_utf8(json)).get(object) != simdjson::SUCCESS) return {};
  return feed_fields(object);
}

Parsed parse_json(Record record) {
  std::string json = to_utf8(std::move(record.bytes), record.file->charset);
  if (json.size() > kKeptParserBytes) {
    simdjson::dom::parser parser;
    return parse_with(parser, record, json);
  }
  thread_local simdjson::dom::parser parser;
  return parse_with(parser, record, json);
}

}  // namespace dateline
