// Xapian as its documentation shows it, as a peer of bench/run: TermGenerator and QueryParser with
// the English stemmer, MSet::snippet with its defaults, one thread that builds.
//   build CORPUS.tsv DB | serve DB PORT
#include <iostream>
#include <memory>
#include <string>

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

class Session {
 public:
  explicit Session(const std::string& path) : database_(path), enquire_(database_) {
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
      const Xapian::Document document = hit.get_document();
      answer.hits.push_back({.id = document.get_value(kId),
                             .title = document.get_value(kTitle),
                             .published = document.get_value(kPublished),
                             .source = document.get_value(kSource),
                             .snippet = matches.snippet(document.get_data(), 240, stemmer_,
                                                        Xapian::MSet::SNIPPET_BACKGROUND_MODEL |
                                                            Xapian::MSet::SNIPPET_EXHAUSTIVE,
                                                        "<mark>", "</mark>", "…")});
    }
    return answer;
  }

 private:
  Xapian::Database database_;
  Xapian::Enquire enquire_;
  Xapian::Stem stemmer_{"english"};
  Xapian::QueryParser parser_;
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
    std::cerr << "usage: bench-raw-xapian build CORPUS.tsv DB | serve DB PORT\n";
    return 2;
  } catch (const Xapian::Error& error) {
    std::cerr << "bench-raw-xapian: " << error.get_description() << '\n';
    return 1;
  } catch (const std::exception& error) {
    std::cerr << "bench-raw-xapian: " << error.what() << '\n';
    return 1;
  }
}
