#include "server/alerts/saved_alerts.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "search/base/error.h"
#include "search/base/output_file.h"
#include "server/alerts/alert_search.h"

namespace dateline {
namespace {

constexpr std::string_view kSuffix = ".json";

std::filesystem::path folder_of(const std::filesystem::path& index) {
  return index / "saved-alerts";
}

std::filesystem::path file_of(const std::filesystem::path& index, const std::string& name) {
  return folder_of(index) / (name + std::string(kSuffix));
}

SavedAlert parse_saved(const std::string& text) {
  const auto json = nlohmann::json::parse(text);
  return {.name = json.at("name"),
          .query = json.at("query"),
          .parameters = json.at("parameters"),
          .target = json.at("target"),
          .every = std::chrono::milliseconds(json.at("every_ms").get<std::int64_t>()),
          .created = json.at("created")};
}

}  // namespace

std::vector<std::string> saved_alert_names(const std::filesystem::path& index) {
  const std::filesystem::path folder = folder_of(index);
  std::vector<std::string> names;
  if (!std::filesystem::exists(folder)) return names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().stem().string();
    if (entry.path().extension() == kSuffix && is_alert_name(name)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<SavedAlert> read_saved_alert(const std::filesystem::path& index,
                                           const std::string& name) {
  if (!is_alert_name(name)) return std::nullopt;
  const std::filesystem::path file = file_of(index, name);
  const std::optional<std::string> text = alert_file(file);
  if (!text) return std::nullopt;
  try {
    SavedAlert alert = parse_saved(*text);
    if (alert.name != name) throw IndexError(file.string() + " is of the alert " + alert.name);
    return alert;
  } catch (const nlohmann::json::exception& error) {
    throw IndexError(file.string() + " is damaged: delete the alert and save it anew (" +
                     error.what() + ")");
  }
}

void save_alert(const std::filesystem::path& index, const SavedAlert& alert) {
  const nlohmann::json json{{"name", alert.name},
                            {"query", alert.query},
                            {"parameters", alert.parameters},
                            {"target", alert.target},
                            {"every_ms", alert.every.count()},
                            {"created", alert.created}};
  if (std::filesystem::create_directories(folder_of(index))) sync_path(index);
  write_in_place(file_of(index, alert.name),
                 json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

bool remove_saved_alert(const std::filesystem::path& index, const std::string& name) {
  if (!is_alert_name(name) || !std::filesystem::remove(file_of(index, name))) return false;
  sync_path(folder_of(index));
  return true;
}

std::string state_name_of(const SavedAlert& alert) {
  return alert.name + "." + moment_text(alert.created);
}

Config::Alert alert_of(const SavedAlert& alert, const std::vector<Config::AlertTarget>& targets) {
  const auto target = std::ranges::find(targets, alert.target, &Config::AlertTarget::name);
  if (target == targets.end())
    throw InputError("there is no [[alert_target]] " + alert.target + " in the settings");
  return {.name = alert.name,
          .query = alert.query,
          .parameters = alert.parameters,
          .webhook = target->webhook,
          .secret_file = target->secret_file,
          .mail = target->mail,
          .every = alert.every};
}

std::string trouble_of(const SavedAlert& alert, const std::vector<Config::AlertTarget>& targets,
                       const QueryLimits& limits) try {
  std::string text;
  for (const std::string& note : misread(alert_search(alert_of(alert, targets)), limits))
    text += (text.empty() ? "" : "; ") + note;
  return text;
} catch (const InputError& error) {
  return error.what();
}

KnownAlert known_alert(const std::filesystem::path& index, const std::string& name,
                       const std::vector<Config::AlertTarget>& targets, const QueryLimits& limits) {
  KnownAlert known;
  try {
    known.alert = read_saved_alert(index, name);
    if (!known.alert) return known;
    known.trouble = trouble_of(*known.alert, targets, limits);
    known.state = read_alert_state(index / "alerts" / (state_name_of(*known.alert) + ".json"));
  } catch (const IndexError& error) {
    known.trouble = error.what();
  }
  return known;
}

}  // namespace dateline
