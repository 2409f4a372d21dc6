#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "config/config.h"
#include "server/alerts/saved_alerts.h"
#include "server/alerts/standing_alert.h"

namespace dateline {

// All alerts of an index: those of dateline.toml, and those that are saved over HTTP, which come
// and go. Belongs to one thread.
class AlertRoster {
 public:
  // Throws as StandingAlert does, of those of dateline.toml.
  AlertRoster(std::filesystem::path index, const std::vector<Config::Alert>& alerts,
              std::vector<Config::AlertTarget> targets, AlertsOptions options);

  // Looks after each alert whatever becomes of the others; whether nothing waits for another try.
  bool look(const Searcher& searcher, std::uint64_t generation, std::chrono::seconds now);

 private:
  void refresh();
  void take_up(const std::string& name);
  void forget_states_but(const std::vector<std::string>& names) const;
  void complain(const std::string& name, const std::string& what);

  const std::filesystem::path index_;
  const std::vector<Config::AlertTarget> targets_;
  const AlertsOptions options_;
  std::vector<std::unique_ptr<StandingAlert>> fixed_;
  struct Saved {
    SavedAlert alert;
    std::unique_ptr<StandingAlert> standing;
  };
  std::map<std::string, Saved> saved_;             // by name
  std::map<std::string, std::string> complaints_;  // of saved alerts that cannot be taken up
};

}  // namespace dateline
