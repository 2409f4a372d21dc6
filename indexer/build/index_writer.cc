#include "indexer/build/index_writer.h"

#include <utility>

#include "search/exchange/replica_mark.h"
#include "search/store/generation.h"

namespace dateline {
namespace {

const std::filesystem::path& our_own(const std::filesystem::path& index) {
  require_no_replica(index);
  return index;
}

}  // namespace

IndexWriter::IndexWriter(std::filesystem::path index, std::size_t keep_generations,
                         PublicDatabase public_database)
    : index_(std::move(index)),
      keep_generations_(keep_generations),
      public_database_(public_database),
      lock_(our_own(index_)),
      proven_(index_),
      damage_(find_damage(index_, proven_)),
      state_(read_state(index_, damage_)) {}

Damage IndexWriter::verify() {
  const std::scoped_lock lock(mutex_);
  if (std::exchange(was_just_verified_, false)) return damage_;
  damage_ = find_damage(index_, proven_);
  if (damage_.any()) state_ = read_state(index_, damage_);
  return damage_;
}

bool IndexWriter::is_damaged() const {
  const std::scoped_lock lock(mutex_);
  return damage_.any();
}

const IndexState* IndexWriter::Transaction::state() const {
  return writer_.state_ ? &*writer_.state_ : nullptr;
}

IndexState& IndexWriter::Transaction::change() {
  is_changed_ = true;
  return writer_.state_ ? *writer_.state_ : writer_.state_.emplace();
}

IndexState& IndexWriter::Transaction::start_anew() {
  is_changed_ = true;
  return writer_.state_.emplace();
}

Manifest IndexWriter::Transaction::publish(PublishOptions options) {
  options.keep_generations = writer_.keep_generations_;
  options.public_database = writer_.public_database_;
  options.proven = &writer_.proven_;
  Manifest manifest = publish_generation(writer_.index_, *writer_.state_, options);
  is_changed_ = false;
  writer_.damage_ = {};
  return manifest;
}

void IndexWriter::Transaction::distrust(const std::vector<std::string>& files) {
  if (const auto folder = current_generation(writer_.index_))
    writer_.proven_.distrust(*folder, files);
  writer_.damage_ = find_damage(writer_.index_, writer_.proven_);
  is_changed_ = true;  // so that it is read again
}

IndexWriter::Transaction::~Transaction() {
  if (!is_changed_) return;
  try {
    writer_.state_ = read_state(writer_.index_, writer_.damage_);
  } catch (...) {
    writer_.state_.reset();  // the disk fails: the next run reads everything
  }
}

}  // namespace dateline
