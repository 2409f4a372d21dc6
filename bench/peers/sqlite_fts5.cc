// SQLite FTS5 as a peer of bench/run: `build CORPUS.tsv DB` and `serve DB PORT`.
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>

#include <sqlite3.h>

#include "bench/corpus.h"
#include "bench/peers/http_front.h"

namespace dateline::bench {
namespace {

class Statement {
 public:
  Statement(sqlite3* database, const char* sql) {
    if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) !=
        SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database));
    }
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // The text must live until the statement is reset.
  void bind(int index, const std::string& text) {
    sqlite3_bind_text(statement_, index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }

  bool step() {
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    throw std::runtime_error(sqlite3_errmsg(sqlite3_db_handle(statement_)));
  }

  void reset() { sqlite3_reset(statement_); }

  std::string text(int column) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

  std::uint64_t number(int column) {
    return static_cast<std::uint64_t>(sqlite3_column_int64(statement_, column));
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

class Database {
 public:
  Database(const std::string& path, int flags) {
    if (sqlite3_open_v2(path.c_str(), &database_, flags | SQLITE_OPEN_NOMUTEX, nullptr) !=
        SQLITE_OK) {
      throw std::runtime_error("cannot open " + path);
    }
  }
  ~Database() { sqlite3_close(database_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  sqlite3* handle() { return database_; }

  void run(const char* sql) {
    char* message = nullptr;
    if (sqlite3_exec(database_, sql, nullptr, nullptr, &message) != SQLITE_OK) {
      throw std::runtime_error(message);
    }
  }

 private:
  sqlite3* database_ = nullptr;
};

// One transaction without a journal, as SQLite's documentation advises for bulk loading, and one
// merge of the index at its end, as that of FTS5 does for an index that is then only read.
void build(const std::string& corpus, const std::string& path) {
  Database database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  database.run(
      "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
      "PRAGMA cache_size=-262144;"
      "CREATE VIRTUAL TABLE articles USING fts5(title, text, id UNINDEXED, published UNINDEXED,"
      " source UNINDEXED, tokenize='porter unicode61');"
      "BEGIN");
  {
    Statement insert(database.handle(),
                     "INSERT INTO articles(title, text, id, published, source) VALUES(?,?,?,?,?)");
    CorpusReader reader(corpus);
    while (const auto article = reader.next()) {
      insert.bind(1, article->title);
      insert.bind(2, article->text);
      insert.bind(3, article->id);
      insert.bind(4, article->published);
      insert.bind(5, article->source);
      insert.step();
      insert.reset();
    }
  }
  database.run("INSERT INTO articles(articles) VALUES('optimize'); COMMIT");
}

class Session {
 public:
  explicit Session(const std::string& path)
      : database_(path, SQLITE_OPEN_READONLY),
        top_(database_.handle(),
             "SELECT id, title, published, source,"
             " snippet(articles, 1, '<mark>', '</mark>', '…', 40)"
             " FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT 10"),
        count_(database_.handle(), "SELECT count(*) FROM articles WHERE articles MATCH ?") {
    database_.run("PRAGMA mmap_size=68719476736; PRAGMA cache_size=-65536");
  }

  FrontAnswer answer(const std::string& query) {
    FrontAnswer answer;
    top_.bind(1, query);
    while (top_.step()) {
      answer.hits.push_back({.id = top_.text(0),
                             .title = top_.text(1),
                             .published = top_.text(2),
                             .source = top_.text(3),
                             .snippet = top_.text(4)});
    }
    top_.reset();
    count_.bind(1, query);
    count_.step();
    answer.total = count_.number(0);
    count_.reset();
    return answer;
  }

 private:
  Database database_;
  Statement top_;
  Statement count_;
};

}  // namespace
}  // namespace dateline::bench

int main(int argc, char** argv) {
  using namespace dateline::bench;
  try {
    const std::string command = argc == 4 ? argv[1] : "";
    if (command == "build") {
      build(argv[2], argv[3]);
      return 0;
    }
    if (command == "serve") {
      const std::string path = argv[2];
      return serve<Session>(std::stoi(argv[3]), [&] { return std::make_unique<Session>(path); });
    }
    std::cerr << "usage: bench-sqlite build CORPUS.tsv DB | serve DB PORT\n";
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "bench-sqlite: " << error.what() << '\n';
    return 1;
  }
}
