#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "search/base/file_descriptor.h"
#include "search/store/article/article_record.h"
#include "search/store/columns/arrivals.h"
#include "search/store/columns/blob_file.h"
#include "search/store/columns/column_totals.h"
#include "search/store/columns/columns.h"
#include "search/store/columns/compression.h"
#include "search/store/deleted.h"
#include "search/store/postings/posting_lists.h"
#include "search/store/tokens/lexicon.h"
#include "search/store/tokens/word_ends.h"
#include "search/store/tokens/word_pairs.h"

namespace dateline {

// The files of a segment's folder. A segment is a searchable piece of an index; once written it
// never changes.
namespace segment_files {
inline constexpr const char* kPostings =
    "postings";  // a Xapian database: terms and their documents
inline constexpr const char* kLists =
    "lists";  // posting_lists.h; a segment straight from SegmentBuilder has none
inline constexpr const char* kPairs = "pairs";  // word_pairs.h; as kLists
inline constexpr const char* kArticles =
    "articles";  // BlobFile of compressed records, article_record.h
inline constexpr const char* kTokens = "tokens";      // BlobFile of token streams, token_stream.h
inline constexpr const char* kLexicon = "lexicon";    // lexicon.h
inline constexpr const char* kColumns = "columns";    // columns.h
inline constexpr const char* kArrivals = "arrivals";  // arrivals.h; stamped when it is published
inline constexpr const char* kHashes = "hashes";      // record_hash.h; for dateline-index only
inline constexpr const char* kSignatures = "signatures";  // signature.h
inline constexpr const char* kDictionary = "dictionary";  // compression.h; may be empty
inline constexpr const char* kDeleted = "deleted";        // deleted.h; only where some are
}  // namespace segment_files

// A segment opened for reading, by any number of threads. Documents are numbered from 0 here and in
// all its files; Xapian's docid of a document is that number + 1.
class Segment {
 public:
  explicit Segment(const std::filesystem::path& folder);

  std::uint32_t documents() const { return static_cast<std::uint32_t>(articles_.count()); }
  // Documents that are in the files and no longer in the index: gone from the source, or replaced.
  bool is_deleted(std::uint32_t document) const { return deleted_.contains(document); }
  std::uint32_t deleted_documents() const { return deleted_.count(); }

  const Lexicon& lexicon() const { return lexicon_; }
  const Columns& columns() const { return columns_; }
  const Arrivals& arrivals() const { return arrivals_; }
  const Dictionary& dictionary() const { return dictionary_; }

  // Of all documents; counted when it is first asked for.
  const ColumnTotals& totals() const;

  // Of its lexicon; made when it is first asked for.
  const WordEnds& word_ends() const;

  // None in a segment that was not merged yet.
  const PostingLists* lists() const { return lists_ ? &*lists_ : nullptr; }

  const WordPairs* pairs() const { return pairs_ ? &*pairs_ : nullptr; }

  // As stored: compressed with dictionary().
  std::string_view stored_article(std::uint32_t document) const { return articles_[document]; }
  std::string_view tokens(std::uint32_t document) const { return tokens_[document]; }

  // Opens the Xapian database, also when the segment's folder is gone.
  std::string postings_path() const;

  // The identity of its Xapian database, by which a PostingSource learns which segment it stands
  // on.
  const std::string& uuid() const { return uuid_; }

 private:
  FileDescriptor postings_;
  BlobReader articles_;
  BlobReader tokens_;
  std::optional<PostingLists> lists_;
  std::optional<WordPairs> pairs_;
  Lexicon lexicon_;
  Columns columns_;
  Arrivals arrivals_;
  mutable std::once_flag totalled_;  // guards totals_
  mutable ColumnTotals totals_;
  mutable std::once_flag ended_;  // guards word_ends_
  mutable WordEnds word_ends_;
  Dictionary dictionary_;
  DeletedDocuments deleted_;
  std::string uuid_;
};

}  // namespace dateline
