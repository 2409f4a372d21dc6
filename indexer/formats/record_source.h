#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "indexer/sources/byte_source.h"
#include "indexer/sources/file_walk.h"
#include "indexer/sources/record.h"

namespace dateline {

// How the text of pictures is read; see apart/ocr.h.
struct Ocr {
  std::filesystem::path program;  // tesseract
  std::string languages;          // as it names them, "deu+eng"; empty: no picture is read
  std::string layout;             // that it looks for, by its number

  bool operator==(const Ocr&) const = default;
};

// Where foreign bytes are parsed: here, or in processes that can do nothing else
// (parser_process.h).
struct Parsing {
  enum class Where : std::uint8_t { here, apart };
  Where where = Where::here;
  std::filesystem::path program;            // empty: dateline-parse beside this program
  std::uint64_t memory_bytes = 1ULL << 30;  // of address space, of each process
  std::chrono::seconds patience{30};        // of the processor, for one record
  Ocr ocr;
};

struct SourceOptions {
  std::uint64_t max_record_bytes = 16U << 20;     // a longer record is set aside, never held
  std::uint64_t max_unpacked_bytes = 1ULL << 40;  // all that one packed file may unpack to
  // A packed file that unpacks to more than this many times its size is set aside as a bomb; news
  // packs at most some 20 times. Not looked at below `always_unpacked_bytes`.
  std::uint64_t max_unpacked_ratio = 200;
  std::uint64_t always_unpacked_bytes = 64U << 20;
  int max_archive_depth = 2;                    // archives inside one another
  std::vector<std::filesystem::path> excluded;  // files and folders that the walk passes over
  FieldNames field_names;                       // further names of fields: {"hed", "title"}
  Parsing parsing;
};

// Records of files, one after the other. One thread at a time.
class RecordStream {
 public:
  virtual ~RecordStream() = default;

  // The next record, or why one could not be had; none at the end.
  virtual std::optional<ReadResult> next() = 0;

  // For progress.
  virtual std::uint64_t bytes_read() const = 0;  // on disk: packed where files are packed
  virtual std::uint64_t files_read() const = 0;
  // Of which the last one is that of the record.
  virtual std::uint64_t files_begun() const = 0;
};

using NextFile = std::function<std::optional<std::variant<FoundFile, SetAside>>()>;

// The files below `paths`, as RecordSource finds them.
NextFile files_below(const std::vector<std::filesystem::path>& paths, const SourceOptions& options);

// Why there are no records of a file.
SetAside cannot_open(const std::string& path, const DamagedBytes& problem);

// Finds the files below `paths`, unpacks them, recognises their formats by content and cuts them
// into records. Folders are walked in the order of names, so that the same tree always gives the
// same records in the same order. Hidden files and `excluded` are passed over, symbolic links
// inside a folder are not followed, and only regular files are read. Memory does not grow with the
// size of a file, only with the longest record allowed. One thread at a time.
class RecordSource : public RecordStream {
 public:
  // Throws InputError where a path does not exist or cannot be read. A path inside a folder that
  // cannot be read is a SetAside instead.
  explicit RecordSource(const std::vector<std::filesystem::path>& paths,
                        const SourceOptions& options = {});
  // Reads the files that `next_file` gives, until it gives none.
  RecordSource(NextFile next_file, SourceOptions options);
  ~RecordSource() override;
  RecordSource(RecordSource&&) noexcept;
  RecordSource& operator=(RecordSource&&) noexcept;

  std::optional<ReadResult> next() override;
  std::uint64_t bytes_read() const override;
  std::uint64_t files_read() const override;
  std::uint64_t files_begun() const override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
