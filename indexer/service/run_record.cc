#include "indexer/service/run_record.h"

#include <condition_variable>
#include <fstream>
#include <mutex>
#include <utility>
#include <vector>

#include "indexer/build/known/json_line.h"
#include "indexer/dates/utc_text.h"
#include "search/base/output_file.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::chrono::milliseconds kPause(250);
constexpr std::size_t kKeptRuns = 100;

const char* name_of(RunOutcome::State state) {
  switch (state) {
    case RunOutcome::State::done:
      return "done";
    case RunOutcome::State::failed:
      return "failed";
    case RunOutcome::State::cancelled:
      return "cancelled";
    case RunOutcome::State::interrupted:
      return "interrupted";
  }
  return "";
}

Json number_or_null(std::uint64_t number) { return number > 0 ? Json(number) : Json(nullptr); }

// Readers see the one before or this one, never half. Not synced: after a power cut the run is
// over.
void replace_file(const std::filesystem::path& path, const std::string& text) {
  const std::filesystem::path next = path.string() + ".next";
  OutputFile out(next);
  out.write(text);
  out.finish();
  std::filesystem::rename(next, path);
}

void remove_oldest(const std::filesystem::path& index) {
  const std::vector<std::uint64_t> runs = run_numbers(index);
  for (std::size_t i = 0; i + kKeptRuns < runs.size(); ++i) {
    for (const char* suffix : {".request", ".cancel", ".log", ".json"})
      std::filesystem::remove(run_file(index, runs[i], suffix));
  }
}

Json seconds_left(const Progress& progress, double seconds) {
  const std::uint64_t read = progress.bytes_read;
  const std::uint64_t total = progress.bytes_total;
  const bool can_tell = progress.phase == Progress::Phase::reading && read > 0 && seconds > 1;
  if (!can_tell || total < read) return nullptr;
  return seconds * static_cast<double>(total - read) / static_cast<double>(read);
}

// Of a status that is none, as a damaged file is, nothing is said to go on.
bool goes_on(const Json& status) {
  const auto state = status.is_object() ? status.find("state") : status.end();
  return state != status.end() && *state == "running";
}

}  // namespace

RunRecord::RunRecord(std::filesystem::path index, RunRequest request, Progress& progress)
    : index_(std::move(index)), request_(request), progress_(progress), started_(utc_now_text()) {
  look();
  thread_ = std::jthread([this](const std::stop_token& stop) { follow(stop); });
}

RunRecord::~RunRecord() = default;

void RunRecord::follow(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  for (;;) {
    stopped.wait_for(lock, stop, kPause, [] { return false; });
    if (stop.stop_requested()) return;
    look();
  }
}

void RunRecord::look() {
  if (is_cancel_requested(index_, request_.run)) progress_.is_cancelled = true;
  try {
    write(nullptr);
  } catch (const std::filesystem::filesystem_error&) {
    // The disk may be full. The run finds out by itself, and ends as it must.
  }
}

void RunRecord::finish(const RunOutcome& outcome) {
  thread_.request_stop();
  thread_.join();
  std::ofstream(run_file(index_, request_.run, ".log")) << outcome.message;
  write(&outcome);
  remove_oldest(index_);
}

void RunRecord::write(const RunOutcome* outcome) const {
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const std::uint64_t articles = progress_.articles;
  const Json status = {
      {"run", request_.run},
      {"reason", dateline::name_of(request_.reason)},
      {"scope", dateline::name_of(request_.scope)},
      {"state", outcome == nullptr ? "running" : name_of(outcome->state)},
      {"phase", phase_name(progress_.phase)},
      {"articles", articles},
      {"bytes_read", progress_.bytes_read.load()},
      {"bytes_total", progress_.bytes_total.load()},
      {"set_aside", progress_.set_aside.load()},
      {"seconds", seconds},
      {"articles_per_second", static_cast<double>(articles) / (seconds > 0 ? seconds : 1)},
      {"seconds_left", outcome == nullptr ? seconds_left(progress_, seconds) : Json(nullptr)},
      {"started", started_},
      {"ended", outcome == nullptr ? Json(nullptr) : Json(utc_now_text())},
      {"exit_status", outcome == nullptr ? Json(nullptr) : Json(outcome->exit_status)},
      {"generation", number_or_null(outcome == nullptr ? 0 : outcome->generation)},
      {"message", outcome == nullptr ? "" : outcome->message}};
  replace_file(run_file(index_, request_.run, ".json"), json_line(status));
}

void close_interrupted_runs(const std::filesystem::path& index) {
  for (const std::uint64_t run : run_numbers(index)) {
    const auto text = run_status(index, run);
    Json status = Json::parse(text.value_or(""), nullptr, false);
    if (!goes_on(status)) continue;
    status["state"] = name_of(RunOutcome::State::interrupted);
    status["message"] = "dateline-index was ended while the run went on; the index is as it was";
    replace_file(run_file(index, run, ".json"), json_line(status));
  }
}

}  // namespace dateline
