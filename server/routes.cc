#include "server/routes.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <exception>
#include <filesystem>

#include "search/base/error.h"
#include "search/store/article/fields.h"
#include "server/api/addresses.h"
#include "server/api/concordance_reply.h"
#include "server/api/export.h"
#include "server/api/feed.h"
#include "server/api/html_text.h"
#include "server/api/json.h"
#include "server/api/json_writer.h"
#include "server/api/parameters.h"
#include "server/api/passages_json.h"
#include "server/embedded_files.h"
#include "server/http/compression.h"
#include "server/http/http_front.h"
#include "server/index_metrics.h"
#include "server/page/page_filters.h"
#include "server/received_articles.h"
#include "server/search_body.h"
#include "server/service/log.h"
#include "server/service/process_metrics.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kCompressFrom = 1024;  // bytes; a smaller answer is one packet anyway
constexpr char kArticleMethods[] = "GET, HEAD, DELETE";
constexpr char kSearchMethods[] = "GET, HEAD, POST";
constexpr char kNoToken[] =
    "the index cannot be changed from here: server.token_file names no file with a token";
constexpr std::string_view kAuthorization = "Authorization";
constexpr std::string_view kChallenge = "WWW-Authenticate: Bearer realm=\"dateline\"\r\n";
constexpr std::string_view kReaderChallenge =
    "WWW-Authenticate: Bearer realm=\"dateline\"\r\n"
    "WWW-Authenticate: Basic realm=\"dateline\", charset=\"UTF-8\"\r\n";
constexpr char kNothingHere[] =
    "there is nothing at this address; /openapi.yaml has those of the interface";
constexpr char kPlainType[] = "text/plain; version=0.0.4; charset=utf-8";  // as Prometheus asks
constexpr char kOpenSearchType[] = "application/opensearchdescription+xml";

// Patterns of addresses with an id, whose slashes are percent-encoded.
constexpr char kArticlePattern[] = "/api/v1/articles/([^/]+)";
constexpr char kSimilarPattern[] = "/api/v1/articles/([^/]+)/similar";
constexpr char kFacetPattern[] = "/api/v1/facets/([a-z]+)";
constexpr char kRunPattern[] = "/api/v1/index/runs/(\\d{1,18})";
constexpr char kArticlePagePattern[] = "/article/([^/]+)";

// Before an ETag of answers that say the same, byte for byte or not: compressed, or made anew.
constexpr std::string_view kWeak = "W/";

std::string_view parameters_of(const httplib::Request& request) {
  return query_string_of(request.target);
}

// Of an address that takes a search by POST as well: those of the body, too.
std::string search_parameters_of(const httplib::Request& request) {
  if (request.method != "POST") return std::string(parameters_of(request));
  return with_body_parameters(parameters_of(request), request.get_header_value(kBodyType),
                              request.body);
}

Reply json_reply(std::string body) {
  return {.body = std::move(body), .headers = {{"Cache-Control", "no-cache"}}};
}

Reply html_reply(int status, std::string body) {
  return {.status = status,
          .content_type = kHtmlType,
          .body = std::move(body),
          .headers = {{"Cache-Control", "no-cache"}}};
}

Reply no_such_article(std::string_view id) {
  return problem_reply({.status = 404, .detail = "there is no article " + std::string(id)});
}

// The front lets no path through that cannot be decoded.
std::string id_of(const httplib::Request& request) {
  return percent_decode(request.matches[1].str(), Plus::plus).value_or("");
}

std::uint64_t run_number(const httplib::Request& request) {
  return std::stoull(request.matches[1].str());  // kRunPattern lets only digits through
}

double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

void compress(Reply& reply, std::string_view accepted_codings) {
  for (const auto& [name, value] : reply.headers) {
    if (name == "ETag" && !value.starts_with(kWeak)) return;  // a file, which sees to it itself
  }
  if (reply.body.size() < kCompressFrom) return;
  reply.headers.emplace_back("Vary", "Accept-Encoding");
  if (!accepts_gzip(accepted_codings)) return;
  reply.body = gzip(reply.body, Effort::fast);
  reply.headers.emplace_back("Content-Encoding", "gzip");
}

void write(Reply reply, const httplib::Request& request, httplib::Response& response) {
  compress(reply, request.get_header_value(kAcceptedCodings));
  response.status = reply.status;
  response.body = std::move(reply.body);
  response.set_header("Content-Type", reply.content_type);
  for (const auto& [name, value] : reply.headers) response.set_header(name, value);
}

LoggedRequest logged(const httplib::Request& request) {
  return {request.get_header_value(kRequestId), request.method + " " + request.path};
}

// With all that was asked.
LoggedRequest logged_in_full(const HttpRequest& request) {
  return {std::string(request.id),
          std::string(request.head.method) + " " + std::string(request.head.target)};
}

// An export, without what was searched for.
LoggedRequest export_named(const HttpRequest& request) {
  return {std::string(request.id), std::string(request.head.method) + " /api/v1/export"};
}

// What went wrong with a request.
Problem problem_of(const LoggedRequest& request, std::exception_ptr error) {
  try {
    std::rethrow_exception(std::move(error));
  } catch (const BodyError& wrong) {
    return {.status = 400, .detail = wrong.what()};
  } catch (const ParameterError& wrong) {
    return {.status = 400, .detail = wrong.what(), .parameter = wrong.parameter};
  } catch (const InputError& wrong) {  // all but the query is checked before a searcher sees it
    return {.status = 400, .detail = wrong.what(), .parameter = "q"};
  } catch (const IndexError& wrong) {
    return {.status = 503, .detail = wrong.what()};
  } catch (const std::filesystem::filesystem_error& wrong) {
    log_failure(request, wrong.what());
    return {.status = 503,
            .detail =
                "this could not be written down, and nothing was done: " + wrong.code().message()};
  } catch (const std::exception& wrong) {
    log_failure(request, wrong.what());
    return {.status = 500, .detail = "the server made a mistake, which is in its log"};
  }
}

// Runs what answers a request. Errors become problem documents here.
template <typename Answer>
Reply guarded(const httplib::Request& request, const Answer& answer) {
  try {
    return answer();
  } catch (...) {
    return problem_reply(problem_of(logged(request), std::current_exception()));
  }
}

// The search that an article was opened from. Where its parameters are none of ours, since others
// share links with their own (from=newsletter), only its query.
SearchRequest search_of_article_page(std::string_view parameters) {
  try {
    return search_request(parameters, Unknown::ignored);
  } catch (const ParameterError&) {
    return {.query = article_parameters(parameters, Unknown::ignored).query};
  }
}

// Puts what `main` returns into the page, or why it cannot be made. `content` gets what else the
// page shows, as far as it is known by then.
template <typename Main>
Reply page_reply(const Page& page, const httplib::Request& request, PageContent& content,
                 const Main& main) {
  Reply reply;
  try {
    reply = main();
  } catch (...) {
    const Problem problem = problem_of(logged(request), std::current_exception());
    const bool theirs = problem.status < 500;
    reply = html_reply(problem.status, failure_html(theirs ? "This search cannot be answered"
                                                           : "The archive is not ready",
                                                    problem.detail));
  }
  content.main_html = std::move(reply.body);
  reply.body = page.render(content);
  return reply;
}

void append_front_metrics(std::string& text, const HttpFront& front) {
  append_metric(text, "dateline_connections", "Connections that are open.", MetricType::gauge,
                front.open_connections());
  append_metric(text, "dateline_requests_waiting", "Requests that wait for a slot.",
                MetricType::gauge, front.waiting_requests());
  text +=
      "# HELP dateline_front_events_total What became of connections and requests.\n"
      "# TYPE dateline_front_events_total counter\n";
  for (std::size_t i = 0; i < kFrontEventNames.size(); ++i) {
    text.append("dateline_front_events_total{event=\"").append(kFrontEventNames[i]);
    text.append("\"} " + std::to_string(front.count(static_cast<FrontEvent>(i))) + "\n");
  }
}

std::optional<IndexStats> stats_of(IndexReader& index) {
  try {
    return index.searcher()->stats();
  } catch (const IndexError&) {
    return std::nullopt;
  }
}

void append_build_info(std::string& text) {
  text +=
      "# HELP dateline_build_info The version of the program and of the index that it reads.\n"
      "# TYPE dateline_build_info gauge\n"
      "dateline_build_info{version=\"" DATELINE_VERSION "\",schema=\"" +
      std::to_string(kSchemaVersion) + "\"} 1\n";
}

// What only reads, and takes the parameters of a search.
bool takes_searches(Route route) {
  return route == Route::search || route == Route::facet || route == Route::feed ||
         route == Route::concordance || route == Route::passages || route == Route::why ||
         route == Route::export_all;
}

bool changes_the_index(Route route, const RequestHead& head) {
  return route == Route::push || route == Route::runs ||
         (route == Route::article && head.method == "DELETE");
}

// What a monitor asks, and files that come with the program, all of which lie at the top.
bool is_for_everybody(Route route, const RequestHead& head) {
  const bool is_at_top = head.path().rfind('/') == 0;
  return is_at_top && (route == Route::file || route == Route::service) &&
         head.path() != "/metrics";
}

// Why a request is not let in; none where it is. Of two fields, two programs may take either.
std::optional<Problem> refusal_of(const RequestHead& head, Tokens::Verdict verdict,
                                  std::string_view scope) {
  const auto shown = std::ranges::count_if(
      head.fields, [](const HeaderField& field) { return same_token(field.name, kAuthorization); });
  if (shown > 1) return Problem{.status = 400, .detail = "Authorization must come once"};
  switch (verdict) {
    case Tokens::Verdict::granted:
      return std::nullopt;
    case Tokens::Verdict::other_scope:
      return Problem{.status = 403,
                     .detail = "this token is good for other requests: here one with the scope " +
                               std::string(scope) + " is needed"};
    case Tokens::Verdict::unknown:
      break;
  }
  return Problem{.status = 401, .detail = "show the token: Authorization: Bearer TOKEN"};
}

Route route_of(std::string_view path) {
  if (path == "/api/v1/search") return Route::search;
  if (path == "/api/v1/suggest") return Route::suggest;
  if (path == "/api/v1/concordance") return Route::concordance;
  if (path == "/api/v1/passages") return Route::passages;
  if (path == "/api/v1/why") return Route::why;
  if (path == "/api/v1/feed") return Route::feed;
  if (path.starts_with("/api/v1/facets/")) return Route::facet;
  if (path == "/api/v1/export") return Route::export_all;
  if (path == "/api/v1/stats") return Route::stats;
  if (path == "/api/v1/articles") return Route::push;
  if (path == "/api/v1/index/runs" || path.starts_with("/api/v1/index/runs/")) return Route::runs;
  if (path.starts_with("/api/v1/articles/")) {
    return path.ends_with("/similar") ? Route::similar : Route::article;
  }
  if (path == "/" || path.starts_with("/article/")) return Route::page;
  if (path == "/healthz" || path == "/readyz" || path == "/metrics") return Route::service;
  return Route::file;
}

// As day_number() of search/base/date.h counts days.
std::int32_t today() {
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return static_cast<std::int32_t>(days.time_since_epoch().count());
}

// Of the description of the interface: where it is served.
void put_server(std::string& openapi, const Mount& mount) {
  constexpr std::string_view kRoot = "servers:\n  - url: /\n";
  const std::string root = web_root(mount, "", "");
  const std::size_t at = openapi.find(kRoot);
  if (root.empty() || at == std::string::npos) return;
  openapi.replace(at, kRoot.size(), "servers:\n  - url: " + root + "\n");
}

int status_of(std::string_view response) {
  constexpr std::size_t kStatusAt = 9;  // "HTTP/1.1 200 OK"
  int status = 0;
  std::from_chars(response.data() + kStatusAt, response.data() + kStatusAt + 3, status);
  return status;
}

}  // namespace

Routes::Routes(const RoutesOptions& options)
    : index_(options.index, {.thesaurus = options.thesaurus,
                             .limits = options.limits,
                             .scrub_period = options.scrub_period,
                             .notify = log_index_state}),
      changes_(options.index),
      reading_(options.reading),
      max_push_bytes_(options.max_push_bytes),
      mount_(options.mount),
      cache_(options.cache_bytes),
      recency_days_(options.recency_days),
      slow_(options.slow),
      logs_nothing_found_(options.logs_nothing_found),
      page_(embedded_file("index.html"), mount_.base_path) {
  replace_tokens(options.tokens);
  add_search("/api/v1/search", &Routes::search);
  add_search("/api/v1/feed", &Routes::feed);
  add_search(kFacetPattern, &Routes::facet);
  add(kArticlePattern, &Routes::article);
  add(kSimilarPattern, &Routes::similar);
  add_search("/api/v1/concordance", &Routes::concordance);
  add_search("/api/v1/passages", &Routes::passages);
  add_search("/api/v1/why", &Routes::why);
  add("/api/v1/suggest", &Routes::suggest);
  add("/api/v1/stats", &Routes::stats);
  add("/api/v1/articles", &Routes::push, Method::post);
  add(kArticlePattern, &Routes::remove_article, Method::remove);
  add("/api/v1/index/runs", &Routes::start_run, Method::post);
  add("/api/v1/index/runs", &Routes::runs);
  add(kRunPattern, &Routes::run);
  add(kRunPattern, &Routes::cancel_run, Method::remove);
  add("/", &Routes::page);
  add(kArticlePagePattern, &Routes::article_page);
  add("/healthz", &Routes::health);
  add("/readyz", &Routes::readiness);
  add("/metrics", &Routes::metrics);
  add("/opensearch.xml", &Routes::open_search);
  add("/[^/]+", &Routes::file);
  load_files();
  dispatcher_.set_error_handler(
      [this](const httplib::Request& request, httplib::Response& response) {
        if (!response.body.empty()) return;
        write(nothing_here(request, response.status), request, response);
      });
}

void Routes::replace_tokens(const Tokens& tokens) {
  auto next = std::make_shared<const Tokens>(tokens);
  const std::lock_guard lock(tokens_mutex_);
  tokens_ = std::move(next);
}

std::shared_ptr<const Tokens> Routes::tokens() const {
  const std::lock_guard lock(tokens_mutex_);
  return tokens_;
}

// Whoever does not show the token that is needed is refused before a body is read.
RouteRules Routes::rules(const RequestHead& head) const {
  const Route route = route_of(head.path());
  if (changes_the_index(route, head)) return rules_of_changes(route, head);
  RouteRules rules = rules_of(route, head);
  if (reading_ == Reading::open || is_for_everybody(route, head)) return rules;
  rules.refusal = refusal_of_reader(head);
  if (rules.refusal && rules.refusal->status == 401) rules.refusal_fields = kReaderChallenge;
  return rules;
}

RouteRules Routes::rules_of(Route route, const RequestHead& head) const {
  if (route == Route::article) return {.methods = kArticleMethods};
  if (takes_searches(route)) {
    return {.methods = kSearchMethods,
            .body_bytes = head.method == "POST" ? kMaxSearchBodyBytes : 0,
            .work = route == Route::export_all ? Work::stream : Work::search};
  }
  const bool light = route == Route::service || route == Route::file;
  return {.work = light && head.path() != "/readyz" ? Work::light : Work::search};
}

RouteRules Routes::rules_of_changes(Route route, const RequestHead& head) const {
  RouteRules rules;
  if (route == Route::article) rules.methods = kArticleMethods;
  if (route == Route::push) rules = {.methods = "POST", .body_bytes = max_push_bytes_};
  if (route == Route::runs) {
    const bool one = head.path().size() > std::string_view("/api/v1/index/runs/").size();
    rules.methods = one ? "GET, HEAD, DELETE" : "GET, HEAD, POST";
  }
  const std::shared_ptr<const Tokens> tokens = this->tokens();
  const Scope wanted = route == Route::runs ? Scope::admin : Scope::write;
  if (tokens->empty()) {
    rules.refusal = Problem{.status = 403, .detail = kNoToken};
  } else {
    rules.refusal =
        refusal_of(head, tokens->verdict(head.field(kAuthorization), wanted), scope_name(wanted));
  }
  if (rules.refusal && rules.refusal->status == 401) rules.refusal_fields = kChallenge;
  return rules;
}

std::optional<Problem> Routes::refusal_of_reader(const RequestHead& head) const {
  const std::shared_ptr<const Tokens> tokens = this->tokens();
  return refusal_of(head, tokens->verdict_of_reader(head.field(kAuthorization)),
                    scope_name(Scope::read));
}

Response Routes::respond(const HttpRequest& request) {
  const Clock::time_point begin = Clock::now();
  const Route asked = route_of(request.head.path());
  Response response = asked == Route::export_all
                          ? export_all(request)
                          : Response{dispatcher_.respond(
                                request, web_root(mount_, request.client.https ? "https" : "http",
                                                  request.head.host))};
  const int status = status_of(response.bytes);
  const Route route = status == 404 ? Route::unknown : asked;
  const Clock::duration took = Clock::now() - begin;
  request_metrics_.record(route, status, took);
  if (slow_.count() > 0 && took >= slow_) log_slow(logged_in_full(request), request.body, took);
  return response;
}

void Routes::add(const std::string& pattern, Handler handler, Method method) {
  const auto answer = [this, handler](const httplib::Request& request,
                                      httplib::Response& response) {
    write(guarded(request, [&] { return (this->*handler)(request); }), request, response);
  };
  switch (method) {
    case Method::get:
      dispatcher_.Get(pattern, answer);
      break;
    case Method::post:
      dispatcher_.Post(pattern, answer);
      break;
    case Method::remove:
      dispatcher_.Delete(pattern, answer);
      break;
  }
}

void Routes::add_search(const std::string& pattern, Handler handler) {
  add(pattern, handler);
  add(pattern, handler, Method::post);
}

void Routes::load_files() {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name.ends_with(".txt") || file.name.ends_with(".json")) continue;  // for us
    if (file.name == "index.html") {
      files_.try_emplace("/", file.name, page_.render({}));
      continue;
    }
    std::string bytes(file.bytes);
    if (file.name == "openapi.yaml") put_server(bytes, mount_);
    files_.try_emplace("/" + std::string(file.name), file.name, std::move(bytes));
  }
}

SearchRequest Routes::wanted_search(const httplib::Request& request, Unknown unknown,
                                    const SearchRequest& defaults) const {
  return aged(search_request(search_parameters_of(request), unknown, defaults));
}

// With what the server weighs the age of articles by, where the request does not say.
SearchRequest Routes::aged(SearchRequest wanted) const {
  if (!wanted.recency_days && recency_days_ > 0) wanted.recency_days = recency_days_;
  if (wanted.recency_days.value_or(0) > 0) wanted.today = today();
  return wanted;
}

Reply Routes::search(const httplib::Request& request) {
  const SearchRequest wanted = wanted_search(request, Unknown::refused);
  const IndexReader::Lease searcher = index_.searcher();
  // With the day, since articles age; it is 0 where their age counts nothing.
  const std::string key = std::to_string(searcher.generation()) + "@" +
                          std::to_string(wanted.today) + "?" + to_query_string(wanted);
  return tagged(request, key, [&] {
    if (const AnswerCache::Answer known = cache_.find(key)) return json_reply(*known);
    const Clock::time_point begin = Clock::now();
    const SearchResult result = searcher->search(wanted);
    auto answer = std::make_shared<const std::string>(to_json({.request = wanted,
                                                               .result = result,
                                                               .took_ms = milliseconds_since(begin),
                                                               .base_path = mount_.base_path}));
    if (!note_nothing_found(request, wanted, result)) cache_.insert(key, answer);
    return json_reply(*answer);
  });
}

// Writes down what people search for and do not find, where that is wanted. Whether it did: such
// an answer is not kept, so that who asks again is counted again.
bool Routes::note_nothing_found(const httplib::Request& request, const SearchRequest& wanted,
                                const SearchResult& result) const {
  if (!logs_nothing_found_ || result.total.value > 0 || wanted.query.empty()) return false;
  log_nothing_found(logged(request), wanted.query);
  return true;
}

// What `make` returns, with an ETag; or 304 for whoever has it. `key` names what is asked and of
// which generation. Answers of another run of the server, whose settings may differ, are others.
template <typename Make>
Reply Routes::tagged(const httplib::Request& request, const std::string& key, const Make& make) {
  if (request.method == "POST") return make();
  const std::string etag = etag_of(started_ + key);
  Reply reply;
  if (lists_etag(request.get_header_value(kIfNoneMatch), etag)) {
    reply = {.status = 304, .body = {}, .headers = {{"Cache-Control", "no-cache"}}};
  } else {
    reply = make();
  }
  reply.headers.emplace_back("ETag", std::string(kWeak) + etag);
  return reply;
}

// Not by way of cpp-httplib, which would make all of it before anything is sent. Facets, a timeline
// and explanations are allowed as in a feed.
Response Routes::export_all(const HttpRequest& request) {
  Response response;
  try {
    std::string parameters(query_string_of(request.head.target));
    if (request.head.method == "POST")
      parameters =
          with_body_parameters(parameters, request.head.field("Content-Type"), request.body);
    ExportParameters wanted = export_parameters(parameters);
    wanted.request.facets.clear();
    wanted.request.timeline = Period::none;
    const Framing framing = request.head.http_1_0 ? Framing::until_close : Framing::chunked;
    IndexReader::Lease searcher = index_.searcher();
    Searcher::Matches found = searcher->matches(wanted.request);
    response.bytes = response_head(200) + export_fields(wanted.format, framing, found);
    if (framing == Framing::until_close || request.afterwards == Afterwards::close)
      response.bytes += "Connection: close\r\n";
    response.bytes += "\r\n";
    response.rest = std::make_unique<Export>(std::move(searcher), std::move(found.numbers),
                                             wanted.format, framing, export_named(request));
  } catch (...) {
    const Problem problem = problem_of(export_named(request), std::current_exception());
    response.bytes = problem_response(problem, request.afterwards);
  }
  if (request.head.method == "HEAD") return {without_body(std::move(response.bytes))};
  return response;
}

// A feed has no room for facets, a timeline and explanations: they are allowed, since any search
// may become a feed, and not made.
Reply Routes::feed(const httplib::Request& request) {
  SearchRequest wanted = wanted_search(request, Unknown::refused, feed_defaults());
  wanted.facets.clear();
  wanted.timeline = Period::none;
  wanted.explain = false;
  const IndexReader::Lease searcher = index_.searcher();
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

Reply Routes::facet(const httplib::Request& request) {
  const std::string field = request.matches[1].str();
  if (filter_field(field) == kFilterFields.size()) {
    return problem_reply(
        {.status = 404,
         .detail = "there is no facet " + field + "; there are " + names_of_filter_fields()});
  }
  const FacetParameters wanted = facet_parameters(search_parameters_of(request));
  const IndexReader::Lease searcher = index_.searcher();
  const std::string key =
      std::to_string(searcher.generation()) + "/" + field + "?" + to_query_string(wanted);
  return tagged(request, key, [&] {
    const FacetResult result = searcher->facet(wanted.request, field, wanted.window);
    const std::string next = next_address(wanted, result);
    return json_reply(to_json(result, next.empty() ? next : mount_.base_path + next));
  });
}

Reply Routes::article(const httplib::Request& request) {
  const std::string id = id_of(request);
  const std::string query = article_parameters(parameters_of(request)).query;
  const IndexReader::Lease searcher = index_.searcher();
  const std::optional<ArticleView> view = searcher->article(id, query);
  if (!view) return no_such_article(id);
  return json_reply(to_json(*view, query, request.get_header_value(kWebRoot)));
}

Reply Routes::similar(const httplib::Request& request) {
  const std::string id = id_of(request);
  const std::size_t limit = similar_parameters(parameters_of(request)).limit;
  const IndexReader::Lease searcher = index_.searcher();
  const std::optional<std::vector<Hit>> hits = searcher->similar(id, limit);
  return hits ? json_reply(to_json(*hits)) : no_such_article(id);
}

Reply Routes::concordance(const httplib::Request& request) {
  const ConcordanceParameters wanted = concordance_parameters(search_parameters_of(request));
  const IndexReader::Lease searcher = index_.searcher();
  return concordance_reply(wanted, searcher->concordance(wanted.request), mount_.base_path);
}

Reply Routes::passages(const httplib::Request& request) {
  PassageParameters wanted = passage_parameters(search_parameters_of(request));
  wanted.request.search = aged(std::move(wanted.request.search));
  const IndexReader::Lease searcher = index_.searcher();
  return json_reply(
      to_json(wanted, searcher->passages(wanted.request), request.get_header_value(kWebRoot)));
}

Reply Routes::why(const httplib::Request& request) {
  const WhyParameters wanted = why_parameters(search_parameters_of(request));
  const IndexReader::Lease searcher = index_.searcher();
  const std::optional<WhyNot> why = searcher->why(wanted.id, wanted.request);
  return why ? json_reply(to_json(*why)) : no_such_article(wanted.id);
}

Reply Routes::suggest(const httplib::Request& request) {
  const QueryParameter typed = suggest_parameters(parameters_of(request));
  const IndexReader::Lease searcher = index_.searcher();
  return json_reply(to_json(searcher->suggest(typed.query, typed.limit)));
}

Reply Routes::stats(const httplib::Request& request) {
  no_parameters(parameters_of(request));
  const IndexReader::Lease searcher = index_.searcher();
  return json_reply(to_json(searcher->stats()));
}

Reply Routes::push(const httplib::Request& request) {
  no_parameters(parameters_of(request));
  return changes_.push(request.body);
}

Reply Routes::remove_article(const httplib::Request& request) {
  no_parameters(parameters_of(request));
  return changes_.remove(id_of(request));
}

Reply Routes::start_run(const httplib::Request& request) {
  Reply reply = changes_.start_run(run_scope(parameters_of(request)));
  for (auto& [name, value] : reply.headers) {
    if (name == "Location") value.insert(0, mount_.base_path);
  }
  return reply;
}

Reply Routes::runs(const httplib::Request& request) {
  return changes_.runs(runs_limit(parameters_of(request)));
}

Reply Routes::run(const httplib::Request& request) {
  no_parameters(parameters_of(request));
  return changes_.run(run_number(request));
}

Reply Routes::cancel_run(const httplib::Request& request) {
  no_parameters(parameters_of(request));
  return changes_.cancel_run(run_number(request));
}

Reply Routes::page(const httplib::Request& request) {
  if (parameters_of(request).empty()) return file(request);
  PageContent content;
  return page_reply(page_, request, content, [&] {
    const SearchRequest wanted = wanted_search(request, Unknown::ignored);
    content.query = wanted.query;
    content.title = wanted.query.empty() ? "All articles" : wanted.query;
    content.feed = feed_address_of_page(wanted);
    const IndexReader::Lease searcher = index_.searcher();
    const SearchResult result = searcher->search(with_page_counts(wanted));
    note_nothing_found(request, wanted, result);
    return html_reply(200, results_html(wanted, result));
  });
}

Reply Routes::article_page(const httplib::Request& request) {
  PageContent content;
  return page_reply(page_, request, content, [&] {
    const std::string id = id_of(request);
    const SearchRequest from = search_of_article_page(parameters_of(request));
    content.query = from.query;
    const IndexReader::Lease searcher = index_.searcher();
    const std::optional<ArticleView> view = searcher->article(id, content.query);
    if (view) content.title = view->title.text;
    if (!view) return html_reply(404, failure_html("This article is not in the archive", ""));
    const bool is_of_search = !parameters_of(request).empty();
    return html_reply(200,
                      article_html(*view, content.query, is_of_search ? page_address(from) : "/"));
  });
}

Reply Routes::health(const httplib::Request&) { return json_reply("{\"status\":\"ok\"}\n"); }

Reply Routes::readiness(const httplib::Request&) {
  if (front_ != nullptr && front_->draining()) {
    return problem_reply({.status = 503, .detail = "the server is stopping"});
  }
  const IndexReader::Lease searcher = index_.searcher();
  const std::optional<std::string> fault = index_.fault();
  JsonWriter json;
  json.begin_object().key("status").string(fault ? "degraded" : "ready");
  json.key("generation").number(searcher.generation());
  if (fault) json.key("fault").string(*fault);
  json.end_object();
  return json_reply(json.take() + "\n");
}

Reply Routes::metrics(const httplib::Request&) {
  std::string text;
  append_build_info(text);
  request_metrics_.append_to(text);
  if (front_ != nullptr) append_front_metrics(text, *front_);
  append_metric(text, "dateline_cache_hits_total", "Searches answered from the cache.",
                MetricType::counter, cache_.hits());
  append_metric(text, "dateline_cache_misses_total", "Searches not found in the cache.",
                MetricType::counter, cache_.misses());
  append_metric(text, "dateline_cache_bytes", "Memory that cached answers take.", MetricType::gauge,
                cache_.bytes());
  const std::optional<IndexStats> stats = stats_of(index_);
  append_index_metrics(text, index_, stats);
  append_queue_metrics(text, changes_, stats);
  append_run_metrics(text, index_.path());
  append_process_metrics(text);
  return {.content_type = kPlainType, .body = std::move(text)};
}

// Browsers that learn it offer the archive in their search bar. The address must be absolute, so it
// is the one that was asked.
Reply Routes::open_search(const httplib::Request& request) {
  const std::string root = escaped(request.get_header_value(kWebRoot));
  return {.content_type = kOpenSearchType,
          .body = R"(<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>Dateline</ShortName>
  <Description>Search the archive</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="text/html" template=")" +
                  root +
                  R"(/?q={searchTerms}"/>
  <Url type="application/json" template=")" +
                  root +
                  R"(/api/v1/search?q={searchTerms}"/>
</OpenSearchDescription>
)"};
}

// For programs a problem document, for who looks at it in a browser a page.
Reply Routes::nothing_here(const httplib::Request& request, int status) const {
  Reply reply = problem_reply({.status = status, .detail = kNothingHere});
  if (request.get_header_value("Accept").find("text/html") != std::string::npos) {
    const std::string main_html =
        failure_html("There is no page at this address", "Search the archive above.");
    reply = html_reply(status, page_.render({.main_html = main_html}));
  }
  reply.headers.emplace_back("Vary", "Accept");
  return reply;
}

Reply Routes::file(const httplib::Request& request) {
  const auto found = files_.find(request.path);
  if (found == files_.end()) return nothing_here(request, 404);
  return found->second.reply(request.get_header_value(kIfNoneMatch),
                             request.get_header_value(kAcceptedCodings));
}

}  // namespace dateline
