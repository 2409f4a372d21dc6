#include "server/index_metrics.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "search/base/date.h"
#include "search/exchange/run_mailbox.h"
#include "server/service/metrics.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 4> kEnds = {"done", "failed", "cancelled", "interrupted"};

// A time as RFC 3339 writes it, in seconds since 1970; none where it is none.
std::optional<double> seconds_of(const std::string& time) {
  const std::optional<Date> date = parse_iso_date(time);
  return date ? std::optional(static_cast<double>(instant(*date))) : std::nullopt;
}

Json status_of(const std::filesystem::path& index, std::uint64_t run) {
  return Json::parse(run_status(index, run).value_or(""), nullptr, false);
}

std::string text_of(const Json& status, const char* name) {
  const auto found = status.find(name);
  return found != status.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<double> number_of(const Json& status, const char* name) {
  const auto found = status.find(name);
  return found != status.end() && found->is_number() ? std::optional(found->get<double>())
                                                     : std::nullopt;
}

// One of kEnds is 1, the others 0, so that an alert can ask for any of them.
void append_end(std::string& text, const std::string& state) {
  text +=
      "# HELP dateline_run_last_state How the last run that is over ended.\n"
      "# TYPE dateline_run_last_state gauge\n";
  for (const std::string_view end : kEnds) {
    text.append("dateline_run_last_state{state=\"").append(end);
    text.append(state == end ? "\"} 1\n" : "\"} 0\n");
  }
}

void append_last(std::string& text, const Json& status) {
  append_end(text, text_of(status, "state"));
  const auto append = [&](const char* member, std::string_view name, std::string_view help) {
    const std::optional<double> number = number_of(status, member);
    if (number) append_decimal_metric(text, name, help, MetricType::gauge, *number);
  };
  append("exit_status", "dateline_run_last_exit_status",
         "Of the last run that is over: 0, 1 where articles were set aside, 2 where nothing was "
         "done.");
  append("set_aside", "dateline_run_last_set_aside",
         "Articles that the last run that is over could not read.");
  append("seconds", "dateline_run_last_duration_seconds", "How long it took.");
  if (const std::optional<double> ended = seconds_of(text_of(status, "ended"))) {
    append_decimal_metric(text, "dateline_run_last_end_time_seconds",
                          "When it ended, in seconds since 1970.", MetricType::gauge, *ended);
  }
}

}  // namespace

void append_index_metrics(std::string& text, const IndexReader& index,
                          const std::optional<IndexStats>& stats) {
  append_metric(text, "dateline_index_generation", "The generation that is served; 0: none.",
                MetricType::gauge, stats ? stats->generation : 0);
  append_metric(text, "dateline_index_articles", "Articles in it.", MetricType::gauge,
                stats ? stats->articles : 0);
  append_metric(text, "dateline_index_bytes", "Bytes of it on disk.", MetricType::gauge,
                stats ? stats->bytes : 0);
  const std::optional<double> built = stats ? seconds_of(stats->built_at) : std::nullopt;
  if (built) {
    append_decimal_metric(text, "dateline_index_published_time_seconds",
                          "When it was published, in seconds since 1970.", MetricType::gauge,
                          *built);
  }
  append_metric(text, "dateline_index_degraded",
                "1 where searches do not stand on the current generation, because it is damaged.",
                MetricType::gauge, index.fault() ? 1 : 0);
  append_metric(text, "dateline_index_faults_total",
                "How often a generation was found missing or damaged.", MetricType::counter,
                index.faults());
  append_metric(text, "dateline_index_scrubbed_bytes_total",
                "Bytes of the index that were read again and compared with their hashes.",
                MetricType::counter, index.scrubbed_bytes());
}

void append_queue_metrics(std::string& text, IndexChanges& changes,
                          const std::optional<IndexStats>& stats) {
  append_metric(text, "dateline_pushed_entries_total",
                "Articles and removals that were accepted into the queue.", MetricType::counter,
                changes.accepted());
  append_summary(text, "dateline_push_sync_seconds",
                 "Time until what was pushed was durable: one fsync, or its share of one.",
                 changes.appends(), changes.append_time());
  if (!stats) return;
  const std::uint64_t last = changes.last_sequence();
  append_metric(text, "dateline_queue_entries",
                "Entries of the queue that are not in the generation that is served.",
                MetricType::gauge, last - std::min(last, stats->pushed));
}

void append_run_metrics(std::string& text, const std::filesystem::path& index) {
  const std::vector<std::uint64_t> runs = run_numbers(index);
  std::uint64_t going_on = 0;
  std::uint64_t waiting = 0;
  Json last;
  for (auto run = runs.rbegin(); run != runs.rend() && last.is_null(); ++run) {
    Json status = status_of(index, *run);
    if (!status.is_object()) continue;
    const std::string state = text_of(status, "state");
    if (state == "running") {
      ++going_on;
    } else if (state == "waiting") {
      ++waiting;
    } else {
      last = std::move(status);
    }
  }
  append_metric(text, "dateline_runs_going_on", "Runs of dateline-index under way.",
                MetricType::gauge, going_on);
  append_metric(text, "dateline_runs_waiting", "Runs that were asked for and have not begun.",
                MetricType::gauge, waiting);
  if (last.is_object()) append_last(text, last);
}

}  // namespace dateline
