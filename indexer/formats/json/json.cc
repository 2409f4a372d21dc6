#include "indexer/formats/json/json.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include "indexer/formats/fields/fields.h"
#include "indexer/formats/json/json_date.h"
#include "indexer/formats/json/json_mend.h"
#include "indexer/formats/json/json_shape.h"
#include "indexer/formats/json/json_splitter.h"
#include "indexer/text/encoding.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

using simdjson::dom::element;
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

// A value that stands for itself: "TASS", 12, {"name": "TASS"}.
std::optional<std::string> single_text(element value) {
  if (value.is_array() || value.is_null() || value.is_bool()) return std::nullopt;
  std::string text = json_text(value);
  if (text.empty() && value.is_object()) return std::nullopt;
  return text;
}

// None where a value of the list is no text.
std::optional<std::vector<std::string>> several_texts(simdjson::dom::array values) {
  std::vector<std::string> texts;
  for (const element value : values) {
    if (value.is_null()) continue;
    std::optional<std::string> text = single_text(value);
    if (!text) return std::nullopt;
    texts.push_back(std::move(*text));
  }
  return texts;
}

bool set_value(RawArticle& article, FieldName name, element value, std::string_view date_locale) {
  if (name == FieldName::published || name == FieldName::updated)
    return set_field(article, name, json_date_text(value), date_locale);
  simdjson::dom::array values;
  if (value.get(values) == simdjson::SUCCESS) {
    const bool numbers = values.size() > 0 && (*values.begin()).is_number() && is_name(name);
    auto texts = several_texts(values);
    return texts && !numbers && set_field(article, name, std::move(*texts));
  }
  std::optional<std::string> text = single_text(value);
  const bool is_number = value.is_number() && is_name(name);  // of a row in another table
  return text && !is_number && set_field(article, name, std::move(*text));
}

bool is_empty(element value) {
  std::string_view text;
  simdjson::dom::array values;
  return value.is_null() || (value.get(text) == simdjson::SUCCESS && is_no_value(text)) ||
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
constexpr std::string_view kAdded = "added";            // to the index it was exported from
constexpr std::string_view kChanged = "changed";        // likewise
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
  if (name == kAdded || name == kChanged) return true;
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

// WordPress gives the numbers of authors and terms, and beside them what they are where it is
// asked.
constexpr std::string_view kEmbedded = "_embedded";

void take_embedded(element value, RawArticle& article) {
  simdjson::dom::object embedded;
  simdjson::dom::array authors;
  simdjson::dom::array taxonomies;
  if (value.get(embedded) != simdjson::SUCCESS) return;
  if (article.known.authors.empty() && embedded["author"].get(authors) == simdjson::SUCCESS)
    set_field(article, FieldName::authors,
              several_texts(authors).value_or(std::vector<std::string>()));
  if (embedded["wp:term"].get(taxonomies) != simdjson::SUCCESS) return;
  std::vector<std::string> terms;
  for (const element taxonomy : taxonomies) {
    simdjson::dom::array several;
    if (taxonomy.get(several) != simdjson::SUCCESS) continue;
    for (std::string& term : several_texts(several).value_or(std::vector<std::string>()))
      terms.push_back(std::move(term));
  }
  set_field(article, FieldName::topics, std::move(terms));
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

// {"index": {"_id": "1"}}, which Elasticsearch's bulk files have before each article.
bool is_bulk_action(simdjson::dom::object object) {
  if (object.size() != 1) return false;
  const auto action = *object.begin();
  simdjson::dom::object target;
  if ((action.key != "index" && action.key != "create") ||
      action.value.get(target) != simdjson::SUCCESS)
    return false;
  return std::all_of(target.begin(), target.end(),
                     [](const auto& field) { return field.key.starts_with('_'); });
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
        add_single(object);
      } else {
        refuse("a JSON list whose values are no objects");
      }
    }
  }

  // One article, in whatever else it is wrapped.
  void add_single(simdjson::dom::object object) {
    if (is_of_dateline(object)) return add_own(object);
    add_article({.fields = article_fields(object, names())});
  }

  void add_object(simdjson::dom::object object) {
    if (is_of_dateline(object)) return add_own(object);
    if (is_bulk_action(object)) return;
    const JsonArticle whole{.fields = json_fields(object)};
    const std::vector<FieldName> assigned = assign(whole.fields);
    if (has_own_text(whole.fields, assigned, names())) return add_article(whole, assigned);
    const std::vector<simdjson::dom::array> lists = wrapped_lists(object, names());
    if (!lists.empty()) feed_ = feed_fields(object);
    for (const simdjson::dom::array list : lists) add_list(list);
    if (!lists.empty()) return;
    const std::vector<JsonArticle> articles = laid_out_articles(object, names());
    for (const JsonArticle& article : articles) add_article(article);
    if (articles.empty()) add_single(object);
  }

  const FieldNames& names() const { return record_.file->field_names; }
  void add_own(simdjson::dom::object object) {
    RawArticle article = new_article();
    article.known.headings = headings_of(object);
    ExtraFields extra;
    const JsonFields fields = json_fields(object);
    const std::vector<FieldName> assigned = assign(fields);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (take_own(fields[i].name, fields[i].value, article, extra)) continue;
      if (!is_empty(fields[i].value)) take(fields[i], assigned[i], article, extra);
    }
    add(std::move(article), extra);
  }

  void add_article(const JsonArticle& from) { add_article(from, assign(from.fields)); }

  void add_article(const JsonArticle& from, const std::vector<FieldName>& assigned) {
    RawArticle article = new_article();
    ExtraFields extra;
    for (std::size_t i = 0; i < from.fields.size(); ++i) {
      const JsonField& field = from.fields[i];
      if (field.name == kEmbedded) take_embedded(field.value, article);
      take(field, assigned[i], article, extra);
    }
    if (article.known.url.empty() && from.key.starts_with("http")) {
      set_field(article, FieldName::url, std::string(from.key));
    } else if (!std::all_of(from.key.begin(), from.key.end(), ascii::is_digit)) {
      extra.add_text("key", from.key);
    }
    add(std::move(article), extra);
  }

  RawArticle new_article() const {
    return {.origin = record_.origin, .known = record_.known, .shape = RawArticle::Shape::body};
  }

  std::vector<FieldName> assign(const JsonFields& fields) {
    names_.clear();
    for (const JsonField& field : fields)
      names_.push_back(is_empty(field.value) ? std::string_view() : field.name);
    return assign_fields(names_, names());
  }

  void take(const JsonField& field, FieldName name, RawArticle& article, ExtraFields& extra) const {
    const std::string_view locale = record_.file->date_locale;
    if (name != FieldName::unknown && set_value(article, name, field.value, locale)) return;
    if (!field.value.is_null()) extra.add_json(field.name, simdjson::minify(field.value));
  }

  void add(RawArticle article, ExtraFields& extra) {
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

simdjson::error_code parse_into(simdjson::dom::parser& parser, std::string& json, element& root) {
  const std::size_t size = json.size();
  if (parser.capacity() < size || parser.max_depth() != kMaxDepth) {
    const auto error = parser.allocate(std::max(size, kLeastCapacity), kMaxDepth);
    if (error != simdjson::SUCCESS) return error;
  }
  json.reserve(size + simdjson::SIMDJSON_PADDING);
  return parser.parse(json.data(), size, false).get(root);
}

// What is no JSON is read as far as it can be: objects that stand where one was looked for one by
// one, and single values that are none of JSON as what they mean.
Parsed parse_with(simdjson::dom::parser& parser, const Record& record, std::string& json) {
  element root;
  const simdjson::error_code error = parse_into(parser, json, root);
  if (error == simdjson::SUCCESS) return JsonParser(record).parse(root);
  if (error == simdjson::DEPTH_ERROR) return {no_json(record.origin, json, error)};
  Parsed parsed;
  const std::vector<std::string_view> values = json_values(json);
  for (const std::string_view value : values) {
    std::string mended = mend_json(value);
    if (parse_into(parser, mended, root) != simdjson::SUCCESS) {
      parsed.emplace_back(no_json(record.origin, value, error));
      continue;
    }
    for (auto& one : JsonParser(record).parse(root)) parsed.push_back(std::move(one));
  }
  if (parsed.empty()) parsed.emplace_back(no_json(record.origin, json, error));
  return parsed;
}

}  // namespace

Article feed_of_json(std::string_view json) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(replace_invalid_utf8(json)).get(object) != simdjson::SUCCESS) return {};
  return feed_fields(object);
}

bool is_article_of_json(std::string_view json, const FieldNames& own_names) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  const std::string mended = mend_json(replace_invalid_utf8(json));
  return parser.parse(mended).get(object) == simdjson::SUCCESS &&
         is_article_with_text(object, own_names);
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
