#include "server/alerts/alert_state.h"

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

std::optional<AlertState> read_alert_state(const std::filesystem::path& file) try {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    if (!std::filesystem::exists(file)) return std::nullopt;
    throw IndexError("cannot read " + file.string());
  }
  const std::string text(std::istreambuf_iterator<char>(in), {});
  return state_of(Json::parse(text));
} catch (const Json::exception& error) {
  throw IndexError(file.string() + " is damaged: remove it to have the alert begin anew (" +
                   error.what() + ")");
}

void write_alert_state(const std::filesystem::path& file, const AlertState& state) {
  const Json json{{"position", state.position},
                  {"delivered_at", state.delivered_at},
                  {"trouble", state.trouble},
                  {"pending", state.pending ? to_json(*state.pending) : Json()}};
  const std::filesystem::path next = file.string() + ".next";
  OutputFile out(next);
  out.write(json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
  out.finish();
  put_in_place(next, file);
}

}  // namespace dateline
