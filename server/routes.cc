#include "server/routes.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "search/base/error.h"
#include "search/store/article/fields.h"
#include "server/api/json_writer.h"
#include "server/api/parameters.h"
#include "server/asked.h"
#include "server/failures.h"
#include "server/http/compression.h"
#include "server/http/http_front.h"
#include "server/index_metrics.h"
#include "server/mcp_over_http.h"
#include "server/search_body.h"
#include "server/service/log.h"
#include "server/service/process_metrics.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kCompressFrom = 1024;  // bytes; a smaller answer is one packet anyway
constexpr char kNoToken[] =
    "the index cannot be changed or copied from here: server.token_file names no file with a token";
constexpr std::string_view kAuthorization = "Authorization";
constexpr std::string_view kChallenge = "WWW-Authenticate: Bearer realm=\"dateline\"\r\n";
constexpr std::string_view kReaderChallenge =
    "WWW-Authenticate: Bearer realm=\"dateline\"\r\n"
    "WWW-Authenticate: Basic realm=\"dateline\", charset=\"UTF-8\"\r\n";
constexpr char kPlainType[] = "text/plain; version=0.0.4; charset=utf-8";  // as Prometheus asks

constexpr std::string_view kGet = "GET, HEAD";
constexpr std::string_view kGetOrPost = "GET, HEAD, POST";

void compress(Reply& reply, std::string_view accepted_codings) {
  for (const auto& [name, value] : reply.headers) {
    if (name == "ETag" && !value.starts_with(kWeakEtag)) return;  // a file, which sees to it itself
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

// With all that was asked.
LoggedRequest logged_in_full(const HttpRequest& request) {
  return {std::string(request.id),
          std::string(request.head.method) + " " + std::string(request.head.target)};
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

// Why a request is not let in; none where it is. Of two fields, two programs may take either.
std::optional<Problem> refusal_by(const RequestHead& head, Tokens::Verdict verdict,
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

// What a request needs that changes the index, or copies it.
Scope scope_for(Audience audience) {
  switch (audience) {
    case Audience::administrators:
      return Scope::admin;
    case Audience::replicas:
      return Scope::replica;
    default:
      return Scope::write;
  }
}

// The number of a run in the path; none where it is no number of one.
std::optional<std::uint64_t> run_number(const httplib::Request& request) {
  const std::string text = request.matches[1].str();
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Routes::Routes(const RoutesOptions& options)
    : index_(options.index, {.thesaurus = options.thesaurus,
                             .limits = options.limits,
                             .scrub_period = options.scrub_period,
                             .notify = log_index_state}),
      changes_(options.index),
      files_(index_),
      alerts_(index_, {.index = options.index,
                       .limits = options.limits,
                       .reserved = options.alert_names,
                       .targets = options.alert_targets}),
      tokens_(options.tokens),
      reading_(options.reading),
      mount_(options.mount),
      slow_(options.slow),
      searches_(index_, {.cache_bytes = options.cache_bytes,
                         .recency_days = options.recency_days,
                         .nothing_found = options.nothing_found,
                         .base_path = mount_.base_path}),
      pages_(index_, searches_, mount_),
      addresses_(table(options)),
      request_metrics_(addresses_.names()) {
  register_handlers();
}

// The search of an address with a body is the one without: {"q": "…"} for ?q=….
std::vector<Address> Routes::table(const RoutesOptions& options) {
  const auto by = [](auto& routes, auto member) {
    return [&routes, member](const httplib::Request& request) { return (routes.*member)(request); };
  };
  using enum Audience;
  using S = SearchRoutes;
  using P = PageRoutes;
  using A = SavedAlertRoutes;
  using R = Routes;
  constexpr std::uint64_t kQuery = kMaxSearchBodyBytes;
  std::vector<Address> addresses = {
      {"/api/v1/search", kGetOrPost, "search", readers, Work::search, kQuery,
       by(searches_, &S::search)},
      {"/api/v1/feed", kGetOrPost, "feed", readers, Work::search, kQuery, by(searches_, &S::feed)},
      {"/api/v1/facets/{field}", kGetOrPost, "facet", readers, Work::search, kQuery,
       by(searches_, &S::facet)},
      {"/api/v1/concordance", kGetOrPost, "concordance", readers, Work::search, kQuery,
       by(searches_, &S::concordance)},
      {"/api/v1/passages", kGetOrPost, "passages", readers, Work::search, kQuery,
       by(searches_, &S::passages)},
      {"/api/v1/why", kGetOrPost, "why", readers, Work::search, kQuery, by(searches_, &S::why)},
      {"/api/v1/export", kGetOrPost, "export", readers, Work::stream, kQuery, nullptr,
       [this](const HttpRequest& request) { return searches_.export_all(request); }},
      {"/api/v1/suggest", kGet, "suggest", readers, Work::search, 0, by(searches_, &S::suggest)},
      {"/api/v1/stats", kGet, "stats", readers, Work::search, 0, by(searches_, &S::stats)},
      {"/api/v1/articles/{id}", kGet, "article", readers, Work::search, 0,
       by(searches_, &S::article)},
      {"/api/v1/articles/{id}", "DELETE", "article", writers, Work::search, 0,
       by(*this, &R::remove_article)},
      {"/api/v1/articles/{id}/similar", kGet, "similar", readers, Work::search, 0,
       by(searches_, &S::similar)},
      {"/api/v1/articles/{id}/story", kGet, "story", readers, Work::search, 0,
       by(searches_, &S::story)},
      {"/api/v1/articles/{id}/compare", kGet, "compare", readers, Work::search, 0,
       by(searches_, &S::compare)},
      {"/api/v1/articles", "POST", "push", writers, Work::search, options.max_push_bytes,
       by(*this, &R::push)},
      {"/api/v1/alerts", kGet, "alerts", writers, Work::search, 0, by(alerts_, &A::list)},
      {"/api/v1/alerts", "POST", "alerts", writers, Work::search, kQuery, by(alerts_, &A::save)},
      {"/api/v1/alerts/{alert}", kGet, "alerts", writers, Work::search, 0, by(alerts_, &A::read)},
      {"/api/v1/alerts/{alert}", "DELETE", "alerts", writers, Work::search, 0,
       by(alerts_, &A::remove)},
      {"/api/v1/index/runs", kGet, "runs", administrators, Work::search, 0, by(*this, &R::runs)},
      {"/api/v1/index/runs", "POST", "runs", administrators, Work::search, 0,
       by(*this, &R::start_run)},
      {"/api/v1/index/runs/{run}", kGet, "runs", administrators, Work::search, 0,
       by(*this, &R::run)},
      {"/api/v1/index/runs/{run}", "DELETE", "runs", administrators, Work::search, 0,
       by(*this, &R::cancel_run)},
      {"/api/v1/index/files", kGet, "files", replicas, Work::search, 0,
       by(files_, &IndexFiles::list)},
      {"/api/v1/index/file", kGet, "files", replicas, Work::stream, 0, nullptr,
       [this](const HttpRequest& request) { return files_.file(request); }},
      {"/", kGet, "page", readers, Work::search, 0, by(pages_, &P::page)},
      {"/article/{id}", kGet, "page", readers, Work::search, 0, by(pages_, &P::article_page)},
      {"/healthz", kGet, "service", everybody, Work::light, 0, by(*this, &R::health)},
      {"/readyz", kGet, "service", everybody, Work::search, 0, by(*this, &R::readiness)},
      {"/metrics", kGet, "service", readers, Work::light, 0, by(*this, &R::metrics)},
      {"/opensearch.xml", kGet, "file", everybody, Work::light, 0, by(pages_, &P::open_search)},
      {"/{file}", kGet, "file", everybody, Work::light, 0, by(pages_, &P::file)},
  };
  if (options.model_tools == ModelTools::off) return addresses;
  addresses.insert(
      addresses.begin(),
      Address{"/mcp", "POST", "mcp", readers, Work::search, kMaxMcpBodyBytes,
              [this](const httplib::Request& request) { return mcp_reply(*this, request); }});
  return addresses;
}

void Routes::register_handlers() {
  for (const Address& address : addresses_.addresses()) {
    if (!address.answer) continue;
    const auto respond = [&address](const httplib::Request& request, httplib::Response& response) {
      write(guarded(request, [&] { return address.answer(request); }), request, response);
    };
    const std::string regex = regex_of(address.pattern);
    if (lists_method(address.methods, "GET")) dispatcher_.Get(regex, respond);
    if (lists_method(address.methods, "POST")) dispatcher_.Post(regex, respond);
    if (lists_method(address.methods, "DELETE")) dispatcher_.Delete(regex, respond);
  }
  dispatcher_.set_error_handler(
      [this](const httplib::Request& request, httplib::Response& response) {
        if (!response.body.empty()) return;
        write(pages_.nothing_here(request, response.status), request, response);
      });
}

// The tokens come first: where they are to be asked for from now on, they are there.
void Routes::replace(const RoutesOptions& options) {
  tokens_.replace(options.tokens);
  reading_ = options.reading;
  slow_ = options.slow;
  searches_.log_nothing_found(options.nothing_found);
}

// Whoever does not show the token that is needed is refused before a body is read. Where nothing is
// at the path, that is told to readers only.
RouteRules Routes::rules(const RequestHead& head) const {
  const auto [address, methods, name] = addresses_.find(head.method, head.path());
  RouteRules rules{.work = address != nullptr ? address->work : Work::light};
  if (!methods.empty()) rules.methods = methods;
  if (address != nullptr && head.method == "POST") rules.body_bytes = address->body_bytes;
  const Audience audience = address != nullptr ? address->audience : Audience::readers;
  rules.refusal = refusal_of(head, audience);
  if (rules.refusal && rules.refusal->status == 401) {
    rules.refusal_fields = audience == Audience::readers ? kReaderChallenge : kChallenge;
  }
  return rules;
}

std::optional<Problem> Routes::refusal_of(const RequestHead& head, Audience audience) const {
  if (audience == Audience::everybody ||
      (audience == Audience::readers && reading_ == Reading::open))
    return std::nullopt;
  const std::shared_ptr<const Tokens> tokens = tokens_.get();
  if (audience == Audience::readers) {
    return refusal_by(head, tokens->verdict_of_reader(head.field(kAuthorization)),
                      scope_name(Scope::read));
  }
  if (tokens->empty()) return Problem{.status = 403, .detail = kNoToken};
  const Scope scope = scope_for(audience);
  return refusal_by(head, tokens->verdict(head.field(kAuthorization), scope), scope_name(scope));
}

Response Routes::respond(const HttpRequest& request) {
  const Clock::time_point begin = Clock::now();
  const AddressTable::Found found = addresses_.find(request.head.method, request.head.path());
  Response response =
      found.address != nullptr && found.address->stream
          ? found.address->stream(request)
          : dispatcher_.respond(request, web_root(mount_, request.client.https ? "https" : "http",
                                                  request.head.host));
  const Clock::duration took = Clock::now() - begin;
  const std::size_t unknown = addresses_.names().size() - 1;
  request_metrics_.record(response.status == 404 ? unknown : found.name, response.status, took);
  const std::chrono::nanoseconds slow = slow_;
  if (slow.count() > 0 && took >= slow) log_slow(logged_in_full(request), request.body, took);
  return response;
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
  const std::optional<std::uint64_t> number = run_number(request);
  return number ? changes_.run(*number) : pages_.nothing_here(request, 404);
}

Reply Routes::cancel_run(const httplib::Request& request) {
  no_parameters(parameters_of(request));
  const std::optional<std::uint64_t> number = run_number(request);
  return number ? changes_.cancel_run(*number) : pages_.nothing_here(request, 404);
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
  json.key("generation").number(searcher.has().generation);
  json.key("sequence").number(searcher.has().sequence);
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
                MetricType::counter, searches_.cache().hits());
  append_metric(text, "dateline_cache_misses_total", "Searches not found in the cache.",
                MetricType::counter, searches_.cache().misses());
  append_metric(text, "dateline_cache_bytes", "Memory that cached answers take.", MetricType::gauge,
                searches_.cache().bytes());
  const std::optional<IndexStats> stats = stats_of(index_);
  append_index_metrics(text, index_, stats);
  append_queue_metrics(text, changes_, stats);
  append_run_metrics(text, index_.path());
  append_process_metrics(text);
  return {.content_type = kPlainType, .body = std::move(text)};
}

}  // namespace dateline
