// The Xapian reference of bench/relevance: BM25 with Xapian's defaults, the English stemmer, and a
// stop list that leaves words out of queries.
//   build CORPUS.tsv DB | rank DB QUERIES.tsv STOPWORDS.txt DEPTH
// rank writes a line "query<TAB>document" for each hit, best first.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include <xapian.h>

#include "bench/corpus.h"

namespace dateline::bench {
namespace {

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
    document.set_data(article->id);
    database.add_document(document);
  }
  database.commit();
}

Xapian::SimpleStopper read_stop_words(const std::string& path) {
  std::ifstream file(path);
  return {std::istream_iterator<std::string>(file), std::istream_iterator<std::string>()};
}

void rank(const std::string& path, const std::string& queries, const std::string& stop_words,
          Xapian::doccount depth) {
  const Xapian::Database database(path);
  const Xapian::SimpleStopper stopper = read_stop_words(stop_words);
  Xapian::QueryParser parser;
  parser.set_stemmer(Xapian::Stem("english"));
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  parser.set_stopper(&stopper);
  Xapian::Enquire enquire(database);
  std::ifstream file(queries);
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    enquire.set_query(parser.parse_query(line.substr(tab + 1), 0));
    const Xapian::MSet matches = enquire.get_mset(0, depth);
    for (auto hit = matches.begin(); hit != matches.end(); ++hit) {
      std::cout << line.substr(0, tab) << '\t' << hit.get_document().get_data() << '\n';
    }
  }
}

}  // namespace
}  // namespace dateline::bench

int main(int argc, char** argv) {
  using namespace dateline::bench;
  try {
    const std::string command = argc > 1 ? argv[1] : "";
    if (command == "build" && argc == 4) {
      build(argv[2], argv[3]);
      return 0;
    }
    if (command == "rank" && argc == 6) {
      rank(argv[2], argv[3], argv[4], static_cast<Xapian::doccount>(std::stoul(argv[5])));
      return 0;
    }
    std::cerr << "usage: bench-rank-xapian build CORPUS.tsv DB |"
                 " rank DB QUERIES.tsv STOPWORDS.txt DEPTH\n";
    return 2;
  } catch (const Xapian::Error& error) {
    std::cerr << "bench-rank-xapian: " << error.get_description() << '\n';
    return 1;
  } catch (const std::exception& error) {
    std::cerr << "bench-rank-xapian: " << error.what() << '\n';
    return 1;
  }
}
