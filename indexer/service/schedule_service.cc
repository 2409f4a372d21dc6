#include "indexer/service/schedule_service.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <ctime>
#include <iostream>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/signalfd.h>

#include "indexer/build/push.h"
#include "indexer/build/segment_tiers.h"
#include "indexer/service/recorded_run.h"
#include "indexer/sources/file_watch.h"
#include "search/base/error.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

// A file that is written in pieces is read once: after so long without a change, or so long after
// the first one.
constexpr std::chrono::milliseconds kQuiet(150);
constexpr std::chrono::seconds kLongestQuiet(2);
// Where pushed articles could not be published, the disk may be full: it is tried again.
constexpr std::chrono::seconds kRetry(2);
// The wall clock is looked at so often: it may be set.
constexpr std::chrono::seconds kLongestSleep(30);

// Writes that are for a person.
void say(std::string text) {
  if (!text.ends_with('\n')) text += '\n';
  std::cerr << "dateline-index: " << text << std::flush;
}

FileDescriptor checked(int descriptor, const char* what) {
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), what);
  return FileDescriptor(descriptor);
}

// SIGTERM and SIGINT as something to poll for. All threads that are started later block them too.
FileDescriptor stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return checked(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK), "signalfd");
}

// Says to others, as long as it is open, that the schedule is served; see schedule_is_served().
FileDescriptor serving_mark(const std::filesystem::path& index) {
  const std::filesystem::path path = index / "schedule.lock";
  FileDescriptor mark =
      checked(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644), path.c_str());
  if (::flock(mark.get(), LOCK_EX | LOCK_NB) != 0)
    throw IndexError(path.string() + " is held by another process");
  return mark;
}

// Makes the folders that are watched for requests and pushed articles.
std::vector<std::filesystem::path> made_folders(const std::filesystem::path& index) {
  const std::vector<std::filesystem::path> folders = {queue_folder(index), runs_folder(index)};
  for (const std::filesystem::path& folder : folders) std::filesystem::create_directories(folder);
  return folders;
}

// Work in a thread of its own, one at a time.
class Worker {
 public:
  Worker() : done_(checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")) {}

  int descriptor() const { return done_.get(); }
  bool is_busy() const { return is_busy_; }

  template <typename Work>
  void start(Work work) {
    is_busy_ = true;
    thread_ = std::jthread([this, work = std::move(work)] {
      work();
      is_busy_ = false;
      ::eventfd_write(done_.get(), 1);
    });
  }

  void take_done() const {
    eventfd_t ignored = 0;
    ::eventfd_read(done_.get(), &ignored);
  }

 private:
  FileDescriptor done_;
  std::atomic<bool> is_busy_ = false;
  std::jthread thread_;
};

// What files below the sources did, until it is time to read them.
class Changes {
 public:
  void note() {
    last_ = Clock::now();
    if (!first_) first_ = last_;
  }
  void clear() { first_.reset(); }

  std::optional<Clock::time_point> due() const {
    if (!first_) return std::nullopt;
    return std::min(last_ + kQuiet, *first_ + kLongestQuiet);
  }
  bool is_due() const { return first_ && Clock::now() >= *due(); }

 private:
  std::optional<Clock::time_point> first_;
  Clock::time_point last_;
};

class Service {
 public:
  Service(const BuildOptions& options, const ScheduleOptions& schedule)
      : options_(options),
        schedule_(schedule.schedule),
        signals_(stop_signals()),
        writer_(options.index, options.keep_generations, options.public_database),
        pushes_(make_extraction(options.sources.parsing)),
        mark_(serving_mark(options.index)),
        mailbox_(made_folders(options.index), {}) {
    if (schedule.watch == ScheduleOptions::Watch::on)
      sources_ = std::make_unique<FileWatch>(options.paths, std::vector{options.index});
    close_interrupted_runs(options.index);
  }

  void serve() {
    request_run(options_.index, RunScope::changes, RunReason::schedule);
    last_scheduled_ = std::time(nullptr);
    say("serves the schedule of " + options_.index.string());
    tell_watch_problem();
    while (!is_stopped_) {
      apply_pushes();
      if (!worker_.is_busy()) start_work();
      wait();
    }
    progress_->is_cancelled = true;
    say("ends");
  }

 private:
  void tell_watch_problem() const {
    if (sources_ && !sources_->problem().empty()) say(sources_->problem());
  }

  void apply_pushes() {
    if (Clock::now() < push_again_ || !has_news_) return;
    if (writer_.is_damaged()) return;  // the run that mends it comes first
    try {
      while (const auto report = apply_pushed(writer_, options_.sources, *pushes_)) {
        has_merged_ = false;
        for (const SetAside& aside : report->set_aside) say("set aside " + describe(aside));
        if (report->damaged_bytes > 0) say(describe_damaged_queue(report->damaged_bytes));
        if (report->generation == 0) break;
      }
      has_news_ = false;
    } catch (const std::exception& error) {
      say(std::string("pushed articles wait: ") + error.what());
      push_again_ = Clock::now() + kRetry;
    }
  }

  // The next run, or else a merge.
  void start_work() {
    const std::time_t now = std::time(nullptr);
    if (now >= next_run(schedule_, last_scheduled_, now)) {
      last_scheduled_ = now;
      if (sources_) sources_->watch_again();
      request_run(options_.index, RunScope::changes, RunReason::schedule);
    }
    if (writer_.is_damaged() && !has_asked_to_mend_)
      request_run(options_.index, RunScope::changes, RunReason::schedule);
    has_asked_to_mend_ = writer_.is_damaged();
    if (changes_.is_due()) request_run(options_.index, RunScope::changes, RunReason::watch);
    const std::vector<RunRequest> waiting = waiting_requests(options_.index);
    if (!waiting.empty()) {
      changes_.clear();  // this run finds them
      start_run(waiting.front());
    } else if (!has_merged_) {
      start_merge();
    }
  }

  void start_run(const RunRequest& request) {
    progress_ = std::make_shared<Progress>();
    has_merged_ = false;
    worker_.start([this, request, progress = progress_] {
      try {
        const RunOutcome outcome =
            recorded_run(writer_, options_, request, *progress, Merging::later);
        say("run " + std::to_string(request.run) + ": " + outcome.message);
      } catch (const std::exception& error) {
        // Its outcome cannot be kept: so that it is not taken up for ever, it is forgotten.
        say("run " + std::to_string(request.run) + ": " + error.what());
        std::error_code ignored;
        std::filesystem::remove(run_file(options_.index, request.run, ".request"), ignored);
      }
    });
  }

  void start_merge() {
    worker_.start([this] {
      try {
        has_merged_ = !merge_in_background(writer_);
        if (has_merged_) drop_replaced(writer_);
      } catch (const std::exception& error) {
        say(std::string("segments are not merged: ") + error.what());
        has_merged_ = true;  // the next publication tries again
      }
    });
  }

  void wait() {
    std::array<pollfd, 4> files{{{.fd = signals_.get(), .events = POLLIN},
                                 {.fd = worker_.descriptor(), .events = POLLIN},
                                 {.fd = mailbox_.descriptor(), .events = POLLIN},
                                 {.fd = sources_ ? sources_->descriptor() : -1, .events = POLLIN}}};
    if (::poll(files.data(), files.size(), milliseconds_to_wait()) < 0 && errno != EINTR)
      throw std::system_error(errno, std::generic_category(), "poll");
    is_stopped_ = files[0].revents != 0;
    worker_.take_done();
    has_news_ = mailbox_.take_changes() || has_news_;
    if (sources_ && sources_->take_changes()) {
      changes_.note();
      tell_watch_problem();
    }
  }

  int milliseconds_to_wait() const {
    const std::time_t now = std::time(nullptr);
    const std::time_t due = next_run(schedule_, last_scheduled_, now);
    std::chrono::milliseconds wait = std::min<std::chrono::milliseconds>(
        kLongestSleep, std::chrono::seconds(std::max<std::time_t>(due - now, 0)));
    const auto not_after = [&](Clock::time_point time) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(time - Clock::now());
      wait = std::min(wait, std::max(left, std::chrono::milliseconds(0)));
    };
    if (worker_.is_busy()) wait = kLongestSleep;  // its end wakes
    if (!worker_.is_busy() && changes_.due()) not_after(*changes_.due());
    if (has_news_) not_after(push_again_);
    return static_cast<int>(wait.count());
  }

  const BuildOptions& options_;
  Schedule schedule_;
  FileDescriptor signals_;
  IndexWriter writer_;
  std::unique_ptr<RecordExtraction> pushes_;  // of the articles that are pushed
  FileDescriptor mark_;
  FileWatch mailbox_;                   // requests and pushed articles
  std::unique_ptr<FileWatch> sources_;  // null: they are not watched
  Changes changes_;
  std::time_t last_scheduled_ = 0;
  bool is_stopped_ = false;
  bool has_asked_to_mend_ = false;       // the index is damaged, and a run was asked for
  bool has_news_ = true;                 // the queue may have entries that are not applied
  Clock::time_point push_again_;         // after a failure
  std::atomic<bool> has_merged_ = true;  // nothing was published since a merge did not pay
  std::shared_ptr<Progress> progress_ = std::make_shared<Progress>();  // of the last run
  Worker worker_;  // the last member: its thread uses the others
};

}  // namespace

void serve_schedule(const BuildOptions& options, const ScheduleOptions& schedule) {
  Service(options, schedule).serve();
}

}  // namespace dateline
