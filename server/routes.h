#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "search/index_reader.h"
#include "server/answer_cache.h"
#include "server/application.h"
#include "server/dispatcher.h"
#include "server/metrics.h"
#include "server/page.h"
#include "server/reply.h"
#include "server/static_file.h"

namespace dateline {

class HttpFront;

// Every address of the server, and the only place where errors become statuses: InputError 400,
// IndexError 503, anything else 500 and a line in the log. docs/rest-api.md is the manual.
class Routes : public Application {
 public:
  // The index need not be there yet: it is looked for at each request.
  Routes(std::filesystem::path index, std::shared_ptr<const Thesaurus> thesaurus,
         std::size_t cache_bytes, const QueryLimits& limits = {});

  // Lets /readyz and /metrics tell about the front that serves this. It must outlive all requests.
  void watch(const HttpFront& front) { front_ = &front; }

  RouteRules rules(std::string_view path) const override;
  std::string respond(const HttpRequest& request) override;

 private:
  using Handler = Reply (Routes::*)(const httplib::Request&);
  void add(const std::string& pattern, Handler handler);
  void load_files();

  Reply search(const httplib::Request& request);
  Reply article(const httplib::Request& request);
  Reply similar(const httplib::Request& request);
  Reply suggest(const httplib::Request& request);
  Reply stats(const httplib::Request& request);
  Reply page(const httplib::Request& request);
  Reply article_page(const httplib::Request& request);
  Reply health(const httplib::Request& request);
  Reply readiness(const httplib::Request& request);
  Reply metrics(const httplib::Request& request);
  Reply open_search(const httplib::Request& request);
  Reply file(const httplib::Request& request);

  IndexReader index_;
  AnswerCache cache_;
  RequestMetrics request_metrics_;
  Page page_;
  std::map<std::string, StaticFile> files_;  // by path; "/" is the page with nothing in it
  Dispatcher dispatcher_;
  const HttpFront* front_ = nullptr;
};

}  // namespace dateline
