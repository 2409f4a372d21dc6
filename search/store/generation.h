#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "search/store/archive_languages.h"
#include "search/store/manifest.h"
#include "search/store/names/name_variants.h"
#include "search/store/postings/bm25.h"
#include "search/store/segment.h"
#include "search/store/similar_groups.h"

namespace dateline {

// A published state of the index, opened for reading: segments that never change. Any number of
// threads may share one; databases() are each thread's own.
//
//   INDEX/current              a symlink to generations/000007, swapped by rename(2)
//   INDEX/generations/000007/  manifest.json and the segments' folders
class Generation {
 public:
  // Throws IndexError where the folder is no generation that this program reads, or where a file is
  // missing or not as long as the manifest says. Hashes are for check_generation(): they need every
  // byte.
  explicit Generation(const std::filesystem::path& folder);

  std::uint64_t number() const { return manifest_.generation; }
  const Manifest& manifest() const { return manifest_; }
  const std::vector<std::unique_ptr<const Segment>>& segments() const { return segments_; }
  std::vector<const Lexicon*> lexicons() const;  // of the segments

  const NameVariants& name_variants() const { return name_variants_; }
  const ArchiveLanguages& languages() const { return languages_; }

  // The articles of its usual languages, deleted ones included: what BM25 compares an article with.
  // A few in other languages do not change the order of the rest.
  const Collection& collection() const { return collection_; }

  // A Xapian database over all segments, new for each call (20 us). Xapian numbers its documents
  // round the segments: see locate().
  Xapian::Database open_postings() const;

  struct Location {
    const Segment* segment = nullptr;
    std::uint32_t document = 0;
  };

  // Where the document `docid` of open_postings() lies.
  Location locate(Xapian::docid docid) const;

  // Articles that are nearly the same text. They are numbered there through all segments: an
  // article's number and where it lies are two names of one thing.
  const SimilarGroups& similar_groups() const { return similar_groups_; }
  // The first so many segments are those that groups were found in. A group may still name articles
  // of them that were deleted since.
  std::size_t grouped_segments() const { return grouped_segments_; }
  std::uint32_t article_number(const Location& location) const;
  Location locate_article(std::uint32_t number) const;

  bool has_deleted() const { return has_deleted_; }

  // The segment with this Xapian database; throws IndexError where there is none.
  const Segment& segment_of(const Xapian::Database& postings) const;

 private:
  Manifest manifest_;
  std::vector<std::unique_ptr<const Segment>> segments_;
  bool has_deleted_ = false;
  ArchiveLanguages languages_;
  Collection collection_;
  NameVariants name_variants_;
  SimilarGroups similar_groups_;
  std::size_t grouped_segments_ = 0;
};

// The folder of the current generation of an index; none where nothing was published yet.
std::optional<std::filesystem::path> current_generation(const std::filesystem::path& index);

// The numbers of the generations that an index has, rising. Throws IndexError where the folder is
// there and cannot be read: a number must not be given twice.
std::vector<std::uint64_t> generation_numbers(const std::filesystem::path& index);

// The number of the last entry of the queue of pushed articles that any of its generations has; of
// those whose manifest cannot be read that is not known. Throws as above.
std::uint64_t last_pushed(const std::filesystem::path& index);

// The number in the name of a generation's folder; 0 where it is no such folder.
std::uint64_t generation_number(const std::filesystem::path& folder);

// INDEX/generations/000007
std::filesystem::path generation_folder(const std::filesystem::path& index, std::uint64_t number);

// Makes the generation durable, then current: every file and folder is synced, then the symlink is
// renamed and its folder synced. Readers see the one before or this one, never half, even after a
// power cut.
void publish(const std::filesystem::path& index, std::uint64_t number);

}  // namespace dateline
