#include "server/connection_table.h"

#include <algorithm>

namespace dateline {

ConnectionTable::ConnectionTable(std::size_t limit, std::size_t limit_per_address)
    : limit_(limit), limit_per_address_(limit_per_address) {}

Connection* ConnectionTable::add(Descriptor socket, Peer peer) {
  const std::lock_guard lock(mutex_);
  if (!peer.loopback) {
    std::size_t& open = per_address_[peer.address];
    if (open == limit_per_address_) return nullptr;
    ++open;
  }
  connections_.push_back(std::make_unique<Connection>(std::move(socket), std::move(peer)));
  connections_.back()->place_ = connections_.size() - 1;
  return connections_.back().get();
}

void ConnectionTable::remove(Connection* connection) {
  const std::lock_guard lock(mutex_);
  const auto address = per_address_.find(connection->peer_.address);
  if (address != per_address_.end() && --address->second == 0) per_address_.erase(address);
  const std::size_t place = connection->place_;
  connections_.back()->place_ = place;
  std::swap(connections_[place], connections_.back());
  connections_.pop_back();
  if (connections_.empty()) emptied_.notify_all();
}

bool ConnectionTable::full() const { return size() >= limit_; }

std::size_t ConnectionTable::size() const {
  const std::lock_guard lock(mutex_);
  return connections_.size();
}

void ConnectionTable::cut_off_late(Connection::Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  for (const auto& connection : connections_) {
    if (connection->deadline() <= now) connection->cut_off();
  }
}

std::size_t ConnectionTable::cut_off_oldest_idle() {
  const std::lock_guard lock(mutex_);
  // Deadlines move while this runs, so each is read once.
  std::vector<std::pair<Connection::Clock::time_point, const Connection*>> idle;
  for (const auto& connection : connections_) {
    if (connection->phase() != Connection::Phase::idle) continue;
    idle.emplace_back(connection->deadline(), connection.get());
  }
  // A sixteenth at a time, so that a flood does not scan the table for each newcomer.
  const std::size_t wanted = std::min(idle.size(), limit_ / 16 + 1);
  const auto end = idle.begin() + static_cast<std::ptrdiff_t>(wanted);
  std::nth_element(idle.begin(), end, idle.end());
  std::for_each(idle.begin(), end, [](const auto& entry) { entry.second->cut_off(); });
  return wanted;
}

void ConnectionTable::cut_off_idle() {
  const std::lock_guard lock(mutex_);
  for (const auto& connection : connections_) {
    if (connection->phase() == Connection::Phase::idle) connection->cut_off();
  }
}

bool ConnectionTable::wait_until_empty(Connection::Clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  return emptied_.wait_until(lock, deadline, [this] { return connections_.empty(); });
}

}  // namespace dateline
