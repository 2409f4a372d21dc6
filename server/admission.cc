#include "server/admission.h"

namespace dateline {

Admission::Admission(std::size_t slots, std::size_t waiting) : limit_(waiting), free_(slots) {}

Admission::Entry Admission::enter(Connection* connection) {
  const std::lock_guard lock(mutex_);
  if (free_ > 0) {
    --free_;
    return Entry::run;
  }
  if (queue_.size() == limit_) return Entry::refused;
  queue_.push_back(connection);
  return Entry::queued;
}

Connection* Admission::next(Connection* again) {
  const std::lock_guard lock(mutex_);
  if (again != nullptr) queue_.push_back(again);
  if (queue_.empty()) {
    ++free_;
    return nullptr;
  }
  Connection* const connection = queue_.front();
  queue_.pop_front();
  return connection;
}

std::size_t Admission::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

}  // namespace dateline
