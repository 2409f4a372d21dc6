#include "server/admission.h"

#include <tuple>

namespace dateline {

bool Admission::Waiting::operator<(const Waiting& other) const {
  return std::tie(answered, entered) > std::tie(other.answered, other.entered);
}

Admission::Admission(std::size_t slots, std::size_t waiting, std::chrono::milliseconds pause)
    : limit_(waiting), pause_(pause), free_(static_cast<std::int64_t>(slots)) {}

Admission::Entry Admission::enter(Connection* connection) {
  const std::lock_guard lock(mutex_);
  if (free_ > 0 || (free_ == 0 && comes_after_pause(*connection))) {
    --free_;
    return Entry::run;
  }
  if (is_too_much(*connection)) return Entry::refused;
  push(connection);
  return Entry::queued;
}

bool Admission::wait(Connection* connection) {
  const std::lock_guard lock(mutex_);
  if (is_too_much(*connection)) return false;
  push(connection);
  return true;
}

Connection* Admission::next(Connection* again) {
  const std::lock_guard lock(mutex_);
  if (again != nullptr) push(again);
  if (queue_.empty() || free_ < 0) {
    ++free_;
    return nullptr;
  }
  Connection* const connection = queue_.top().connection;
  queue_.pop();
  return connection;
}

bool Admission::is_too_much(const Connection& connection) const {
  return queue_.size() >= limit_ && !connection.has_rest();
}

bool Admission::comes_after_pause(const Connection& connection) const {
  return Connection::Clock::now() - connection.last_answered() >= pause_;
}

void Admission::push(Connection* connection) {
  queue_.push({connection->last_answered(), entered_++, connection});
}

std::size_t Admission::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

}  // namespace dateline
