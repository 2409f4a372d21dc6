#include "search/index_reader.h"

#include <charconv>

#include "search/error.h"
#include "search/generation.h"
#include "search/thesaurus.h"

namespace dateline {
namespace {

// The number at the end of a generation's path: opening costs nothing while it stays the same.
std::uint64_t number_of(const std::filesystem::path& folder) {
  const std::string name = folder.filename().string();
  std::uint64_t number = 0;
  std::from_chars(name.data(), name.data() + name.size(), number);
  return number;
}

}  // namespace

IndexReader::IndexReader(std::filesystem::path index, std::shared_ptr<const Thesaurus> thesaurus)
    : index_(std::move(index)), thesaurus_(std::move(thesaurus)) {}

IndexReader::~IndexReader() = default;

IndexReader::Lease IndexReader::searcher() {
  const std::lock_guard lock(mutex_);
  const std::optional<std::filesystem::path> folder = current_generation(index_);
  if (!folder) {
    throw IndexError("there is no index at " + index_.string() + ": run dateline-index --index " +
                     index_.string() + " PATH");
  }
  const std::uint64_t number = number_of(*folder);
  if (!generation_ || number != number_) {
    generation_ = std::make_shared<const Generation>(*folder);
    number_ = number;
    idle_.clear();
  }
  if (idle_.empty())
    return Lease(*this, std::make_unique<Searcher>(generation_, thesaurus_), number_);
  std::unique_ptr<Searcher> searcher = std::move(idle_.back());
  idle_.pop_back();
  return Lease(*this, std::move(searcher), number_);
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
