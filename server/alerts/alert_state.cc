#include "server/alerts/alert_state.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "search/base/error.h"
#include "search/base/output_file.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

Json to_json(const Delivery& delivery) {
  return {{"id", delivery.id}, {"body", delivery.body}, {"file_bytes", delivery.file_bytes}};
}

AlertState state_of(const Json& json) {
  AlertState state{.position = json.at("position"),
                   .delivered_at = json.at("delivered_at"),
                   .trouble = json.at("trouble")};
  if (const Json& pending = json.at("pending"); !pending.is_null()) {
    state.pending = Delivery{
        .id = pending.at("id"), .body = pending.at("body"), .file_bytes = pending.at("file_bytes")};
  }
  return state;
}

}  // namespace

std::optional<std::string> alert_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (in) return std::string(std::istreambuf_iterator<char>(in), {});
  if (!std::filesystem::exists(file)) return std::nullopt;
  throw IndexError("cannot read " + file.string());
}

std::string moment_text(std::int64_t moment) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%llx", static_cast<unsigned long long>(moment));
  return text.data();
}

std::optional<AlertState> read_alert_state(const std::filesystem::path& file) try {
  const std::optional<std::string> text = alert_file(file);
  return text ? std::optional(state_of(Json::parse(*text))) : std::nullopt;
} catch (const Json::exception& error) {
  throw IndexError(file.string() + " is damaged: remove it to have the alert begin anew (" +
                   error.what() + ")");
}

void write_alert_state(const std::filesystem::path& file, const AlertState& state) {
  const Json json{{"position", state.position},
                  {"delivered_at", state.delivered_at},
                  {"trouble", state.trouble},
                  {"pending", state.pending ? to_json(*state.pending) : Json()}};
  write_in_place(file, json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace dateline
