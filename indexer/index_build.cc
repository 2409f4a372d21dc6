#include "indexer/index_build.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <exception>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_set>
#include <variant>

#include <xxhash.h>

#include "indexer/bounded_queue.h"
#include "indexer/extract_record.h"
#include "indexer/index_lock.h"
#include "search/article_record.h"
#include "search/error.h"
#include "search/fields.h"
#include "search/generation.h"
#include "search/output_file.h"
#include "search/segment_builder.h"
#include "search/segment_merge.h"

namespace dateline {
namespace {

// A batch becomes one small segment. More text a segment is slower (the processor's caches), less
// makes more segments to merge; see docs/performance.md.
constexpr std::size_t kBatchRecords = 256;
constexpr std::size_t kBatchBytes = 2U << 20U;
constexpr std::size_t kMergeAtOnce = 64;  // segments: each holds some five files open
constexpr std::size_t kListedAside = 20;  // in the summary
constexpr const char* kSetAside = "set-aside.jsonl";

struct Batch {
  std::size_t number = 0;
  std::vector<ReadResult> records;
};

using Extracted = std::variant<Article, SetAside>;

std::string now_text() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

std::vector<Extracted> extract_all(Batch batch) {
  std::vector<Extracted> results;
  results.reserve(batch.records.size());
  for (ReadResult& read : batch.records) {
    if (auto* aside = std::get_if<SetAside>(&read)) {
      results.emplace_back(std::move(*aside));
      continue;
    }
    for (Extracted& one : extract_record(std::move(std::get<Record>(read))))
      results.push_back(std::move(one));
  }
  return results;
}

// Lets batches pass one after another in the order of their numbers, whichever thread has them.
class Turnstile {
 public:
  // Waits for the turn of `number`, runs `work`, and lets the next one in. Does nothing once it is
  // stopped.
  template <typename Work>
  void pass(std::size_t number, const Work& work) {
    std::unique_lock lock(mutex_);
    turned_.wait(lock, [&] { return stopped_ || next_ == number; });
    if (stopped_) return;
    work();
    ++next_;
    turned_.notify_all();
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    turned_.notify_all();
  }

 private:
  std::mutex mutex_;  // guards all below, and what `work` touches
  std::condition_variable turned_;
  std::size_t next_ = 0;
  bool stopped_ = false;
};

// One run of build_index(), up to the merged segment.
class Build {
 public:
  Build(const BuildOptions& options, Progress& progress, std::filesystem::path workplace)
      : options_(options),
        progress_(progress),
        workplace_(std::move(workplace)),
        batches_(4),
        dictionary_(trained_.get_future()),
        set_aside_(workplace_ / kSetAside) {}

  // Reads everything and makes the small segments, in the order of their documents.
  std::vector<std::filesystem::path> make_segments() {
    RecordSource source(options_.paths, options_.sources);
    {
      std::vector<std::jthread> workers;
      for (std::uint32_t i = 0; i < threads(); ++i) {
        workers.emplace_back([this] { guarded([this] { work(); }); });
      }
      guarded([&] { read(source); });
      batches_.close();
    }
    if (failure_) std::rethrow_exception(failure_);
    report_.files = source.files_read();
    report_.bytes_read = source.bytes_read();
    set_aside_.finish();
    std::vector<std::filesystem::path> segments;
    for (auto& [number, path] : segments_) segments.push_back(std::move(path));
    return segments;
  }

  // Merges segments into `output`, some at a time and on all threads, until one is left.
  void merge(std::vector<std::filesystem::path> segments, const std::filesystem::path& output) {
    progress_.phase = Progress::Phase::merging;
    for (std::size_t round = 0; segments.size() > kMergeAtOnce; ++round) {
      std::vector<std::filesystem::path> merged((segments.size() + kMergeAtOnce - 1) /
                                                kMergeAtOnce);
      std::atomic<std::size_t> next = 0;
      {
        std::vector<std::jthread> workers;
        for (std::uint32_t i = 0; i < threads(); ++i) {
          workers.emplace_back(
              [&] { guarded([&] { merge_round(segments, merged, next, round); }); });
        }
      }
      if (failure_) std::rethrow_exception(failure_);
      segments = std::move(merged);
    }
    merge_segments(segments, output);
  }

  BuildReport& report() { return report_; }
  const std::map<std::string, std::uint64_t>& languages() const { return languages_; }

 private:
  std::uint32_t threads() const {
    return options_.threads > 0 ? options_.threads
                                : std::max(1U, std::thread::hardware_concurrency());
  }

  // Keeps the first failure of any thread, and makes the others end.
  template <typename Work>
  void guarded(const Work& work) {
    try {
      work();
    } catch (...) {
      const std::lock_guard lock(failure_mutex_);
      if (!failure_) failure_ = std::current_exception();
      batches_.close();
      turnstile_.stop();
      if (!dictionary_set_.exchange(true)) trained_.set_value(nullptr);
    }
  }

  void read(RecordSource& source) {
    Batch batch;
    std::size_t bytes = 0;
    while (std::optional<ReadResult> result = source.next()) {
      if (const auto* record = std::get_if<Record>(&*result)) bytes += record->bytes.size();
      batch.records.push_back(std::move(*result));
      if (batch.records.size() < kBatchRecords && bytes < kBatchBytes) continue;
      progress_.bytes_read = source.bytes_read();
      progress_.bytes_total = source.bytes_total();
      const std::size_t number = batch.number;
      if (!batches_.push(std::exchange(batch, Batch{.number = number + 1}))) return;
      bytes = 0;
    }
    progress_.bytes_read = source.bytes_read();
    progress_.bytes_total = source.bytes_total();
    if (!batch.records.empty()) batches_.push(std::move(batch));
  }

  void work() {
    while (std::optional<Batch> batch = batches_.pop()) {
      const std::size_t number = batch->number;
      std::vector<Extracted> extracted = extract_all(std::move(*batch));
      std::vector<Article> articles;
      turnstile_.pass(number, [&] { articles = admit(std::move(extracted)); });
      if (number == 0) train(articles);
      if (!articles.empty()) make_segment(number, articles);
    }
  }

  // Counts, sets aside, and lets every id in once. Runs in the order of the input.
  std::vector<Article> admit(std::vector<Extracted> extracted) {
    std::vector<Article> articles;
    articles.reserve(extracted.size());
    for (Extracted& one : extracted) {
      if (const auto* aside = std::get_if<SetAside>(&one)) {
        put_aside(*aside);
        continue;
      }
      auto& article = std::get<Article>(one);
      if (!ids_.insert(XXH3_64bits(article.id.data(), article.id.size())).second) {
        ++repeated_;
        continue;
      }
      ++languages_[article.language];
      articles.push_back(std::move(article));
    }
    report_.articles += articles.size();
    progress_.articles = report_.articles;
    return articles;
  }

  void put_aside(const SetAside& aside) {
    if (report_.first_aside.size() < kListedAside) report_.first_aside.push_back(aside);
    set_aside_.write(to_json_line(aside) + "\n");
    progress_.set_aside = ++report_.set_aside;
  }

  void train(const std::vector<Article>& articles) {
    std::vector<std::string> records;
    for (const Article& article : articles) records.push_back(encode_record(article));
    auto dictionary = std::make_shared<const Dictionary>(train_dictionary(records));
    if (!dictionary_set_.exchange(true)) trained_.set_value(std::move(dictionary));
  }

  void make_segment(std::size_t number, const std::vector<Article>& articles) {
    const std::shared_ptr<const Dictionary> dictionary = dictionary_.get();
    if (!dictionary) return;  // another thread failed
    std::filesystem::path path = workplace_ / ("segment-" + std::to_string(number));
    SegmentBuilder builder(path, dictionary);
    for (const Article& article : articles) builder.add(article);
    builder.finish();
    const std::lock_guard lock(segments_mutex_);
    segments_.emplace(number, std::move(path));
    report_.text_bytes += builder.text_bytes();
  }

  void merge_round(const std::vector<std::filesystem::path>& segments,
                   std::vector<std::filesystem::path>& merged, std::atomic<std::size_t>& next,
                   std::size_t round) {
    for (std::size_t group = next++; group < merged.size(); group = next++) {
      const auto begin = segments.begin() + static_cast<std::ptrdiff_t>(group * kMergeAtOnce);
      const auto end = segments.begin() + static_cast<std::ptrdiff_t>(std::min(
                                              segments.size(), (group + 1) * kMergeAtOnce));
      merged[group] =
          workplace_ / ("merged-" + std::to_string(round) + "-" + std::to_string(group));
      merge_segments({begin, end}, merged[group]);
      for (auto segment = begin; segment != end; ++segment) std::filesystem::remove_all(*segment);
    }
  }

  const BuildOptions& options_;
  Progress& progress_;
  std::filesystem::path workplace_;
  BoundedQueue<Batch> batches_;
  std::promise<std::shared_ptr<const Dictionary>> trained_;
  std::shared_future<std::shared_ptr<const Dictionary>> dictionary_;
  std::atomic<bool> dictionary_set_ = false;
  Turnstile turnstile_;  // guards ids_, languages_, set_aside_, repeated_ and report_'s counts
  std::unordered_set<std::uint64_t> ids_;
  std::map<std::string, std::uint64_t> languages_;
  OutputFile set_aside_;
  std::uint64_t repeated_ = 0;
  BuildReport report_;
  std::mutex segments_mutex_;  // guards the two below
  std::map<std::size_t, std::filesystem::path> segments_;
  std::mutex failure_mutex_;  // guards failure_
  std::exception_ptr failure_;
};

// A folder that is gone when the build ends, however it ends.
class Workplace {
 public:
  explicit Workplace(std::filesystem::path path) : path_(std::move(path)) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directory(path_);
  }
  ~Workplace() {
    std::error_code ignored;  // what stays is removed by the next run
    std::filesystem::remove_all(path_, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Keeps the newest generations and the current one.
void remove_old_generations(const std::filesystem::path& index, std::uint64_t current,
                            std::size_t keep) {
  std::vector<std::uint64_t> numbers = generation_numbers(index);
  std::erase(numbers, current);
  while (numbers.size() + 1 > std::max<std::size_t>(keep, 1)) {
    std::filesystem::remove_all(generation_folder(index, numbers.front()));
    numbers.erase(numbers.begin());
  }
}

}  // namespace

BuildReport build_index(const BuildOptions& given, Progress& progress) {
  const auto started = std::chrono::steady_clock::now();
  BuildOptions options = given;
  options.sources.excluded.push_back(options.index);
  const IndexLock lock(options.index);
  const Workplace workplace(options.index / "building");
  Build build(options, progress, workplace.path());
  std::vector<std::filesystem::path> segments = build.make_segments();
  BuildReport& report = build.report();
  std::filesystem::rename(workplace.path() / kSetAside, options.index / kSetAside);
  if (!segments.empty()) {
    const std::vector<std::uint64_t> numbers = generation_numbers(options.index);
    const std::uint64_t number = numbers.empty() ? 1 : numbers.back() + 1;
    const std::filesystem::path made = workplace.path() / "generation";
    std::filesystem::create_directory(made);
    build.merge(std::move(segments), made / "segment-1");
    progress.phase = Progress::Phase::publishing;
    Manifest manifest{.schema_version = kSchemaVersion,
                      .generation = number,
                      .articles = report.articles,
                      .text_bytes = report.text_bytes,
                      .languages = build.languages(),
                      .built_at = now_text(),
                      .segments = {"segment-1"},
                      .files = describe_files(made)};
    for (const std::filesystem::path& path : options.paths)
      manifest.built_from.push_back(path.string());
    for (const ManifestFile& file : manifest.files) report.index_bytes += file.bytes;
    write_manifest(manifest, made);
    std::filesystem::create_directories(options.index / "generations");
    std::filesystem::rename(made, generation_folder(options.index, number));
    publish(options.index, number);
    remove_old_generations(options.index, number, options.keep_generations);
    report.generation = number;
  }
  report.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return report;
}

}  // namespace dateline
