#include "search/store/segment.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <xapian.h>

#include "search/base/mapped_file.h"

namespace dateline {
namespace {

std::string read_dictionary(const std::filesystem::path& path) {
  return std::string(MappedFile(path).bytes());
}

template <typename File>
std::optional<File> open_where_it_is(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return std::nullopt;
  return std::optional<File>(std::in_place, path);
}

FileDescriptor open_file(const std::filesystem::path& path) {
  FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open())
    throw IndexError("cannot open " + path.string() + ": " + std::strerror(errno));
  return file;
}

std::string uuid_of(const std::string& postings, const std::filesystem::path& folder) {
  try {
    return Xapian::Database(postings).get_uuid();
  } catch (const Xapian::Error& error) {
    throw IndexError("cannot open the postings of " + folder.string() + ": " + error.get_msg() +
                     ": run dateline-index --full");
  }
}

}  // namespace

Segment::Segment(const std::filesystem::path& folder)
    : postings_(open_file(folder / segment_files::kPostings)),
      articles_(folder / segment_files::kArticles),
      tokens_(folder / segment_files::kTokens),
      lists_(open_where_it_is<PostingLists>(folder / segment_files::kLists)),
      pairs_(open_where_it_is<WordPairs>(folder / segment_files::kPairs)),
      lexicon_(folder / segment_files::kLexicon),
      columns_(folder / segment_files::kColumns),
      arrivals_(folder / segment_files::kArrivals),
      dictionary_(read_dictionary(folder / segment_files::kDictionary)),
      deleted_(read_deleted(folder / segment_files::kDeleted)),
      uuid_(uuid_of(postings_path(), folder)) {
  if (tokens_.count() != articles_.count() || columns_.documents() != articles_.count() ||
      arrivals_.documents() != articles_.count() || lists_.has_value() != pairs_.has_value() ||
      (lists_ && lists_->documents() != articles_.count()) ||
      (pairs_ && pairs_->documents() != articles_.count())) {
    throw IndexError(folder.string() +
                     " is damaged: its files differ in their number of articles, or one is "
                     "missing; run dateline-index --full");
  }
}

std::string Segment::postings_path() const {
  return "/proc/self/fd/" + std::to_string(postings_.get());
}

const WordEnds& Segment::word_ends() const {
  std::call_once(ended_, [this] { word_ends_ = WordEnds(lexicon_); });
  return word_ends_;
}

const ColumnTotals& Segment::totals() const {
  std::call_once(totalled_, [this] { totals_ = total_up(columns_); });
  return totals_;
}

}  // namespace dateline
