#include "search/store/postings/posting_lists.h"
#include "search/store/segment.h"
#include "search/store/xapian/postings_scanner.h"
#include "tests/fuzz/index/segment_file.h"

namespace dateline {
namespace {

std::vector<std::string> terms() {
  std::vector<std::string> all;
  PostingsScanner postings(sound_segment() / segment_files::kPostings);
  while (postings.next()) all.push_back(postings.term());
  return all;
}

void read(const PostingList& list, const PostingLists& lists) {
  for (const Posting& posting : list.read()) {
    require(posting.document < lists.documents());
    lists.length(posting.document);
    if (list.is_frequent()) require(list.contains(posting.document));
    if (list.is_frequent()) list.frequency(posting.document);
  }
  if (!list.is_frequent()) return;
  for (std::uint32_t stripe = 0; stripe < lists.stripes(); ++stripe) {
    list.peaks(stripe);
    list.for_each_of(list.bits(stripe), stripe, [](const Posting&) {});
  }
}

}  // namespace

void use_file(const std::filesystem::path& path) {
  static const std::vector<std::string> all = terms();
  const PostingLists lists(path);
  for (const std::string& term : all) {
    if (const auto list = lists.find(term)) read(*list, lists);
  }
}

}  // namespace dateline
