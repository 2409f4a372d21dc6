#include "search/index_reader.h"

#include <algorithm>
#include <utility>

#include "search/plan/thesaurus.h"

namespace dateline {
namespace {

// How long a request waits for a generation that has become current, and for the first of all.
constexpr std::chrono::milliseconds kPatience(100);
constexpr std::chrono::milliseconds kFirstPatience(2'000);

// A damaged generation is proven again after so long, and so many times what the last try took:
// what is large and damaged must not keep the disk busy.
constexpr std::chrono::seconds kRetry(10);
constexpr int kRetryShare = 20;

std::uint64_t number_of(const std::optional<std::filesystem::path>& folder) {
  return folder ? generation_number(*folder) : 0;
}

}  // namespace

IndexReader::IndexReader(std::filesystem::path index, IndexReaderOptions options)
    : index_(std::move(index)),
      options_(std::move(options)),
      opener_(index_),
      scrub_(index_, options_.scrub_period),
      keeper_([this](const std::stop_token& stop) { keep(stop); }) {}

IndexReader::~IndexReader() = default;

// Locks, when the thread has dealt with what is current now or it took too long to wait for.
std::unique_lock<std::mutex> IndexReader::lock_settled() {
  std::unique_lock lock(mutex_);
  const std::uint64_t current = number_of(current_generation(index_));
  if (current == current_) return lock;
  const bool is_first = !wanted_;
  if (!is_first && generation_) return lock;
  if (is_first) {
    wanted_ = current;
    noticed_ = Clock::now();
    asked_.notify_one();
  }
  const auto patience = generation_ ? kPatience : kFirstPatience;
  settled_.wait_until(lock, noticed_ + patience, [this] { return !wanted_; });
  return lock;
}

IndexReader::Lease IndexReader::searcher() {
  const std::unique_lock lock = lock_settled();
  if (!generation_) {
    throw IndexError(fault_.value_or("the index at " + index_.string() +
                                     " is being opened and verified: try again in a moment"));
  }
  if (idle_.empty()) {
    return Lease(*this,
                 std::make_unique<Searcher>(generation_, options_.thesaurus, options_.limits),
                 generation_->manifest());
  }
  std::unique_ptr<Searcher> searcher = std::move(idle_.back());
  idle_.pop_back();
  return Lease(*this, std::move(searcher), generation_->manifest());
}

bool IndexReader::wait_until_settled(std::chrono::nanoseconds patience) {
  std::unique_lock lock(mutex_);
  return settled_.wait_for(lock, patience, [this] { return !wanted_; });
}

std::optional<std::string> IndexReader::fault() const {
  const std::lock_guard lock(mutex_);
  return fault_;
}

void IndexReader::give_back(std::unique_ptr<Searcher> searcher, std::uint64_t generation) {
  const std::lock_guard lock(mutex_);
  if (generation_ && generation == generation_->number()) idle_.push_back(std::move(searcher));
}

void IndexReader::keep(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    asked_.wait_until(lock, stop, std::min(next_try_, next_piece_), [this] { return !!wanted_; });
    const bool is_asked = wanted_.has_value();
    lock.unlock();
    if (is_asked || Clock::now() >= next_try_) refresh(stop);
    if (Clock::now() >= next_piece_) scrub();
    lock.lock();
  }
}

void IndexReader::refresh(const std::stop_token& stop) {
  const Clock::time_point begin = Clock::now();
  GenerationOpener::Opened opened = opener_.open(generation_, stop);
  const Clock::time_point end = Clock::now();
  next_try_ = opened.fault ? end + kRetry + kRetryShare * (end - begin) : Clock::time_point::max();
  scrub_.follow(opened.generation);
  next_piece_ =
      scrub_.has_work() ? std::min(next_piece_, end + kPatience) : Clock::time_point::max();
  tell(opened.fault);
  const std::lock_guard lock(mutex_);
  stand_on(std::move(opened.generation));
  current_ = opened.current;
  fault_ = std::move(opened.fault);
  wanted_.reset();
  settled_.notify_all();
}

// Searches leave a generation as soon as a file of it is found changed, whatever they stand on
// next.
void IndexReader::scrub() {
  if (const auto pause = scrub_.advance()) {
    scrubbed_bytes_ += std::min<std::uint64_t>(scrub_.file().bytes, FileProof::kPieceBytes);
    next_piece_ = Clock::now() + *pause;
    return;
  }
  tell(scrub_.why());
  opener_.distrust(scrub_.file());
  scrub_.follow(nullptr);
  next_piece_ = Clock::time_point::max();
  const std::lock_guard lock(mutex_);
  stand_on(nullptr);
  fault_ = scrub_.why();
  wanted_ = current_.value_or(0);
  current_.reset();
  noticed_ = Clock::now();
}

// With the mutex held.
void IndexReader::stand_on(std::shared_ptr<const Generation> generation) {
  if (generation == generation_) return;
  generation_ = std::move(generation);
  idle_.clear();
}

void IndexReader::tell(const std::optional<std::string>& fault) {
  const std::optional<std::string> before = this->fault();
  if (fault == before) return;
  if (fault && !before) ++faults_;
  if (options_.notify) options_.notify(fault.value_or("searches stand on the current generation"));
}

IndexReader::Lease::Lease(IndexReader& reader, std::unique_ptr<Searcher> searcher,
                          const Manifest& manifest)
    : reader_(&reader),
      searcher_(std::move(searcher)),
      has_{.generation = manifest.generation, .sequence = manifest.pushed} {}

IndexReader::Lease::~Lease() {
  if (searcher_) reader_->give_back(std::move(searcher_), has_.generation);
}

}  // namespace dateline
