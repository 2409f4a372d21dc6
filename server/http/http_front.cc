#include "server/http/http_front.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "server/http/mount.h"

namespace dateline {
namespace {

using Clock = Connection::Clock;
using Phase = Connection::Phase;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::size_t kScratchBytes = 16 * 1024;
constexpr int kAcceptsAtOnce = 64;  // before other sockets get their turn
constexpr int kReadsAtOnce = 16;    // between two answers

// What an event of the epoll set is about: from kFirstListener on a listener, by its place, and
// beyond those that there can be, a Connection's address.
constexpr std::uint64_t kTimer = 1;
constexpr std::uint64_t kStop = 2;
constexpr std::uint64_t kFirstListener = 3;
constexpr std::uint64_t kEndOfListeners = 4096;  // the first page has no objects

Descriptor checked(int number, const char* what) {
  if (number < 0) throw std::system_error(errno, std::generic_category(), what);
  return Descriptor(number);
}

Descriptor make_reserve() { return Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC)); }

Descriptor make_timer(std::chrono::milliseconds period) {
  Descriptor timer =
      checked(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC), "timerfd_create");
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(period);
  const std::chrono::nanoseconds rest = period - seconds;
  const timespec interval{.tv_sec = seconds.count(), .tv_nsec = rest.count()};
  const itimerspec schedule{.it_interval = interval, .it_value = interval};
  ::timerfd_settime(timer.number(), 0, &schedule, nullptr);
  return timer;
}

// Calls the kernel directly: by the time epoll_ctl() returns, another thread may have closed the
// socket that it has just armed. That is as it should be, but ThreadSanitizer's epoll_ctl() counts
// its return as a use.
void control(const Descriptor& epoll, int operation, int socket, std::uint32_t events,
             std::uint64_t about) {
  epoll_event event{.events = events, .data = {.u64 = about}};
  ::syscall(SYS_epoll_ctl, epoll.number(), operation, socket, &event);
}

Peer peer_of(const sockaddr_storage& storage) {
  if (storage.ss_family == AF_UNIX) return {.address = "unix", .may_be_proxy = true};
  const IpAddress address = ip_address_of(storage);
  return {.address = to_string(address), .may_be_proxy = address.is_loopback()};
}

FrontEvent reason_for(int status) {
  switch (status) {
    case 413:
    case 414:
    case 431:
      return FrontEvent::too_large;
    case 405:
      return FrontEvent::not_allowed;
    case 421:
      return FrontEvent::wrong_host;
    case 401:
    case 403:
      return FrontEvent::unauthorized;
    default:
      return FrontEvent::bad_request;
  }
}

std::vector<Descriptor> alone(Descriptor listener) {
  std::vector<Descriptor> listeners;
  listeners.push_back(std::move(listener));
  return listeners;
}

bool has_passed(Clock::time_point deadline) { return Clock::now() >= deadline; }

}  // namespace

HttpFront::HttpFront(const Endpoint& endpoint, const FrontOptions& options,
                     Application& application)
    : HttpFront(options, application, alone(listen_on(endpoint, options.backlog)),
                Listening::alone) {}

HttpFront::HttpFront(const FrontOptions& options, Application& application,
                     std::vector<Descriptor> listeners)
    : HttpFront(options, application, std::move(listeners), Listening::shared) {}

HttpFront::HttpFront(const FrontOptions& options, Application& application,
                     std::vector<Descriptor> listeners, Listening listening)
    : options_(options),
      application_(application),
      epoll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      listeners_(std::move(listeners)),
      endpoints_(endpoints_of(listeners_)),
      listening_(listening),
      timer_(make_timer(options.deadlines.tick)),
      stop_(checked(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "eventfd")),
      reserve_(make_reserve()),
      connections_({.connections = options.connections,
                    .per_address = options.connections_per_address,
                    .streams_per_address = options.streams_per_address}),
      admission_(options.slots, options.waiting, options.pause) {
  control(epoll_, EPOLL_CTL_ADD, stop_.number(), EPOLLIN, kStop);
  control(epoll_, EPOLL_CTL_ADD, timer_.number(), EPOLLIN | EPOLLET, kTimer);
  for (std::size_t i = 0; i < listeners_.size(); ++i) listen(i, EPOLL_CTL_ADD);
}

HttpFront::~HttpFront() {
  const std::uint64_t one = 1;
  while (::write(stop_.number(), &one, sizeof one) < 0 && errno == EINTR) {
  }
  for (std::thread& thread : threads_) thread.join();
}

// The base path is also that of the links in answers, which stay.
void HttpFront::replace(FrontOptions options) {
  options.base_path = options_.get()->base_path;
  connections_.limit({.connections = options.connections,
                      .per_address = options.connections_per_address,
                      .streams_per_address = options.streams_per_address});
  admission_.limit(options.waiting);
  options_.replace(std::move(options));
}

void HttpFront::start() {
  // One more than can be busy with requests (see Admission), so that there is always one that
  // reads.
  for (std::size_t i = 0; i < options_.get()->slots + 2; ++i)
    threads_.emplace_back([this] { run(); });
}

void HttpFront::drain() {
  {
    const std::lock_guard lock(accept_mutex_);
    draining_ = true;
  }
  // To shut a socket down is to do so for all that have it.
  if (listening_ == Listening::alone) ::shutdown(listeners_.front().number(), SHUT_RD);
  const Clock::time_point begin = Clock::now();
  const Clock::time_point farewell = begin + options_.get()->deadlines.farewell;
  const Clock::time_point deadline = begin + options_.get()->deadlines.drain;
  do {
    if (has_passed(std::min(farewell, deadline))) connections_.cut_off_idle();
  } while (!connections_.wait_until_empty(Clock::now() + options_.get()->deadlines.tick) &&
           !has_passed(deadline));
}

FrontProgress HttpFront::progress() const {
  return {.ticks = ticks_.load(std::memory_order_relaxed),
          .turns = turns_.load(std::memory_order_relaxed),
          .waiting = admission_.waiting()};
}

std::uint64_t HttpFront::count(FrontEvent event) const {
  return counts_[static_cast<std::size_t>(event)].load(std::memory_order_relaxed);
}

void HttpFront::note(FrontEvent event) {
  counts_[static_cast<std::size_t>(event)].fetch_add(1, std::memory_order_relaxed);
}

void HttpFront::run() {
  std::array<char, kScratchBytes> scratch;
  while (true) {
    epoll_event event{};
    if (::epoll_wait(epoll_.number(), &event, 1, -1) != 1) continue;  // a signal
    if (event.data.u64 == kStop) return;
    if (Connection* const connection = take_event(event)) serve(connection, scratch);
  }
}

// Of an event about a connection, the connection: it belongs to this thread now. Null for others,
// which are done with.
Connection* HttpFront::take_event(const epoll_event& event) {
  const std::uint64_t about = event.data.u64;
  if (about >= kEndOfListeners) {
    static_cast<void>(handed_over_.load(std::memory_order_acquire));
    return static_cast<Connection*>(event.data.ptr);
  }
  if (about == kTimer) tick();
  if (about >= kFirstListener) accept_all(static_cast<std::size_t>(about - kFirstListener));
  return nullptr;  // also where it is to stop, which stays ready
}

void HttpFront::tick() {
  std::uint64_t ticks = 0;
  if (::read(timer_.number(), &ticks, sizeof ticks) < 0) return;  // another thread was faster
  ticks_.fetch_add(1, std::memory_order_relaxed);
  connections_.cut_off_late(Clock::now());
  end_rests();
  resume_listening();
}

// Accepting

void HttpFront::accept_all(std::size_t which) {
  const Descriptor& listener = listeners_[which];
  for (int accepted = 0; accepted < kAcceptsAtOnce; ++accepted) {
    // Whoever is accepted is in the table before drain() looks whether that is empty.
    const std::lock_guard lock(accept_mutex_);
    if (draining_) return;
    if (connections_.full()) return make_room();
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    Descriptor socket(::accept4(listener.number(), reinterpret_cast<sockaddr*>(&storage), &size,
                                SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!socket) {
      if (errno == EAGAIN || errno == EWOULDBLOCK) break;
      if (errno == EMFILE || errno == ENFILE) return turn_one_away(listener);
      if (errno == ENOBUFS || errno == ENOMEM) return make_room();
      continue;  // the peer is gone again
    }
    welcome(std::move(socket), peer_of(storage));
  }
  listen(which, EPOLL_CTL_MOD);
}

void HttpFront::listen(std::size_t which, int operation) {
  control(epoll_, operation, listeners_[which].number(), EPOLLIN | EPOLLONESHOT,
          kFirstListener + which);
}

void HttpFront::welcome(Descriptor socket, Peer peer) {
  note(FrontEvent::accepted);
  if (options_.get()->proxies.trust(peer)) peer.may_be_proxy = true;
  Connection* const connection = connections_.add(std::move(socket), std::move(peer));
  if (connection == nullptr) return note(FrontEvent::address_limit);
  connection->enter(Phase::idle, Clock::now() + options_.get()->deadlines.idle);
  hand_over(*connection, EPOLL_CTL_ADD, EPOLLIN);
}

void HttpFront::make_room() {
  for (std::size_t evicted = connections_.cut_off_oldest_idle(); evicted > 0; --evicted) {
    note(FrontEvent::evicted);
  }
  paused_ = true;
}

void HttpFront::turn_one_away(const Descriptor& listener) {
  note(FrontEvent::out_of_descriptors);
  reserve_.reset();
  Descriptor(::accept4(listener.number(), nullptr, nullptr, SOCK_CLOEXEC)).reset();
  reserve_ = make_reserve();
  make_room();
}

void HttpFront::resume_listening() {
  if (draining_ || !paused_.exchange(false)) return;
  for (std::size_t i = 0; i < listeners_.size(); ++i) listen(i, EPOLL_CTL_MOD);
}

// Serving one connection

void HttpFront::serve(Connection* connection, std::span<char> scratch) {
  while (connection != nullptr && advance(*connection, scratch) == Next::answer) {
    const Admission::Entered entered = admission_.enter(connection);
    if (entered.runs) return answer_in_slot(connection, scratch);
    connection = entered.turned_away;
    if (connection != nullptr) turn_down(*connection);
  }
}

// Before the next in the slot is chosen, what has come meanwhile is read: it may have the better
// claim, and the thread that is free to read may be the one that the processors have no time for.
void HttpFront::answer_in_slot(Connection* connection, std::span<char> scratch) {
  while (connection != nullptr) {
    answer(*connection);
    turns_.fetch_add(1, std::memory_order_relaxed);
    const Next next = advance(*connection, scratch);
    if (admission_.waiting() > 0) read_ready(scratch);
    connection = admission_.next(next == Next::answer ? connection : nullptr);
  }
}

void HttpFront::read_ready(std::span<char> scratch) {
  std::array<epoll_event, kReadsAtOnce> events{};
  const int ready = ::epoll_wait(epoll_.number(), events.data(), kReadsAtOnce, 0);
  for (int i = 0; i < ready; ++i) {
    Connection* connection = take_event(events[static_cast<std::size_t>(i)]);
    while (connection != nullptr && advance(*connection, scratch) == Next::answer) {
      connection = admission_.wait(connection);
      if (connection != nullptr) turn_down(*connection);
    }
  }
}

// Writes and reads as far as goes without waiting. Next::nothing: the connection was armed or
// closed, and may by now be another thread's.
HttpFront::Next HttpFront::advance(Connection& connection, std::span<char> scratch) {
  if (connection.phase() == Phase::lingering) return linger(connection, scratch);
  while (true) {
    switch (connection.flush()) {
      case Connection::Io::blocked:
        return await_writable(connection);
      case Connection::Io::ended:
        return end(connection);
      case Connection::Io::progress:
        break;
    }
    if (connection.has_rest()) return Next::answer;
    if (connection.closing()) return finish(connection);
    if (connection.resting()) return rest(connection);
    if (connection.received().empty() && connection.phase() == Phase::answering) {
      return await_request(connection, Taken::nothing);  // cheaper than to ask the socket first
    }
    const Taken taken = take_request(connection);
    if (taken == Taken::search) return Next::answer;
    if (taken == Taken::light) answer(connection);
    if (taken == Taken::light || taken == Taken::replied) continue;
    switch (connection.fill(wanted_bytes(connection), scratch)) {
      case Connection::Io::blocked:
        return await_request(connection, taken);
      case Connection::Io::ended:
        if (!tell_late(connection)) return end(connection);
        break;
      case Connection::Io::progress:
        break;
    }
  }
}

HttpFront::Taken HttpFront::take_request(Connection& connection) {
  if (connection.received().empty()) return Taken::nothing;
  auto result = read_head(connection.received(), options_.get()->head);
  if (std::holds_alternative<Incomplete>(result)) {
    return tell_late(connection) ? Taken::replied : Taken::nothing;
  }
  if (const Refusal* refusal = std::get_if<Refusal>(&result)) {
    refuse(connection, {.status = refusal->status, .detail = std::string(refusal->detail)});
    return Taken::replied;
  }
  return take_head(connection, std::move(std::get<RequestHead>(result)));
}

HttpFront::Taken HttpFront::take_head(Connection& connection, RequestHead head) {
  name_request(connection, head);
  const auto options = options_.get();
  const auto refused = [&](int status, std::string detail, std::string_view fields = {}) {
    begin_access(connection, head, options->proxies.client_of(head, connection.peer()));
    refuse(connection, {.status = status, .detail = std::move(detail)}, fields);
    return Taken::replied;
  };
  if (!options->hosts.allow(head.host)) {
    return refused(421, "this server does not answer for " + std::string(head.host) +
                            "; where that is a name of its own, list it as server.hosts");
  }
  head.target = without_base(head.target, options->base_path);
  const RouteRules rules = application_.rules(head);
  if (!lists_method(rules.methods, head.method)) {
    return refused(405, "this address knows " + std::string(rules.methods) + " only",
                   "Allow: " + std::string(rules.methods) + "\r\n");
  }
  if (rules.refusal)
    return refused(rules.refusal->status, rules.refusal->detail, rules.refusal_fields);
  if (rules.body_bytes == 0 && (head.chunked || head.body_bytes > 0)) {
    return refused(400, "this address takes no body");
  }
  if (head.chunked) return refused(411, "a body must come with its Content-Length");
  if (head.body_bytes > rules.body_bytes) {
    return refused(413, "the body must not exceed " + std::to_string(rules.body_bytes) + " bytes");
  }
  const bool complete = connection.received().size() - head.bytes >= head.body_bytes;
  const bool encourage = !complete && head.expects_continue && !connection.encouraged();
  connection.set_request(std::move(head));
  if (complete) return admitted(connection, rules.work);
  if (tell_late(connection)) return Taken::replied;
  if (encourage) connection.encourage(kContinue);
  return encourage ? Taken::replied : Taken::head;
}

// A whole request: who it is from, and whether it may wait for a slot.
HttpFront::Taken HttpFront::admitted(Connection& connection, Work work) {
  const auto options = options_.get();
  if (options->proxies.trust(connection.peer())) {
    connection.set_client(options->proxies.client_of(connection.request(), connection.peer()));
  }
  if (work == Work::light) return Taken::light;
  if (work == Work::stream && !connections_.begin_stream(&connection)) {
    note(FrontEvent::stream_limit);
    answer_shortly(connection, {.status = 429,
                                .detail = "an address may have " +
                                          std::to_string(options->streams_per_address) +
                                          " exports under way; wait for one of them to end"});
    return Taken::replied;
  }
  return Taken::search;
}

std::size_t HttpFront::wanted_bytes(const Connection& connection) const {
  if (connection.has_request()) {
    return connection.request().bytes + static_cast<std::size_t>(connection.request().body_bytes);
  }
  return options_.get()->head.line_bytes + options_.get()->head.fields_bytes + kScratchBytes;
}

void HttpFront::answer(Connection& connection) {
  connection.enter(Phase::answering, Clock::time_point::max());
  if (connection.has_rest()) return answer_on(connection);
  const bool closes = !connection.request().keep_alive || draining_;
  const HttpRequest request{.head = connection.request(),
                            .body = connection.body(),
                            .client = connection.client(),
                            .id = connection.id(),
                            .afterwards = closes ? Afterwards::close : Afterwards::keep_alive};
  begin_access(connection, request.head, request.client);
  Response response = application_.respond(request);
  if (Access* const access = connection.access()) note_response(*access, response.bytes);
  response.bytes = with_request_id(std::move(response.bytes), connection.id());
  const bool ends_with_connection = response.rest != nullptr && request.head.http_1_0;
  if (closes || ends_with_connection) connection.close_after_answer();
  connection.answer(std::move(response));
  note(FrontEvent::answered);
  if (!connection.has_rest()) end_answer(connection);
}

void HttpFront::answer_on(Connection& connection) {
  connection.answer_on();
  if (Access* const access = connection.access()) access->bytes += connection.unsent_bytes();
  if (!connection.has_rest()) end_answer(connection);
}

void HttpFront::end_answer(Connection& connection) {
  connections_.end_stream(&connection);
  end_access(connection);
}

// Once for each request, whose head is looked at anew as its body comes. The next one gets another
// name when this has its answer.
void HttpFront::name_request(Connection& connection, const RequestHead& head) {
  if (connection.has_request()) return;
  const std::string_view told = head.field(kRequestIdField);
  const bool counts = options_.get()->proxies.trust(connection.peer()) && is_request_id(told);
  connection.set_id(counts ? std::string(told) : ids_.next());
}

// Where there is an access log, what it tells of a request is kept until the answer ends.
void HttpFront::begin_access(Connection& connection, const RequestHead& head,
                             const Client& client) {
  if (!options_.get()->access_log.is_on()) return;
  connection.set_access(std::make_unique<Access>(access_of(head, client.address, connection.id())));
}

void HttpFront::end_access(Connection& connection) {
  if (connection.access() == nullptr) return;
  options_.get()->access_log.write(*connection.access());
  connection.set_access(nullptr);
}

void HttpFront::turn_down(Connection& connection) {
  note(FrontEvent::overloaded);
  connections_.end_stream(&connection);
  answer_shortly(connection,
                 {.status = 503, .detail = "too many requests are waiting; try again in a second"});
}

// Says why there is no answer now; the connection stays, and rests.
void HttpFront::answer_shortly(Connection& connection, Problem problem) {
  problem.retry_after_s = 1;
  const bool is_head = connection.request().method == "HEAD";
  const bool closes = !connection.request().keep_alive;
  begin_access(connection, connection.request(), connection.client());
  std::string response =
      problem_response(problem, closes ? Afterwards::close : Afterwards::keep_alive);
  if (closes) connection.close_after_answer();
  if (!options_.get()->proxies.trust(connection.peer())) connection.rest_after_answer();
  connection.enter(Phase::answering, Clock::time_point::max());
  if (is_head) response = without_body(std::move(response));
  if (Access* const access = connection.access()) note_response(*access, response);
  end_access(connection);
  connection.answer({with_request_id(std::move(response), connection.id())});
}

void HttpFront::refuse(Connection& connection, const Problem& problem, std::string_view fields) {
  note(reason_for(problem.status));
  send_last(connection, problem_response(problem, Afterwards::close, fields));
}

// Of a peer whose request cannot be read, the log has its address alone.
void HttpFront::send_last(Connection& connection, std::string response) {
  if (connection.id().empty()) connection.set_id(ids_.next());
  if (connection.access() == nullptr) begin_access(connection, {}, connection.client());
  if (Access* const access = connection.access()) note_response(*access, response);
  end_access(connection);
  connection.refuse(with_request_id(std::move(response), connection.id()));
}

bool HttpFront::tell_late(Connection& connection) {
  const Phase phase = connection.phase();
  if (phase != Phase::reading_head && phase != Phase::reading_body) return false;
  if (!has_passed(connection.deadline())) return false;
  note(FrontEvent::late);
  send_last(connection,
            problem_response({.status = 408, .detail = "the request took too long to come"},
                             Afterwards::close));
  return true;
}

// Waiting and ending

// Whoever asks again at once, however often it is turned away, would be turned away ten thousand
// times a second, and others wait for that: so it is not heard before the next tick. Connections of
// trusted proxies are of many clients, and do not rest.
HttpFront::Next HttpFront::rest(Connection& connection) {
  connection.end_rest();
  connection.enter(Phase::idle, Clock::now() + options_.get()->deadlines.idle);
  const std::lock_guard lock(rest_mutex_);
  resting_.push_back(&connection);
  return Next::nothing;
}

// What such a peer has sent since, or in one piece with what was turned away, is looked at when it
// can be written to, which is at once.
void HttpFront::end_rests() {
  std::vector<Connection*> rested;
  {
    const std::lock_guard lock(rest_mutex_);
    rested.swap(resting_);
  }
  for (Connection* connection : rested) arm(*connection, EPOLLIN | EPOLLOUT);
}

HttpFront::Next HttpFront::await_request(Connection& connection, Taken taken) {
  const Deadlines deadlines = options_.get()->deadlines;
  const Clock::time_point now = Clock::now();
  if (taken == Taken::head) {
    connection.enter(Phase::reading_body, now + deadlines.body);
  } else if (!connection.received().empty()) {
    connection.enter(Phase::reading_head, now + deadlines.head);
  } else {
    connection.enter(Phase::idle, now + deadlines.idle);
  }
  return arm(connection, EPOLLIN);
}

HttpFront::Next HttpFront::await_writable(Connection& connection) {
  const std::chrono::seconds extra(connection.unsent_bytes() /
                                   options_.get()->deadlines.write_rate);
  connection.enter(Phase::writing, Clock::now() + options_.get()->deadlines.write + extra);
  return arm(connection, EPOLLOUT);
}

// A refused peer may still be sending. Closing at once would reset the connection and lose the
// response that says why, so it is read to its end, for a short while.
HttpFront::Next HttpFront::finish(Connection& connection) {
  if (!connection.refused()) return end(connection);
  ::shutdown(connection.socket(), SHUT_WR);
  connection.enter(Phase::lingering, Clock::now() + options_.get()->deadlines.linger);
  return arm(connection, EPOLLIN);
}

HttpFront::Next HttpFront::linger(Connection& connection, std::span<char> scratch) {
  const bool over =
      has_passed(connection.deadline()) || connection.discard(scratch) == Connection::Io::ended;
  return over ? end(connection) : arm(connection, EPOLLIN);
}

HttpFront::Next HttpFront::arm(Connection& connection, std::uint32_t events) {
  hand_over(connection, EPOLL_CTL_MOD, events);
  return Next::nothing;
}

// Gives the connection to whichever thread finds it ready, which may be at once.
void HttpFront::hand_over(Connection& connection, int operation, std::uint32_t events) {
  const int socket = connection.socket();
  handed_over_.fetch_add(1, std::memory_order_release);
  control(epoll_, operation, socket, events | EPOLLONESHOT,
          reinterpret_cast<std::uint64_t>(&connection));
}

HttpFront::Next HttpFront::end(Connection& connection) {
  if (connection.phase() == Phase::writing && has_passed(connection.deadline())) {
    note(FrontEvent::late);
  }
  end_access(connection);  // of an answer that was not taken
  connections_.remove(&connection);
  resume_listening();
  return Next::nothing;
}

}  // namespace dateline
