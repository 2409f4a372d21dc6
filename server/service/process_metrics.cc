#include "server/service/process_metrics.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

#include "server/service/metrics.h"

namespace dateline {
namespace {

// The numbers of /proc/self/stat from the third on, by their places in proc(5). The second is the
// program's name, which may have spaces and brackets.
class ProcessStatus {
 public:
  ProcessStatus() {
    std::ifstream in("/proc/self/stat");
    std::string line;
    std::getline(in, line);
    const std::size_t name_end = line.rfind(')');
    if (name_end == std::string::npos) return;
    std::istringstream rest(line.substr(name_end + 1));
    for (std::string word; rest >> word;) words_.push_back(word);
  }

  std::optional<double> number(std::size_t place) const {
    if (place < 3 || place - 3 >= words_.size()) return std::nullopt;
    std::istringstream word(words_[place - 3]);
    double number = 0;
    return word >> number ? std::optional(number) : std::nullopt;
  }

 private:
  std::vector<std::string> words_;
};

// Seconds since 1970 at which the machine started; none where the system does not tell.
std::optional<double> boot_time() {
  std::ifstream in("/proc/stat");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("btime ")) return std::stod(line.substr(6));
  }
  return std::nullopt;
}

std::optional<double> open_descriptors() {
  std::error_code error;
  const std::filesystem::directory_iterator folder("/proc/self/fd", error);
  if (error) return std::nullopt;
  return static_cast<double>(std::distance(begin(folder), end(folder)));
}

void append(std::string& text, std::string_view name, std::string_view help, MetricType type,
            std::optional<double> value) {
  if (value) append_decimal_metric(text, name, help, type, *value);
}

}  // namespace

void append_process_metrics(std::string& text) {
  const ProcessStatus status;
  const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
  const auto page = static_cast<double>(::sysconf(_SC_PAGESIZE));
  const auto scaled = [&](std::size_t place, double by) -> std::optional<double> {
    const std::optional<double> number = status.number(place);
    return number ? std::optional(*number * by) : std::nullopt;
  };
  const std::optional<double> user = scaled(14, 1 / ticks);
  const std::optional<double> system = scaled(15, 1 / ticks);
  if (user && system) {
    append(text, "process_cpu_seconds_total", "User and system time spent, in seconds.",
           MetricType::counter, *user + *system);
  }
  append(text, "process_threads", "Threads.", MetricType::gauge, status.number(20));
  const std::optional<double> boot = boot_time();
  const std::optional<double> since_boot = scaled(22, 1 / ticks);
  if (boot && since_boot) {
    append(text, "process_start_time_seconds", "When it started, in seconds since 1970.",
           MetricType::gauge, *boot + *since_boot);
  }
  append(text, "process_virtual_memory_bytes", "Virtual memory, with all of the index mapped.",
         MetricType::gauge, status.number(23));
  append(text, "process_resident_memory_bytes",
         "Resident memory, with the pages of the index that were read.", MetricType::gauge,
         scaled(24, page));
  append(text, "process_open_fds", "Open descriptors.", MetricType::gauge, open_descriptors());
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    append(text, "process_max_fds", "Descriptors that it may open.", MetricType::gauge,
           static_cast<double>(limit.rlim_cur));
  }
}

}  // namespace dateline
