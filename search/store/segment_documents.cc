#include "search/store/segment_documents.h"

#include "search/base/error.h"
#include "search/store/article/article_record.h"
#include "search/store/article/fields.h"

namespace dateline {
namespace {

IndexError unreadable(const std::string& postings, const Xapian::Error& error) {
  return IndexError("cannot read " + postings + ": " + error.get_msg() +
                    ": run dateline-index --full");
}

Xapian::Database open_postings(const std::string& path) {
  try {
    return Xapian::Database(path);
  } catch (const Xapian::Error& error) {
    throw unreadable(path, error);
  }
}

}  // namespace

SegmentDocuments::SegmentDocuments(const std::filesystem::path& folder)
    : segment_(folder),
      hashes_(folder / segment_files::kHashes),
      postings_(open_postings(segment_.postings_path())) {}

std::vector<std::uint32_t> SegmentDocuments::with_id(std::string_view id) const {
  std::vector<std::uint32_t> documents;
  try {
    const std::string term = id_term(id);
    for (auto found = postings_.postlist_begin(term); found != postings_.postlist_end(term);
         ++found) {
      documents.push_back(*found - 1);
    }
  } catch (const Xapian::Error& error) {
    throw unreadable(segment_.postings_path(), error);
  }
  return documents;
}

Article SegmentDocuments::article(std::uint32_t document) {
  const std::string bytes =
      decompressor_.decompress(segment_.stored_article(document), segment_.dictionary());
  return to_article(decode_record(bytes));
}

}  // namespace dateline
