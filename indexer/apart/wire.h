#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/formats/record_source.h"
#include "indexer/sources/record.h"
#include "search/base/varint.h"

// What dateline-index and its parsers (dateline-parse) say to each other, as bytes. A parser that
// has read foreign bytes may say anything: whatever it sends is either one of the values below,
// with the properties that parse_record() and extract() promise, or a BadMessage. Sizes and numbers
// are those of varint.h; a message is framed by channel.h.
namespace dateline {

// What is said of a record or a file that killed its parser: the reason goes on with how.
inline constexpr std::string_view kDeadlyReason = "it killed the parser: ";
inline constexpr std::string_view kDeadlyAdvice =
    "it is not tried again until it changes; tell Dateline's makers of it";

struct BadMessage : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// How a parser works.
enum class Pace : std::uint8_t {
  fast,
  careful,  // each result is sent at once: when the parser dies, it is known of what
};

// A member of an archive that killed a parser.
struct RefusedMember {
  std::string path;         // "a.zip!b/c.txt"
  std::uint64_t after = 0;  // how many of its results may be read again
  std::string reason;
};

// A file to be cut into records, which is handed over open.
struct FileJob {
  std::string path;        // as messages name it
  std::uint64_t skip = 0;  // results that the parent has already
  std::vector<RefusedMember> refused;
};

struct ReadRequest {
  SourceOptions options;  // but for the files that are excluded, and what parses them
  Pace pace = Pace::fast;
  std::vector<FileJob> files;
};

struct ExtractRequest {
  std::vector<Record> records;
};

std::string to_message(const ReadRequest& request);
std::string to_message(const std::vector<const Record*>& records);
std::variant<ReadRequest, ExtractRequest> request_of(std::string_view message);

// What a parser answers.
struct MemberBegins {  // only when careful
  std::string path;
};
struct MemberEnds {};
struct Position {
  std::uint64_t bytes = 0;  // of the file that were read
};
struct Done {};  // with one file, or with one record
using ParserEvent =
    std::variant<Record, SetAside, Article, MemberBegins, MemberEnds, Position, Done>;

// Puts events together to a message. What the records of a file have in common is sent once.
class EventWriter {
 public:
  void add(const Record& record);
  void add(const SetAside& aside);
  void add(const Article& article);
  void add(const MemberBegins& member);
  void add(const MemberEnds& member);
  void add(const Position& position);
  void add(const Done& done);

  std::size_t bytes() const { return bytes_.size(); }

  // The message, which begins anew.
  std::string take();

 private:
  std::string bytes_;
  std::shared_ptr<const FileContext> context_;  // that was sent last
};

// Reads messages of one EventWriter, in their order.
class EventReader {
 public:
  // The next message, after all events of the one before were read.
  void take(std::string message);

  bool is_at_end() const { return at_ == message_.size(); }

  // Throws BadMessage.
  ParserEvent next();

 private:
  ParserEvent event(VarintReader& in);
  Record record(VarintReader& in) const;

  std::string message_;
  std::size_t at_ = 0;
  std::shared_ptr<const FileContext> context_;
};

}  // namespace dateline
