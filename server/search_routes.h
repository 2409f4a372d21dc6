#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include <httplib.h>

#include "search/index_reader.h"
#include "server/answer_cache.h"
#include "server/api/parameters.h"
#include "server/http/application.h"
#include "server/http/reply.h"

namespace dateline {

// What becomes of queries for which nothing is found.
enum class NothingFound : std::uint8_t { not_logged, logged };

struct SearchRoutesOptions {
  std::size_t cache_bytes = 0;
  std::size_t recency_days = 0;  // for searches that do not say; 0: age counts nothing
  NothingFound nothing_found = NothingFound::not_logged;
  std::string base_path;  // of addresses in answers
};

// What reads the archive for programs. Errors are thrown; Routes makes statuses of them. May be
// used by any number of threads.
class SearchRoutes {
 public:
  // `index` must outlive it.
  SearchRoutes(IndexReader& index, const SearchRoutesOptions& options);

  Reply search(const httplib::Request& request);
  Reply feed(const httplib::Request& request);
  Reply facet(const httplib::Request& request);
  Reply article(const httplib::Request& request);
  Reply similar(const httplib::Request& request);
  Reply story(const httplib::Request& request);
  Reply compare(const httplib::Request& request);
  Reply concordance(const httplib::Request& request);
  Reply passages(const httplib::Request& request);
  Reply why(const httplib::Request& request);
  Reply suggest(const httplib::Request& request);
  Reply stats(const httplib::Request& request);
  Response export_all(const HttpRequest& request);

  // The search that a request asks for.
  SearchRequest wanted(const httplib::Request& request, Unknown unknown,
                       const SearchRequest& defaults = {}) const;

  // A Searcher that may answer this; throws where the index here is older than the request wants.
  IndexReader::Lease searcher_for(const SearchRequest& wanted) const;

  // Writes down what people search for and do not find, where that is wanted. Whether it did: such
  // an answer is not kept, so that who asks again is counted again.
  bool note_nothing_found(const httplib::Request& request, const SearchRequest& wanted,
                          const SearchResult& result) const;

  // Whether they are logged from now on.
  void log_nothing_found(NothingFound nothing_found) { nothing_found_ = nothing_found; }

  const AnswerCache& cache() const { return cache_; }

 private:
  template <typename Make>
  Reply tagged(const httplib::Request& request, const std::string& key, const Make& make);
  SearchRequest aged(SearchRequest wanted) const;

  IndexReader& index_;
  const SearchRoutesOptions options_;
  std::atomic<NothingFound> nothing_found_;
  const std::string started_ =  // of ETags: nanoseconds
      std::to_string(std::chrono::system_clock::now().time_since_epoch().count());
  AnswerCache cache_;
};

}  // namespace dateline
