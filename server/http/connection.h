#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/http/access_log.h"
#include "server/http/request_head.h"
#include "server/http/response.h"
#include "server/http/socket.h"
#include "server/http/trusted_proxies.h"

namespace dateline {

// One peer: its socket, what it sent that is not answered yet, and what it has not taken yet.
// Nothing here blocks. A connection belongs to one thread at a time (HttpFront hands it over with
// the readiness of its socket); only the members marked so may be called by others.
class Connection {
 public:
  using Clock = std::chrono::steady_clock;

  // What the connection waits for; decides what its deadline means.
  enum class Phase { idle, reading_head, reading_body, answering, writing, lingering };

  Connection(Descriptor socket, Peer peer);

  int socket() const { return socket_.number(); }
  const Peer& peer() const { return peer_; }

  // Whom the request is from: the peer, or whom a trusted proxy names.
  void set_client(Client client) { client_ = std::move(client); }
  const Client& client() const { return client_; }

  // What a read or a write came to. `ended`: the peer is gone, or its time is over.
  enum class Io { progress, blocked, ended };

  // Reads once, through `scratch`, so that up to `capacity` bytes are stored.
  Io fill(std::size_t capacity, std::span<char> scratch);

  // Reads once and forgets.
  Io discard(std::span<char> scratch);

  // What was received and is not consumed.
  std::string_view received() const { return received_; }

  // The head of the request that stands at the beginning of received(). It points there, so it is
  // good until more is filled in.
  void set_request(RequestHead head) { request_ = std::move(head); }
  bool has_request() const { return request_.has_value(); }
  const RequestHead& request() const { return *request_; }
  std::string_view body() const;

  // Queues a response to the request, whose bytes are given up with it.
  void answer(Response response);

  // Whether the response goes on once all that is queued is written.
  bool has_rest() const { return rest_ != nullptr; }

  // Queues the next part of it, if there is one. Where it cannot go on, the connection is closing.
  void answer_on();

  // When that was last; before the first answer, when the peer connected.
  Clock::time_point last_answered() const { return last_answered_; }

  // Queues a last response; whatever else the peer sends is ignored.
  void refuse(std::string response);

  // Queues an interim response; the request stays.
  void encourage(std::string_view response);

  // How logs name the request under way; empty where nothing of one has come yet.
  void set_id(std::string id) { id_ = std::move(id); }
  const std::string& id() const { return id_; }

  // What the access log will tell of the answer under way; null where it does not.
  void set_access(std::unique_ptr<Access> access) { access_ = std::move(access); }
  Access* access() const { return access_.get(); }

  // Of a peer that was told to come back later, nothing is read for a moment after that.
  void rest_after_answer() { resting_ = true; }
  void end_rest() { resting_ = false; }
  bool resting() const { return resting_; }

  void close_after_answer() { closing_ = true; }
  bool closing() const { return closing_; }
  bool refused() const { return refused_; }
  bool encouraged() const { return encouraged_; }

  // Writes what is queued: `progress` means all of it.
  Io flush();
  std::size_t unsent_bytes() const { return unsent_.size() - sent_; }

  // Changes what is waited for; entering the phase again leaves its deadline as it is.
  void enter(Phase phase, Clock::time_point deadline);

  // May be called by any thread while the connection is in its ConnectionTable.
  Phase phase() const { return phase_.load(std::memory_order_relaxed); }
  Clock::time_point deadline() const;

  // May be called by any thread, likewise: makes the peer seem gone, so that the socket becomes
  // ready and its next owner ends it. A peer that is still sending can be answered.
  void cut_off() const;

 private:
  friend class ConnectionTable;

  Descriptor socket_;
  Peer peer_;
  Client client_;
  std::string id_;
  std::unique_ptr<Access> access_;
  std::size_t place_ = 0;    // in the table, which guards it and the next two
  std::string opened_for_;   // the group of addresses with which it is counted; empty: with none
  std::string streams_for_;  // likewise, where its answer may go on
  std::string received_;
  std::optional<RequestHead> request_;
  std::string unsent_;
  std::size_t sent_ = 0;  // bytes of unsent_ that are written
  std::unique_ptr<ResponseRest> rest_;
  Clock::time_point last_answered_ = Clock::now();
  bool resting_ = false;
  bool closing_ = false;
  bool refused_ = false;
  bool encouraged_ = false;
  std::atomic<Phase> phase_ = Phase::answering;  // until the front first waits for it
  std::atomic<Clock::rep> deadline_ = Clock::time_point::max().time_since_epoch().count();
};

}  // namespace dateline
