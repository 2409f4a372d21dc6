#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "indexer/build/known/live_segment.h"
#include "indexer/sources/raw_article.h"
#include "search/base/scratch_array.h"
#include "search/base/scratch_index.h"
#include "search/base/scratch_text.h"
#include "search/store/article/record_hash.h"

namespace dateline {

// By which a file is known to be as it was.
struct FileStamp {
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;  // 0: it may have changed since within the clock's step; read again
  std::uint64_t inode = 0;
};

// An article as a file has it. The texts are those of the SourceFiles that it is of, and last until
// something is added there.
struct IndexedArticle {
  std::string_view id;
  RecordHash hash;
  std::string_view language;
  std::uint64_t text_bytes = 0;
  std::optional<RecordHash> content;  // see content_key()
  // Where it lies among some segments. None: an earlier file has the same article, or one was
  // pushed.
  std::optional<Place> place;
  std::size_t number = 0;  // see SourceFiles::set_place(); not looked at where it is added
};

// The files that a run makes articles of, in the order of the walk, and what it knows of each: its
// articles, and what was set aside of it. All of it is scratch memory, some 100 bytes an article
// and 150 a file, so that a process holds some megabytes of it at most. One thread at a time, but
// what path() and stamp() tell may be asked while another thread adds articles and asides.
class SourceFiles {
 public:
  // Its scratch files are made in `folder`.
  explicit SourceFiles(const std::filesystem::path& folder);

  std::size_t size() const { return files_.size(); }
  std::string_view path(std::size_t file) const { return paths_[files_[file].path]; }
  const FileStamp& stamp(std::size_t file) const { return files_[file].stamp; }
  std::optional<std::size_t> find(std::string_view path) const;

  // Adds a file without articles, and returns its number. The path must be a new one.
  std::size_t add(std::string_view path, const FileStamp& stamp);

  // Adds a file as others have it.
  void add(const SourceFiles& others, std::size_t file);

  // Articles, and things set aside, are added file by file: none of another file between two of
  // one. Throws std::logic_error otherwise.
  void add_article(std::size_t file, const IndexedArticle& article);
  void add_aside(std::size_t file, const SetAside& aside);

  // Drops what is known of a file, which is to be read again.
  void forget(std::size_t file);

  void set_place(std::size_t article, const std::optional<Place>& place);

  // Calls visit(const IndexedArticle&) for each article of a file, or of all.
  template <typename Visit>
  void for_each_article(std::size_t file, Visit visit) const {
    const Range range = files_[file].articles;
    for (std::uint64_t i = range.begin; i < range.end; ++i) visit(article(i));
  }
  template <typename Visit>
  void for_each_article(Visit visit) const {
    for (std::size_t file = 0; file < size(); ++file) for_each_article(file, visit);
  }

  // Calls visit(const SetAside&) for each thing that is set aside of a file.
  template <typename Visit>
  void for_each_aside(std::size_t file, Visit visit) const {
    const Range range = files_[file].asides;
    for (std::uint64_t i = range.begin; i < range.end; ++i) visit(aside(i));
  }

 private:
  struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
  };
  struct File {
    ScratchText::Span path;
    FileStamp stamp;
    Range articles;
    Range asides;
  };
  struct Article {
    RecordHash hash;
    RecordHash content;
    std::uint64_t text_bytes;
    std::uint64_t id;  // where it begins; the language stands behind it
    std::uint32_t id_bytes;
    std::uint16_t language_bytes;
    bool has_content;
    bool has_place;
    Place place;
  };
  struct Aside {
    ScratchText::Span path;
    ScratchText::Span reason;
    ScratchText::Span advice;
    std::uint64_t line;
    std::uint64_t offset;
    RecordHash deadly;
    bool is_deadly;
    SetAside::Kind kind;
  };

  static void extend(Range& range, std::uint64_t number);
  IndexedArticle article(std::uint64_t number) const;
  SetAside aside(std::uint64_t number) const;
  ScratchText paths_;
  ScratchText text_;
  ScratchArray<File> files_;
  ScratchArray<Article> articles_;
  ScratchArray<Aside> asides_;
  ScratchIndex by_path_;
};

}  // namespace dateline
