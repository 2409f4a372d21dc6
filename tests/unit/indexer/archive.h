#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "indexer/build/index_build.h"
#include "search/searcher.h"
#include "search/store/generation.h"
#include "search/store/index_check.h"
#include "tests/support/temp_folder.h"

namespace dateline {

inline std::string json_article(const std::string& id, const std::string& text) {
  return R"({"id":")" + id + R"(","title":"About )" + id + R"(","text":")" + text + "\"}\n";
}

// Without an id of its own: it is known by its address, and by its text where that is long enough.
inline std::string addressed_article(const std::string& url, const std::string& text,
                                     const std::string& source = "Harbour Post") {
  return R"({"url":"https://)" + url + R"(","title":"The harbour","source":")" + source +
         R"(","published":"2019-05-06","text":")" + text + "\"}\n";
}

// Long enough to be known again: its sentences are of `word`.
inline std::string long_text(const std::string& word) {
  std::string text;
  for (int i = 0; i < 10; ++i) text += "On that Monday the " + word + " was closed to all ships. ";
  return text;
}

// An archive and its index.
struct Archive {
  TempFolder sources;
  TempFolder index;
  BuildOptions options{.index = index.path(), .paths = {sources.path()}, .threads = 1};
  mutable int written = 0;

  void write(const std::string& name, const std::string& content) const {
    const std::filesystem::path path = sources.write(name, content);
    // Old enough for its time to be trusted, and another one each time.
    ++written;
    std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() -
                                               std::chrono::hours(24) +
                                               std::chrono::seconds(written));
  }
  void remove(const std::string& name) const { std::filesystem::remove(sources.path() / name); }

  BuildReport run(BuildOptions::Scope scope = BuildOptions::Scope::changes) const {
    BuildOptions chosen = options;
    chosen.scope = scope;
    Progress progress;
    return build_index(chosen, progress);
  }

  std::set<std::string> ids(const std::string& query) const {
    const Searcher searcher(std::make_shared<const Generation>(*current_generation(index.path())));
    std::set<std::string> ids;
    for (const Hit& hit : searcher.search({.query = query, .limit = 1000}).hits)
      EXPECT_TRUE(ids.insert(hit.id).second) << hit.id << " comes twice";
    return ids;
  }

  // Of an article the others of its group.
  std::set<std::string> others(const std::string& id) const {
    const Searcher searcher(std::make_shared<const Generation>(*current_generation(index.path())));
    const std::optional<ArticleView> view = searcher.article(id, "");
    std::set<std::string> others;
    for (const SimilarArticle& other : view->similar.articles) others.insert(other.id);
    return others;
  }

  // The others of each article that is in a group.
  std::map<std::string, std::set<std::string>> groups() const {
    std::map<std::string, std::set<std::string>> groups;
    for (const std::string& id : ids("")) groups[id] = others(id);
    std::erase_if(groups, [](const auto& entry) { return entry.second.empty(); });
    return groups;
  }

  std::vector<std::string> faults() const {
    return check_generation(*current_generation(index.path()));
  }
};

}  // namespace dateline
