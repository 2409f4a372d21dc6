#include "indexer/build/file_build.h"

#include <algorithm>
#include <thread>
#include <utility>

#include <malloc.h>
#include <xxhash.h>

#include "indexer/apart/apart_source.h"
#include "indexer/apart/wire.h"
#include "search/base/error.h"
#include "search/store/article/article_record.h"
#include "search/store/segment_builder.h"
#include "search/store/segment_merge.h"

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
constexpr std::size_t kLeastMemoryPerRecord = 12;  // times the longest record allowed
constexpr int kLargeAllocation = 1 << 20;  // bytes; is given back to the system when it is freed
// Segments, in all threads together: each holds a file open, and 200 KB.
constexpr std::size_t kMergeAtOnce = 256;

// What each thread has freed stays with it otherwise, and adds up.
void give_back_memory(std::size_t batch_bytes) {
  if (batch_bytes > 2 * kBatchBytes) malloc_trim(0);
}

// Into how many so many segments are merged: as few as may be, but so that no thread is idle.
std::size_t merge_groups(std::size_t segments, std::size_t threads) {
  const std::size_t most = std::max<std::size_t>(kMergeAtOnce / threads, 2);  // in a group
  const std::size_t least = (segments + most - 1) / most;
  return std::min((least + threads - 1) / threads * threads, segments / 2);
}

// No more than memory is allowed for: each has its own builder.
std::uint32_t thread_count(const BuildOptions& options) {
  const std::uint32_t wanted =
      options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  const std::uint64_t allowed = std::max<std::uint64_t>(options.memory_bytes / kMemoryPerThread, 1);
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(wanted, allowed));
}

// One record alone takes some ten times its bytes.
void refuse_too_little_memory(const BuildOptions& options) {
  const std::uint64_t longest = options.sources.max_record_bytes;
  if (options.memory_bytes / kLeastMemoryPerRecord >= longest) return;
  throw InputError("memory must be at least " + std::to_string(kLeastMemoryPerRecord) +
                   " times max_record: raise memory below [indexer], or lower max_record below "
                   "[sources]");
}

}  // namespace

FileBuild::FileBuild(const BuildOptions& options, Progress& progress,
                     std::filesystem::path workplace, FileWork& work)
    : options_(options),
      progress_(progress),
      workplace_(std::move(workplace)),
      work_(work),
      threads_(thread_count(options)),
      batches_(4),
      gate_(options.memory_bytes / kMemoryPerByte),
      dictionary_(trained_.get_future()),
      seen_(workplace_) {
  progress_.bytes_total = work_.survey.bytes_to_read();
  refuse_too_little_memory(options);
  mallopt(M_MMAP_THRESHOLD, kLargeAllocation);
  if (work_.dictionary && !dictionary_set_.exchange(true)) trained_.set_value(work_.dictionary);
}

std::optional<LiveSegment> FileBuild::make_segment() {
  std::vector<std::filesystem::path> segments = make_small_segments();
  if (segments.empty()) return std::nullopt;
  merge(std::move(segments), workplace_ / "new");
  return new_segment(workplace_ / "new");
}

std::shared_ptr<const Dictionary> FileBuild::dictionary() const {
  return documents_ > 0 ? dictionary_.get() : nullptr;
}

// In the order of their documents.
std::vector<std::filesystem::path> FileBuild::make_small_segments() {
  const std::unique_ptr<RecordStream> source = this->source();
  {
    std::vector<std::jthread> workers;
    for (std::uint32_t i = 0; i < threads_; ++i)
      workers.emplace_back([this] { guarded([this] { work(); }); });
    guarded([&] { read(*source); });
    batches_.close();
  }
  if (failure_) std::rethrow_exception(failure_);
  malloc_trim(0);  // what the threads have freed is of no use to merging
  files_read_ = source->files_read();
  bytes_read_ = source->bytes_read();
  std::vector<std::filesystem::path> segments;
  for (auto& [number, path] : segments_) segments.push_back(std::move(path));
  return segments;
}

// Merges segments into `output`, some at a time and on all threads, until one is left.
void FileBuild::merge(std::vector<std::filesystem::path> segments,
                      const std::filesystem::path& output) {
  progress_.phase = Progress::Phase::merging;
  for (std::size_t round = 0; segments.size() > kMergeAtOnce; ++round) {
    std::vector<std::filesystem::path> merged(merge_groups(segments.size(), threads_));
    std::atomic<std::size_t> next = 0;
    in_all_threads([&] { merge_round(segments, merged, next, round); });
    segments = std::move(merged);
  }
  progress_.stop_where_cancelled();
  merge_segments(segments, output, MergedFor::searches, threads_);
}

void FileBuild::merge_round(const std::vector<std::filesystem::path>& segments,
                            std::vector<std::filesystem::path>& merged,
                            std::atomic<std::size_t>& next, std::size_t round) {
  for (std::size_t group = next++; group < merged.size(); group = next++) {
    progress_.stop_where_cancelled();
    const auto first_of = [&](std::size_t number) {
      return segments.begin() +
             static_cast<std::ptrdiff_t>(segments.size() * number / merged.size());
    };
    const auto begin = first_of(group);
    const auto end = first_of(group + 1);
    merged[group] = workplace_ / ("merged-" + std::to_string(round) + "-" + std::to_string(group));
    merge_segments({begin, end}, merged[group], MergedFor::another_merge);
    for (auto segment = begin; segment != end; ++segment) std::filesystem::remove_all(*segment);
  }
}

// So much of a record's bytes in a batch that all threads together stay within the memory
// allowed.
std::size_t FileBuild::batch_bytes() const {
  return std::clamp<std::size_t>(options_.memory_bytes / threads_ / kMemoryPerByte,
                                 kLeastBatchBytes, kBatchBytes);
}

// Keeps the first failure of any thread, and makes the others end.
void FileBuild::guarded(const std::function<void()>& work) {
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

void FileBuild::in_all_threads(const std::function<void()>& work) {
  {
    std::vector<std::jthread> workers;
    for (std::uint32_t i = 0; i < threads_; ++i)
      workers.emplace_back([this, &work] { guarded(work); });
  }
  if (failure_) std::rethrow_exception(failure_);
}

void FileBuild::show_progress(const RecordStream& source) {
  progress_.bytes_read = source.bytes_read();
  progress_.stop_where_cancelled();
}

std::unique_ptr<RecordStream> FileBuild::source() const {
  NextFile files = [this, next = std::size_t{0}]() mutable -> NextFile::result_type {
    const Survey& survey = work_.survey;
    if (next == survey.to_read.size()) return std::nullopt;
    const std::size_t file = survey.to_read[next++];
    return FoundFile{.path = survey.files.path(file), .bytes = survey.files.stamp(file).bytes};
  };
  return open_record_stream(std::move(files), options_.sources);
}

void FileBuild::read(RecordStream& source) {
  Batch batch;
  while (std::optional<ReadResult> result = source.next()) {
    if (const auto* record = std::get_if<Record>(&*result)) batch.bytes += record->bytes.size();
    batch.records.push_back(std::move(*result));
    batch.files.push_back(work_.survey.to_read[source.files_begun() - 1]);
    if (batch.records.size() < kBatchRecords && batch.bytes < batch_bytes()) continue;
    show_progress(source);
    const std::size_t number = batch.number;
    if (!hand_on(std::exchange(batch, Batch{.number = number + 1}))) return;
  }
  show_progress(source);
  if (!batch.records.empty()) hand_on(std::move(batch));
}

// False where another thread failed.
bool FileBuild::hand_on(Batch batch) {
  return gate_.enter(batch.bytes) && batches_.push(std::move(batch));
}

// A record that killed its parser when it was last read, as it is.
std::optional<SetAside> FileBuild::known_as_deadly(const Record& record) const {
  if (work_.deadly.empty()) return std::nullopt;
  const RecordHash hash = deadly_hash(record);
  const auto known = work_.deadly.find(to_text(hash));
  if (known == work_.deadly.end()) return std::nullopt;
  return SetAside{.origin = record.origin,
                  .reason = known->second,
                  .advice = std::string(kDeadlyAdvice),
                  .deadly = hash};
}

std::vector<FileBuild::Extracted> FileBuild::extract_all(Batch batch,
                                                         RecordExtraction& extraction) const {
  std::vector<ExtractedRecord> found(batch.records.size());
  std::vector<Record> records;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < batch.records.size(); ++i) {
    if (auto* aside = std::get_if<SetAside>(&batch.records[i])) {
      found[i].emplace_back(std::move(*aside));
      continue;
    }
    auto& record = std::get<Record>(batch.records[i]);
    if (auto aside = known_as_deadly(record)) {
      found[i].emplace_back(std::move(*aside));
      continue;
    }
    records.push_back(std::move(record));
    places.push_back(i);
  }
  std::vector<ExtractedRecord> extracted = extraction.extract(std::move(records));
  for (std::size_t k = 0; k < places.size(); ++k) found[places[k]] = std::move(extracted[k]);
  std::vector<Extracted> results;
  results.reserve(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (auto& one : found[i]) results.push_back(hashed(batch.files[i], std::move(one)));
  }
  return results;
}

FileBuild::Extracted FileBuild::hashed(std::size_t file, std::variant<Article, SetAside> what) {
  Extracted extracted{.file = file};
  if (const auto* article = std::get_if<Article>(&what)) {
    extracted.hash = hash_record(encode_record(*article));
    extracted.content = content_key(*article);
  }
  extracted.what = std::move(what);
  return extracted;
}

void FileBuild::work() {
  const std::unique_ptr<RecordExtraction> extraction = make_extraction(options_.sources.parsing);
  RememberedStems stems;
  while (std::optional<Batch> batch = batches_.pop()) {
    const std::size_t number = batch->number;
    const std::size_t bytes = batch->bytes;
    std::vector<Extracted> extracted = extract_all(std::move(*batch), *extraction);
    std::vector<Article> articles;
    turnstile_.pass(number, [&] { articles = admit(std::move(extracted)); });
    if (number == 0 && !work_.dictionary) train(articles);
    if (!articles.empty()) make_small_segment(number, articles, stems);
    give_back_memory(bytes);
    gate_.leave(bytes);
  }
}

// Counts, sets aside, and lets every article in once. Runs in the order of the input.
std::vector<Article> FileBuild::admit(std::vector<Extracted> extracted) {
  std::vector<Article> articles;
  articles.reserve(extracted.size());
  for (Extracted& one : extracted) {
    if (const auto* aside = std::get_if<SetAside>(&one.what)) {
      work_.survey.files.add_aside(one.file, *aside);
      ++progress_.set_aside;
      continue;
    }
    auto& article = std::get<Article>(one.what);
    if (admit_article(one.file, article, one)) articles.push_back(std::move(article));
  }
  documents_ += static_cast<std::uint32_t>(articles.size());
  progress_.articles = documents_;
  return articles;
}

// Whether it needs a document.
bool FileBuild::admit_article(std::size_t file, const Article& article,
                              const Extracted& extracted) {
  work_.survey.files.add_article(file, {.id = article.id,
                                        .hash = extracted.hash,
                                        .language = article.language,
                                        .text_bytes = text_bytes(article),
                                        .content = extracted.content});
  if (!seen_.add(article.id, extracted.content)) return false;
  return work_.known == nullptr || !work_.known->find(extracted.hash);
}

void FileBuild::train(const std::vector<Article>& articles) {
  std::vector<std::string> records;
  for (const Article& article : articles) records.push_back(encode_record(article));
  auto dictionary = std::make_shared<const Dictionary>(train_dictionary(records));
  if (!dictionary_set_.exchange(true)) trained_.set_value(std::move(dictionary));
}

void FileBuild::make_small_segment(std::size_t number, const std::vector<Article>& articles,
                                   RememberedStems& stems) {
  const std::shared_ptr<const Dictionary> dictionary = dictionary_.get();
  if (!dictionary) return;  // another thread failed
  std::filesystem::path path = workplace_ / ("segment-" + std::to_string(number));
  SegmentBuilder builder(path, dictionary, stems);
  for (const Article& article : articles) builder.add(article);
  builder.finish();
  const std::lock_guard lock(segments_mutex_);
  segments_.emplace(number, std::move(path));
}

}  // namespace dateline
