#include "server/http/admission.h"

#include <algorithm>
#include <tuple>

namespace dateline {

bool Admission::Waiting::operator<(const Waiting& other) const {
  return std::tie(answered, entered) < std::tie(other.answered, other.entered);
}

bool Admission::Turn::operator<(const Turn& other) const {
  return std::tie(answered, entered) < std::tie(other.answered, other.entered);
}

Admission::Turn Admission::turn_of(Clients::value_type& client) {
  return {client.second.answered, client.second.entered, &client};
}

Admission::Admission(std::size_t slots, std::size_t waiting, std::chrono::milliseconds pause)
    : pause_(pause), limit_(waiting), free_(static_cast<std::int64_t>(slots)) {}

void Admission::limit(std::size_t waiting) {
  const std::lock_guard lock(mutex_);
  limit_ = waiting;
}

Admission::Entered Admission::enter(Connection* connection) {
  const std::lock_guard lock(mutex_);
  if (!may_run(*connection)) return {.turned_away = admit(connection)};
  --free_;
  return {.runs = true};
}

Connection* Admission::wait(Connection* connection) {
  const std::lock_guard lock(mutex_);
  return admit(connection);
}

Connection* Admission::next(Connection* again) {
  const std::lock_guard lock(mutex_);
  if (again != nullptr) push(again);
  if (turns_.empty() || free_ < 0) {
    ++free_;
    return nullptr;
  }
  Clients::value_type& client = *turns_.begin()->client;
  turns_.erase(turns_.begin());
  client.second.answered = Clock::now();
  turns_.insert(turn_of(client));
  return take_out(client, client.second.waiting.begin());
}

std::size_t Admission::waiting() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

// An address with others waiting has not paused, whatever this connection of it has done.
bool Admission::may_run(const Connection& connection) const {
  if (free_ != 0) return free_ > 0;
  return Clock::now() - connection.last_answered() >= pause_ &&
         !clients_.contains(connection.client().group);
}

// Lets it wait. Where the queue is full, whoever has more than one request more than this address
// gives up a place: those that have as few are not turned away for one another.
Connection* Admission::admit(Connection* connection) {
  Connection* turned_away = nullptr;
  if (!connection->has_rest() && requests_ >= limit_) {
    const auto own = clients_.find(connection->client().group);
    const std::size_t own_requests = own == clients_.end() ? 0 : own->second.requests;
    Clients::value_type* const other = greediest();
    if (other == nullptr || other->second.requests <= own_requests + 1) return connection;
    const auto newest = std::ranges::max_element(
        other->second.waiting, {},
        [](const Waiting& each) { return std::pair(!each.connection->has_rest(), each.entered); });
    turned_away = take_out(*other, newest);
  }
  push(connection);
  return turned_away;
}

Admission::Clients::value_type* Admission::greediest() {
  const auto most = std::ranges::max_element(
      clients_, {}, [](const Clients::value_type& each) { return each.second.requests; });
  return most == clients_.end() ? nullptr : &*most;
}

void Admission::push(Connection* connection) {
  const auto [client, is_new] = clients_.try_emplace(connection->client().group);
  Client& state = client->second;
  if (is_new) {
    state.entered = entered_;
    state.answered = connection->last_answered();
  } else {
    turns_.erase(turn_of(*client));
    state.answered = std::max(state.answered, connection->last_answered());
  }
  turns_.insert(turn_of(*client));
  state.waiting.insert({connection->last_answered(), entered_++, connection});
  if (connection->has_rest()) return;
  ++state.requests;
  ++requests_;
}

Connection* Admission::take_out(Clients::value_type& client, std::set<Waiting>::iterator waiting) {
  Connection* const connection = waiting->connection;
  client.second.waiting.erase(waiting);
  if (!connection->has_rest()) {
    --client.second.requests;
    --requests_;
  }
  if (client.second.waiting.empty()) {
    turns_.erase(turn_of(client));
    clients_.erase(clients_.find(client.first));
  }
  return connection;
}

}  // namespace dateline
