#include "server/alerts/standing_alert.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include <nlohmann/json.hpp>

#include "search/base/error.h"
#include "search/store/columns/arrivals.h"
#include "server/alerts/alert_search.h"
#include "server/api/addresses.h"
#include "server/api/json.h"

namespace dateline {
namespace {

using OrderedJson = nlohmann::ordered_json;
using std::chrono::seconds;

constexpr seconds kFirstPause{10};  // after a delivery that failed; twice as long after each more
constexpr seconds kLongestPause{3600};

std::string secret_in(const std::filesystem::path& file) {
  if (file.empty()) return {};
  std::ifstream in(file, std::ios::binary);
  std::string secret(std::istreambuf_iterator<char>(in), {});
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
  if (secret.empty()) throw InputError("there is no secret in " + file.string());
  return secret;
}

std::string delivery_id(const std::string& name, std::int64_t moment) {
  return name + "-" + moment_text(moment);
}

// With the address of each article's page, where that of the server is known.
OrderedJson articles_of(const SearchRequest& search, const SearchResult& result,
                        const std::string& web_root) {
  const OrderedJson answer = OrderedJson::parse(to_json({.request = search, .result = result}));
  OrderedJson articles = answer.at("hits");
  for (OrderedJson& article : articles) {
    article.erase("score");
    article.erase("all_words");
    if (!web_root.empty())
      article["page"] =
          web_root + article_address(article.at("id").get<std::string>(), search.query);
  }
  return articles;
}

std::string joined_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

}  // namespace

StandingAlert::StandingAlert(Config::Alert alert, const AlertsOptions& options,
                             const std::string& state_name)
    : alert_(std::move(alert)),
      options_(options),
      key_(state_name.empty() ? alert_.name : state_name),
      file_(options.folder / (key_ + ".json")),
      secret_(secret_in(alert_.secret_file)) {
  const std::optional<AlertState> known = read_alert_state(file_);
  is_new_ = !known;
  state_ = known.value_or(AlertState());
}

bool StandingAlert::look(const Searcher& searcher, std::uint64_t generation, seconds now) {
  if (is_new_) {
    state_.position = searcher.search({.limit = 1, .snippet_words = 0}).last_arrival;
    save();
    is_new_ = false;
  }
  while (true) {
    if (state_.pending && !deliver(now)) return false;
    if (seen_ == generation || now < due()) return true;
    if (!prepare(searcher, now)) {
      seen_ = generation;
      return true;
    }
  }
}

// What did not find room in the last delivery follows at once.
seconds StandingAlert::due() const {
  if (has_more_ || state_.delivered_at == 0) return seconds(0);
  return seconds(state_.delivered_at) + std::chrono::duration_cast<seconds>(alert_.every);
}

StandingAlert::Found StandingAlert::find(const Searcher& searcher) const {
  Found found;
  try {
    found.search = alert_search(alert_);
    found.search.arrived_after = state_.position;
    found.trouble = joined_lines(misread(found.search, options_.limits));
    found.result = searcher.search(found.search);
  } catch (const InputError& error) {
    found.trouble = error.what();
  }
  return found;
}

// Writes down the next delivery; false where there is none. While a query cannot be answered, its
// position stays.
bool StandingAlert::prepare(const Searcher& searcher, seconds now) {
  const Found found = find(searcher);
  if (found.trouble != state_.trouble) return prepare_trouble(found.trouble, now);
  if (!found.result) return false;
  if (!found.result->hits.empty()) {
    prepare_articles(found.search, *found.result);
    return true;
  }
  if (found.result->last_arrival > state_.position) {
    state_.position = found.result->last_arrival;
    save();
  }
  return false;
}

void StandingAlert::prepare_articles(const SearchRequest& search, const SearchResult& result) {
  const std::uint64_t more = result.total.value - result.hits.size();
  has_more_ = more > 0;
  state_.position = result.hits.back().arrived.added;
  const std::string id = delivery_id(key_, state_.position);
  const OrderedJson body{{"event", "articles"},
                         {"alert", alert_.name},
                         {"delivery", id},
                         {"at", arrival_text(state_.position)},
                         {"query", alert_.query},
                         {"parameters", alert_.parameters},
                         {"generation", result.generation},
                         {"more", more},
                         {"articles", articles_of(search, result, options_.web_root)}};
  keep({.id = id, .body = body.dump()});
}

// That a trouble is over is told to the operator only, and articles are looked for again.
bool StandingAlert::prepare_trouble(const std::string& trouble, seconds now) {
  state_.trouble = trouble;
  options_.tell("alert " + alert_.name + ": " + (trouble.empty() ? "its query is sound" : trouble));
  if (trouble.empty()) {
    save();
    return true;
  }
  const std::int64_t moment = std::chrono::microseconds(now).count();
  const std::string id = delivery_id(key_, moment);
  const OrderedJson body{{"event", "trouble"},    {"alert", alert_.name},
                         {"delivery", id},        {"at", arrival_text(moment)},
                         {"query", alert_.query}, {"parameters", alert_.parameters},
                         {"message", trouble}};
  keep({.id = id, .body = body.dump()});
  return true;
}

void StandingAlert::keep(Delivery delivery) {
  std::error_code none;
  if (!alert_.file.empty() && std::filesystem::exists(alert_.file, none))
    delivery.file_bytes = std::filesystem::file_size(alert_.file);
  state_.pending = std::move(delivery);
  save();
}

bool StandingAlert::deliver(seconds now) {
  if (now < next_try_) return false;
  if (const Undelivered why = send(*state_.pending)) {
    const seconds pause = kFirstPause * (1U << std::min(failures_, 10U));
    next_try_ = now + std::min(pause, kLongestPause);
    ++failures_;
    options_.tell("alert " + alert_.name + ": not delivered, and tried again: " + *why);
    return false;
  }
  failures_ = 0;
  next_try_ = seconds(0);
  state_.pending.reset();
  state_.delivered_at = now.count();
  save();
  return true;
}

Undelivered StandingAlert::send(const Delivery& delivery) const {
  if (!alert_.file.empty()) return append(delivery, alert_.file);
  if (!alert_.webhook.empty()) return post(delivery, alert_.webhook, secret_);
  return send_letter(delivery, alert_, options_.mail);
}

}  // namespace dateline
