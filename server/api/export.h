#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/index_reader.h"
#include "server/http/response.h"
#include "server/service/log.h"

// Every article that matches, one after the other; docs/rest-api.md says how they are written.
namespace dateline {

enum class ExportFormat : std::uint8_t {
  jsonl,  // JSON lines: of each article the object of /api/v1/articles/{id}, without what is not
          // its
  csv,    // RFC 4180, with a header
};

// How the end of an export is told: by chunks (RFC 9112, 7.1), or to peers that do not know them by
// closing the connection.
enum class Framing : std::uint8_t { chunked, until_close };

// Header lines, each with its line end; Connection is not among them.
std::string export_fields(ExportFormat format, Framing framing, const Searcher::Matches& found);

// A cell of a CSV; quoted where it has to be.
void append_csv_cell(std::string& out, std::string_view text);

// Reads the articles while they are sent, from the generation that they were found in: memory is
// that of their numbers and of one part.
class Export : public ResponseRest {
 public:
  Export(IndexReader::Lease searcher, std::vector<std::uint32_t> numbers, ExportFormat format,
         Framing framing, LoggedRequest request);

  std::optional<std::string> next() override;

 private:
  std::string part();

  IndexReader::Lease searcher_;
  std::vector<std::uint32_t> numbers_;
  std::size_t done_ = 0;  // of them
  ExportFormat format_;
  Framing framing_;
  LoggedRequest request_;  // for the log, where it cannot go on
  bool ended_ = false;
};

}  // namespace dateline
