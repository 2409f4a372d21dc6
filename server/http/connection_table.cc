#include "server/http/connection_table.h"

#include <algorithm>

namespace dateline {

namespace {

using Counts = std::unordered_map<std::string, std::size_t>;

// Adds one, unless there are `limit` already.
bool count_up(Counts& counts, const std::string& key, std::size_t limit) {
  const auto [count, is_new] = counts.try_emplace(key, 0);
  if (count->second < limit) return ++count->second > 0;
  if (is_new) counts.erase(count);
  return false;
}

void count_down(Counts& counts, const std::string& key) {
  const auto count = counts.find(key);
  if (count != counts.end() && --count->second == 0) counts.erase(count);
}

}  // namespace

ConnectionTable::ConnectionTable(const Limits& limits) : limits_(limits) {}

void ConnectionTable::limit(const Limits& limits) {
  const std::lock_guard lock(mutex_);
  limits_ = limits;
}

Connection* ConnectionTable::add(Descriptor socket, Peer peer) {
  auto connection = std::make_unique<Connection>(std::move(socket), std::move(peer));
  const std::lock_guard lock(mutex_);
  if (!connection->peer().may_be_proxy &&
      !count_up(open_, connection->client().group, limits_.per_address)) {
    return nullptr;
  }
  connection->place_ = connections_.size();
  connection->opened_for_ = connection->peer().may_be_proxy ? "" : connection->client().group;
  connections_.push_back(std::move(connection));
  return connections_.back().get();
}

bool ConnectionTable::begin_stream(Connection* connection) {
  const std::lock_guard lock(mutex_);
  const std::string& group = connection->client().group;
  if (!count_up(streams_, group, limits_.streams_per_address)) return false;
  connection->streams_for_ = group;
  return true;
}

void ConnectionTable::end_stream(Connection* connection) {
  if (connection->streams_for_.empty()) return;  // only its owner writes it
  const std::lock_guard lock(mutex_);
  forget_stream(*connection);
}

void ConnectionTable::forget_stream(Connection& connection) {
  if (!connection.streams_for_.empty()) count_down(streams_, connection.streams_for_);
  connection.streams_for_.clear();
}

void ConnectionTable::remove(Connection* connection) {
  const std::lock_guard lock(mutex_);
  forget_stream(*connection);
  if (!connection->opened_for_.empty()) count_down(open_, connection->opened_for_);
  const std::size_t place = connection->place_;
  connections_.back()->place_ = place;
  std::swap(connections_[place], connections_.back());
  connections_.pop_back();
  if (connections_.empty()) emptied_.notify_all();
}

bool ConnectionTable::full() const {
  const std::lock_guard lock(mutex_);
  return connections_.size() >= limits_.connections;
}

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
  const std::size_t wanted = std::min(idle.size(), limits_.connections / 16 + 1);
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
