#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "config/config.h"
#include "search/query/query_limits.h"
#include "search/query/search_request.h"
#include "search/searcher.h"
#include "server/alerts/alert_state.h"
#include "server/alerts/channels.h"

namespace dateline {

// What the alerts of an index have in common.
struct AlertsOptions {
  std::filesystem::path folder;  // of their states, INDEX/alerts; there already
  Config::Mail mail;
  QueryLimits limits;
  std::string web_root;                          // "https://example.org/news"; empty: not known
  std::function<void(const std::string&)> tell;  // what the operator should know
};

// One alert over time. Of a delivery, first what is to be sent and the place behind it are written
// down, then it is sent, then it is written down that it arrived: whatever ends the process in
// between, the next one goes on with the same delivery. Belongs to one thread.
class StandingAlert {
 public:
  // Reads its state and the secret of its webhook. Throws InputError where there is no secret, and
  // IndexError where the state is damaged.
  // `state_name` is that of its state's file, where it is not the alert's.
  StandingAlert(Config::Alert alert, const AlertsOptions& options,
                const std::string& state_name = {});

  // Delivers what has arrived and is due; whether nothing waits for another try. An alert that is
  // seen for the first time begins with what arrives from now on.
  bool look(const Searcher& searcher, std::uint64_t generation, std::chrono::seconds now);

  const AlertState& state() const { return state_; }

 private:
  // What is wrong with the query, and what was found in spite of it, if it could be asked.
  struct Found {
    SearchRequest search;
    std::string trouble;
    std::optional<SearchResult> result;
  };

  std::chrono::seconds due() const;
  Found find(const Searcher& searcher) const;
  bool prepare(const Searcher& searcher, std::chrono::seconds now);
  void prepare_articles(const SearchRequest& search, const SearchResult& result);
  bool prepare_trouble(const std::string& trouble, std::chrono::seconds now);
  bool deliver(std::chrono::seconds now);
  Undelivered send(const Delivery& delivery) const;
  void keep(Delivery delivery);
  void save() const { write_alert_state(file_, state_); }

  const Config::Alert alert_;
  const AlertsOptions options_;
  const std::string key_;  // of its state and its deliveries
  const std::filesystem::path file_;
  const std::string secret_;
  bool is_new_ = false;
  AlertState state_;
  std::optional<std::uint64_t> seen_;  // the generation that has nothing more for it
  bool has_more_ = false;              // than the last delivery had room for
  unsigned failures_ = 0;              // of the delivery that is pending
  std::chrono::seconds next_try_{0};
};

}  // namespace dateline
