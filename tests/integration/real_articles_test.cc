// The whole line on real articles: those of DATELINE_SHARED/articles, which are not ours to ship,
// and TRUTH.json beside them. Without that folder these tests are skipped.
#include <cstdlib>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/service.h"

namespace dateline {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::UnorderedElementsAre;

class RealArticles : public testing::Test {
 protected:
  void SetUp() override {
    const char* shared = std::getenv("DATELINE_SHARED");
    if (shared == nullptr || *shared == '\0') GTEST_SKIP() << "DATELINE_SHARED names no folder";
    const std::filesystem::path articles = std::filesystem::path(shared) / "articles";
    truth_ = json::parse(std::ifstream(articles / "TRUTH.json"));
    for (const auto& [file, unused] : truth_.items()) {
      std::filesystem::copy_file(articles / file, service_.sources() + "/" + file);
    }
    ASSERT_EQ(service_.run_indexer(), 0);
    server_ = std::make_unique<Server>(service_.index());
  }

  // The files that a search finds, best first, by the first three digits of their names.
  std::vector<std::string> found(const std::string& parameters) const {
    std::vector<std::string> files;
    const json answer = server_->get_json("/api/v1/search?" + parameters);
    for (const json& hit : answer["hits"]) {
      files.push_back(file_of(hit["title"]).substr(0, 3));
    }
    return files;
  }

  std::string file_of(const json& title) const {
    for (const auto& [file, article] : truth_.items()) {
      if (article["title"] == title) return file;
    }
    return "no file has the title " + title.dump();
  }

  // The article of a file, as the server gives it.
  json article(const std::string& file) const {
    const json all = server_->get_json("/api/v1/search");
    for (const json& hit : all["hits"]) {
      if (hit["title"] != truth_[file]["title"]) continue;
      return server_->get_json("/api/v1/articles/" + hit["id"].get<std::string>());
    }
    return {};
  }

  json truth_;
  Service service_;
  std::unique_ptr<Server> server_;
};

TEST_F(RealArticles, PhraseIsFoundWhereItStandsAndNowhereElse) {
  EXPECT_THAT(found("q=%22international%20law%22"), UnorderedElementsAre("000", "002"));
}

TEST_F(RealArticles, AcronymInCapitalsIsNotAStopWord) {
  const std::vector<std::string> files = found("q=IS");
  ASSERT_GE(files.size(), 2U);
  EXPECT_THAT((std::vector{files[0], files[1]}), UnorderedElementsAre("002", "004"));
}

TEST_F(RealArticles, NameIsFoundInEveryArticleThatHasIt) {
  EXPECT_THAT(found("q=lavrov"), UnorderedElementsAre("000", "001", "002", "004"));
}

TEST_F(RealArticles, NameIsFoundWhicheverWayItIsSpelled) {
  for (const char* name : {"sergei%20lavrov", "sergey%20lavrov", "sergej%20lavrov"}) {
    EXPECT_THAT(found("operator=all&q=" + std::string(name)),
                UnorderedElementsAre("000", "001", "002", "004"))
        << name;
  }
  EXPECT_EQ(found("q=sergei%20lavrov").front(), "002");
}

TEST_F(RealArticles, SynonymsAreFoundAndNamed) {
  EXPECT_THAT(found("q=daesh"), UnorderedElementsAre("000", "002", "004"));
  const json answer = server_->get_json("/api/v1/search?q=daesh");
  std::vector<std::string> also_searched;
  for (const json& each : answer["query"]["also_searched"]) also_searched.push_back(each["text"]);
  EXPECT_THAT(also_searched, IsSupersetOf({"ISIS", "IS"}));
}

// What is typed, and the articles that it finds.
TEST_F(RealArticles, OperatorsDoWhatTheySay) {
  struct Row {
    std::string query;
    std::vector<std::string> files;
  };
  const Row rows[] = {
      {"%22war%20on%20terror%22~3", {"003"}},
      {"%22war%20terror%22~3", {"003"}},
      {"war%20w/3%20terror*", {"000", "002", "003"}},
      {"russia%20w/5%20indonesia", {"000", "001"}},
      {"russia%20pre/2%20indonesia", {"000", "001"}},
      {"indonesia%20pre/1%20russia", {}},
      {"title:(russia%20w/1%20indonesia)", {"000"}},
      {"title:lavrov%20before:2018", {"004"}},
      {"title:lavrov", {"001", "004"}},
      {"lavrov%20after:2016", {"004"}},
      {"lavrov%20-title:lavrov", {"000", "002"}},
      {"date:2019-12", {"003"}},
      {"source:TASS%20OR%20place:Tehran", {"003", "004"}},
      {"counterterrorism", {"002"}},
      {"caps:IS", {"002", "004"}},
      {"atleast6(lavrov)", {"001", "002"}},
  };
  for (const auto& [query, files] : rows) {
    EXPECT_THAT(found("q=" + query), testing::UnorderedElementsAreArray(files)) << query;
  }
}

TEST_F(RealArticles, NewestComeFirstAndUndatedLast) {
  const std::vector<std::string> files = found("sort=newest");
  ASSERT_EQ(files.size(), 5U);
  EXPECT_THAT((std::vector{files[0], files[1]}), ElementsAre("003", "004"));
}

TEST_F(RealArticles, FieldsAreThoseOfTheTruth) {
  for (const auto& [file, truth] : truth_.items()) {
    const json found = article(file);
    for (const char* field : {"title", "published", "source", "place"}) {
      EXPECT_EQ(found[field], truth[field]) << file << " " << field;
    }
    const json authors = truth["author"].is_null() ? json::array() : json{truth["author"]};
    EXPECT_EQ(found["authors"], authors) << file;
    for (const char* field : {"topics", "people"}) {
      if (!truth.contains(field)) continue;
      EXPECT_THAT(found[field].get<std::vector<std::string>>(),
                  IsSupersetOf(truth[field].get<std::vector<std::string>>()))
          << file << " " << field;
    }
  }
}

TEST_F(RealArticles, BodiesAreThoseOfTheTruth) {
  for (const auto& [file, truth] : truth_.items()) {
    std::string body;
    const json found = article(file);
    for (const json& paragraph : found["text"]) body += paragraph.get<std::string>() + "\n";
    if (!body.empty()) body.pop_back();
    EXPECT_TRUE(body.starts_with(truth["body_starts"].get<std::string>())) << file << "\n" << body;
    EXPECT_TRUE(body.ends_with(truth["body_ends"].get<std::string>())) << file << "\n" << body;
    for (const std::string text : truth["not_in_body"]) {
      EXPECT_EQ(body.find(text), std::string::npos) << file << " " << text;
    }
  }
}

}  // namespace
}  // namespace dateline
