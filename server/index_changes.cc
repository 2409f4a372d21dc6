#include "server/index_changes.h"

#include <optional>

#include <nlohmann/json.hpp>

#include "search/base/error.h"
#include "search/exchange/replica_mark.h"
#include "search/store/generation.h"
#include "server/api/json_writer.h"
#include "server/received_articles.h"
#include "server/service/log.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxWaitingRuns = 16;

Reply accepted_reply(std::string json) {
  return {
      .status = 202, .body = std::move(json) + "\n", .headers = {{"Cache-Control", "no-store"}}};
}

Reply status_reply(std::string json) {
  return {.body = std::move(json) + "\n", .headers = {{"Cache-Control", "no-store"}}};
}

Reply no_such_run(std::uint64_t number) {
  return problem_reply({.status = 404, .detail = "there is no run " + std::to_string(number)});
}

Reply replica_reply(const std::string& origin) {
  return problem_reply(
      {.status = 403,
       .detail = "this index is a replica of " + origin + ": send there what is to change it"});
}

// What a disk has changed is no JSON, or another: that is said, and not passed on.
std::string damaged_status(std::uint64_t number) {
  JsonWriter json;
  json.begin_object().key("run").number(number).key("state").string("unknown");
  json.key("message").string("the file of this run, below INDEX/runs, is damaged").end_object();
  return json.take();
}

// The status of a run as a JSON object; none where there is no such run.
std::optional<std::string> sound_status(const std::filesystem::path& index, std::uint64_t number) {
  std::optional<std::string> status = run_status(index, number);
  if (!status) return std::nullopt;
  const nlohmann::json json = nlohmann::json::parse(*status, nullptr, false);
  const bool is_sound = json.is_object() && json.contains("state") && json["state"].is_string();
  if (!is_sound) return damaged_status(number);
  while (status->ends_with('\n')) status->pop_back();
  return status;
}

bool has_ended(const std::string& status) {
  const std::string state = nlohmann::json::parse(status).at("state");
  return state != "waiting" && state != "running";
}

}  // namespace

IndexChanges::IndexChanges(std::filesystem::path index)
    : index_(std::move(index)), queue_end_(index_) {}

ArticleQueue& IndexChanges::queue() {
  const std::lock_guard lock(mutex_);
  if (!queue_) {
    std::filesystem::create_directories(index_);
    queue_ = std::make_unique<ArticleQueue>(index_, last_pushed(index_));
    queue_->on_notice(log_notice);
  }
  return *queue_;
}

Reply IndexChanges::push(std::string_view body) {
  const std::vector<ReceivedArticle> articles = received_articles(body);
  std::vector<std::string> ids;
  std::vector<ArticleQueue::NewEntry> entries;
  for (const ReceivedArticle& article : articles) {
    ids.push_back(article.id);
    entries.push_back({.kind = QueueEntry::Kind::article, .bytes = article.json});
  }
  return enqueue(ids, entries);
}

Reply IndexChanges::remove(const std::string& id) {
  if (!is_usable_id(id)) throw BodyError("no article can have this id");
  return enqueue({id}, {{.kind = QueueEntry::Kind::removal, .bytes = id}});
}

Reply IndexChanges::enqueue(const std::vector<std::string>& ids,
                            const std::vector<ArticleQueue::NewEntry>& entries) {
  if (const auto origin = replica_of(index_)) return replica_reply(*origin);
  const auto begin = std::chrono::steady_clock::now();
  const std::uint64_t sequence = queue().append(entries);
  append_time_ += std::chrono::nanoseconds(std::chrono::steady_clock::now() - begin).count();
  ++appends_;
  accepted_ += entries.size();
  JsonWriter json;
  json.begin_object().key("sequence").number(sequence).key("ids").begin_array();
  for (const std::string& id : ids) json.string(id);
  json.end_array().key("indexer");
  json.string(schedule_is_served(index_) ? "running" : "not running").end_object();
  return accepted_reply(json.take());
}

Reply IndexChanges::start_run(RunScope scope) {
  if (const auto origin = replica_of(index_)) return replica_reply(*origin);
  if (!schedule_is_served(index_)) {
    throw IndexError("no dateline-index --schedule works on " + index_.string() +
                     ", so nobody would take the run up: start one");
  }
  if (waiting_requests(index_).size() >= kMaxWaitingRuns)
    throw IndexError("too many runs are waiting: try again when one has ended");
  const std::uint64_t number = request_run(index_, scope);
  Reply reply = accepted_reply(sound_status(index_, number).value_or("{}"));
  reply.headers.emplace_back("Location", "/api/v1/index/runs/" + std::to_string(number));
  return reply;
}

Reply IndexChanges::runs(std::size_t limit) const {
  const std::vector<std::uint64_t> numbers = run_numbers(index_);
  JsonWriter json;
  json.begin_object().key("runs").begin_array();
  for (auto number = numbers.rbegin(); number != numbers.rend() && limit > 0; ++number, --limit) {
    if (const auto status = sound_status(index_, *number)) json.raw(*status);
  }
  json.end_array().end_object();
  return status_reply(json.take());
}

Reply IndexChanges::run(std::uint64_t number) const {
  const auto status = sound_status(index_, number);
  return status ? status_reply(*status) : no_such_run(number);
}

Reply IndexChanges::cancel_run(std::uint64_t number) {
  const auto status = sound_status(index_, number);
  if (!status) return no_such_run(number);
  if (has_ended(*status)) {
    return problem_reply(
        {.status = 409, .detail = "run " + std::to_string(number) + " has ended already"});
  }
  request_cancel(index_, number);
  return accepted_reply(*status);
}

}  // namespace dateline
