#include "indexer/build/index_update.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <sys/stat.h>

#include "indexer/build/known/same_article.h"
#include "indexer/text/encoding.h"

namespace dateline {
namespace {

// Clocks of file systems step by up to 2 s: what changes within them keeps its time.
constexpr std::int64_t kClockStep = 2'000'000'000;

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

FileStamp inspect(const FoundFile& found, std::int64_t now) {
  struct stat status {};
  if (stat(found.path.c_str(), &status) != 0) return {.bytes = found.bytes};
  const std::int64_t modified =
      std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  return {.bytes = static_cast<std::uint64_t>(status.st_size),
          .modified_ns = modified > now - kClockStep ? 0 : modified,
          .inode = status.st_ino};
}

bool is_same(const FileStamp& a, const FileStamp& b) {
  return a.modified_ns != 0 && a.modified_ns == b.modified_ns && a.bytes == b.bytes &&
         a.inode == b.inode;
}

// The folder is named as in messages.
bool is_at_or_below(std::string_view file, const std::string& folder) {
  const std::string path = replace_invalid_utf8(file);
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

// Takes over what was known of the files at or below a path, but for those that are there already.
void keep_below(const std::string& folder, const SourceFiles& known, SourceFiles& files) {
  for (std::size_t file = 0; file < known.size(); ++file) {
    if (is_at_or_below(known.path(file), folder) && !files.find(known.path(file)))
      files.add(known, file);
  }
}

// Drops what was pushed under an id of which the files, taken by themselves, have another article
// now than they had then.
void drop_overruled(const SourceFiles& files, PushedArticles& pushed,
                    const std::filesystem::path& scratch) {
  if (pushed.all().empty()) return;
  SeenArticles seen(scratch);
  files.for_each_article([&](const IndexedArticle& article) {
    if (!seen.add(article.id, article.content)) return;
    const PushedArticle* const found = pushed.find(article.id);
    if (found == nullptr || (found->hides && found->hides->hash == article.hash)) return;
    pushed.erase(article.id);
  });
}

}  // namespace

std::uint64_t Survey::bytes_to_read() const {
  std::uint64_t bytes = 0;
  for (const std::size_t file : to_read) bytes += files.stamp(file).bytes;
  return bytes;
}

Survey survey(FileWalk walk, const SourceFiles& known, const std::filesystem::path& scratch) {
  Survey result{
      .files = SourceFiles(scratch), .to_read = ScratchArray<std::size_t>(scratch), .problems = {}};
  const std::int64_t now = now_ns();
  while (auto found = walk.next()) {
    if (auto* const problem = std::get_if<SetAside>(&*found)) {
      keep_below(problem->origin.path, known, result.files);
      result.problems.push_back(std::move(*problem));
      continue;
    }
    const auto& entry = std::get<FoundFile>(*found);
    const std::string& path = entry.path.native();
    if (result.files.find(path)) continue;
    const FileStamp stamp = inspect(entry, now);
    const std::optional<std::size_t> before = known.find(path);
    if (before && is_same(stamp, known.stamp(*before)))
      result.files.add(known, *before);
    else
      result.to_read.push_back(result.files.add(path, stamp));
  }
  return result;
}

Missing settle(SourceFiles& files, const Places& places, PushedArticles& pushed,
               const std::filesystem::path& scratch) {
  drop_overruled(files, pushed, scratch);
  SeenArticles seen(scratch);
  for (const auto& [id, one] : pushed.all()) {
    if (one.hides) seen.shut_out(id, one.hides->content);
  }
  Missing missing;
  for (std::size_t file = 0; file < files.size(); ++file) {
    files.for_each_article(file, [&](const IndexedArticle& article) {
      const bool is_shown = seen.add(article.id, article.content);
      const std::optional<Place> place = is_shown ? places.find(article.hash) : std::nullopt;
      files.set_place(article.number, place);
      if (!is_shown || place) return;
      missing.articles.push_back(article.hash);
      if (missing.files.empty() || missing.files.back() != file) missing.files.push_back(file);
    });
  }
  return missing;
}

std::uint64_t removed_articles(const SourceFiles& before, const SourceFiles& after,
                               const std::filesystem::path& scratch) {
  SeenArticles ids(scratch);
  after.for_each_article(
      [&](const IndexedArticle& article) { ids.shut_out(article.id, std::nullopt); });
  std::uint64_t removed = 0;
  before.for_each_article([&](const IndexedArticle& article) {
    removed += ids.add(article.id, std::nullopt) ? 1U : 0U;
  });
  return removed;
}

std::uint64_t repeated_articles(const SourceFiles& files, const std::filesystem::path& scratch) {
  SeenArticles seen(scratch);
  std::uint64_t count = 0;
  files.for_each_article([&](const IndexedArticle& article) {
    count += seen.add(article.id, article.content) ? 0U : 1U;
  });
  return count;
}

DeadlyRecords deadly_records(const SourceFiles& files) {
  DeadlyRecords records;
  for (std::size_t file = 0; file < files.size(); ++file) {
    files.for_each_aside(file, [&](const SetAside& aside) {
      if (aside.deadly) records.emplace(to_text(*aside.deadly), aside.reason);
    });
  }
  return records;
}

}  // namespace dateline
