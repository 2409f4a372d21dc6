#include "indexer/formats/fields/fields.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>
#include <utility>

#include "indexer/formats/fields/field_date.h"
#include "indexer/formats/fields/json_text.h"
#include "indexer/formats/fields/list_text.h"
#include "indexer/formats/fields/markup.h"
#include "indexer/prose/byline.h"
#include "indexer/text/encoding.h"
#include "indexer/text/language_code.h"
#include "indexer/text/text_shape.h"
#include "search/base/ascii.h"
#include "search/store/text/fold.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

using std::string_view_literals::operator""sv;

struct Alias {
  std::string_view name;  // in lower case, without accents, "_", "-" and spaces
  FieldName field;
};

// The names of the public dumps, exports and search interfaces; within a field the likeliest comes
// first.
constexpr std::array kAliases = {
    Alias{"id", FieldName::id},
    Alias{"articleid", FieldName::id},
    Alias{"docid", FieldName::id},
    Alias{"documentid", FieldName::id},
    Alias{"uuid", FieldName::id},
    Alias{"guid", FieldName::id},
    Alias{"uri", FieldName::id},
    Alias{"identifier", FieldName::id},
    Alias{"url", FieldName::url},
    Alias{"link", FieldName::url},
    Alias{"weburl", FieldName::url},
    Alias{"canonicalurl", FieldName::url},
    Alias{"canonical", FieldName::url},
    Alias{"permalink", FieldName::url},
    Alias{"externalurl", FieldName::url},
    Alias{"sourceurl", FieldName::url},
    Alias{"title", FieldName::title},
    Alias{"headline", FieldName::title},
    Alias{"headlines", FieldName::title},
    Alias{"hed", FieldName::title},
    Alias{"webtitle", FieldName::title},
    Alias{"name", FieldName::title},
    Alias{"titlepage", FieldName::title},
    Alias{"posttitle", FieldName::title},
    Alias{"articletitle", FieldName::title},
    Alias{"newstitle", FieldName::title},
    Alias{"headlinetext", FieldName::title},
    Alias{"heading", FieldName::title},
    Alias{"text", FieldName::text},
    Alias{"body", FieldName::text},
    Alias{"maintext", FieldName::text},
    Alias{"bodytext", FieldName::text},
    Alias{"articlebody", FieldName::text},
    Alias{"contenttext", FieldName::text},
    Alias{"content", FieldName::text},
    Alias{"fulltext", FieldName::text},
    Alias{"rawtext", FieldName::text},
    Alias{"bodyhtml", FieldName::text},
    Alias{"bodyxhtml", FieldName::text},
    Alias{"contenthtml", FieldName::text},
    Alias{"bodies", FieldName::text},
    Alias{"story", FieldName::text},
    Alias{"article", FieldName::text},
    Alias{"postcontent", FieldName::text},
    Alias{"articletext", FieldName::text},
    Alias{"articlecontent", FieldName::text},
    Alias{"cleantext", FieldName::text},
    Alias{"plaintext", FieldName::text},
    Alias{"selftext", FieldName::text},
    Alias{"document", FieldName::text},
    Alias{"leadparagraph", FieldName::text},
    Alias{"summary", FieldName::summary},
    Alias{"description", FieldName::summary},
    Alias{"abstract", FieldName::summary},
    Alias{"excerpt", FieldName::summary},
    Alias{"lead", FieldName::summary},
    Alias{"standfirst", FieldName::summary},
    Alias{"trailtext", FieldName::summary},
    Alias{"postexcerpt", FieldName::summary},
    Alias{"dek", FieldName::summary},
    Alias{"teaser", FieldName::summary},
    Alias{"subtitle", FieldName::summary},
    Alias{"snippet", FieldName::summary},
    Alias{"highlights", FieldName::summary},
    Alias{"section", FieldName::section},
    Alias{"articlesection", FieldName::section},
    Alias{"sectionname", FieldName::section},
    Alias{"category", FieldName::section},
    Alias{"newsdesk", FieldName::section},
    Alias{"pillarname", FieldName::section},
    Alias{"published", FieldName::published},
    Alias{"publishedat", FieldName::published},
    Alias{"datepublished", FieldName::published},
    Alias{"datepublish", FieldName::published},
    Alias{"publicationdate", FieldName::published},
    Alias{"publisheddate", FieldName::published},
    Alias{"publishdate", FieldName::published},
    Alias{"pubdate", FieldName::published},
    Alias{"webpublicationdate", FieldName::published},
    Alias{"firstcreated", FieldName::published},
    Alias{"versioncreated", FieldName::published},
    Alias{"date", FieldName::published},
    Alias{"postdate", FieldName::published},
    Alias{"updated", FieldName::updated},
    Alias{"updatedat", FieldName::updated},
    Alias{"datemodified", FieldName::updated},
    Alias{"datemodify", FieldName::updated},
    Alias{"modified", FieldName::updated},
    Alias{"lastmodified", FieldName::updated},
    Alias{"postmodified", FieldName::updated},
    Alias{"source", FieldName::source},
    Alias{"publication", FieldName::source},
    Alias{"publisher", FieldName::source},
    Alias{"agency", FieldName::source},
    Alias{"medianame", FieldName::source},
    Alias{"sitename", FieldName::source},
    Alias{"site", FieldName::source},
    Alias{"sourcedomain", FieldName::source},
    Alias{"domain", FieldName::source},
    Alias{"hostname", FieldName::source},
    Alias{"provider", FieldName::source},
    Alias{"authors", FieldName::authors},
    Alias{"author", FieldName::authors},
    Alias{"bylines", FieldName::authors},
    Alias{"byline", FieldName::authors},
    Alias{"creator", FieldName::authors},
    Alias{"place", FieldName::place},
    Alias{"located", FieldName::place},
    Alias{"location", FieldName::place},
    Alias{"topics", FieldName::topics},
    Alias{"tags", FieldName::topics},
    Alias{"keywords", FieldName::topics},
    Alias{"categories", FieldName::topics},
    Alias{"subjects", FieldName::topics},
    Alias{"subject", FieldName::topics},
    Alias{"people", FieldName::people},
    Alias{"persons", FieldName::people},
    Alias{"person", FieldName::people},
    Alias{"organisations", FieldName::organisations},
    Alias{"organizations", FieldName::organisations},
    Alias{"organisation", FieldName::organisations},
    Alias{"organization", FieldName::organisations},
    Alias{"companies", FieldName::organisations},
    Alias{"language", FieldName::language},
    Alias{"lang", FieldName::language},
    Alias{"inlanguage", FieldName::language},
};

constexpr std::size_t kNoRank = std::numeric_limits<std::size_t>::max();

// A field that a name may stand for, and how likely: the least rank wins.
struct Candidate {
  FieldName field = FieldName::unknown;
  std::size_t rank = kNoRank;
};

std::string normalized(std::string_view name) {
  std::string out;
  bool is_ascii = true;
  for (const char c : name) {
    is_ascii = is_ascii && (c & 0x80) == 0;
    if (c != '_' && c != '-' && c != ' ') out += ascii::lower(c);
  }
  return is_ascii ? out : fold(out);
}

using AliasTable = std::unordered_map<std::string, Candidate>;

const AliasTable& alias_table() {
  static const AliasTable table = [] {
    AliasTable made;
    const auto add = [&made](std::string_view name, FieldName field) {
      made.emplace(normalized(name), Candidate{field, made.size() + 1});
    };
    for (const Alias& alias : kAliases) add(alias.name, alias.field);
    const auto add_words = [&](FieldName field, const std::vector<std::string_view>& words) {
      for (const std::string_view word : words) add(word, field);
    };
    add_words(FieldName::title, words_of_languages("field title"));
    add_words(FieldName::text, words_of_languages("field text"));
    add_words(FieldName::summary, words_of_languages("field summary"));
    add_words(FieldName::section, words_of_languages("field section"));
    add_words(FieldName::published, words_of_languages("field published"));
    add_words(FieldName::updated, words_of_languages("field updated"));
    add_words(FieldName::source, words_of_languages("field source"));
    add_words(FieldName::authors, words_of_languages("field authors"));
    add_words(FieldName::place, words_of_languages("field place"));
    add_words(FieldName::topics, words_of_languages("field topics"));
    add_words(FieldName::people, words_of_languages("field people"));
    add_words(FieldName::organisations, words_of_languages("field organisations"));
    add_words(FieldName::language, words_of_languages("field language"));
    return made;
  }();
  return table;
}

Candidate find_candidate(std::string_view name, const FieldNames& own_names) {
  const auto own = own_names.find(name);
  if (own != own_names.end()) {
    const auto named = alias_table().find(normalized(own->second));
    if (named != alias_table().end()) return {named->second.field, 0};
  }
  const auto found = alias_table().find(normalized(name));
  return found == alias_table().end() ? Candidate{} : found->second;
}

constexpr std::size_t kFields = static_cast<std::size_t>(FieldName::language) + 1;

std::vector<std::string> split_on(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t found = text.find(separator);
    const std::string_view part = trim(text.substr(0, found));
    if (!part.empty()) parts.emplace_back(part);
    if (found == std::string_view::npos) return parts;
    text.remove_prefix(found + separator.size());
  }
}

// "Islamic State; Syria" or "Islamic State, Syria" or "Islamic State|Syria".
std::vector<std::string> split_list(std::string_view text) {
  for (const std::string_view separator : {";", "|", ","}) {
    if (text.find(separator) != std::string_view::npos) return split_on(text, separator);
  }
  return split_on(text, ";");
}

bool is_one_word(const std::string& text) { return text.find(' ') == std::string::npos; }

// "By Anna Berg and Jan Roth", "Anna Berg; Jan Roth", "Anna Berg, Jan Roth", but "Berg, Anna" is
// one.
std::vector<std::string> split_authors(std::string_view text) {
  text = trim(text);
  for (const std::string_view by : {"By ", "by ", "BY "}) {
    if (!text.starts_with(by)) continue;
    if (auto byline = read_byline(text); byline && !byline->authors.empty())
      return std::move(byline->authors);
    text.remove_prefix(by.size());
  }
  if (text.find(';') != std::string_view::npos) return split_on(text, ";");
  std::vector<std::string> authors;
  for (const std::string& part : split_on(text, " and ")) {
    std::vector<std::string> names = split_on(part, ",");
    if (std::any_of(names.begin(), names.end(), is_one_word)) names = {part};
    for (std::string& name : names) authors.push_back(std::move(name));
  }
  return authors;
}

std::vector<std::string> split_values(FieldName name, std::string_view text) {
  if (name == FieldName::authors) return split_authors(text);
  return split_list(text);
}

std::string* single_value(Article& article, FieldName name) {
  switch (name) {
    case FieldName::id:
      return &article.id;
    case FieldName::url:
      return &article.url;
    case FieldName::title:
      return &article.title;
    case FieldName::summary:
      return &article.summary;
    case FieldName::section:
      return &article.section;
    case FieldName::source:
      return &article.source;
    case FieldName::place:
      return &article.place;
    default:
      return nullptr;
  }
}

std::vector<std::string>* several_values(Article& article, FieldName name) {
  switch (name) {
    case FieldName::authors:
      return &article.authors;
    case FieldName::topics:
      return &article.topics;
    case FieldName::people:
      return &article.people;
    case FieldName::organisations:
      return &article.organisations;
    default:
      return nullptr;
  }
}

// The number of a row in another table; four digits may be a year.
bool is_row_number(std::string_view text) {
  return text.size() != 4 && std::all_of(text.begin(), text.end(), ascii::is_digit);
}

// ",,," and "-" fill a field that is empty.
bool is_marks_alone(std::string_view text) { return !has_letter(text) && !has_digit(text); }

// Whether a text can name somebody or something.
bool may_be_name(std::string_view text) { return !is_marks_alone(text) && !is_row_number(text); }

// The values of a text that is a list of quoted ones; of names, also one of numbers.
std::optional<std::vector<std::string>> listed_values(FieldName name, std::string_view text) {
  text = trim(text);
  const bool quoted = text.starts_with("['") || text.starts_with("[\"") || text.starts_with("('");
  const bool bracketed = text.starts_with('[') || text.starts_with('(') || text.starts_with('{');
  if (!quoted && !(bracketed && is_name(name))) return std::nullopt;
  return read_list_text(text);
}

bool set_date(std::optional<Date>& date, std::string_view text, std::string_view locale) {
  date = parse_field_date(text, locale);
  return date.has_value();
}

}  // namespace

std::vector<FieldName> assign_fields(std::span<const std::string_view> names,
                                     const FieldNames& own_names) {
  std::vector<FieldName> fields(names.size(), FieldName::unknown);
  std::array<std::size_t, kFields> rank{};
  std::array<std::size_t, kFields> holder{};
  rank.fill(kNoRank);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Candidate candidate = find_candidate(names[i], own_names);
    const auto field = static_cast<std::size_t>(candidate.field);
    if (candidate.field == FieldName::unknown || candidate.rank >= rank[field]) continue;
    if (rank[field] != kNoRank) fields[holder[field]] = FieldName::unknown;
    rank[field] = candidate.rank;
    holder[field] = i;
    fields[i] = candidate.field;
  }
  return fields;
}

bool is_name(FieldName field) {
  switch (field) {
    case FieldName::section:
    case FieldName::source:
    case FieldName::place:
    case FieldName::authors:
    case FieldName::topics:
    case FieldName::people:
    case FieldName::organisations:
      return true;
    default:
      return false;
  }
}

bool is_no_value(std::string_view text) {
  constexpr std::array kNothings = {"None"sv, "nan"sv,       "NaN"sv,  "NaT"sv, "null"sv,
                                    "NULL"sv, "Null"sv,      "<NA>"sv, "N/A"sv, "n/a"sv,
                                    "\\N"sv,  "undefined"sv, "[]"sv,   "{}"sv};
  text = trim(text);
  return text.empty() || std::find(kNothings.begin(), kNothings.end(), text) != kNothings.end();
}

bool holds_articles(std::span<const FieldName> fields) {
  return std::any_of(fields.begin(), fields.end(), [](FieldName field) {
    return field == FieldName::title || field == FieldName::text;
  });
}

bool set_field(RawArticle& article, FieldName name, std::string value,
               std::string_view date_locale) {
  if (is_no_value(value)) return false;
  if (auto list = listed_values(name, value)) return set_field(article, name, std::move(*list));
  if (name == FieldName::text) {
    article.text = clean_text(plain_text(value));
    article.shape = RawArticle::Shape::body;
    return !trim(article.text).empty();
  }
  if (name == FieldName::published) return set_date(article.known.published, value, date_locale);
  if (name == FieldName::updated) return set_date(article.known.updated, value, date_locale);
  value = clean_text_line(plain_text(value));
  if (value.empty() || (is_name(name) && !may_be_name(value))) return false;
  if (name == FieldName::language) {
    article.known.language = language_code(value);
    return !article.known.language.empty();
  }
  if (std::string* const single = single_value(article.known, name)) {
    *single = std::move(value);
    return true;
  }
  std::vector<std::string>* const several = several_values(article.known, name);
  if (several == nullptr) return false;
  *several = split_values(name, value);
  std::erase_if(*several, is_marks_alone);
  return !several->empty();
}

bool set_field(RawArticle& article, FieldName name, std::vector<std::string> values) {
  if (name == FieldName::text) {
    std::string text;
    for (const std::string& value : values) text += (text.empty() ? "" : "\n\n") + value;
    return set_field(article, name, std::move(text));
  }
  std::vector<std::string>* const several = several_values(article.known, name);
  if (several == nullptr) return !values.empty() && set_field(article, name, values.front());
  several->clear();
  for (std::string& value : values) {
    value = clean_text_line(plain_text(value));
    if (!is_no_value(value) && may_be_name(value)) several->push_back(std::move(value));
  }
  return !several->empty();
}

std::string plain_text(const std::string& text) {
  if (looks_like_markup(text)) return markup_text(text);
  return text.find('&') == std::string::npos ? text : resolve_references(text);
}

std::variant<RawArticle, SetAside> finish_fields(RawArticle article) {
  Article& known = article.known;
  const bool id_is_url = known.id.starts_with("http://") || known.id.starts_with("https://");
  if (known.url.empty() && id_is_url) known.url = known.id;
  if (!article.text.empty() || !known.paragraphs.empty() || !known.title.empty()) return article;
  return SetAside{.origin = std::move(article.origin),
                  .reason = "field 'text' is missing",
                  .advice =
                      "give the record a text or a title, or name the field that holds it in "
                      "the configuration"};
}

void ExtraFields::add_name(std::string_view name) {
  json_ += json_.empty() ? "{" : ",";
  json_ += json_string(name);
  json_ += ':';
}

void ExtraFields::add_json(std::string_view name, std::string_view json) {
  add_name(name);
  json_ += json;
}

void ExtraFields::add_text(std::string_view name, std::string_view text) {
  add_name(name);
  json_ += json_string(text);
}

void ExtraFields::add_texts(std::string_view name, const std::vector<std::string>& texts) {
  if (texts.size() == 1) return add_text(name, texts.front());
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "[" : ",") + json_string(text);
  add_json(name, list.empty() ? "[]" : list + "]");
}

std::string ExtraFields::take() {
  if (!json_.empty()) json_ += '}';
  return std::exchange(json_, {});
}

}  // namespace dateline
