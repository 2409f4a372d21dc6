#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <httplib.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>

// The HTTP in front of peers that have none of their own. It adds 60 to 70 us to an answer.
namespace dateline::bench {

// A hit as every peer answers it.
struct FrontHit {
  std::string id;
  std::string title;
  std::string published;
  std::string source;
  std::string snippet;  // HTML
};

struct FrontAnswer {
  std::uint64_t total = 0;
  std::vector<FrontHit> hits;
};

inline std::string to_json(const FrontAnswer& answer) {
  nlohmann::json hits = nlohmann::json::array();
  for (const FrontHit& hit : answer.hits) {
    hits.push_back({{"id", hit.id},
                    {"title", hit.title},
                    {"published", hit.published},
                    {"source", hit.source},
                    {"snippet", hit.snippet}});
  }
  const nlohmann::json json = {{"total", answer.total}, {"hits", std::move(hits)}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// Sessions with an engine, each used by one request at a time. There are as many as can work at
// the same time; more would only take turns on the cores.
template <typename Session>
class SessionPool {
 public:
  SessionPool(std::size_t count, const std::function<std::unique_ptr<Session>()>& make) {
    for (std::size_t i = 0; i < count; ++i) idle_.push_back(make());
  }

  FrontAnswer answer(const std::string& query) {
    std::unique_ptr<Session> session = take();
    try {
      FrontAnswer answer = session->answer(query);
      give_back(std::move(session));
      return answer;
    } catch (...) {
      give_back(std::move(session));
      throw;
    }
  }

 private:
  std::unique_ptr<Session> take() {
    std::unique_lock lock(mutex_);
    given_back_.wait(lock, [&] { return !idle_.empty(); });
    std::unique_ptr<Session> session = std::move(idle_.back());
    idle_.pop_back();
    return session;
  }

  void give_back(std::unique_ptr<Session> session) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(session));
    given_back_.notify_one();
  }

  std::mutex mutex_;  // guards idle_
  std::condition_variable given_back_;
  std::vector<std::unique_ptr<Session>> idle_;
};

// Answers GET /search?q=... on 127.0.0.1:port with sessions of `make`, until it is killed.
template <typename Session>
int serve(int port, const std::function<std::unique_ptr<Session>()>& make) {
  constexpr int kConnections = 80;  // cpp-httplib needs a thread for each
  SessionPool<Session> sessions(std::max(2U, std::thread::hardware_concurrency()), make);
  httplib::Server server;
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(1'000'000'000);
  server.set_keep_alive_timeout(60);
  server.new_task_queue = [] { return new httplib::ThreadPool(kConnections); };
  server.Get("/search", [&](const httplib::Request& request, httplib::Response& response) {
    try {
      response.set_content(to_json(sessions.answer(request.get_param_value("q"))),
                           "application/json");
    } catch (const std::exception& error) {
      response.status = 500;
      response.set_content(error.what(), "text/plain");
    }
  });
  // cpp-httplib lets five connections wait to be accepted, and a further one tries again after a
  // second or more.
  int listening = -1;
  server.set_socket_options([&](int socket) {
    httplib::default_socket_options(socket);
    listening = socket;
  });
  if (!server.bind_to_port("127.0.0.1", port) || listen(listening, kConnections) != 0) return 1;
  return server.listen_after_bind() ? 0 : 1;
}

}  // namespace dateline::bench
