#include "search/segment.h"

#include <xapian.h>

#include "search/mapped_file.h"

namespace dateline {
namespace {

std::string read_whole(const std::filesystem::path& path) {
  return std::string(MappedFile(path).bytes());
}

std::optional<PostingLists> lists_of(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / segment_files::kLists;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return std::optional<PostingLists>(std::in_place, path);
}

std::string uuid_of(const std::string& postings) {
  try {
    return Xapian::Database(postings).get_uuid();
  } catch (const Xapian::Error& error) {
    throw IndexError("cannot open " + postings + ": " + error.get_msg() +
                     ": run dateline-index --full");
  }
}

}  // namespace

Segment::Segment(const std::filesystem::path& folder)
    : folder_(folder),
      articles_(folder / segment_files::kArticles),
      tokens_(folder / segment_files::kTokens),
      lists_(lists_of(folder)),
      lexicon_(folder / segment_files::kLexicon),
      columns_(folder / segment_files::kColumns),
      dictionary_(read_whole(folder / segment_files::kDictionary)),
      deleted_(read_deleted(folder / segment_files::kDeleted)),
      uuid_(uuid_of(postings_path())) {
  if (tokens_.count() != articles_.count() || columns_.documents() != articles_.count() ||
      (lists_ && lists_->documents() != articles_.count())) {
    throw IndexError(
        folder.string() +
        " is damaged: its files differ in their number of articles; run dateline-index --full");
  }
}

}  // namespace dateline
