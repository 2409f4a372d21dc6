#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "search/index_reader.h"
#include "server/answer_cache.h"
#include "server/api/parameters.h"
#include "server/http/application.h"
#include "server/http/dispatcher.h"
#include "server/http/mount.h"
#include "server/http/reply.h"
#include "server/index_changes.h"
#include "server/page/page.h"
#include "server/service/metrics.h"
#include "server/static_file.h"
#include "server/token.h"

namespace dateline {

class HttpFront;

// Whether anybody may read the archive, or only who shows a token with Scope::read.
enum class Reading { open, by_token };

struct RoutesOptions {
  std::filesystem::path index;  // need not be there yet: it is looked for at each request
  std::shared_ptr<const Thesaurus> thesaurus = nullptr;
  QueryLimits limits;
  std::size_t cache_bytes = 0;
  std::size_t recency_days = 0;               // for searches that do not say; 0: age counts nothing
  std::chrono::milliseconds scrub_period{0};  // see IndexReaderOptions
  Tokens tokens = {};                         // none: nothing can change the index from here
  Reading reading = Reading::open;
  std::uint64_t max_push_bytes = 0;  // of a request that pushes articles
  Mount mount = {};
  std::chrono::nanoseconds slow{0};  // an answer that takes as long is logged; 0: none is
  bool logs_nothing_found = false;   // queries for which nothing is found are logged
};

// Every address of the server, and the only place where errors become statuses: InputError 400,
// IndexError 503, anything else 500 and a line in the log. docs/rest-api.md is the manual.
class Routes : public Application {
 public:
  explicit Routes(const RoutesOptions& options);

  // Lets /readyz and /metrics tell about the front that serves this. It must outlive all requests.
  void watch(const HttpFront& front) { front_ = &front; }

  // Waits until it is known whether the index can be searched, but not for ever.
  void await_index(std::chrono::nanoseconds patience) { index_.wait_until_settled(patience); }

  // The tokens from now on.
  void replace_tokens(const Tokens& tokens);

  RouteRules rules(const RequestHead& head) const override;
  Response respond(const HttpRequest& request) override;

 private:
  using Handler = Reply (Routes::*)(const httplib::Request&);
  enum class Method { get, post, remove };
  void add(const std::string& pattern, Handler handler, Method method = Method::get);
  void add_search(const std::string& pattern, Handler handler);  // by GET and by POST
  template <typename Make>
  Reply tagged(const httplib::Request& request, const std::string& key, const Make& make);
  void load_files();
  std::shared_ptr<const Tokens> tokens() const;
  RouteRules rules_of(Route route, const RequestHead& head) const;
  std::optional<Problem> refusal_of_reader(const RequestHead& head) const;
  RouteRules rules_of_changes(Route route, const RequestHead& head) const;

  SearchRequest wanted_search(const httplib::Request& request, Unknown unknown,
                              const SearchRequest& defaults = {}) const;
  SearchRequest aged(SearchRequest wanted) const;
  Response export_all(const HttpRequest& request);
  bool note_nothing_found(const httplib::Request& request, const SearchRequest& wanted,
                          const SearchResult& result) const;
  Reply search(const httplib::Request& request);
  Reply feed(const httplib::Request& request);
  Reply facet(const httplib::Request& request);
  Reply article(const httplib::Request& request);
  Reply similar(const httplib::Request& request);
  Reply concordance(const httplib::Request& request);
  Reply passages(const httplib::Request& request);
  Reply why(const httplib::Request& request);
  Reply suggest(const httplib::Request& request);
  Reply stats(const httplib::Request& request);
  Reply push(const httplib::Request& request);
  Reply remove_article(const httplib::Request& request);
  Reply start_run(const httplib::Request& request);
  Reply runs(const httplib::Request& request);
  Reply run(const httplib::Request& request);
  Reply cancel_run(const httplib::Request& request);
  Reply page(const httplib::Request& request);
  Reply article_page(const httplib::Request& request);
  Reply health(const httplib::Request& request);
  Reply readiness(const httplib::Request& request);
  Reply metrics(const httplib::Request& request);
  Reply open_search(const httplib::Request& request);
  Reply file(const httplib::Request& request);
  Reply nothing_here(const httplib::Request& request, int status) const;

  IndexReader index_;
  IndexChanges changes_;
  mutable std::mutex tokens_mutex_;
  std::shared_ptr<const Tokens> tokens_;  // never null
  const Reading reading_;
  const std::uint64_t max_push_bytes_;
  const Mount mount_;
  const std::string started_ =  // of ETags: nanoseconds
      std::to_string(std::chrono::system_clock::now().time_since_epoch().count());
  AnswerCache cache_;
  std::size_t recency_days_ = 0;
  const std::chrono::nanoseconds slow_;
  const bool logs_nothing_found_;
  RequestMetrics request_metrics_;
  Page page_;
  std::map<std::string, StaticFile> files_;  // by path; "/" is the page with nothing in it
  Dispatcher dispatcher_;
  const HttpFront* front_ = nullptr;
};

}  // namespace dateline
