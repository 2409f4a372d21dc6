// What writing the postings of an index costs, by Xapian and by PostingsWriter; one thread, as
// JSON: seconds of CPU and bytes on disk of each way.
//   bench-write-postings INDEX FOLDER      writes below FOLDER, which is made
//
//   xapian          one database, flushed every 10,000 documents: Xapian's defaults
//   xapian_batches  a database of every 512 documents, then compaction: the fastest way through
//                   Xapian::Document
//   own             PostingsWriter for every 512 documents, then merge_postings()
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>
#include <xapian.h>

#include "search/store/generation.h"
#include "search/store/xapian/postings_merge.h"
#include "search/store/xapian/postings_scanner.h"
#include "search/store/xapian/postings_writer.h"

namespace dateline::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatch = 512;
constexpr int kCreate =
    Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS | Xapian::DB_NO_TERMLIST;

// A document's terms with their frequencies.
using Document = std::vector<std::pair<std::string, std::uint32_t>>;

std::vector<Document> documents_of(const Segment& segment) {
  std::vector<Document> documents(segment.documents());
  PostingsScanner scanner(segment.postings_path());
  std::vector<Posting> postings;
  while (scanner.next()) {
    postings.clear();
    scanner.append_to(postings, 0);
    for (const Posting& posting : postings)
      documents[posting.document].emplace_back(scanner.term(), posting.frequency);
  }
  return documents;
}

void add_documents(Xapian::WritableDatabase& database, const Document* begin, const Document* end) {
  for (; begin != end; ++begin) {
    Xapian::Document document;
    for (const auto& [term, frequency] : *begin) document.add_term(term, frequency);
    database.add_document(document);
  }
  database.commit();
}

void write_by_xapian(const std::vector<Document>& documents, const fs::path& folder) {
  Xapian::WritableDatabase database((folder / "database").string(), kCreate);
  add_documents(database, documents.data(), documents.data() + documents.size());
}

void write_by_xapian_batches(const std::vector<Document>& documents, const fs::path& folder) {
  Xapian::Database all;
  for (std::size_t begin = 0; begin < documents.size(); begin += kBatch) {
    const std::string path = (folder / std::to_string(begin)).string();
    Xapian::WritableDatabase database(path, kCreate);
    const std::size_t end = std::min(begin + kBatch, documents.size());
    add_documents(database, documents.data() + begin, documents.data() + end);
    database.close();
    all.add_database(Xapian::Database(path));
  }
  all.compact((folder / "database").string(), Xapian::DBCOMPACT_SINGLE_FILE |
                                                  Xapian::DBCOMPACT_MULTIPASS |
                                                  static_cast<unsigned>(Xapian::Compactor::FULL));
}

void write_batch(const Document* begin, const Document* end, const fs::path& path) {
  std::map<std::string_view, std::vector<Posting>> lists;
  std::vector<std::uint32_t> lengths;
  for (const Document* one = begin; one != end; ++one) {
    lengths.push_back(0);
    for (const auto& [term, frequency] : *one) {
      lists[term].push_back({static_cast<std::uint32_t>(one - begin), frequency});
      lengths.back() += frequency;
    }
  }
  PostingsWriter writer(path, lengths);
  for (const auto& [term, postings] : lists) writer.add(term, postings);
  writer.finish();
}

void write_ourselves(const std::vector<Document>& documents, const fs::path& folder) {
  std::vector<fs::path> batches;
  for (std::size_t begin = 0; begin < documents.size(); begin += kBatch) {
    batches.push_back(folder / std::to_string(begin));
    const std::size_t end = std::min(begin + kBatch, documents.size());
    write_batch(documents.data() + begin, documents.data() + end, batches.back());
  }
  merge_postings(batches, folder / "database");
}

std::uintmax_t bytes_of(const fs::path& path) {
  if (fs::is_regular_file(path)) return fs::file_size(path);
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(path))
    bytes += entry.is_regular_file() ? entry.file_size() : 0;
  return bytes;
}

template <typename Write>
nlohmann::json measured(const Write& write, const fs::path& folder) {
  fs::create_directories(folder);
  const std::clock_t begin = std::clock();
  write(folder);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  const std::uintmax_t bytes = bytes_of(folder / "database");
  fs::remove_all(folder);
  return {{"cpu_seconds", seconds}, {"bytes", bytes}};
}

int run(const fs::path& index, const fs::path& folder) {
  const auto current = current_generation(index);
  if (!current) throw std::runtime_error("there is no index at " + index.string());
  const Generation generation(*current);
  const std::vector<Document> documents = documents_of(*generation.segments().front());
  const nlohmann::json report = {
      {"documents", documents.size()},
      {"xapian", measured([&](const fs::path& f) { write_by_xapian(documents, f); }, folder / "a")},
      {"xapian_batches",
       measured([&](const fs::path& f) { write_by_xapian_batches(documents, f); }, folder / "b")},
      {"own", measured([&](const fs::path& f) { write_ourselves(documents, f); }, folder / "c")}};
  std::cout << report.dump(2) << "\n";
  return 0;
}

}  // namespace
}  // namespace dateline::bench

int main(int argc, char** argv) {
  try {
    if (argc != 3) throw std::runtime_error("usage: bench-write-postings INDEX FOLDER");
    return dateline::bench::run(argv[1], argv[2]);
  } catch (const std::exception& error) {
    std::cerr << "bench-write-postings: " << error.what() << "\n";
    return 2;
  }
}
