#include "server/alerts/saved_alerts.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

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
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    if (!std::filesystem::exists(file)) return std::nullopt;
    throw IndexError("cannot read " + file.string());
  }
  const std::string text(std::istreambuf_iterator<char>(in), {});
  try {
    SavedAlert alert = parse_saved(text);
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
  const std::filesystem::path file = file_of(index, alert.name);
  const std::filesystem::path next = file.string() + ".next";
  OutputFile out(next);
  out.write(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  out.finish();
  put_in_place(next, file);
}

bool remove_saved_alert(const std::filesystem::path& index, const std::string& name) {
  if (!is_alert_name(name) || !std::filesystem::remove(file_of(index, name))) return false;
  sync_path(folder_of(index));
  return true;
}

std::string state_name_of(const SavedAlert& alert) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), ".%llx", static_cast<unsigned long long>(alert.created));
  return alert.name + text.data();
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
