#include "server/saved_alert_routes.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "config/units.h"
#include "search/base/error.h"
#include "search/exchange/replica_mark.h"
#include "search/store/columns/arrivals.h"
#include "server/alerts/alert_search.h"
#include "server/alerts/alert_state.h"
#include "server/api/json_writer.h"
#include "server/api/parameters.h"
#include "server/asked.h"
#include "server/received_articles.h"

namespace dateline {
namespace {

constexpr std::size_t kMostAlerts = 1000;
constexpr std::chrono::hours kLongestPause{24 * 31};
constexpr std::string_view kMembers = "name, query, parameters, target, every";

std::string text_in(const nlohmann::json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || found->is_null()) return {};
  if (!found->is_string()) throw BodyError(std::string(key) + " must be a text");
  return *found;
}

std::chrono::milliseconds pause_in(const nlohmann::json& json) {
  const std::string text = text_in(json, "every");
  if (text.empty()) return std::chrono::milliseconds(0);
  const auto pause = parse_duration(text);
  if (!pause || *pause > kLongestPause)
    throw BodyError("every must be a time such as 15m or 24h, at most 31d");
  return *pause;
}

SavedAlert alert_in(const std::string& body) {
  const nlohmann::json json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object())
    throw BodyError("the body must be a JSON object with " + std::string(kMembers));
  for (const auto& [key, value] : json.items()) {
    if ((", " + std::string(kMembers) + ",").find(", " + key + ",") == std::string::npos)
      throw BodyError("an alert has no " + key + "; it has " + std::string(kMembers));
  }
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {.name = text_in(json, "name"),
          .query = text_in(json, "query"),
          .parameters = text_in(json, "parameters"),
          .target = text_in(json, "target"),
          .every = pause_in(json),
          .created = std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "; ") + line;
  return text;
}

void write_alert(JsonWriter& json, const SavedAlert& alert) {
  json.key("name").string(alert.name).key("query").string(alert.query);
  json.key("parameters").string(alert.parameters).key("target").string(alert.target);
  json.key("every").string(format_duration(alert.every));
  json.key("created").string(arrival_text(alert.created));
}

// What dateline-alert has made of it; null: it has not seen it yet.
void write_state(JsonWriter& json, const std::optional<AlertState>& state) {
  json.key("state");
  if (!state) {
    json.null();
    return;
  }
  json.begin_object().key("delivered_at");
  json.string_or_null(state->delivered_at > 0 ? arrival_text(state->delivered_at * 1'000'000) : "");
  json.key("waiting").boolean(state->pending.has_value()).end_object();
}

void write_estimate(JsonWriter& json, const AlertEstimate& estimate) {
  json.key("estimate").begin_object().key("per_day").decimal(estimate.per_day(), 2);
  json.key("days").decimal(estimate.days, 2).key("arrived").number(estimate.arrived);
  json.key("published").number(estimate.published).end_object();
}

Reply no_such_alert(const std::string& name) {
  return problem_reply({.status = 404, .detail = "no alert is saved as " + name});
}

Reply conflict(const std::string& detail) {
  return problem_reply({.status = 409, .detail = detail});
}

Reply uncached(int status, std::string json) {
  return {
      .status = status, .body = std::move(json) + "\n", .headers = {{"Cache-Control", "no-store"}}};
}

}  // namespace

// Throws BodyError. What is read otherwise than typed would have the alert begin with a complaint.
void SavedAlertRoutes::require_valid(const SavedAlert& alert) const {
  if (!is_alert_name(alert.name)) throw BodyError("name must be 1 to 64 letters, digits, - or _");
  std::vector<std::string> names;
  for (const Config::AlertTarget& target : options_.targets) names.push_back(target.name);
  if (names.empty())
    throw BodyError("there is nowhere to tell an alert: the settings have no [[alert_target]]");
  if (std::ranges::find(names, alert.target) == names.end())
    throw BodyError("target must be one of those that the settings have: " + joined(names));
  if (const std::string trouble = trouble_of(alert, options_.targets, options_.limits);
      !trouble.empty()) {
    throw BodyError("the query is not understood as it is: " + trouble);
  }
}

// An alert as JSON, with what has become of it; empty: there is no such alert.
std::string SavedAlertRoutes::described(const std::string& name) const {
  const KnownAlert known = known_alert(options_.index, name, options_.targets, options_.limits);
  if (!known.alert && known.trouble.empty()) return {};
  JsonWriter json;
  json.begin_object();
  if (known.alert) {
    write_alert(json, *known.alert);
    write_state(json, known.state);
  } else {
    json.key("name").string(name);
  }
  json.key("trouble").string_or_null(known.trouble).end_object();
  return json.take();
}

Reply SavedAlertRoutes::list(const httplib::Request& request) {
  no_parameters(parameters_of(request));
  JsonWriter json;
  json.begin_object().key("alerts").begin_array();
  for (const std::string& name : saved_alert_names(options_.index)) {
    if (const std::string alert = described(name); !alert.empty()) json.raw(alert);
  }
  json.end_array().key("targets").begin_array();
  for (const Config::AlertTarget& target : options_.targets) {
    json.begin_object().key("name").string(target.name);
    json.key("kind").string(target.webhook.empty() ? "mail" : "webhook").end_object();
  }
  json.end_array().end_object();
  return uncached(200, json.take());
}

Reply SavedAlertRoutes::read(const httplib::Request& request) {
  no_parameters(parameters_of(request));
  const std::string name = id_of(request);
  const std::string alert = described(name);
  return alert.empty() ? no_such_alert(name) : uncached(200, alert);
}

Reply SavedAlertRoutes::save(const httplib::Request& request) {
  const SavePurpose purpose = save_purpose(parameters_of(request));
  const SavedAlert alert = alert_in(request.body);
  require_valid(alert);
  AlertEstimate expected;
  {
    const IndexReader::Lease searcher = index_.searcher();
    expected = estimate(alert_search(alert_of(alert, options_.targets)), *searcher);
  }
  JsonWriter json;
  json.begin_object();
  write_alert(json, alert);
  write_estimate(json, expected);
  json.end_object();
  if (purpose == SavePurpose::estimate) return uncached(200, json.take());

  if (const auto origin = replica_of(options_.index))
    return problem_reply(
        {.status = 403, .detail = "this index is a replica of " + *origin + ": save alerts there"});
  const std::lock_guard lock(mutex_);
  const std::vector<std::string> names = saved_alert_names(options_.index);
  if (std::ranges::find(options_.reserved, alert.name) != options_.reserved.end())
    return conflict("the settings have an alert of this name");
  if (std::ranges::find(names, alert.name) != names.end())
    return conflict("an alert is saved by this name: delete it first");
  if (names.size() >= kMostAlerts)
    return conflict("there are " + std::to_string(kMostAlerts) + " alerts, which is the most");
  save_alert(options_.index, alert);
  Reply reply = uncached(201, json.take());
  reply.headers.emplace_back("Location", "/api/v1/alerts/" + alert.name);
  return reply;
}

Reply SavedAlertRoutes::remove(const httplib::Request& request) {
  no_parameters(parameters_of(request));
  const std::string name = id_of(request);
  const std::lock_guard lock(mutex_);
  if (!remove_saved_alert(options_.index, name)) return no_such_alert(name);
  return {.status = 204, .body = {}, .headers = {{"Cache-Control", "no-store"}}};
}

}  // namespace dateline
