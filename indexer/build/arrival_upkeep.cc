#include "indexer/build/arrival_upkeep.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>
#include <vector>

#include "search/base/error.h"
#include "search/base/scratch_array.h"
#include "search/base/scratch_index.h"
#include "search/store/article/record_hash.h"
#include "search/store/columns/arrivals.h"
#include "search/store/deleted.h"
#include "search/store/generation.h"
#include "search/store/segment.h"

namespace dateline {
namespace {

std::int64_t now_in_microseconds() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

bool is_unpublished(const LiveSegment& segment) { return segment.described.empty(); }

// A segment that is to be published, and the arrivals of its articles as they become known.
class ArrivingSegment {
 public:
  ArrivingSegment(const LiveSegment& segment, const std::filesystem::path& scratch)
      : segment_(segment), hashes_(segment.folder / segment_files::kHashes), arrivals_(scratch) {
    const Arrivals written(segment.folder / segment_files::kArrivals);
    for (std::uint32_t document = 0; document < written.documents(); ++document)
      arrivals_.push_back(written[document]);
  }

  std::uint32_t documents() const { return static_cast<std::uint32_t>(arrivals_.size()); }
  bool is_new(std::uint32_t document) const {
    return !segment_.deleted[document] && arrivals_[document].added == kNotPublished;
  }
  Arrival& operator[](std::uint32_t document) { return arrivals_[document]; }
  RecordHash hash(std::uint32_t document) const { return hashes_[document]; }

  // Not in its place, since the file may be mapped.
  void write() const {
    const std::filesystem::path stamped = segment_.folder / "arrivals.stamped";
    ArrivalsWriter writer(stamped);
    for (const Arrival& arrival : arrivals_) writer.add(arrival);
    writer.finish();
    std::filesystem::rename(stamped, segment_.folder / segment_files::kArrivals);
  }

 private:
  const LiveSegment& segment_;
  RecordHashes hashes_;
  ScratchArray<Arrival> arrivals_;
};

// The articles of a state that have no arrival yet.
class NewArticles {
 public:
  NewArticles(const std::vector<LiveSegment>& segments, const std::filesystem::path& scratch)
      : by_id_(scratch) {
    for (const LiveSegment& segment : segments) {
      if (is_unpublished(segment)) add(segment, scratch);
    }
  }

  bool empty() const { return segments_.empty(); }

  // What a generation knows of them; not of those that arrived at `after` or before.
  void learn(const std::filesystem::path& generation, std::int64_t after, Contents contents) {
    for (const auto& entry : std::filesystem::directory_iterator(generation)) {
      if (std::filesystem::exists(entry.path() / segment_files::kArrivals))
        learn_segment(entry.path(), after, contents);
    }
  }

  // Returns the last arrival.
  std::int64_t stamp(std::int64_t next) {
    for (ArrivingSegment& segment : segments_) {
      for (std::uint32_t document = 0; document < segment.documents(); ++document) {
        Arrival& arrival = segment[document];
        const bool is_changed = arrival.added != kNotPublished && arrival.changed == kNotPublished;
        if (!segment.is_new(document) && !is_changed) continue;
        if (!is_changed) arrival.added = next;
        arrival.changed = next++;
      }
      segment.write();
    }
    return next - 1;
  }

 private:
  void add(const LiveSegment& segment, const std::filesystem::path& scratch) {
    ArrivingSegment arriving(segment, scratch);
    const std::uint64_t number = segments_.size();
    bool any = false;
    for (std::uint32_t document = 0; document < arriving.documents(); ++document) {
      if (!arriving.is_new(document)) continue;
      any = true;
      by_id_.add(arriving[document].id, number << 32U | document);
    }
    if (any) segments_.push_back(std::move(arriving));
  }

  // A damaged segment tells nothing: what only it knew arrives again. The run says that it is
  // damaged.
  void learn_segment(const std::filesystem::path& folder, std::int64_t after,
                     Contents contents) try {
    const Arrivals known(folder / segment_files::kArrivals);
    const RecordHashes hashes(folder / segment_files::kHashes);
    const DeletedDocuments deleted = read_deleted(folder / segment_files::kDeleted);
    for (std::uint32_t document = 0; document < known.documents(); ++document) {
      const auto found = by_id_.find(known.id(document), [](std::uint64_t) { return true; });
      if (!found || deleted.contains(document) || known.added(document) <= after) continue;
      ArrivingSegment& segment = segments_[*found >> 32U];
      const auto here = static_cast<std::uint32_t>(*found);
      if (!segment.is_new(here)) continue;
      const bool is_same =
          contents == Contents::read_otherwise || hashes[document] == segment.hash(here);
      segment[here].added = known.added(document);
      if (is_same) segment[here].changed = known.changed(document);
    }
  } catch (const IndexError&) {
    return;
  }

  std::vector<ArrivingSegment> segments_;
  ScratchIndex by_id_;
};

}  // namespace

void stamp_arrivals(const std::filesystem::path& index, IndexState& state, Contents contents,
                    const std::filesystem::path& scratch) {
  const std::vector<std::uint64_t> numbers = generation_numbers(index);
  std::int64_t last = 0;
  for (const std::uint64_t number : numbers)
    last = std::max(last, last_arrival_of(generation_folder(index, number)));
  state.last_arrival = last;
  NewArticles articles(state.segments, scratch);
  if (articles.empty()) return;
  if (const auto current = current_generation(index)) {
    articles.learn(*current, kNotPublished, contents);
    const std::int64_t reached = last_arrival_of(*current);
    for (const std::uint64_t number : numbers) {
      if (number > generation_number(*current))
        articles.learn(generation_folder(index, number), reached, contents);
    }
  }
  state.last_arrival = std::max(last, articles.stamp(std::max(now_in_microseconds(), last + 1)));
}

}  // namespace dateline
