#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "search/store/article/record_hash.h"

// What was pushed, kept for the next run: INDEX/sources/pushed.jsonl. A line for each change, with
// the generation that has it:
//
//   [generation, id, sequence, hash, language, text_bytes, hides, its content]
//     hash: null for a removal; hides and its content: null where it hides nothing
//
//   [generation, id, 0]
//     a file's article goes before what was pushed
//
//   [generation]
//     the first line: what was before is left out, so earlier generations cannot be told from it
//
// Each line has a further element, "#" and a hash of the line without it.
//
// Lines of generations that never became current, or were rolled back, do not count.
namespace dateline {

// An article of a file that what was pushed goes before.
struct HiddenArticle {
  RecordHash hash;
  std::optional<RecordHash> content;  // see content_key()

  bool operator==(const HiddenArticle&) const = default;
};

// The last that was pushed of an id: an article, or that it is to be removed.
struct PushedArticle {
  std::uint64_t sequence = 0;      // of its entry in the queue
  std::optional<RecordHash> hash;  // none: a removal
  std::string language;
  std::uint64_t text_bytes = 0;
  // The article of this id that the files had then. While they have the same, what was pushed goes
  // before it, and before the same article at other addresses; once they have another of this id,
  // that one does: the last word on an id counts.
  std::optional<HiddenArticle> hides;

  bool operator==(const PushedArticle&) const = default;
};

// By id; knows what has changed since it was written.
class PushedArticles {
 public:
  using Map = std::map<std::string, PushedArticle, std::less<>>;

  const PushedArticle* find(std::string_view id) const;
  void set(const std::string& id, PushedArticle pushed);
  void erase(std::string_view id);

  const Map& all() const { return articles_; }
  const std::set<std::string, std::less<>>& changed() const { return changed_; }
  void mark_written() { changed_.clear(); }

 private:
  Map articles_;
  std::set<std::string, std::less<>> changed_;  // ids
};

// Those that this generation has. None where they cannot be told: a line is damaged, or the file
// begins with a later generation. A last line without its end does not count: a crash cut it.
std::optional<PushedArticles> read_pushed(const std::filesystem::path& index,
                                          std::uint64_t generation);

// Drops the lines of generations after this one, and what a crash cut. To be called before
// write_pushed() whenever a publication may have failed.
void clean_pushed(const std::filesystem::path& index, std::uint64_t generation);

// Writes, durably, what has changed; or everything, which is done by itself where the lines that do
// not count any more would be too many.
enum class Write : std::uint8_t { changes, everything };
void write_pushed(const std::filesystem::path& index, std::uint64_t generation,
                  PushedArticles& pushed, Write write);

std::filesystem::path pushed_path(const std::filesystem::path& index);

}  // namespace dateline
