#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <string_view>
#include <thread>
#include <vector>

#include <sys/epoll.h>

#include "server/http/admission.h"
#include "server/http/application.h"
#include "server/http/connection_table.h"
#include "server/http/front_options.h"
#include "server/http/front_progress.h"
#include "server/http/latest.h"
#include "server/http/request_id.h"
#include "server/http/socket.h"

namespace dateline {

// What the front counts, in the order of kFrontEventNames.
enum class FrontEvent : std::size_t {
  accepted,       // connections
  answered,       // requests that the application answered
  bad_request,    // not HTTP as RFC 9112 has it
  too_large,      // an address, header or body beyond its limit
  not_allowed,    // a method that the address does not have
  unauthorized,   // without the token that the address asks for
  overloaded,     // no slot free and too many waiting
  late,           // connections cut off at a deadline
  evicted,        // idle connections closed to make room
  address_limit,  // connections beyond what one address may have
  out_of_descriptors,
  wrong_host,    // for a name that is not this server's
  stream_limit,  // exports beyond what one address may have under way
};
inline constexpr std::array<std::string_view, 13> kFrontEventNames = {
    "accepted",           "answered",   "bad_request", "too_large", "not_allowed",
    "unauthorized",       "overloaded", "late",        "evicted",   "address_limit",
    "out_of_descriptors", "wrong_host", "stream_limit"};

// Speaks HTTP/1.1 with any number of peers and hands their complete, valid requests to an
// Application. Slow, idle and hostile peers cost memory within limits and no thread: a few threads
// share one epoll set, and whichever finds a socket ready reads, answers and writes without
// blocking. docs/http.md has the design, its limits and what was measured.
class HttpFront {
 public:
  // Listens at once, serves from start() on. The application must outlive the front. Throws
  // std::system_error where it cannot listen.
  HttpFront(const Endpoint& endpoint, const FrontOptions& options, Application& application);
  // Likewise on sockets that listen already, and are not ours alone: they go on listening when
  // this stops.
  HttpFront(const FrontOptions& options, Application& application,
            std::vector<Descriptor> listeners);
  ~HttpFront();

  // Of each listener, in their order.
  const std::vector<Endpoint>& endpoints() const { return endpoints_; }
  std::uint16_t port() const { return endpoints_.front().port; }

  void start();

  // Serves with other options from now on: of those that FrontOptions says to be changeable. What
  // is open counts as it did when it was opened.
  void replace(FrontOptions options);

  // Stops accepting, lets requests under way finish for as long as Deadlines::drain, closes the
  // rest. Answers say "Connection: close" meanwhile. Connections between two requests are closed
  // after Deadlines::farewell.
  void drain();

  bool draining() const { return draining_; }
  std::uint64_t count(FrontEvent event) const;
  std::size_t open_connections() const { return connections_.size(); }
  std::size_t waiting_requests() const { return admission_.waiting(); }
  FrontProgress progress() const;

 private:
  enum class Listening { alone, shared };
  HttpFront(const FrontOptions& options, Application& application,
            std::vector<Descriptor> listeners, Listening listening);

  // What a connection needs next: a slot to be answered in, or nothing from this thread.
  enum class Next { answer, nothing };

  // What stands at the beginning of what a connection received: a part of a head, a head without
  // all of its body, something that was replied to already, a request of either kind of work.
  enum class Taken { nothing, head, replied, light, search };

  void run();
  void tick();
  void note(FrontEvent event);

  void accept_all(std::size_t which);
  void listen(std::size_t which, int operation);
  void welcome(Descriptor socket, Peer peer);
  void make_room();
  void turn_one_away(const Descriptor& listener);
  void resume_listening();

  void serve(Connection* connection, std::span<char> scratch);
  void answer_in_slot(Connection* connection, std::span<char> scratch);
  void read_ready(std::span<char> scratch);
  Connection* take_event(const epoll_event& event);
  Next advance(Connection& connection, std::span<char> scratch);
  Taken take_request(Connection& connection);
  Taken take_head(Connection& connection, RequestHead head);
  Taken admitted(Connection& connection, Work work);
  std::size_t wanted_bytes(const Connection& connection) const;
  void answer(Connection& connection);
  void answer_on(Connection& connection);
  void end_answer(Connection& connection);
  void turn_down(Connection& connection);
  void answer_shortly(Connection& connection, Problem problem);
  void refuse(Connection& connection, const Problem& problem, std::string_view fields = {});
  void send_last(Connection& connection, std::string response);
  void name_request(Connection& connection, const RequestHead& head);
  void begin_access(Connection& connection, const RequestHead& head, const Client& client);
  void end_access(Connection& connection);
  bool tell_late(Connection& connection);

  Next rest(Connection& connection);
  void end_rests();
  Next await_request(Connection& connection, Taken taken);
  Next await_writable(Connection& connection);
  Next finish(Connection& connection);
  Next linger(Connection& connection, std::span<char> scratch);
  Next arm(Connection& connection, std::uint32_t events);
  void hand_over(Connection& connection, int operation, std::uint32_t events);
  Next end(Connection& connection);

  Latest<FrontOptions> options_;
  Application& application_;
  Descriptor epoll_;
  const std::vector<Descriptor> listeners_;
  const std::vector<Endpoint> endpoints_;  // theirs
  const Listening listening_;
  Descriptor timer_;
  Descriptor stop_;     // readable for ever once the threads must end
  Descriptor reserve_;  // given up for a moment where descriptors run out
  ConnectionTable connections_;
  Admission admission_;
  // What the last owner of a connection did is seen by the next one: the epoll set sees to that,
  // and this says so to C++ and ThreadSanitizer, which do not know.
  std::atomic<std::uint64_t> handed_over_ = 0;
  std::mutex accept_mutex_;  // held while a connection is taken in, and to begin draining
  std::mutex rest_mutex_;    // guards the next one
  std::vector<Connection*> resting_;
  std::atomic<bool> draining_ = false;
  std::atomic<bool> paused_ = false;  // listeners wait until a connection closes, or a tick
  RequestIds ids_;
  std::atomic<std::uint64_t> ticks_ = 0;
  std::atomic<std::uint64_t> turns_ = 0;
  std::array<std::atomic<std::uint64_t>, kFrontEventNames.size()> counts_{};
  std::vector<std::thread> threads_;
};

}  // namespace dateline
