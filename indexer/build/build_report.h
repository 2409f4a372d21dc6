#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/sources/raw_article.h"

namespace dateline {

// What decides how files become terms, where it is not what it was in the run before.
struct ChangedSettings {
  std::string before;
  std::string now;
};

// What a run did.
struct BuildReport {
  std::uint64_t generation = 0;      // published; 0: none
  std::uint64_t articles = 0;        // in the index
  std::uint64_t added = 0;           // of them, new or changed in this run
  std::uint64_t repeated = 0;        // of what the files have, the same article again
  std::uint64_t removed = 0;         // that were in the index before, and are gone
  std::vector<std::string> damaged;  // files of the index that were found damaged and made anew
  std::uint64_t lost = 0;            // articles of them that could not be read again
  std::string missing_protection;    // what the kernel does not have to hold parsers with
  // Why everything was read.
  std::optional<ChangedSettings> new_settings;
  bool unchanged = false;  // the index was up to date: nothing was published
  std::uint64_t files = 0;
  std::uint64_t bytes_read = 0;
  std::uint64_t text_bytes = 0;
  std::uint64_t index_bytes = 0;
  double seconds = 0;
  std::uint64_t unread = 0;           // of what is set aside, files and folders of this run's walk
  std::uint64_t set_aside = 0;        // records; listed in INDEX/set-aside.jsonl
  std::uint64_t no_articles = 0;      // of them, programs, settings and keys
  std::vector<SetAside> first_aside;  // the first of the others, for the summary
};

// For a log or a terminal: control and direction characters, and bytes that are not UTF-8, as \xHH.
// Names of files come from anywhere.
std::string one_line(std::string_view text);

// "FILE:LINE: reason; advice", as one_line() has it.
std::string describe(const SetAside& aside);

// One JSON object, without a line break: source, line, offset, reason, advice.
std::string to_json_line(const SetAside& aside);

// The closing lines of a run, for people.
std::string summary(const BuildReport& report);

}  // namespace dateline
