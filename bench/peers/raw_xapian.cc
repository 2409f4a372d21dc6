// Xapian as a peer of bench/run: TermGenerator and QueryParser with the English stemmer.
//   build CORPUS.tsv DB                  as its documentation shows it, in one thread
//   serve DB PORT                        the same, with the defaults of MSet::snippet
//   serve-public STUB CORPUS.tsv PORT    the database that Dateline writes for programs of the
//   Xapian
//                                        family, with the fastest settings of MSet::snippet; texts
//                                        are of the corpus, because that database has none
#include <iostream>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include <xapian.h>

#include "bench/corpus.h"
#include "bench/peers/http_front.h"

namespace dateline::bench {
namespace {

enum Slot : Xapian::valueno { kId, kTitle, kPublished, kSource };

void build(const std::string& corpus, const std::string& path) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("english"));
  CorpusReader reader(corpus);
  while (const auto article = reader.next()) {
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(article->title);
    generator.increase_termpos();
    generator.index_text(article->text);
    document.add_boolean_term("Q" + article->id);
    document.add_value(kId, article->id);
    document.add_value(kTitle, article->title);
    document.add_value(kPublished, article->published);
    document.add_value(kSource, article->source);
    document.set_data(article->text);
    database.add_document(document);
  }
  database.commit();
}

// What is shown of the articles that a database finds.
class Articles {
 public:
  Articles() = default;
  Articles(const Articles&) = delete;
  Articles& operator=(const Articles&) = delete;
  virtual ~Articles() = default;

  virtual CorpusArticle of(const Xapian::Document& document) const = 0;
};

class StoredArticles : public Articles {
 public:
  CorpusArticle of(const Xapian::Document& document) const override {
    return {.id = document.get_value(kId),
            .title = document.get_value(kTitle),
            .text = document.get_data(),
            .published = document.get_value(kPublished),
            .source = document.get_value(kSource)};
  }
};

// All articles of the corpus, in memory. The data of a document begins with its id: "id=a1\n...".
class CorpusArticles : public Articles {
 public:
  explicit CorpusArticles(const std::string& corpus) {
    CorpusReader reader(corpus);
    while (auto article = reader.next()) {
      std::string id = article->id;
      articles_.emplace(std::move(id), *std::move(article));
    }
  }

  CorpusArticle of(const Xapian::Document& document) const override {
    const std::string data = document.get_data();
    const std::size_t begin = data.find('=') + 1;
    return articles_.at(data.substr(begin, data.find('\n') - begin));
  }

 private:
  std::unordered_map<std::string, CorpusArticle> articles_;
};

class Session {
 public:
  Session(const std::string& path, const Articles& articles, unsigned snippet_flags)
      : database_(path), enquire_(database_), articles_(articles), snippet_flags_(snippet_flags) {
    parser_.set_stemmer(stemmer_);
    parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser_.set_database(database_);
  }

  FrontAnswer answer(const std::string& query) {
    enquire_.set_query(parser_.parse_query(
        query, Xapian::QueryParser::FLAG_DEFAULT | Xapian::QueryParser::FLAG_WILDCARD));
    const Xapian::MSet matches = enquire_.get_mset(0, 10);
    FrontAnswer answer{.total = matches.get_matches_estimated()};
    for (auto hit = matches.begin(); hit != matches.end(); ++hit) {
      CorpusArticle article = articles_.of(hit.get_document());
      std::string snippet = matches.snippet(article.text, kSnippetBytes, stemmer_, snippet_flags_,
                                            "<mark>", "</mark>", "…");
      answer.hits.push_back({.id = std::move(article.id),
                             .title = std::move(article.title),
                             .published = std::move(article.published),
                             .source = std::move(article.source),
                             .snippet = std::move(snippet)});
    }
    return answer;
  }

 private:
  static constexpr std::size_t kSnippetBytes = 240;

  Xapian::Database database_;
  Xapian::Enquire enquire_;
  const Articles& articles_;  // outlives the session
  unsigned snippet_flags_;
  Xapian::Stem stemmer_{"english"};
  Xapian::QueryParser parser_;
};

int serve_database(const std::string& path, const Articles& articles, unsigned flags, int port) {
  return serve<Session>(port, [&] { return std::make_unique<Session>(path, articles, flags); });
}

}  // namespace
}  // namespace dateline::bench

int main(int argc, char** argv) {
  using namespace dateline::bench;
  try {
    const std::string command = argc > 3 ? argv[1] : "";
    if (command == "build" && argc == 4) {
      build(argv[2], argv[3]);
      return 0;
    }
    if (command == "serve" && argc == 4) {
      const unsigned defaults =
          Xapian::MSet::SNIPPET_BACKGROUND_MODEL | Xapian::MSet::SNIPPET_EXHAUSTIVE;
      return serve_database(argv[2], StoredArticles(), defaults, std::stoi(argv[3]));
    }
    if (command == "serve-public" && argc == 5) {
      return serve_database(argv[2], CorpusArticles(argv[3]), 0, std::stoi(argv[4]));
    }
    std::cerr << "usage: bench-raw-xapian build CORPUS.tsv DB | serve DB PORT |"
                 " serve-public STUB CORPUS.tsv PORT\n";
    return 2;
  } catch (const Xapian::Error& error) {
    std::cerr << "bench-raw-xapian: " << error.get_description() << '\n';
    return 1;
  } catch (const std::exception& error) {
    std::cerr << "bench-raw-xapian: " << error.what() << '\n';
    return 1;
  }
}
