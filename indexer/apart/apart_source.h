#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/apart/parser_process.h"
#include "indexer/apart/wire.h"
#include "indexer/formats/record_source.h"
#include "indexer/sources/file_source.h"

namespace dateline {

// The records of files, which are unpacked and cut into records by a process of its own. Where a
// member of an archive kills it, that is set aside and the archive is read on; where the file
// itself does, the rest of the file is.
class ApartSource : public RecordStream {
 public:
  ApartSource(NextFile next_file, SourceOptions options);

  std::optional<ReadResult> next() override;
  std::uint64_t bytes_read() const override { return bytes_before_ + position_; }
  std::uint64_t files_read() const override { return files_read_; }
  std::uint64_t files_begun() const override { return files_begun_; }

 private:
  struct Member {
    std::string path;
    std::uint64_t first = 0;  // its first result, of those of the file
  };
  // A file that is read or will be next, or what there is instead of one.
  struct Entry {
    std::string path;
    std::unique_ptr<FileSource> file;
    std::uint64_t bytes = 0;
    std::optional<SetAside> problem;  // there is no file
    bool is_found = true;             // false: the problem is of the walk
    std::uint64_t results = 0;        // that were handed on
    std::vector<RefusedMember> refused;
    std::vector<Member> members;  // that were begun and did not end, the innermost last
    std::uint64_t deaths = 0;
  };

  bool fill();
  std::optional<Entry> entry_of_next_file();
  SetAside take_problem();
  void request();
  ParserEvent receive();
  std::optional<ReadResult> take(ParserEvent event);
  std::optional<ReadResult> survive(const std::string& death);
  void finish_file();

  NextFile next_file_;
  SourceOptions options_;
  std::deque<Entry> entries_;  // the first one is being read
  std::size_t requested_ = 0;  // of them, from the first on
  Pace pace_ = Pace::fast;
  std::unique_ptr<ParserProcess> process_;
  EventReader events_;
  bool is_over_ = false;
  bool is_begun_ = false;  // the first of the entries
  std::uint64_t position_ = 0;
  std::uint64_t bytes_before_ = 0;
  std::uint64_t files_begun_ = 0;
  std::uint64_t files_read_ = 0;
};

// The records of files, cut here or apart, as the options say.
std::unique_ptr<RecordStream> open_record_stream(NextFile next_file, const SourceOptions& options);

}  // namespace dateline
