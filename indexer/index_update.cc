#include "indexer/index_update.h"

#include <chrono>
#include <unordered_map>
#include <unordered_set>

#include <sys/stat.h>

#include "indexer/encoding.h"
#include "indexer/same_article.h"

namespace dateline {
namespace {

// Clocks of file systems step by up to 2 s: what changes within them keeps its time.
constexpr std::int64_t kClockStep = 2'000'000'000;

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

SourceFile inspect(const FoundFile& found, std::int64_t now) {
  SourceFile file{.path = found.path.string(), .bytes = found.bytes};
  struct stat status {};
  if (stat(file.path.c_str(), &status) != 0) return file;
  file.bytes = static_cast<std::uint64_t>(status.st_size);
  file.inode = status.st_ino;
  const std::int64_t modified =
      std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  file.modified_ns = modified > now - kClockStep ? 0 : modified;
  return file;
}

bool is_same(const SourceFile& a, const SourceFile& b) {
  return a.modified_ns != 0 && a.modified_ns == b.modified_ns && a.bytes == b.bytes &&
         a.inode == b.inode;
}

// The folder is named as in messages.
bool is_at_or_below(const std::string& file, const std::string& folder) {
  const std::string path = replace_invalid_utf8(file);
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

// Drops what was pushed under an id of which the files, taken by themselves, have another article
// now than they had then.
void drop_overruled(const std::vector<SourceFile>& files, PushedArticles& pushed) {
  if (pushed.all().empty()) return;
  SeenArticles seen;
  for (const SourceFile& file : files) {
    for (const IndexedArticle& article : file.articles) {
      if (!seen.add(article.id, article.content)) continue;
      const PushedArticle* const found = pushed.find(article.id);
      if (found == nullptr || (found->hides && found->hides->hash == article.hash)) continue;
      pushed.erase(article.id);
    }
  }
}

}  // namespace

Survey survey(FileWalk walk, std::vector<SourceFile> known) {
  Survey result;
  std::unordered_map<std::string, std::size_t> by_path;
  for (std::size_t i = 0; i < known.size(); ++i) by_path.emplace(known[i].path, i);
  const std::int64_t now = now_ns();
  while (auto found = walk.next()) {
    if (const auto* problem = std::get_if<SetAside>(&*found)) {
      for (SourceFile& file : known) {
        if (is_at_or_below(file.path, problem->origin.path) && by_path.erase(file.path) > 0)
          result.files.push_back(std::move(file));
      }
      result.problems.push_back(*problem);
      continue;
    }
    const auto& entry = std::get<FoundFile>(*found);
    SourceFile file = inspect(entry, now);
    const auto before = by_path.find(file.path);
    if (before != by_path.end() && is_same(file, known[before->second])) {
      result.files.push_back(std::move(known[before->second]));
    } else {
      result.to_read.push_back(entry);
      result.read_as.push_back(result.files.size());
      result.files.push_back(std::move(file));
    }
    if (before != by_path.end()) by_path.erase(before);
  }
  return result;
}

std::vector<std::size_t> settle(std::vector<SourceFile>& files, const Places& places,
                                PushedArticles& pushed) {
  drop_overruled(files, pushed);
  SeenArticles seen;
  for (const auto& [id, one] : pushed.all()) {
    if (one.hides) seen.shut_out(id, one.hides->content);
  }
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (IndexedArticle& article : files[i].articles) {
      article.place.reset();
      if (!seen.add(article.id, article.content)) continue;
      article.place = places.find(article.hash);
      if (!article.place && (missing.empty() || missing.back() != i)) missing.push_back(i);
    }
  }
  return missing;
}

std::uint64_t removed_articles(const std::vector<SourceFile>& before,
                               const std::vector<SourceFile>& after) {
  std::unordered_set<std::string_view> ids;
  for (const SourceFile& file : after) {
    for (const IndexedArticle& article : file.articles) ids.insert(article.id);
  }
  std::unordered_set<std::string_view> removed;
  for (const SourceFile& file : before) {
    for (const IndexedArticle& article : file.articles) {
      if (!ids.contains(article.id)) removed.insert(article.id);
    }
  }
  return removed.size();
}

}  // namespace dateline
