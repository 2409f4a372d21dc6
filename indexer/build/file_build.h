#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "indexer/apart/record_extraction.h"
#include "indexer/build/bounded_queue.h"
#include "indexer/build/build_options.h"
#include "indexer/build/index_update.h"
#include "indexer/build/known/live_segment.h"
#include "indexer/build/known/same_article.h"
#include "indexer/build/memory_gate.h"
#include "indexer/build/progress.h"
#include "indexer/build/turnstile.h"
#include "search/store/columns/compression.h"
#include "search/store/text/remembered_stems.h"

namespace dateline {

// What a run has to read: all of it, or what has changed since the last.
struct FileWork {
  Survey survey;                  // its files get their articles and what is set aside
  const Places* known = nullptr;  // articles that are in the index: those need no document
  std::shared_ptr<const Dictionary> dictionary;  // of the segments that are there; null: train one
  DeadlyRecords deadly = {};                     // are not tried again
};

// Reads files and makes one new segment of their articles.
//
// One thread cuts files into batches of records; `threads` threads parse, extract, and make a small
// segment of each batch; the segments are merged into one. Batches are numbered, so the same input
// gives the same documents in the same order, whatever the threads do.
class FileBuild {
 public:
  FileBuild(const BuildOptions& options, Progress& progress, std::filesystem::path workplace,
            FileWork& work);

  // Makes the segment in the workplace; none where there is no new article. Throws RunCancelled.
  std::optional<LiveSegment> make_segment();

  std::uint32_t documents() const { return documents_; }
  std::uint64_t files_read() const { return files_read_; }
  std::uint64_t bytes_read() const { return bytes_read_; }

  // That the new segment has; null where there is none.
  std::shared_ptr<const Dictionary> dictionary() const;

 private:
  struct Batch {
    std::size_t number = 0;
    std::size_t bytes = 0;  // of the records
    std::vector<ReadResult> records;
    std::vector<std::size_t> files;  // of each record: its place in the survey's files
  };
  struct Extracted {
    std::size_t file = 0;
    std::variant<Article, SetAside> what;
    RecordHash hash;                    // of the article
    std::optional<RecordHash> content;  // likewise
  };

  std::vector<Extracted> extract_all(Batch batch, RecordExtraction& extraction) const;
  static Extracted hashed(std::size_t file, std::variant<Article, SetAside> what);
  std::optional<SetAside> known_as_deadly(const Record& record) const;
  std::size_t batch_bytes() const;
  void guarded(const std::function<void()>& work);
  void in_all_threads(const std::function<void()>& work);
  std::unique_ptr<RecordStream> source() const;
  void read(RecordStream& source);
  void show_progress(const RecordStream& source);
  bool hand_on(Batch batch);
  void work();
  std::vector<Article> admit(std::vector<Extracted> extracted);
  bool admit_article(std::size_t file, const Article& article, const Extracted& extracted);
  void train(const std::vector<Article>& articles);
  void make_small_segment(std::size_t number, const std::vector<Article>& articles,
                          RememberedStems& stems);
  std::vector<std::filesystem::path> make_small_segments();
  void merge(std::vector<std::filesystem::path> segments, const std::filesystem::path& output);
  void merge_round(const std::vector<std::filesystem::path>& segments,
                   std::vector<std::filesystem::path>& merged, std::atomic<std::size_t>& next,
                   std::size_t round);

  const BuildOptions& options_;
  Progress& progress_;
  std::filesystem::path workplace_;
  FileWork& work_;
  const std::uint32_t threads_;
  BoundedQueue<Batch> batches_;
  MemoryGate gate_;  // a batch is inside from being read until it is a segment
  std::promise<std::shared_ptr<const Dictionary>> trained_;
  std::shared_future<std::shared_ptr<const Dictionary>> dictionary_;
  std::atomic<bool> dictionary_set_ = false;
  Turnstile turnstile_;  // guards seen_, documents_ and the files of work_
  SeenArticles seen_;
  std::uint32_t documents_ = 0;  // of the new segment
  std::uint64_t files_read_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::mutex segments_mutex_;  // guards the one below
  std::map<std::size_t, std::filesystem::path> segments_;
  std::mutex failure_mutex_;  // guards failure_
  std::exception_ptr failure_;
};

}  // namespace dateline
