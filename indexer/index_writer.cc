#include "indexer/index_writer.h"

#include <utility>

namespace dateline {

IndexWriter::IndexWriter(std::filesystem::path index, std::size_t keep_generations)
    : index_(std::move(index)),
      keep_generations_(keep_generations),
      lock_(index_),
      state_(read_state(index_)) {}

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
  Manifest manifest = publish_generation(writer_.index_, *writer_.state_, options);
  is_changed_ = false;
  return manifest;
}

IndexWriter::Transaction::~Transaction() {
  if (!is_changed_) return;
  try {
    writer_.state_ = read_state(writer_.index_);
  } catch (...) {
    writer_.state_.reset();  // the disk fails: the next run reads everything
  }
}

}  // namespace dateline
