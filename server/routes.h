#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "search/index_reader.h"
#include "server/address_table.h"
#include "server/http/application.h"
#include "server/http/dispatcher.h"
#include "server/http/latest.h"
#include "server/http/mount.h"
#include "server/http/reply.h"
#include "server/index_changes.h"
#include "server/index_files.h"
#include "server/page_routes.h"
#include "server/saved_alert_routes.h"
#include "server/search_routes.h"
#include "server/service/metrics.h"
#include "server/token.h"

namespace dateline {

class HttpFront;

// Whether anybody may read the archive, or only who shows a token with Scope::read.
enum class Reading { open, by_token };

// Whether language models may use the archive's tools at /mcp.
enum class ModelTools { off, on };

struct RoutesOptions {
  std::filesystem::path index;  // need not be there yet: it is looked for at each request
  std::shared_ptr<const Thesaurus> thesaurus = nullptr;
  QueryLimits limits;
  std::size_t cache_bytes = 0;
  std::size_t recency_days = 0;               // for searches that do not say; 0: age counts nothing
  std::chrono::milliseconds scrub_period{0};  // see IndexReaderOptions
  std::vector<std::string> alert_names = {};  // of dateline.toml, which no saved alert may have
  std::vector<Config::AlertTarget> alert_targets = {};
  Tokens tokens = {};  // none: nothing can change the index from here
  Reading reading = Reading::open;
  std::uint64_t max_push_bytes = 0;  // of a request that pushes articles
  Mount mount = {};
  std::chrono::nanoseconds slow{0};  // an answer that takes as long is logged; 0: none is
  NothingFound nothing_found = NothingFound::not_logged;
  ModelTools model_tools = ModelTools::off;
};

// Every address of the server, in one table: who may ask, what it costs, who answers.
// docs/rest-api.md is the manual. Errors become statuses in failures.h.
class Routes : public Application {
 public:
  explicit Routes(const RoutesOptions& options);

  // Lets /readyz and /metrics tell about the front that serves this. It must outlive all requests.
  void watch(const HttpFront& front) { front_ = &front; }

  // Waits until it is known whether the index can be searched, but not for ever.
  void await_index(std::chrono::nanoseconds patience) { index_.wait_until_settled(patience); }

  // The tokens from now on.
  void replace_tokens(const Tokens& tokens) { tokens_.replace(tokens); }

  // Takes over, of other options, what may change while it serves: tokens, reading, slow and
  // nothing_found.
  void replace(const RoutesOptions& options);

  const AddressTable& addresses() const { return addresses_; }

  RouteRules rules(const RequestHead& head) const override;
  Response respond(const HttpRequest& request) override;

 private:
  std::vector<Address> table(const RoutesOptions& options);
  void register_handlers();
  std::optional<Problem> refusal_of(const RequestHead& head, Audience audience) const;

  Reply push(const httplib::Request& request);
  Reply remove_article(const httplib::Request& request);
  Reply start_run(const httplib::Request& request);
  Reply runs(const httplib::Request& request);
  Reply run(const httplib::Request& request);
  Reply cancel_run(const httplib::Request& request);
  Reply health(const httplib::Request& request);
  Reply readiness(const httplib::Request& request);
  Reply metrics(const httplib::Request& request);

  IndexReader index_;
  IndexChanges changes_;
  IndexFiles files_;
  SavedAlertRoutes alerts_;
  Latest<Tokens> tokens_;
  std::atomic<Reading> reading_;
  const Mount mount_;
  std::atomic<std::chrono::nanoseconds> slow_;
  SearchRoutes searches_;
  PageRoutes pages_;
  const AddressTable addresses_;
  RequestMetrics request_metrics_;
  Dispatcher dispatcher_;
  const HttpFront* front_ = nullptr;
};

}  // namespace dateline
