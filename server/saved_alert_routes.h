#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include <httplib.h>

#include "config/config.h"
#include "search/index_reader.h"
#include "search/query/query_limits.h"
#include "server/alerts/saved_alerts.h"
#include "server/http/reply.h"

namespace dateline {

struct SavedAlertOptions {
  std::filesystem::path index;
  QueryLimits limits;
  std::vector<std::string> reserved;  // names of the alerts of dateline.toml
  std::vector<Config::AlertTarget> targets;
};

// Alerts over HTTP: saved, listed and deleted here, told by dateline-alert. Whoever saves one names
// a target of dateline.toml: no address and no file comes from a request. docs/alerts.md is the
// manual. May be used by any number of threads.
class SavedAlertRoutes {
 public:
  // The reader must outlive it.
  SavedAlertRoutes(IndexReader& index, SavedAlertOptions options)
      : index_(index), options_(std::move(options)) {}

  Reply list(const httplib::Request& request);
  Reply read(const httplib::Request& request);
  Reply save(const httplib::Request& request);
  Reply remove(const httplib::Request& request);

 private:
  std::string described(const std::string& name) const;
  void require_valid(const SavedAlert& alert) const;

  IndexReader& index_;
  const SavedAlertOptions options_;
  std::mutex mutex_;  // so that a name is taken once
};

}  // namespace dateline
