#include "server/http/connection.h"

#include <algorithm>
#include <cerrno>

#include <sys/socket.h>

namespace dateline {
namespace {

Connection::Io after_failure() {
  return errno == EAGAIN || errno == EWOULDBLOCK ? Connection::Io::blocked : Connection::Io::ended;
}

ssize_t receive(int socket, std::span<char> into) {
  ssize_t bytes = 0;
  do {
    bytes = ::recv(socket, into.data(), into.size(), 0);
  } while (bytes < 0 && errno == EINTR);
  return bytes;
}

}  // namespace

Connection::Connection(Descriptor socket, Peer peer)
    : socket_(std::move(socket)), peer_(std::move(peer)), client_(direct_client(peer_)) {}

Connection::Io Connection::fill(std::size_t capacity, std::span<char> scratch) {
  const std::size_t room = capacity > received_.size() ? capacity - received_.size() : 1;
  const auto into = scratch.first(std::min(room, scratch.size()));
  const ssize_t bytes = receive(socket(), into);
  if (bytes < 0) return after_failure();
  if (bytes == 0) return Io::ended;
  received_.append(into.data(), static_cast<std::size_t>(bytes));
  return Io::progress;
}

Connection::Io Connection::discard(std::span<char> scratch) {
  const ssize_t bytes = receive(socket(), scratch);
  if (bytes < 0) return after_failure();
  return bytes == 0 ? Io::ended : Io::progress;
}

std::string_view Connection::body() const {
  return received().substr(request_->bytes, static_cast<std::size_t>(request_->body_bytes));
}

void Connection::answer(Response response) {
  const std::size_t taken = request_->bytes + static_cast<std::size_t>(request_->body_bytes);
  request_.reset();
  encouraged_ = false;
  if (taken >= received_.size()) {
    received_ = {};  // an idle connection holds no memory
  } else {
    received_.erase(0, taken);
  }
  id_.clear();
  unsent_ = std::move(response.bytes);
  sent_ = 0;
  rest_ = std::move(response.rest);
  last_answered_ = Clock::now();
}

void Connection::answer_on() {
  std::optional<std::string> part = rest_->next();
  last_answered_ = Clock::now();
  if (!part) closing_ = true;
  if (!part || part->empty()) return rest_.reset();
  unsent_ = std::move(*part);
  sent_ = 0;
}

void Connection::refuse(std::string response) {
  request_.reset();
  received_ = {};
  unsent_ = std::move(response);
  sent_ = 0;
  closing_ = true;
  refused_ = true;
}

void Connection::encourage(std::string_view response) {
  encouraged_ = true;
  unsent_ = response;
  sent_ = 0;
}

Connection::Io Connection::flush() {
  while (sent_ < unsent_.size()) {
    const ssize_t bytes =
        ::send(socket(), unsent_.data() + sent_, unsent_.size() - sent_, MSG_NOSIGNAL);
    if (bytes < 0 && errno == EINTR) continue;
    if (bytes < 0) return after_failure();
    sent_ += static_cast<std::size_t>(bytes);
  }
  unsent_ = {};
  sent_ = 0;
  return Io::progress;
}

void Connection::enter(Phase phase, Clock::time_point deadline) {
  if (phase == phase_.load(std::memory_order_relaxed)) return;
  deadline_.store(deadline.time_since_epoch().count(), std::memory_order_relaxed);
  phase_.store(phase, std::memory_order_relaxed);
}

Connection::Clock::time_point Connection::deadline() const {
  return Clock::time_point(Clock::duration(deadline_.load(std::memory_order_relaxed)));
}

void Connection::cut_off() const {
  const Phase now = phase();
  const bool can_be_told = now == Phase::reading_head || now == Phase::reading_body;
  ::shutdown(socket(), can_be_told ? SHUT_RD : SHUT_RDWR);
}

}  // namespace dateline
