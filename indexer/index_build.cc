#include "indexer/index_build.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <ctime>
#include <exception>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <variant>

#include <malloc.h>
#include <xxhash.h>

#include "indexer/bounded_queue.h"
#include "indexer/extract_record.h"
#include "indexer/index_lock.h"
#include "indexer/index_update.h"
#include "indexer/memory_gate.h"
#include "indexer/source_record.h"
#include "search/article_record.h"
#include "search/deleted.h"
#include "search/error.h"
#include "search/fields.h"
#include "search/generation.h"
#include "search/output_file.h"
#include "search/segment.h"
#include "search/segment_builder.h"
#include "search/segment_merge.h"

namespace dateline {
namespace {

// A batch becomes one small segment. More text a segment is slower (the processor's caches), less
// makes more segments to merge; see docs/performance.md.
constexpr std::size_t kBatchRecords = 512;
constexpr std::size_t kBatchBytes = 2U << 20U;
constexpr std::size_t kLeastBatchBytes = 256U << 10U;
// Of the memory allowed, the part that records under way may have: from being read to being a
// segment they take some 12 times their bytes (tests/faults/memory_bound.py).
constexpr std::size_t kMemoryPerByte = 16;
constexpr std::size_t kMemoryPerThread = 32U << 20U;
constexpr int kLargeAllocation = 1 << 20;  // bytes; is given back to the system when it is freed
constexpr std::size_t kLeastMemoryPerRecord = 12;  // times the longest record allowed
constexpr std::size_t kMergeAtOnce = 64;           // segments: each holds some five files open
constexpr std::size_t kListedAside = 20;           // in the summary
constexpr std::size_t kMaxSegments = 8;            // each costs every search some 20 us
constexpr double kMaxDeletedShare = 0.2;           // of the documents: they cost searches and disk
constexpr const char* kSetAside = "set-aside.jsonl";

struct Batch {
  std::size_t number = 0;
  std::size_t bytes = 0;  // of the records
  std::vector<ReadResult> records;
  std::vector<std::size_t> files;  // of each record: its place in the build's files
};

struct Extracted {
  std::size_t file = 0;
  std::variant<Article, SetAside> what;
  std::string hash;  // of the article
};

std::string now_text() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

std::string hash_of(const Article& article) {
  const std::string record = encode_record(article);
  const XXH128_hash_t hash = XXH3_128bits(record.data(), record.size());
  char text[33];
  std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return text;
}

std::vector<Extracted> extract_all(Batch batch) {
  std::vector<Extracted> results;
  results.reserve(batch.records.size());
  for (std::size_t i = 0; i < batch.records.size(); ++i) {
    if (auto* aside = std::get_if<SetAside>(&batch.records[i])) {
      results.push_back({batch.files[i], std::move(*aside), {}});
      continue;
    }
    for (auto& one : extract_record(std::move(std::get<Record>(batch.records[i])))) {
      const auto* article = std::get_if<Article>(&one);
      std::string hash = article != nullptr ? hash_of(*article) : std::string();
      results.push_back({batch.files[i], std::move(one), std::move(hash)});
    }
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

// What a run has to read: all of it, or what has changed since the last.
struct Work {
  Survey survey;  // its files get their articles and what is set aside
  Places known;   // articles that are in the index: those need no document
  std::shared_ptr<const Dictionary> dictionary;  // of the segments that are there; null: train one
};

// Reads files and makes one new segment of their articles.
class Build {
 public:
  Build(const BuildOptions& options, Progress& progress, std::filesystem::path workplace,
        std::uint32_t segment, Work& work)
      : options_(options),
        progress_(progress),
        workplace_(std::move(workplace)),
        segment_(segment),
        work_(work),
        batches_(4),
        gate_(options.memory_bytes / kMemoryPerByte),
        dictionary_(trained_.get_future()) {
    for (std::size_t i = 0; i < work_.survey.to_read.size(); ++i)
      file_numbers_.emplace(work_.survey.to_read[i].path.string(), work_.survey.read_as[i]);
    if (work_.dictionary && !dictionary_set_.exchange(true)) trained_.set_value(work_.dictionary);
  }

  // Reads everything and makes the small segments, in the order of their documents.
  std::vector<std::filesystem::path> make_segments() {
    RecordSource source = RecordSource::of_files(work_.survey.to_read, options_.sources);
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

  const BuildReport& report() const { return report_; }
  std::uint32_t documents() const { return documents_; }

 private:
  // So much of a record's bytes in a batch that all threads together stay within the memory
  // allowed.
  std::size_t batch_bytes() const {
    return std::clamp<std::size_t>(options_.memory_bytes / threads() / kMemoryPerByte,
                                   kLeastBatchBytes, kBatchBytes);
  }

  // No more than memory is allowed for: each has its own builder.
  std::uint32_t threads() const {
    const std::uint32_t wanted =
        options_.threads > 0 ? options_.threads : std::max(1U, std::thread::hardware_concurrency());
    const std::uint64_t allowed =
        std::max<std::uint64_t>(options_.memory_bytes / kMemoryPerThread, 1);
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(wanted, allowed));
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
      gate_.close();
      turnstile_.stop();
      if (!dictionary_set_.exchange(true)) trained_.set_value(nullptr);
    }
  }

  void read(RecordSource& source) {
    Batch batch;
    while (std::optional<ReadResult> result = source.next()) {
      if (const auto* record = std::get_if<Record>(&*result)) batch.bytes += record->bytes.size();
      batch.records.push_back(std::move(*result));
      batch.files.push_back(file_numbers_.at(source.current_path()));
      if (batch.records.size() < kBatchRecords && batch.bytes < batch_bytes()) continue;
      progress_.bytes_read = source.bytes_read();
      progress_.bytes_total = source.bytes_total();
      const std::size_t number = batch.number;
      if (!hand_on(std::exchange(batch, Batch{.number = number + 1}))) return;
    }
    progress_.bytes_read = source.bytes_read();
    progress_.bytes_total = source.bytes_total();
    if (!batch.records.empty()) hand_on(std::move(batch));
  }

  // False where another thread failed.
  bool hand_on(Batch batch) { return gate_.enter(batch.bytes) && batches_.push(std::move(batch)); }

  void work() {
    while (std::optional<Batch> batch = batches_.pop()) {
      const std::size_t number = batch->number;
      const std::size_t bytes = batch->bytes;
      std::vector<Extracted> extracted = extract_all(std::move(*batch));
      std::vector<Article> articles;
      turnstile_.pass(number, [&] { articles = admit(std::move(extracted)); });
      if (number == 0 && !work_.dictionary) train(articles);
      if (!articles.empty()) make_segment(number, articles);
      give_back_memory(bytes);
      gate_.leave(bytes);
    }
  }

  // What each thread has freed stays with it otherwise, and adds up.
  static void give_back_memory(std::size_t batch_bytes) {
    if (batch_bytes > 2 * kBatchBytes) malloc_trim(0);
  }

  // Counts, sets aside, and lets every id in once. Runs in the order of the input.
  std::vector<Article> admit(std::vector<Extracted> extracted) {
    std::vector<Article> articles;
    articles.reserve(extracted.size());
    for (Extracted& one : extracted) {
      SourceFile& file = work_.survey.files[one.file];
      if (auto* aside = std::get_if<SetAside>(&one.what)) {
        file.set_aside.push_back(std::move(*aside));
        ++progress_.set_aside;
        continue;
      }
      auto& article = std::get<Article>(one.what);
      file.articles.push_back({.id = article.id,
                               .hash = std::move(one.hash),
                               .language = article.language,
                               .text_bytes = text_bytes(article)});
      IndexedArticle& entry = file.articles.back();
      const bool is_first = ids_.insert(XXH3_64bits(article.id.data(), article.id.size())).second;
      if (!is_first || work_.known.contains(article_key(entry))) continue;
      entry.place = Place{segment_, documents_++};
      articles.push_back(std::move(article));
    }
    progress_.articles = documents_;
    return articles;
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
  std::uint32_t segment_;
  Work& work_;
  std::unordered_map<std::string, std::size_t> file_numbers_;
  BoundedQueue<Batch> batches_;
  MemoryGate gate_;  // a batch is inside from being read until it is a segment
  std::promise<std::shared_ptr<const Dictionary>> trained_;
  std::shared_future<std::shared_ptr<const Dictionary>> dictionary_;
  std::atomic<bool> dictionary_set_ = false;
  Turnstile turnstile_;  // guards ids_, documents_ and the files of work_
  std::unordered_set<std::uint64_t> ids_;
  std::uint32_t documents_ = 0;  // of the new segment
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

// Keeps the newest generations and the current one. The others leave their place by one rename: one
// that is half removed would look damaged.
void remove_old_generations(const std::filesystem::path& index, std::uint64_t current,
                            std::size_t keep, const std::filesystem::path& workplace) {
  std::vector<std::uint64_t> numbers = generation_numbers(index);
  std::erase(numbers, current);
  while (numbers.size() + 1 > std::max<std::size_t>(keep, 1)) {
    const std::filesystem::path removed = workplace / "removed";
    std::filesystem::remove(source_record_path(index, numbers.front()));
    std::filesystem::rename(generation_folder(index, numbers.front()), removed);
    std::filesystem::remove_all(removed);
    numbers.erase(numbers.begin());
  }
}

// All that decides how a file becomes articles: with other settings, everything is read again.
std::string settings_of(const SourceOptions& sources) {
  std::string text = std::string(DATELINE_VERSION) + " " + std::to_string(sources.max_record_bytes);
  for (const auto& [theirs, ours] : sources.field_names) text += " " + theirs + "=" + ours;
  return text;
}

// A segment of the generation that is being made.
struct PlannedSegment {
  std::string name;
  std::filesystem::path folder;         // where its files are
  std::vector<ManifestFile> described;  // its files, where they are those of a published generation
  std::vector<bool> deleted;
};

// The generation that is current, as an incremental run starts from it.
struct Before {
  Manifest manifest;
  SourceRecord record;
  std::vector<PlannedSegment> segments;
  std::shared_ptr<const Dictionary> dictionary;
};

std::vector<ManifestFile> files_below(const Manifest& manifest, const std::string& folder) {
  std::vector<ManifestFile> files;
  for (const ManifestFile& file : manifest.files) {
    const std::string name = std::filesystem::path(file.name).filename().string();
    if (file.name.starts_with(folder + "/") && name != segment_files::kDeleted)
      files.push_back(file);
  }
  return files;
}

// None where everything has to be read: there is no generation that opens, no record of its
// sources, or it was made with other settings.
std::optional<Before> read_before(const BuildOptions& options) try {
  const auto folder = current_generation(options.index);
  if (!folder) return std::nullopt;
  const Generation generation(*folder);
  auto record = read_source_record(options.index, generation.number());
  if (!record || record->settings != settings_of(options.sources) ||
      record->segments != generation.manifest().segments || record->segments.empty()) {
    return std::nullopt;
  }
  Before before{.manifest = generation.manifest(), .record = std::move(*record)};
  for (std::size_t i = 0; i < before.record.segments.size(); ++i) {
    const std::string& name = before.record.segments[i];
    before.segments.push_back({name, *folder / name, files_below(before.manifest, name),
                               std::vector<bool>(generation.segments()[i]->documents(), true)});
  }
  before.dictionary = std::make_shared<const Dictionary>(
      std::string(generation.segments().front()->dictionary().bytes()));
  return before;
} catch (const IndexError&) {
  return std::nullopt;
}

std::uint64_t live_documents(const PlannedSegment& segment) {
  return static_cast<std::uint64_t>(
      std::count(segment.deleted.begin(), segment.deleted.end(), false));
}

// Marks the documents that files have a place for as not deleted, and leaves out segments without
// any. Places are renumbered.
void mark_live(std::vector<PlannedSegment>& segments, std::vector<SourceFile>& files) {
  for (const SourceFile& file : files) {
    for (const IndexedArticle& article : file.articles) {
      if (article.place) segments[article.place->segment].deleted[article.place->document] = false;
    }
  }
  std::vector<std::uint32_t> numbers;
  std::vector<PlannedSegment> kept;
  for (PlannedSegment& segment : segments) {
    numbers.push_back(static_cast<std::uint32_t>(kept.size()));
    if (live_documents(segment) > 0) kept.push_back(std::move(segment));
  }
  segments = std::move(kept);
  for (SourceFile& file : files) {
    for (IndexedArticle& article : file.articles) {
      if (article.place) article.place->segment = numbers[article.place->segment];
    }
  }
}

bool has_too_many_deleted(const std::vector<PlannedSegment>& segments) {
  std::uint64_t live = 0;
  std::uint64_t all = 0;
  for (const PlannedSegment& segment : segments) {
    live += live_documents(segment);
    all += segment.deleted.size();
  }
  return static_cast<double>(all - live) > kMaxDeletedShare * static_cast<double>(all);
}

// Merges all segments but the first, which a full build made and which is by far the largest.
void merge_small(std::vector<PlannedSegment>& segments, std::vector<SourceFile>& files,
                 const std::filesystem::path& workplace, const std::string& name) {
  PlannedSegment merged{.name = name, .folder = workplace / "small"};
  std::vector<std::filesystem::path> folders;
  std::vector<std::uint32_t> first_document{0};
  for (std::size_t i = 1; i < segments.size(); ++i) {
    first_document.push_back(static_cast<std::uint32_t>(merged.deleted.size()));
    folders.push_back(segments[i].folder);
    merged.deleted.insert(merged.deleted.end(), segments[i].deleted.begin(),
                          segments[i].deleted.end());
  }
  merge_segments(folders, merged.folder);
  for (SourceFile& file : files) {
    for (IndexedArticle& article : file.articles) {
      if (!article.place || article.place->segment == 0) continue;
      article.place = Place{1, article.place->document + first_document[article.place->segment]};
    }
  }
  segments.erase(segments.begin() + 1, segments.end());
  segments.push_back(std::move(merged));
}

// Puts a segment's files into the generation: links to those that are published already.
void place_segment(const PlannedSegment& segment, const std::filesystem::path& generation,
                   std::vector<ManifestFile>& files) {
  const std::filesystem::path folder = generation / segment.name;
  if (segment.described.empty()) {
    std::filesystem::rename(segment.folder, folder);
  } else {
    std::filesystem::create_directory(folder);
  }
  for (const ManifestFile& file : segment.described) {
    const std::filesystem::path name = std::filesystem::path(file.name).filename();
    std::filesystem::create_hard_link(segment.folder / name, folder / name);
  }
  files.insert(files.end(), segment.described.begin(), segment.described.end());
  if (live_documents(segment) < segment.deleted.size())
    write_deleted(DeletedDocuments(segment.deleted), folder / segment_files::kDeleted);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = segment.name + "/" + entry.path().filename().string();
    const bool is_linked = std::any_of(segment.described.begin(), segment.described.end(),
                                       [&](const ManifestFile& file) { return file.name == name; });
    if (!is_linked) files.push_back(describe_file(generation, name));
  }
}

void count_articles(const std::vector<SourceFile>& files, Manifest& manifest) {
  for (const SourceFile& file : files) {
    for (const IndexedArticle& article : file.articles) {
      if (!article.place) continue;
      ++manifest.articles;
      manifest.text_bytes += article.text_bytes;
      ++manifest.languages[article.language];
    }
  }
}

void refuse_removal(std::uint64_t removed, std::uint64_t before, const BuildOptions& options) {
  if (options.removal == BuildOptions::Removal::allow) return;
  if (static_cast<double>(removed) <= options.max_removed_share * static_cast<double>(before))
    return;
  throw InputError(grouped(removed) + " of " + grouped(before) +
                   " articles would go from the index, and nothing was done: is a folder missing "
                   "or not mounted? Where this is meant, say --allow-removal");
}

// One record alone takes some ten times its bytes.
void refuse_too_little_memory(const BuildOptions& options) {
  const std::uint64_t longest = options.sources.max_record_bytes;
  if (options.memory_bytes / kLeastMemoryPerRecord >= longest) return;
  throw InputError("memory must be at least " + std::to_string(kLeastMemoryPerRecord) +
                   " times max_record: raise memory below [indexer], or lower max_record below "
                   "[sources]");
}

// One run of build_index(), under the lock.
class Run {
 public:
  Run(const BuildOptions& options, Progress& progress, const std::filesystem::path& workplace)
      : options_(options), progress_(progress), workplace_(workplace) {}

  BuildReport update_or_build() {
    if (options_.scope == BuildOptions::Scope::changes) {
      if (auto before = read_before(options_)) {
        if (update(*before)) return report_;
        std::filesystem::remove_all(workplace_);
        std::filesystem::create_directory(workplace_);
        report_ = {};
      }
    }
    build();
    return report_;
  }

 private:
  // False where everything has to be read.
  bool update(const Before& before) {
    Work work{.survey = survey(walk(), before.record.files),
              .known = places_of(before.record.files),
              .dictionary = before.dictionary};
    std::vector<PlannedSegment> segments = before.segments;
    read(work, segments);
    std::vector<SourceFile>& files = work.survey.files;
    add_places(work);
    if (!settle(files, work.known)) return false;
    mark_live(segments, files);
    report_.removed = removed_articles(before.record.files, files);
    refuse_removal(report_.removed, before.manifest.articles, options_);
    if (is_as_before(segments, before)) {
      keep(work.survey, before);
      return true;
    }
    if (segments.empty() || has_too_many_deleted(segments)) return false;
    if (segments.size() > kMaxSegments) merge_small(segments, files, workplace_, next_name());
    publish_all(work.survey, segments);
    return true;
  }

  void build() {
    Work work{.survey = survey(walk(), {})};
    std::vector<PlannedSegment> segments;
    read(work, segments);
    refuse_loss(work);
    if (segments.empty()) {
      write_set_aside(work.survey);
      return;
    }
    mark_live(segments, work.survey.files);
    publish_all(work.survey, segments);
  }

  FileWalk walk() const { return FileWalk(options_.paths, options_.sources.excluded); }

  std::uint64_t next_number() const {
    const std::vector<std::uint64_t> numbers = generation_numbers(options_.index);
    return numbers.empty() ? 1 : numbers.back() + 1;
  }

  std::string next_name() const { return "segment-" + std::to_string(next_number()); }

  // Reads what has to be read, and adds the segment of what is new.
  void read(Work& work, std::vector<PlannedSegment>& segments) {
    Build build(options_, progress_, workplace_, static_cast<std::uint32_t>(segments.size()), work);
    std::vector<std::filesystem::path> small = build.make_segments();
    report_.files = build.report().files;
    report_.bytes_read = build.report().bytes_read;
    report_.added = build.documents();
    if (small.empty()) return;
    PlannedSegment made{.name = next_name(),
                        .folder = workplace_ / "new",
                        .deleted = std::vector<bool>(build.documents(), true)};
    build.merge(std::move(small), made.folder);
    segments.push_back(std::move(made));
  }

  // The places of the new segment, beside those that were known.
  static void add_places(Work& work) {
    for (const auto& [key, place] : places_of(work.survey.files)) work.known.emplace(key, place);
  }

  static bool is_as_before(const std::vector<PlannedSegment>& segments, const Before& before) {
    if (segments.size() != before.segments.size()) return false;
    std::uint64_t live = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (segments[i].name != before.segments[i].name) return false;
      live += live_documents(segments[i]);
    }
    return live == before.manifest.articles;
  }

  // Times of files may have changed, and what is set aside: both are kept beside the generation.
  void keep(const Survey& survey, const Before& before) {
    write_set_aside(survey);
    write_source_record({before.record.settings, before.record.segments, survey.files},
                        options_.index, before.manifest.generation);
    report_.unchanged = true;
    report_.generation = before.manifest.generation;
    report_.articles = before.manifest.articles;
  }

  // A full build compares with the number of articles in the index, whatever made it.
  void refuse_loss(const Work& work) const {
    std::uint64_t before = 0;
    try {
      if (const auto folder = current_generation(options_.index))
        before = read_manifest(*folder).articles;
    } catch (const IndexError&) {
      return;  // damaged, or of another version: there is nothing to protect
    }
    std::uint64_t now = 0;
    for (const SourceFile& file : work.survey.files) {
      for (const IndexedArticle& article : file.articles) now += article.place ? 1U : 0U;
    }
    if (now < before) refuse_removal(before - now, before, options_);
  }

  void write_set_aside(const Survey& survey) {
    OutputFile out(workplace_ / kSetAside);
    const auto put = [&](const SetAside& aside) {
      if (report_.first_aside.size() < kListedAside) report_.first_aside.push_back(aside);
      out.write(to_json_line(aside) + "\n");
      ++report_.set_aside;
    };
    for (const SetAside& problem : survey.problems) put(problem);
    for (const SourceFile& file : survey.files) {
      for (const SetAside& aside : file.set_aside) put(aside);
    }
    out.finish();
    std::filesystem::rename(workplace_ / kSetAside, options_.index / kSetAside);
  }

  void publish_all(const Survey& survey, const std::vector<PlannedSegment>& segments) {
    progress_.phase = Progress::Phase::publishing;
    const std::uint64_t number = next_number();
    const std::filesystem::path made = workplace_ / "generation";
    std::filesystem::create_directory(made);
    Manifest manifest{
        .schema_version = kSchemaVersion, .generation = number, .built_at = now_text()};
    count_articles(survey.files, manifest);
    for (const std::filesystem::path& path : options_.paths)
      manifest.built_from.push_back(path.string());
    for (const PlannedSegment& segment : segments) {
      manifest.segments.push_back(segment.name);
      place_segment(segment, made, manifest.files);
    }
    write_manifest(manifest, made);
    write_set_aside(survey);
    write_source_record({settings_of(options_.sources), manifest.segments, survey.files},
                        options_.index, number);
    std::filesystem::create_directories(options_.index / "generations");
    std::filesystem::rename(made, generation_folder(options_.index, number));
    publish(options_.index, number);
    remove_old_generations(options_.index, number, options_.keep_generations, workplace_);
    report_.generation = number;
    report_.articles = manifest.articles;
    report_.text_bytes = manifest.text_bytes;
    for (const ManifestFile& file : manifest.files) report_.index_bytes += file.bytes;
  }

  const BuildOptions& options_;
  Progress& progress_;
  const std::filesystem::path& workplace_;
  BuildReport report_;
};

}  // namespace

BuildReport build_index(const BuildOptions& given, Progress& progress) {
  refuse_too_little_memory(given);
  mallopt(M_MMAP_THRESHOLD, kLargeAllocation);
  const auto started = std::chrono::steady_clock::now();
  BuildOptions options = given;
  options.sources.excluded.push_back(options.index);
  const IndexLock lock(options.index);
  const Workplace workplace(options.index / "building");
  BuildReport report = Run(options, progress, workplace.path()).update_or_build();
  report.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return report;
}

}  // namespace dateline
