#include "server/alerts/alert_roster.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace dateline {

AlertRoster::AlertRoster(std::filesystem::path index, const std::vector<Config::Alert>& alerts,
                         std::vector<Config::AlertTarget> targets, AlertsOptions options)
    : index_(std::move(index)), targets_(std::move(targets)), options_(std::move(options)) {
  for (const Config::Alert& alert : alerts)
    fixed_.push_back(std::make_unique<StandingAlert>(alert, options_));
}

bool AlertRoster::look(const Searcher& searcher, std::uint64_t generation,
                       std::chrono::seconds now) {
  refresh();
  bool all = true;
  for (const std::unique_ptr<StandingAlert>& alert : fixed_)
    all = alert->look(searcher, generation, now) && all;
  for (const auto& [name, saved] : saved_)
    all = saved.standing->look(searcher, generation, now) && all;
  return all && complaints_.empty();
}

void AlertRoster::refresh() {
  const std::vector<std::string> names = saved_alert_names(index_);
  const auto is_gone = [&](const auto& one) {
    return !std::binary_search(names.begin(), names.end(), one.first);
  };
  std::erase_if(saved_, is_gone);
  std::erase_if(complaints_, is_gone);
  for (const std::string& name : names) take_up(name);
  forget_states_but(names);
}

// One that cannot be taken up is said once, and keeps none of the others waiting.
void AlertRoster::take_up(const std::string& name) {
  try {
    const std::optional<SavedAlert> alert = read_saved_alert(index_, name);
    if (!alert) return;  // deleted meanwhile
    const auto known = saved_.find(name);
    if (known != saved_.end() && known->second.alert == *alert) return;
    saved_.erase(name);
    saved_[name] = {*alert, std::make_unique<StandingAlert>(alert_of(*alert, targets_), options_,
                                                            state_name_of(*alert))};
    complaints_.erase(name);
  } catch (const std::exception& error) {
    saved_.erase(name);
    complain(name, error.what());
  }
}

void AlertRoster::complain(const std::string& name, const std::string& what) {
  std::string& last = complaints_[name];
  if (last != what) options_.tell("alert " + name + " cannot be taken up: " + what);
  last = what;
}

// The states of alerts that were deleted. Those of one that cannot be read now stay.
void AlertRoster::forget_states_but(const std::vector<std::string>& names) const {
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(options_.folder, none)) {
    const std::string state = entry.path().stem().string();
    const std::size_t point = state.find('.');
    if (entry.path().extension() != ".json" || point == std::string::npos) continue;
    const std::string name = state.substr(0, point);
    const auto kept = saved_.find(name);
    const bool is_old = kept != saved_.end()
                            ? state_name_of(kept->second.alert) != state
                            : !std::binary_search(names.begin(), names.end(), name);
    if (is_old) std::filesystem::remove(entry.path(), none);
  }
}

}  // namespace dateline
