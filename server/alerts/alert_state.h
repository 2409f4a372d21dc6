#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

// What is known of an alert on disk: INDEX/alerts/NAME.json, replaced by a rename, so that it is
// whole whatever ends the process.
namespace dateline {

// What is to be delivered, as it was first tried: another try, also after a kill, sends the same
// bytes under the same id, and whoever gets both can tell.
struct Delivery {
  std::string id;
  std::string body;              // JSON, see docs/alerts.md
  std::uint64_t file_bytes = 0;  // of the alert's file before: what stands behind them is of this

  bool operator==(const Delivery&) const = default;
};

struct AlertState {
  std::int64_t position = 0;      // articles up to this arrival are delivered, or in `pending`
  std::int64_t delivered_at = 0;  // seconds since 1970; 0: never
  std::string trouble;            // with the query, that was last told; empty: none
  std::optional<Delivery> pending;

  bool operator==(const AlertState&) const = default;
};

// The file of an alert; none where it is not there. Throws IndexError where it cannot be read.
std::optional<std::string> alert_file(const std::filesystem::path& file);

// "644d0b4fe2a01": a moment, in microseconds since 1970, as names and ids have it.
std::string moment_text(std::int64_t moment);

// None where there is no such file. Throws IndexError where it cannot be read.
std::optional<AlertState> read_alert_state(const std::filesystem::path& file);

// Durable when it returns.
void write_alert_state(const std::filesystem::path& file, const AlertState& state);

}  // namespace dateline
