#include "server/api/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>

#include "search/store/article/fields.h"
#include "search/store/text/fold.h"
#include "server/api/cursor.h"
#include "server/api/parameter_names.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxQueryBytes = 8192;
constexpr std::size_t kMaxLimit = 100;
constexpr std::size_t kMaxFacetValues = 1000;
constexpr std::size_t kMaxSuggestions = 20;
constexpr std::size_t kMaxSnippetWords = 200;
constexpr std::size_t kMaxContextWords = 30;
constexpr std::size_t kMaxLines = 10'000;  // of a concordance, in one answer
constexpr std::size_t kLeastPassageWords = 20;
constexpr std::size_t kMaxPassageWords = 10'000;
constexpr std::size_t kMaxPassages = 20;  // of one article
constexpr std::size_t kMaxRecencyDays = 10'000;
constexpr std::size_t kMaxReach = 10'000;  // offset + limit: what lies deeper is for export
constexpr std::size_t kMostCounted = 9'007'199'254'740'991;  // as JSON can say it exactly
constexpr std::size_t kNoLimit = 0xFFFFFFFF;  // of an export: more than articles can be

using Names = std::vector<std::string_view>;

std::string joined(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

bool is_filter_field(std::string_view name) { return filter_field(name) < kFilterFields.size(); }

std::size_t read_number(const Parameter& parameter, std::size_t least, std::size_t most) {
  std::size_t number = 0;
  const char* const end = parameter.value.data() + parameter.value.size();
  const auto result = std::from_chars(parameter.value.data(), end, number);
  if (result.ec != std::errc() || result.ptr != end || number < least || number > most) {
    throw ParameterError(parameter.name, parameter.name + " must be a number from " +
                                             std::to_string(least) + " to " + std::to_string(most));
  }
  return number;
}

std::string read_query(const Parameter& parameter) {
  if (parameter.value.size() > kMaxQueryBytes) {
    throw ParameterError(parameter.name, parameter.name + " must not exceed " +
                                             std::to_string(kMaxQueryBytes) + " bytes of UTF-8");
  }
  return parameter.value;
}

Date read_date(const Parameter& parameter) {
  const std::optional<Date> date = parse_iso_date(parameter.value);
  if (!date) {
    throw ParameterError(parameter.name,
                         parameter.name + " must be a date as 2017, 2017-01 or 2017-01-25");
  }
  return *date;
}

// The value that a word of a closed list stands for.
template <typename Value>
struct Word {
  std::string_view word;
  Value value;
};

template <typename Value, std::size_t size>
Value read_word(const Parameter& parameter, const std::array<Word<Value>, size>& words) {
  std::string allowed;
  for (const Word<Value>& each : words) {
    if (each.word == parameter.value) return each.value;
    allowed.append(allowed.empty() ? "" : ", ").append(each.word);
  }
  throw ParameterError(parameter.name, parameter.name + " must be one of " + allowed);
}

template <typename Value, std::size_t size>
std::string_view word_for(Value value, const std::array<Word<Value>, size>& words) {
  return std::ranges::find(words, value, &Word<Value>::value)->word;
}

constexpr std::array kSorts = {
    Word<Sort>{"relevance", Sort::relevance}, Word<Sort>{"newest", Sort::newest},
    Word<Sort>{"oldest", Sort::oldest}, Word<Sort>{"added", Sort::added}};
constexpr std::array kPeriods = {
    Word<Period>{"year", Period::year}, Word<Period>{"month", Period::month},
    Word<Period>{"day", Period::day}, Word<Period>{"auto", Period::automatic}};
constexpr std::array kOperators = {Word<Operator>{"all", Operator::all},
                                   Word<Operator>{"any", Operator::any}};
constexpr std::array kNameSpellings = {Word<NameSpellings>{"similar", NameSpellings::similar},
                                       Word<NameSpellings>{"exact", NameSpellings::exact}};
constexpr std::array kCountUnits = {Word<CountUnit>{"articles", CountUnit::articles},
                                    Word<CountUnit>{"stories", CountUnit::stories}};
constexpr std::array kGroupings = {Word<Grouping>{"similar", Grouping::similar}};
constexpr std::array kFacetCounts = {Word<FacetCounts>{"conjunctive", FacetCounts::conjunctive},
                                     Word<FacetCounts>{"disjunctive", FacetCounts::disjunctive}};
constexpr std::array kUndated = {Word<bool>{"only", true}};
constexpr std::array kFormats = {Word<ExportFormat>{"jsonl", ExportFormat::jsonl},
                                 Word<ExportFormat>{"csv", ExportFormat::csv}};
constexpr std::array kContextOrders = {Word<ContextOrder>{"articles", ContextOrder::articles},
                                       Word<ContextOrder>{"left", ContextOrder::left},
                                       Word<ContextOrder>{"right", ContextOrder::right},
                                       Word<ContextOrder>{"source", ContextOrder::source}};
constexpr std::array kConcordanceFormats = {
    Word<ConcordanceFormat>{"json", ConcordanceFormat::json},
    Word<ConcordanceFormat>{"csv", ConcordanceFormat::csv}};
constexpr std::array kPassageMarks = {Word<PassageMarks>{"offsets", PassageMarks::offsets},
                                      Word<PassageMarks>{"html", PassageMarks::html}};
constexpr std::array kScopes = {Word<RunScope>{"changes", RunScope::changes},
                                Word<RunScope>{"everything", RunScope::everything}};
constexpr std::array kSwitches = {Word<bool>{"true", true}, Word<bool>{"false", false},
                                  Word<bool>{"1", true}, Word<bool>{"0", false}};

// Elsewhere it is how many hits are wanted.
CountUnit read_count_unit(const Parameter& parameter) {
  const bool is_number = parameter.value.find_first_not_of("0123456789") == std::string::npos;
  if (is_number && !parameter.value.empty())
    throw ParameterError(parameter.name,
                         "count must be articles or stories; how many hits are wanted is called "
                         "limit here");
  return read_word(parameter, kCountUnits);
}

std::vector<std::string> read_facets(const Parameter& parameter) {
  std::vector<std::string> fields;
  std::string_view rest = parameter.value;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view field = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    if (!is_filter_field(field)) {
      throw ParameterError(parameter.name, parameter.name + " must be a list, by commas, of " +
                                               names_of_filter_fields());
    }
    if (std::ranges::find(fields, field) == fields.end()) fields.emplace_back(field);
  }
  return fields;
}

void apply_freshness(const Parameter& parameter, Freshness& at_least) {
  (parameter.name == kMinGeneration ? at_least.generation : at_least.sequence) =
      read_number(parameter, 0, kMostCounted);
}

// A parameter of /api/v1/search that may be given once.
struct SearchParameter {
  std::string_view name;
  void (*apply)(const Parameter&, SearchRequest&);
};

constexpr std::array kSearchParameters = {
    SearchParameter{"q", [](const Parameter& p, SearchRequest& r) { r.query = read_query(p); }},
    SearchParameter{"limit", [](const Parameter& p,
                                SearchRequest& r) { r.limit = read_number(p, 1, kMaxLimit); }},
    SearchParameter{"offset", [](const Parameter& p,
                                 SearchRequest& r) { r.offset = read_number(p, 0, kMaxReach); }},
    SearchParameter{"sort",
                    [](const Parameter& p, SearchRequest& r) { r.sort = read_word(p, kSorts); }},
    SearchParameter{"from", [](const Parameter& p, SearchRequest& r) { r.from = read_date(p); }},
    SearchParameter{"to", [](const Parameter& p, SearchRequest& r) { r.to = read_date(p); }},
    SearchParameter{"facets",
                    [](const Parameter& p, SearchRequest& r) { r.facets = read_facets(p); }},
    SearchParameter{"timeline", [](const Parameter& p,
                                   SearchRequest& r) { r.timeline = read_word(p, kPeriods); }},
    SearchParameter{"count",
                    [](const Parameter& p, SearchRequest& r) { r.count = read_count_unit(p); }},
    SearchParameter{
        "facet_counts",
        [](const Parameter& p, SearchRequest& r) { r.facet_counts = read_word(p, kFacetCounts); }},
    SearchParameter{"undated", [](const Parameter& p,
                                  SearchRequest& r) { r.undated = read_word(p, kUndated); }},
    SearchParameter{"operator", [](const Parameter& p,
                                   SearchRequest& r) { r.words = read_word(p, kOperators); }},
    SearchParameter{"snippet_words",
                    [](const Parameter& p, SearchRequest& r) {
                      r.snippet_words = read_number(p, 0, kMaxSnippetWords);
                    }},
    SearchParameter{"explain", [](const Parameter& p,
                                  SearchRequest& r) { r.explain = read_word(p, kSwitches); }},
    SearchParameter{"read_as", [](const Parameter& p,
                                  SearchRequest& r) { r.read_as = read_word(p, kSwitches); }},
    SearchParameter{"broaden", [](const Parameter& p,
                                  SearchRequest& r) { r.broaden = read_word(p, kSwitches); }},
    SearchParameter{"recency_days",
                    [](const Parameter& p, SearchRequest& r) {
                      r.recency_days = read_number(p, 0, kMaxRecencyDays);
                    }},
    SearchParameter{"names",
                    [](const Parameter& p, SearchRequest& r) {
                      r.besides.names = read_word(p, kNameSpellings);
                    }},
    SearchParameter{kMinGeneration,
                    [](const Parameter& p, SearchRequest& r) { apply_freshness(p, r.at_least); }},
    SearchParameter{kMinSequence,
                    [](const Parameter& p, SearchRequest& r) { apply_freshness(p, r.at_least); }},
    SearchParameter{
        "group", [](const Parameter& p, SearchRequest& r) { r.group = read_word(p, kGroupings); }},
};

// In front of a filter field's name: a value that the field must not have.
constexpr std::string_view kExclude = "exclude.";

// May be given often, as filters may.
constexpr std::string_view kWithout = "without";

// Those of a search, a facet and an export by themselves, or that mean something else there.
constexpr std::array<std::string_view, 2> kPageParameters = {"page", "cursor"};
constexpr std::array<std::string_view, 1> kIdParameter = {"id"};
constexpr std::array<std::string_view, 5> kConcordanceParameters = {"order", "context", "format",
                                                                    "limit", "offset"};
constexpr std::array<std::string_view, 3> kPassageParameters = {"words", "passages", "marks"};
constexpr std::array<std::string_view, 3> kFacetParameters = {"prefix", "limit", "offset"};
constexpr std::array<std::string_view, 3> kExportParameters = {"format", "limit", "offset"};

// Says which parameter here is meant, where that can be told; else `list`, which there are.
[[noreturn]] void refuse_unknown(const Parameter& parameter, const Names& known,
                                 const std::string& list) {
  const std::string_view meant = meant_parameter(parameter.name, known);
  if (!meant.empty()) {
    throw ParameterError(parameter.name, "there is no parameter of this name; here it is called " +
                                             std::string(meant));
  }
  throw ParameterError(parameter.name, "there is no parameter of this name; there are " + list);
}

// Notes each name once, so that a second one can be refused.
class Given {
 public:
  void note(std::string_view name) {
    if (has(name)) throw ParameterError(name, std::string(name) + " must be given only once");
    names_.emplace_back(name);
  }
  bool has(std::string_view name) const { return std::ranges::find(names_, name) != names_.end(); }

 private:
  std::vector<std::string> names_;
};

void check_dates(const SearchRequest& request) {
  if (request.from && request.to && day_number(*request.from) > last_day(*request.to)) {
    throw ParameterError("from", "from must not be later than to");
  }
  if (request.undated && (request.from || request.to)) {
    throw ParameterError("undated", "undated articles are of no period: leave out from and to");
  }
}

void check_together(const SearchRequest& request) {
  if (!is_reachable(request)) {
    throw ParameterError("offset", "offset and limit together must not exceed " +
                                       std::to_string(kMaxReach) +
                                       "; /api/v1/export has no such limit");
  }
  check_dates(request);
}

Names search_names(std::span<const std::string_view> own) {
  Names names(own.begin(), own.end());
  for (const SearchParameter& each : kSearchParameters) {
    if (std::ranges::find(own, each.name) == own.end()) names.push_back(each.name);
  }
  names.push_back(kWithout);
  for (const FilterField& field : kFilterFields) names.push_back(field.name);
  return names;
}

// `own` are those of the address besides what a search has.
[[noreturn]] void refuse_unknown_of_search(const Parameter& parameter,
                                           std::span<const std::string_view> own) {
  const Names names = search_names(own);
  refuse_unknown(parameter, names,
                 joined(names) + ", and each of the fields behind " + std::string(kExclude));
}

// Whether it was a filter.
bool apply_filter(const Parameter& parameter, SearchRequest& request) {
  const bool excludes = parameter.name.starts_with(kExclude);
  const std::string field = parameter.name.substr(excludes ? kExclude.size() : 0);
  if (!is_filter_field(field)) return false;
  if (parameter.value.empty()) {
    throw ParameterError(parameter.name, parameter.name + " must not be empty");
  }
  (excludes ? request.excluded : request.filters).push_back({field, parameter.value});
  return true;
}

// A parameter of the address; `own` are those that its caller has read itself.
void apply(const Parameter& parameter, Given& given, Unknown unknown,
           std::span<const std::string_view> own, SearchRequest& request) {
  if (unknown == Unknown::ignored && parameter.value.empty()) return;  // an empty field of a form
  if (apply_filter(parameter, request)) return;
  if (parameter.name == kWithout) {
    request.besides.without.push_back(fold(parameter.value));
    return;
  }
  const auto known = std::ranges::find(kSearchParameters, parameter.name, &SearchParameter::name);
  if (known == kSearchParameters.end()) {
    if (unknown == Unknown::refused) refuse_unknown_of_search(parameter, own);
    return;
  }
  given.note(parameter.name);
  known->apply(parameter, request);
}

// Reads an address that takes the parameters of a search and some of its own, which `apply_own`
// reads.
template <typename ApplyOwn>
void read_with_own(std::string_view query_string, std::span<const std::string_view> own,
                   SearchRequest& search, const ApplyOwn& apply_own,
                   Unknown unknown = Unknown::refused) {
  Given given;
  for (const Parameter& parameter : parse_query_string(query_string)) {
    if (std::ranges::find(own, parameter.name) == own.end()) {
      apply(parameter, given, unknown, own, search);
      continue;
    }
    given.note(parameter.name);
    apply_own(parameter);
  }
}

// page=3 with limit=20 is offset=40.
void turn_to(std::size_t page, const Given& given, SearchRequest& request) {
  if (given.has("offset"))
    throw ParameterError("page", "page and offset say the same: leave one out");
  request.offset = (page - 1) * request.limit;
  if (is_reachable(request)) return;
  throw ParameterError("page", "page is beyond the first " + std::to_string(kMaxReach) +
                                   " hits; /api/v1/export has no such limit");
}

// Parameters of the smaller addresses: of q, limit and how fresh, those they have.
QueryParameter read_query_and_limit(std::string_view query_string, Unknown unknown,
                                    std::initializer_list<std::string_view> known,
                                    QueryParameter result, std::size_t most) {
  Given given;
  for (const Parameter& parameter : parse_query_string(query_string)) {
    if (std::ranges::find(known, parameter.name) == known.end()) {
      if (unknown == Unknown::ignored) continue;
      refuse_unknown(parameter, known, known.size() == 0 ? "none here" : joined(known));
    }
    given.note(parameter.name);
    if (parameter.name == "q") {
      result.query = read_query(parameter);
    } else if (parameter.name == "limit") {
      result.limit = read_number(parameter, 1, most);
    } else {
      apply_freshness(parameter, result.at_least);
    }
  }
  return result;
}

}  // namespace

std::string names_of_filter_fields() {
  std::string names;
  for (const FilterField& field : kFilterFields) {
    names.append(names.empty() ? "" : ", ").append(field.name);
  }
  return names;
}

SearchRequest search_request(std::string_view query_string, Unknown unknown,
                             const SearchRequest& defaults) {
  SearchRequest request = defaults;
  Given given;
  std::optional<std::size_t> page;
  std::optional<std::string> cursor;
  for (const Parameter& parameter : parse_query_string(query_string)) {
    const bool is_page =
        std::ranges::find(kPageParameters, parameter.name) != kPageParameters.end() &&
        !parameter.value.empty();
    if (!is_page) {
      apply(parameter, given, unknown, kPageParameters, request);
      continue;
    }
    given.note(parameter.name);
    if (parameter.name == "cursor") {
      cursor = parameter.value;
    } else {
      page = read_number(parameter, 1, kMaxReach);
    }
  }
  if (page) turn_to(*page, given, request);
  if (cursor && unknown == Unknown::refused) apply_cursor(*cursor, request);
  check_together(request);
  return request;
}

ExportParameters export_parameters(std::string_view query_string) {
  ExportParameters wanted{.request = {.limit = kNoLimit,
                                      .sort = Sort::newest,
                                      .some_words = SomeWords::instead,
                                      .besides = {.names = NameSpellings::exact}}};
  read_with_own(query_string, kExportParameters, wanted.request, [&](const Parameter& parameter) {
    if (parameter.name == "format") wanted.format = read_word(parameter, kFormats);
    if (parameter.name == "limit") wanted.request.limit = read_number(parameter, 1, kNoLimit);
    if (parameter.name == "offset") wanted.request.offset = read_number(parameter, 0, kNoLimit);
  });
  check_dates(wanted.request);
  return wanted;
}

FacetParameters facet_parameters(std::string_view query_string) {
  FacetParameters wanted;
  read_with_own(query_string, kFacetParameters, wanted.request, [&](const Parameter& parameter) {
    if (parameter.name == "prefix") wanted.window.prefix = read_query(parameter);
    if (parameter.name == "limit") wanted.window.limit = read_number(parameter, 1, kMaxFacetValues);
    if (parameter.name == "offset") wanted.window.offset = read_number(parameter, 0, kNoLimit);
  });
  check_dates(wanted.request);
  return wanted;
}

std::string to_query_string(const FacetParameters& parameters) {
  std::string text = to_query_string(parameters.request);
  const FacetWindow usual;
  if (!parameters.window.prefix.empty()) append_parameter(text, "prefix", parameters.window.prefix);
  if (parameters.window.limit != usual.limit)
    append_parameter(text, "limit", std::to_string(parameters.window.limit));
  if (parameters.window.offset > 0)
    append_parameter(text, "offset", std::to_string(parameters.window.offset));
  return text;
}

bool is_reachable(const SearchRequest& request) {
  return request.paging == Paging::cursor || request.offset + request.limit <= kMaxReach;
}

std::string to_query_string(const SearchRequest& request, const SearchRequest& defaults) {
  std::string text;
  const auto number = [&](std::string_view name, std::size_t value, std::size_t usual) {
    if (value != usual) append_parameter(text, name, std::to_string(value));
  };
  if (!request.query.empty()) append_parameter(text, "q", request.query);
  for (const Filter& filter : request.filters) append_parameter(text, filter.field, filter.value);
  for (const Filter& filter : request.excluded)
    append_parameter(text, std::string(kExclude) + filter.field, filter.value);
  if (request.undated) append_parameter(text, "undated", "only");
  if (request.from) append_parameter(text, "from", format_day(*request.from));
  if (request.to) append_parameter(text, "to", format_day(*request.to));
  if (request.sort != defaults.sort) {
    const bool by_arrival = request.sort == Sort::arrival;  // which its cursor says
    append_parameter(text, "sort", word_for(by_arrival ? Sort::added : request.sort, kSorts));
  }
  number("limit", request.limit, defaults.limit);
  number("snippet_words", request.snippet_words, defaults.snippet_words);
  std::string facets;
  for (const std::string& field : request.facets)
    facets.append(facets.empty() ? "" : ",").append(field);
  if (!facets.empty()) append_parameter(text, "facets", facets);
  if (request.facet_counts != defaults.facet_counts) {
    append_parameter(text, "facet_counts", word_for(request.facet_counts, kFacetCounts));
  }
  if (request.count != defaults.count) {
    append_parameter(text, "count", word_for(request.count, kCountUnits));
  }
  if (request.timeline != defaults.timeline) {
    append_parameter(text, "timeline", word_for(request.timeline, kPeriods));
  }
  if (request.words != defaults.words) {
    append_parameter(text, "operator", word_for(request.words, kOperators));
  }
  if (request.besides.names != defaults.besides.names) {
    append_parameter(text, "names", word_for(request.besides.names, kNameSpellings));
  }
  for (const std::string& text_left_out : request.besides.without)
    append_parameter(text, kWithout, text_left_out);
  if (request.explain) append_parameter(text, "explain", "true");
  if (request.read_as) append_parameter(text, "read_as", "true");
  if (request.broaden) append_parameter(text, "broaden", "true");
  if (request.recency_days) {
    append_parameter(text, "recency_days", std::to_string(*request.recency_days));
  }
  number(kMinGeneration, request.at_least.generation, 0);
  number(kMinSequence, request.at_least.sequence, 0);
  if (request.group != defaults.group) {
    append_parameter(text, "group", word_for(request.group, kGroupings));
  }
  if (request.paging == Paging::cursor) {
    append_parameter(text, "cursor", cursor_of(request));
  } else {
    number("offset", request.offset, defaults.offset);
  }
  return text;
}

PassageParameters passage_parameters(std::string_view query_string) {
  PassageParameters wanted;
  read_with_own(query_string, kPassageParameters, wanted.request.search,
                [&](const Parameter& parameter) {
                  PassageLimits& limits = wanted.request.limits;
                  if (parameter.name == "words")
                    limits.words = read_number(parameter, kLeastPassageWords, kMaxPassageWords);
                  if (parameter.name == "passages")
                    limits.passages = read_number(parameter, 1, kMaxPassages);
                  if (parameter.name == "marks") wanted.marks = read_word(parameter, kPassageMarks);
                });
  check_together(wanted.request.search);
  return wanted;
}

namespace {

SearchRequest concordance_defaults() {
  return {.limit = 100, .sort = Sort::newest, .besides = {.names = NameSpellings::exact}};
}

void apply_to_concordance(const Parameter& parameter, ConcordanceParameters& wanted) {
  ConcordanceRequest& request = wanted.request;
  if (parameter.name == "order") request.order = read_word(parameter, kContextOrders);
  if (parameter.name == "context") request.context = read_number(parameter, 1, kMaxContextWords);
  if (parameter.name == "format") wanted.format = read_word(parameter, kConcordanceFormats);
  if (parameter.name == "limit") request.search.limit = read_number(parameter, 1, kMaxLines);
  if (parameter.name == "offset") request.search.offset = read_number(parameter, 0, kNoLimit);
}

}  // namespace

ConcordanceParameters concordance_parameters(std::string_view query_string, Unknown unknown) {
  ConcordanceParameters wanted{.request = {.search = concordance_defaults()}};
  read_with_own(
      query_string, kConcordanceParameters, wanted.request.search,
      [&](const Parameter& parameter) { apply_to_concordance(parameter, wanted); }, unknown);
  check_dates(wanted.request.search);
  return wanted;
}

std::string to_query_string(const ConcordanceParameters& parameters) {
  const ConcordanceRequest usual;
  std::string text = to_query_string(parameters.request.search, concordance_defaults());
  if (parameters.request.order != usual.order)
    append_parameter(text, "order", word_for(parameters.request.order, kContextOrders));
  if (parameters.request.context != usual.context)
    append_parameter(text, "context", std::to_string(parameters.request.context));
  return text;
}

WhyParameters why_parameters(std::string_view query_string) {
  WhyParameters wanted;
  read_with_own(query_string, kIdParameter, wanted.request,
                [&](const Parameter& parameter) { wanted.id = parameter.value; });
  if (wanted.id.empty()) throw ParameterError("id", "id must be that of an article");
  check_dates(wanted.request);
  return wanted;
}

QueryParameter article_parameters(std::string_view query_string, Unknown unknown) {
  if (unknown == Unknown::ignored) return read_query_and_limit(query_string, unknown, {"q"}, {}, 0);
  return read_query_and_limit(query_string, unknown, {"q", kMinGeneration, kMinSequence}, {}, 0);
}

QueryParameter similar_parameters(std::string_view query_string) {
  return read_query_and_limit(query_string, Unknown::refused, {"limit"}, {}, kMaxLimit);
}

QueryParameter suggest_parameters(std::string_view query_string) {
  return read_query_and_limit(query_string, Unknown::refused, {"q", "limit"}, {.limit = 8},
                              kMaxSuggestions);
}

namespace {

// Reads an address that takes one parameter.
template <typename Apply>
void read_only(std::string_view name, std::string_view query_string, const Apply& apply) {
  Given given;
  for (const Parameter& parameter : parse_query_string(query_string)) {
    if (parameter.name != name) refuse_unknown(parameter, {name}, std::string(name));
    given.note(parameter.name);
    apply(parameter);
  }
}

}  // namespace

std::string compared_article(std::string_view query_string) {
  std::string id;
  read_only("with", query_string, [&](const Parameter& parameter) { id = parameter.value; });
  if (id.empty())
    throw ParameterError("with", "with must be the id of the article to compare with");
  return id;
}

RunScope run_scope(std::string_view query_string) {
  RunScope scope = RunScope::changes;
  read_only("scope", query_string,
            [&](const Parameter& parameter) { scope = read_word(parameter, kScopes); });
  return scope;
}

SavePurpose save_purpose(std::string_view query_string) {
  SavePurpose purpose = SavePurpose::keep;
  read_only("dry_run", query_string, [&](const Parameter& parameter) {
    if (read_word(parameter, kSwitches)) purpose = SavePurpose::estimate;
  });
  return purpose;
}

std::size_t runs_limit(std::string_view query_string) {
  return read_query_and_limit(query_string, Unknown::refused, {"limit"}, {.limit = 20}, kMaxLimit)
      .limit;
}

void no_parameters(std::string_view query_string) {
  read_query_and_limit(query_string, Unknown::refused, {}, {}, 0);
}

}  // namespace dateline
