// The HTTP in front of PostgreSQL's full-text search: `serve CONNINFO PORT`. One prepared statement
// does everything: it ranks, counts, and makes headlines of the ten best only.
#include <array>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>

#include <libpq-fe.h>

#include "bench/peers/http_front.h"

namespace dateline::bench {
namespace {

// The inner select ranks and counts in one pass; the outer one touches only ten articles.
constexpr const char* kSearch =
    "SELECT id, title, published, source, total,"
    " ts_headline('english', body, query,"
    "  'StartSel=<mark>, StopSel=</mark>, MaxWords=40, MinWords=20, MaxFragments=1')"
    " FROM (SELECT ctid AS place, query, count(*) OVER () AS total, ts_rank(words, query) AS rank"
    "  FROM articles, to_tsquery('english', $1) query WHERE words @@ query"
    "  ORDER BY rank DESC LIMIT 10) best"
    " JOIN articles ON articles.ctid = best.place ORDER BY rank DESC";

class Session {
 public:
  explicit Session(const std::string& conninfo) : connection_(PQconnectdb(conninfo.c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK) {
      throw std::runtime_error(PQerrorMessage(connection_));
    }
    const Result prepared(PQprepare(connection_, "search", kSearch, 1, nullptr), &PQclear);
    check(prepared.get(), PGRES_COMMAND_OK);
  }
  ~Session() { PQfinish(connection_); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  FrontAnswer answer(const std::string& query) {
    const std::array<const char*, 1> parameters{query.c_str()};
    const Result result(
        PQexecPrepared(connection_, "search", 1, parameters.data(), nullptr, nullptr, 0), &PQclear);
    check(result.get(), PGRES_TUPLES_OK);
    FrontAnswer answer;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
      const auto text = [&](int column) { return PQgetvalue(result.get(), row, column); };
      answer.hits.push_back({.id = text(0),
                             .title = text(1),
                             .published = text(2),
                             .source = text(3),
                             .snippet = text(5)});
      answer.total = std::stoull(text(4));
    }
    return answer;
  }

 private:
  using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

  void check(const PGresult* result, ExecStatusType wanted) {
    if (PQresultStatus(result) != wanted) throw std::runtime_error(PQerrorMessage(connection_));
  }

  PGconn* connection_;
};

}  // namespace
}  // namespace dateline::bench

int main(int argc, char** argv) {
  using namespace dateline::bench;
  if (argc != 4 || std::string(argv[1]) != "serve") {
    std::cerr << "usage: bench-postgresql serve CONNINFO PORT\n";
    return 2;
  }
  try {
    const std::string conninfo = argv[2];
    return serve<Session>(std::stoi(argv[3]), [&] { return std::make_unique<Session>(conninfo); });
  } catch (const std::exception& error) {
    std::cerr << "bench-postgresql: " << error.what() << '\n';
    return 1;
  }
}
