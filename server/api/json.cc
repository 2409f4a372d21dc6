#include "server/api/json.h"

#include <nlohmann/json.hpp>

#include "server/api/cursor.h"
#include "server/api/html_text.h"
#include "server/api/json_fields.h"
#include "server/api/json_writer.h"
#include "server/api/passages_json.h"

namespace dateline {
namespace {

void write_marked(JsonWriter& json, std::string_view key, const std::vector<MarkedText>& texts) {
  json.key(key).begin_array();
  for (const MarkedText& each : texts) json.string(marked(each));
  json.end_array();
}

// What a hit and an article have in common, but for the title.
template <typename Story>
void write_common(JsonWriter& json, const Story& story) {
  json.key("url").string_or_null(story.url);
  write_date(json, "published", story.published);
  json.key("source").string_or_null(story.source);
  json.key("place").string_or_null(story.place);
  write_strings(json, "authors", story.authors);
  write_strings(json, "topics", story.topics);
  json.key("language").string(story.language);
}

template <typename Story>
void write_common(JsonWriter& json, const Story& story, const MarkedText& title) {
  json.key("id").string(story.id);
  json.key("title").string(title.text);
  json.key("title_html").string(marked(title));
  write_common(json, story);
}

void write_similar(JsonWriter& json, const SimilarArticles& similar) {
  json.key("similar").begin_object();
  json.key("count").number(similar.count);
  json.key("articles").begin_array();
  for (const SimilarArticle& each : similar.articles) {
    json.begin_object();
    write_summary(json, each);
    json.end_object();
  }
  json.end_array().end_object();
}

void write_hit(JsonWriter& json, const Hit& hit, const SearchRequest& request) {
  json.begin_object();
  write_common(json, hit, hit.title);
  write_arrived(json, hit.arrived);
  json.key("score").decimal(hit.score, 4);
  if (hit.all_words) json.key("all_words").boolean(*hit.all_words);
  write_marked(json, "snippets", hit.snippets);
  if (request.explain) write_strings(json, "explanation", hit.explanation);
  if (request.group == Grouping::similar) write_similar(json, hit.similar);
  json.end_object();
}

void write_hits(JsonWriter& json, const std::vector<Hit>& hits, const SearchRequest& request) {
  json.key("hits").begin_array();
  for (const Hit& hit : hits) write_hit(json, hit, request);
  json.end_array();
}

std::string_view name_of(ReadPart::Join join) {
  switch (join) {
    case ReadPart::Join::any:
      return "any";
    case ReadPart::Join::no:
      return "not";
    case ReadPart::Join::all:
      break;
  }
  return "all";
}

// As deep as the brackets of a query may stand inside one another, which has a limit.
void write_parts(JsonWriter& json, const std::vector<ReadPart>& parts) {
  json.key("parts").begin_array();
  for (const ReadPart& part : parts) {
    json.begin_object().key("text").string(part.text).key("join").string(name_of(part.join));
    json.key("count");
    if (part.count) {
      json.number(*part.count);
    } else {
      json.null();
    }
    json.key("remaining");
    if (part.remaining) {
      json.string(*part.remaining);
    } else {
      json.null();
    }
    if (!part.parts.empty()) write_parts(json, part.parts);
    json.end_object();
  }
  json.end_array();
}

void write_read_as(JsonWriter& json, const ReadBack& read) {
  json.key("read_as").begin_object().key("text").string(read.text);
  write_parts(json, read.parts);
  json.key("relaxed").begin_array();
  for (const Relaxation& each : read.relaxed) {
    json.begin_object().key("change").string(each.change).key("query").string(each.query);
    write_strings(json, "dropped", each.dropped);
    json.key("count").number(each.count).end_object();
  }
  json.end_array().end_object();
}

void write_query(JsonWriter& json, const SearchAnswer& answer) {
  json.key("query").begin_object();
  std::vector<std::string> notes;
  if (answer.translated != nullptr) {
    json.key("text").string(answer.translated->typed);
    json.key("translated").string(answer.request.query);
    notes = answer.translated->translation.notes;
  } else {
    json.key("text").string(answer.request.query);
  }
  notes.insert(notes.end(), answer.result.notes.begin(), answer.result.notes.end());
  json.key("suggestion").string_or_null(answer.result.suggestion.value_or(""));
  write_strings(json, "notes", notes);
  json.key("also_searched").begin_array();
  for (const AlsoSearched& each : answer.result.also_searched) {
    json.begin_object();
    json.key("text").string(each.text);
    if (each.count) json.key("count").number(*each.count);
    json.end_object();
  }
  json.end_array();
  if (answer.result.read_as) write_read_as(json, *answer.result.read_as);
  json.end_object();
}

void write_total(JsonWriter& json, const Total& total) {
  json.key("total").begin_object();
  json.key("value").number(total.value).key("exact").boolean(total.exact);
  if (total.all_words) json.key("all_words").number(*total.all_words);
  if (total.stories) json.key("stories").number(*total.stories);
  if (total.articles) json.key("articles").number(*total.articles);
  json.end_object();
}

void write_values(JsonWriter& json, std::string_view key, const std::vector<FacetValue>& values) {
  json.key(key).begin_array();
  for (const FacetValue& each : values) {
    json.begin_object();
    json.key("value").string(each.value).key("count").number(each.count);
    json.end_object();
  }
  json.end_array();
}

// "facet_values": of each facet how many values there are, which may be more than are listed.
void write_facets(JsonWriter& json, const std::vector<Facet>& facets) {
  json.key("facets").begin_object();
  for (const Facet& facet : facets) write_values(json, facet.field, facet.values);
  json.end_object();
  json.key("facet_values").begin_object();
  for (const Facet& facet : facets) json.key(facet.field).number(facet.distinct);
  json.end_object();
}

void write_timeline(JsonWriter& json, const std::vector<TimelineBucket>& timeline) {
  json.key("timeline").begin_array();
  for (const TimelineBucket& each : timeline) {
    json.begin_object();
    json.key("period").string_or_null(each.period).key("count").number(each.count);
    if (each.precision)
      json.key("precision").string(*each.precision == Precision::year ? "year" : "month");
    json.end_object();
  }
  json.end_array();
}

void write_headings(JsonWriter& json, const std::vector<Heading>& headings) {
  json.key("headings").begin_array();
  for (const Heading& each : headings) json.string(each.text);
  json.end_array();
  json.key("headings_before").begin_array();
  for (const Heading& each : headings) json.number(each.before);
  json.end_array();
}

void write_extraction(JsonWriter& json, const std::vector<Provenance>& extraction) {
  json.key("extraction").begin_object();
  for (const Provenance& each : extraction) json.key(each.field).string(each.method);
  json.end_object();
}

std::string_view name_of(Suggestion::Kind kind) {
  switch (kind) {
    case Suggestion::Kind::headline:
      return "headline";
    case Suggestion::Kind::value:
      return "value";
    case Suggestion::Kind::word:
      break;
  }
  return "word";
}

// The search for what arrived after the hits of a tail, or after all that is there now.
SearchRequest after_hits(const SearchRequest& request, const SearchResult& result) {
  SearchRequest next = request;
  if (request.sort == Sort::added) {
    next.arrived_after = result.last_arrival;
  } else if (!result.hits.empty()) {
    next.arrived_after = result.hits.back().arrived.added;
  }
  return next;
}

bool is_json_object(std::string_view text) {
  return text.starts_with('{') && nlohmann::json::accept(text);
}

void write_about(JsonWriter& json, const Article& article) {
  write_date(json, "updated", article.updated);
  json.key("summary").string_or_null(article.summary);
  json.key("section").string_or_null(article.section);
  write_strings(json, "people", article.people);
  write_strings(json, "organisations", article.organisations);
}

// How its fields were found, and what else its source said.
void write_origin(JsonWriter& json, const Article& article) {
  write_extraction(json, article.extraction);
  json.key("extra").raw(is_json_object(article.extra_json) ? article.extra_json : "{}");
}

}  // namespace

std::string to_json(const SearchAnswer& answer) {
  constexpr std::size_t kUsualBytes = 1500;  // of a hit
  JsonWriter json;
  json.reserve(kUsualBytes * (answer.result.hits.size() + 1));
  json.begin_object();
  write_query(json, answer);
  write_total(json, answer.result.total);
  json.key("took_ms").decimal(answer.took_ms, 3);
  write_hits(json, answer.result.hits, answer.request);
  write_facets(json, answer.result.facets);
  write_timeline(json, answer.result.timeline);
  const std::string cursor = next_cursor(answer.request, answer.result);
  json.key("cursor").string_or_null(cursor);
  const std::string next = next_address(answer.request, answer.result);
  json.key("next").string_or_null(next.empty() ? next : std::string(answer.base_path) + next);
  json.key("generation").number(answer.result.generation);
  json.end_object();
  return json.take();
}

std::string to_json(const FacetResult& result, std::string_view address) {
  JsonWriter json;
  json.begin_object();
  json.key("field").string(result.facet.field);
  write_total(json, result.total);
  json.key("distinct").number(result.facet.distinct);
  write_values(json, "values", result.facet.values);
  write_strings(json, "notes", result.notes);
  json.key("next").string_or_null(address);
  json.key("generation").number(result.generation);
  json.end_object();
  return json.take();
}

std::string to_json(const ArticleView& view, std::string_view query, std::string_view web_root) {
  const Article& article = view.article;
  JsonWriter json;
  json.begin_object();
  write_common(json, article, view.title);
  write_arrived(json, view.arrived);
  write_about(json, article);
  write_strings(json, "text", article.paragraphs);
  if (!query.empty()) write_marked(json, "text_html", view.paragraphs);
  write_headings(json, article.headings);
  write_strings(json, "asides", article.asides);
  write_similar(json, view.similar);
  json.key("citation");
  write_citation(json, citation_of(article, reading_address(article, web_root)));
  write_origin(json, article);
  json.end_object();
  return json.take();
}

std::string to_json(const Article& article, const Arrived& arrived) {
  JsonWriter json;
  json.begin_object();
  json.key("id").string(article.id);
  json.key("title").string(article.title);
  write_common(json, article);
  write_arrived(json, arrived);
  write_about(json, article);
  write_strings(json, "text", article.paragraphs);
  write_headings(json, article.headings);
  write_strings(json, "asides", article.asides);
  write_origin(json, article);
  json.end_object();
  return json.take();
}

std::string to_json(const WhyNot& why) {
  JsonWriter json;
  json.begin_object().key("id").string(why.id).key("title").string(why.title);
  json.key("matches").boolean(why.matches);
  json.key("reasons").begin_array();
  for (const WhyNot::Part& part : why.parts) {
    if (!part.matches) json.string(part.reason);
  }
  json.end_array().key("parts").begin_array();
  for (const WhyNot::Part& part : why.parts) {
    json.begin_object().key("text").string(part.text).key("matches").boolean(part.matches);
    json.key("reason").string_or_null(part.reason).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string to_json(const std::vector<Hit>& similar) {
  JsonWriter json;
  json.begin_object();
  write_hits(json, similar, {});
  json.end_object();
  return json.take();
}

std::string to_json(const std::vector<Suggestion>& suggestions) {
  JsonWriter json;
  json.begin_object().key("suggestions").begin_array();
  for (const Suggestion& each : suggestions) {
    json.begin_object();
    json.key("text").string(each.text);
    json.key("kind").string(name_of(each.kind));
    json.key("id").string_or_null(each.id);
    json.key("count");
    if (each.articles) {
      json.number(*each.articles);
    } else {
      json.null();
    }
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string to_json(const IndexStats& stats) {
  JsonWriter json;
  json.begin_object();
  json.key("articles").number(stats.articles);
  json.key("generation").number(stats.generation);
  json.key("built_at").string_or_null(stats.built_at);
  json.key("languages").begin_array();
  for (const LanguageCount& each : stats.languages) {
    json.begin_object();
    json.key("language").string(each.language).key("articles").number(each.articles);
    json.end_object();
  }
  json.end_array();
  json.key("bytes").number(stats.bytes);
  json.key("text_bytes").number(stats.text_bytes);
  json.end_object();
  return json.take();
}

std::string next_cursor(const SearchRequest& request, const SearchResult& result) {
  if (request.sort == Sort::added || request.sort == Sort::arrival)
    return cursor_of(after_hits(request, result));
  if (request.paging == Paging::offset) return "";
  SearchRequest next = request;
  next.offset += request.limit;
  next.generation = result.generation;
  return result.hits.empty() || next.offset >= result.total.value ? "" : cursor_of(next);
}

std::string next_address(const SearchRequest& request, const SearchResult& result) {
  if (result.hits.empty() || request.offset + request.limit >= result.total.value) return "";
  SearchRequest next = request;
  next.offset += request.limit;
  if (request.sort == Sort::arrival) {
    next = after_hits(request, result);
  } else if (request.paging == Paging::cursor || !is_reachable(next)) {
    next.paging = Paging::cursor;
    next.generation = result.generation;
  }
  return "/api/v1/search?" + to_query_string(next);
}

std::string next_address(const FacetParameters& parameters, const FacetResult& result) {
  FacetParameters next = parameters;
  next.window.offset += parameters.window.limit;
  if (next.window.offset >= result.facet.distinct) return "";
  return "/api/v1/facets/" + result.facet.field + "?" + to_query_string(next);
}

}  // namespace dateline
