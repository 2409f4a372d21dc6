#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "search/query/query_limits.h"
#include "server/alerts/alert_state.h"

// Alerts that were saved over HTTP: INDEX/saved-alerts/NAME.json, which the server writes and
// dateline-alert reads. Replaced by a rename, so that each is whole whatever ends the process.
namespace dateline {

struct SavedAlert {
  std::string name;
  std::string query;
  std::string parameters;
  std::string target;  // the name of an [[alert_target]]
  std::chrono::milliseconds every{0};
  std::int64_t created = 0;  // microseconds since 1970: tells it from an earlier one of its name

  bool operator==(const SavedAlert&) const = default;
};

// In order. None where the folder is not there.
std::vector<std::string> saved_alert_names(const std::filesystem::path& index);

// None where there is no such alert. Throws IndexError where its file cannot be read.
std::optional<SavedAlert> read_saved_alert(const std::filesystem::path& index,
                                           const std::string& name);

// Both are durable when they return. Removing says whether there was such an alert.
void save_alert(const std::filesystem::path& index, const SavedAlert& alert);
bool remove_saved_alert(const std::filesystem::path& index, const std::string& name);

// "ferries.644d0b4fe2a01": by which its state is kept, so that another alert of its name begins
// anew. No name of an alert of dateline.toml has a point.
std::string state_name_of(const SavedAlert& alert);

// As if it stood in dateline.toml. Throws InputError where its target is none of these.
Config::Alert alert_of(const SavedAlert& alert, const std::vector<Config::AlertTarget>& targets);

// What keeps an alert from telling what it should: its query as it is understood now, or its
// target; empty: nothing.
std::string trouble_of(const SavedAlert& alert, const std::vector<Config::AlertTarget>& targets,
                       const QueryLimits& limits);

// All that is known of the alert of a name. A file that is damaged is a trouble, too. Neither an
// alert nor a trouble: there is no such alert.
struct KnownAlert {
  std::optional<SavedAlert> alert;
  std::string trouble;
  std::optional<AlertState> state;  // none where dateline-alert has not seen it
};
KnownAlert known_alert(const std::filesystem::path& index, const std::string& name,
                       const std::vector<Config::AlertTarget>& targets, const QueryLimits& limits);

}  // namespace dateline
