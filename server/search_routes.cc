#include "server/search_routes.h"

#include <utility>

#include "search/store/article/fields.h"
#include "server/api/addresses.h"
#include "server/api/concordance_reply.h"
#include "server/api/export.h"
#include "server/api/feed.h"
#include "server/api/json.h"
#include "server/api/passages_json.h"
#include "server/api/story_json.h"
#include "server/asked.h"
#include "server/failures.h"
#include "server/http/dispatcher.h"
#include "server/service/log.h"
#include "server/static_file.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

// As day_number() of search/base/date.h counts days.
std::int32_t today() {
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return static_cast<std::int32_t>(days.time_since_epoch().count());
}

// A place in a search holds in one generation.
void require_generation(const SearchRequest& wanted, std::uint64_t current) {
  if (!wanted.generation || *wanted.generation == current) return;
  throw GoneError("cursor is of generation " + std::to_string(*wanted.generation) +
                  ", which is no longer served (the index is at generation " +
                  std::to_string(current) +
                  "): begin again with cursor=*, walk with sort=added, whose cursors outlast "
                  "generations, or take /api/v1/export, which answers from one");
}

// What the client has pushed, or seen answered elsewhere, is in the answer.
void require_fresh(const Freshness& wanted, const Freshness& has) {
  const std::string here = "the index here is at generation " + std::to_string(has.generation);
  const auto wait = [](std::string_view parameter, std::uint64_t asked) {
    return " and " + std::string(parameter) + " asks for " + std::to_string(asked) +
           ": ask again, or another replica";
  };
  if (has.generation < wanted.generation)
    throw BehindError(std::string(kMinGeneration), here + wait(kMinGeneration, wanted.generation));
  if (has.sequence >= wanted.sequence) return;
  throw BehindError(std::string(kMinSequence),
                    here + ", which has what was pushed up to sequence " +
                        std::to_string(has.sequence) + "," + wait(kMinSequence, wanted.sequence));
}

Reply no_such_article(std::string_view id) {
  return problem_reply({.status = 404, .detail = "there is no article " + std::string(id)});
}

}  // namespace

SearchRoutes::SearchRoutes(IndexReader& index, const SearchRoutesOptions& options)
    : index_(index),
      options_(options),
      nothing_found_(options.nothing_found),
      cache_(options.cache_bytes) {}

SearchRequest SearchRoutes::wanted(const httplib::Request& request, Unknown unknown,
                                   const SearchRequest& defaults) const {
  return aged(search_request(search_parameters_of(request), unknown, defaults));
}

// With what the server weighs the age of articles by, where the request does not say.
SearchRequest SearchRoutes::aged(SearchRequest wanted) const {
  if (!wanted.recency_days && options_.recency_days > 0)
    wanted.recency_days = options_.recency_days;
  if (wanted.recency_days.value_or(0) > 0) wanted.today = today();
  return wanted;
}

IndexReader::Lease SearchRoutes::searcher_for(const SearchRequest& wanted) const {
  IndexReader::Lease searcher = index_.searcher();
  require_generation(wanted, searcher.generation());
  require_fresh(wanted.at_least, searcher.has());
  return searcher;
}

Reply SearchRoutes::search(const httplib::Request& request) {
  const TranslatedParameters asked = translated_search_of(request);
  const SearchRequest wanted = aged(search_request(asked.query_string, Unknown::refused));
  const IndexReader::Lease searcher = searcher_for(wanted);
  // With the day, since articles age; it is 0 where their age counts nothing.
  const std::string key = std::to_string(searcher.generation()) + "@" +
                          std::to_string(wanted.today) + "?" + to_query_string(wanted) +
                          (asked.query ? " " + asked.query->typed : "");
  return tagged(request, key, [&] {
    if (const AnswerCache::Answer known = cache_.find(key)) return json_reply(*known);
    const Clock::time_point begin = Clock::now();
    const SearchResult result = searcher->search(wanted);
    auto answer = std::make_shared<const std::string>(
        to_json({.request = wanted,
                 .result = result,
                 .took_ms = milliseconds_since(begin),
                 .translated = asked.query ? &*asked.query : nullptr,
                 .base_path = options_.base_path}));
    if (!note_nothing_found(request, wanted, result)) cache_.insert(key, answer);
    return json_reply(*answer);
  });
}

bool SearchRoutes::note_nothing_found(const httplib::Request& request, const SearchRequest& wanted,
                                      const SearchResult& result) const {
  if (result.total.value > 0 || wanted.query.empty()) return false;
  if (nothing_found_ == NothingFound::not_logged) return false;
  if (request.has_header(kPreview)) return true;
  dateline::log_nothing_found(logged(request), wanted.query);
  return true;
}

// What `make` returns, with an ETag; or 304 for whoever has it. `key` names what is asked and of
// which generation. Answers of another run of the server, whose settings may differ, are others.
template <typename Make>
Reply SearchRoutes::tagged(const httplib::Request& request, const std::string& key,
                           const Make& make) {
  if (request.method == "POST") return make();
  const std::string etag = etag_of(started_ + key);
  Reply reply;
  if (lists_etag(request.get_header_value(kIfNoneMatch), etag)) {
    reply = {.status = 304, .body = {}, .headers = {{"Cache-Control", "no-cache"}}};
  } else {
    reply = make();
  }
  reply.headers.emplace_back("ETag", std::string(kWeakEtag) + etag);
  return reply;
}

// Not by way of cpp-httplib, which would make all of it before anything is sent. Facets, a timeline
// and explanations are allowed as in a feed.
Response SearchRoutes::export_all(const HttpRequest& request) {
  Response response;
  try {
    ExportParameters wanted = export_parameters(search_parameters_of(request));
    wanted.request.facets.clear();
    wanted.request.timeline = Period::none;
    const Framing framing = request.head.http_1_0 ? Framing::until_close : Framing::chunked;
    IndexReader::Lease searcher = searcher_for(wanted.request);
    Searcher::Matches found = searcher->matches(wanted.request);
    response.bytes = response_head(200) + export_fields(wanted.format, framing, found);
    if (framing == Framing::until_close || request.afterwards == Afterwards::close)
      response.bytes += "Connection: close\r\n";
    response.bytes += "\r\n";
    response.rest = std::make_unique<Export>(std::move(searcher), std::move(found.numbers),
                                             wanted.format, framing, logged(request));
  } catch (...) {
    const Problem problem = problem_of(logged(request), std::current_exception());
    response = {.bytes = problem_response(problem, request.afterwards), .status = problem.status};
  }
  if (request.head.method == "HEAD")
    return {.bytes = without_body(std::move(response.bytes)), .status = response.status};
  return response;
}

// A feed has no room for facets, a timeline and explanations: they are allowed, since any search
// may become a feed, and not made.
Reply SearchRoutes::feed(const httplib::Request& request) {
  SearchRequest wanted = this->wanted(request, Unknown::refused, feed_defaults());
  wanted.facets.clear();
  wanted.timeline = Period::none;
  wanted.explain = false;
  const IndexReader::Lease searcher = searcher_for(wanted);
  const std::string root = request.get_header_value(kWebRoot);
  const std::string key = std::to_string(searcher.generation()) + "@" +
                          std::to_string(wanted.today) + " " + root + "?" +
                          to_query_string(wanted, feed_defaults());
  return tagged(request, key, [&]() -> Reply {
    return {.content_type = kAtomType,
            .body = to_atom(wanted, searcher->search(wanted), root),
            .headers = {{"Cache-Control", "no-cache"}}};
  });
}

Reply SearchRoutes::facet(const httplib::Request& request) {
  const std::string field = request.matches[1].str();
  if (filter_field(field) == kFilterFields.size()) {
    return problem_reply(
        {.status = 404,
         .detail = "there is no facet " + field + "; there are " + names_of_filter_fields()});
  }
  const FacetParameters wanted = facet_parameters(search_parameters_of(request));
  const IndexReader::Lease searcher = searcher_for(wanted.request);
  const std::string key =
      std::to_string(searcher.generation()) + "/" + field + "?" + to_query_string(wanted);
  return tagged(request, key, [&] {
    const FacetResult result = searcher->facet(wanted.request, field, wanted.window);
    const std::string next = next_address(wanted, result);
    return json_reply(to_json(result, next.empty() ? next : options_.base_path + next));
  });
}

Reply SearchRoutes::article(const httplib::Request& request) {
  const std::string id = id_of(request);
  const QueryParameter wanted = article_parameters(parameters_of(request));
  const IndexReader::Lease searcher = searcher_for({.at_least = wanted.at_least});
  const std::optional<ArticleView> view = searcher->article(id, wanted.query);
  if (!view) return no_such_article(id);
  return json_reply(to_json(*view, wanted.query, request.get_header_value(kWebRoot)));
}

Reply SearchRoutes::similar(const httplib::Request& request) {
  const std::string id = id_of(request);
  const std::size_t limit = similar_parameters(parameters_of(request)).limit;
  const IndexReader::Lease searcher = index_.searcher();
  const std::optional<std::vector<Hit>> hits = searcher->similar(id, limit);
  return hits ? json_reply(to_json(*hits)) : no_such_article(id);
}

Reply SearchRoutes::story(const httplib::Request& request) {
  const std::string id = id_of(request);
  no_parameters(parameters_of(request));
  const IndexReader::Lease searcher = index_.searcher();
  const std::optional<Story> story = searcher->story(id);
  return story ? json_reply(to_json(*story)) : no_such_article(id);
}

Reply SearchRoutes::compare(const httplib::Request& request) {
  const std::string id = id_of(request);
  const std::string with = compared_article(parameters_of(request));
  const IndexReader::Lease searcher = index_.searcher();
  if (const std::optional<Comparison> comparison = searcher->compare(with, id))
    return json_reply(to_json(*comparison));
  return no_such_article(searcher->article(with, "") ? id : with);
}

Reply SearchRoutes::concordance(const httplib::Request& request) {
  const ConcordanceParameters wanted = concordance_parameters(search_parameters_of(request));
  const IndexReader::Lease searcher = searcher_for(wanted.request.search);
  return concordance_reply(wanted, searcher->concordance(wanted.request), options_.base_path);
}

Reply SearchRoutes::passages(const httplib::Request& request) {
  PassageParameters wanted = passage_parameters(search_parameters_of(request));
  wanted.request.search = aged(std::move(wanted.request.search));
  const IndexReader::Lease searcher = searcher_for(wanted.request.search);
  return json_reply(
      to_json(wanted, searcher->passages(wanted.request), request.get_header_value(kWebRoot)));
}

Reply SearchRoutes::why(const httplib::Request& request) {
  const WhyParameters wanted = why_parameters(search_parameters_of(request));
  const IndexReader::Lease searcher = searcher_for(wanted.request);
  const std::optional<WhyNot> why = searcher->why(wanted.id, wanted.request);
  return why ? json_reply(to_json(*why)) : no_such_article(wanted.id);
}

Reply SearchRoutes::suggest(const httplib::Request& request) {
  const QueryParameter typed = suggest_parameters(parameters_of(request));
  const IndexReader::Lease searcher = index_.searcher();
  return json_reply(to_json(searcher->suggest(typed.query, typed.limit)));
}

Reply SearchRoutes::stats(const httplib::Request& request) {
  no_parameters(parameters_of(request));
  const IndexReader::Lease searcher = index_.searcher();
  return json_reply(to_json(searcher->stats()));
}

}  // namespace dateline
