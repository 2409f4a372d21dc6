#include "search/index_reader.h"

#include <limits>

#include "search/error.h"
#include "search/generation.h"
#include "search/thesaurus.h"

namespace dateline {
namespace {

constexpr std::chrono::seconds kRetry(10);

}  // namespace

IndexReader::IndexReader(std::filesystem::path index, std::shared_ptr<const Thesaurus> thesaurus,
                         const QueryLimits& limits)
    : index_(std::move(index)), thesaurus_(std::move(thesaurus)), limits_(limits) {}

IndexReader::~IndexReader() = default;

IndexReader::Lease IndexReader::searcher() {
  const std::lock_guard lock(mutex_);
  const std::optional<std::filesystem::path> folder = current_generation(index_);
  if (is_due(folder ? generation_number(*folder) : 0)) open(folder);
  if (idle_.empty()) {
    return Lease(*this, std::make_unique<Searcher>(generation_, thesaurus_, limits_), number_);
  }
  std::unique_ptr<Searcher> searcher = std::move(idle_.back());
  idle_.pop_back();
  return Lease(*this, std::move(searcher), number_);
}

std::optional<std::string> IndexReader::fault() const {
  const std::lock_guard lock(mutex_);
  return fault_;
}

bool IndexReader::is_due(std::uint64_t current) const {
  if (!generation_ || current != current_) return true;
  return fault_ && Clock::now() - tried_ > kRetry;
}

void IndexReader::open(const std::optional<std::filesystem::path>& current) {
  constexpr auto kAny = std::numeric_limits<std::uint64_t>::max();
  current_ = current ? generation_number(*current) : 0;
  try {
    if (!current) {
      throw IndexError("there is no index at " + index_.string() + ": run dateline-index --index " +
                       index_.string() + " PATH");
    }
    stand_on(std::make_shared<const Generation>(*current));
    fault_.reset();
  } catch (const IndexError& error) {
    fall_back(current ? current_ : kAny, error);
  }
}

// Stands on the newest generation before `before` that opens. Throws `why` where none does.
void IndexReader::fall_back(std::uint64_t before, const IndexError& why) {
  const std::vector<std::uint64_t> numbers = generation_numbers(index_);
  for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
    if (*number >= before) continue;
    try {
      if (*number != number_)
        stand_on(std::make_shared<const Generation>(generation_folder(index_, *number)));
    } catch (const IndexError&) {
      continue;  // the next older one may open
    }
    fault_ = std::string(why.what()) + "; searches stand on generation " + std::to_string(number_);
    tried_ = Clock::now();
    return;
  }
  generation_.reset();
  number_ = 0;
  idle_.clear();
  fault_ = why.what();
  throw why;
}

void IndexReader::stand_on(std::shared_ptr<const Generation> generation) {
  number_ = generation->number();
  generation_ = std::move(generation);
  idle_.clear();
}

void IndexReader::give_back(std::unique_ptr<Searcher> searcher, std::uint64_t generation) {
  const std::lock_guard lock(mutex_);
  if (generation == number_) idle_.push_back(std::move(searcher));
}

IndexReader::Lease::Lease(IndexReader& reader, std::unique_ptr<Searcher> searcher,
                          std::uint64_t generation)
    : reader_(&reader), searcher_(std::move(searcher)), generation_(generation) {}

IndexReader::Lease::~Lease() {
  if (searcher_) reader_->give_back(std::move(searcher_), generation_);
}

}  // namespace dateline
