#include "server/routes.h"

#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "search/store/generation.h"
#include "server/http/http_front.h"
#include "tests/support/raw_client.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using testing::UnorderedElementsAre;
using testing::UnorderedElementsAreArray;

const Article kHarbour{.id = "harbour",
                       .title = "Harbour opens again",
                       .source = "Harbour Wire",
                       .published = Date{.year = 2017, .month = 1, .day = 25},
                       .paragraphs = {"The old harbour of the town opened on Wednesday.",
                                      "Fishermen said that the harbour had been missed."}};
const Article kStorm{.id = "storm",
                     .title = "Storm <closes> the airport",
                     .paragraphs = {"A storm & its rain closed the airport."}};

// A server on a free port, over an index that may be published while it runs.
class Site {
 public:
  explicit Site(const Mount& mount = {}, ModelTools model_tools = ModelTools::off)
      : routes({.index = index.path(),
                .cache_bytes = 1'000'000,
                .mount = mount,
                .model_tools = model_tools}),
        front({.port = 0}, {.base_path = mount.base_path}, routes) {
    routes.watch(front);
    front.start();
  }

  explicit Site(const std::vector<Article>& articles) : Site() { publish_as(1, articles); }

  void publish_as(std::uint64_t number, const std::vector<Article>& articles) {
    const TempIndex made(articles);
    const std::filesystem::path folder = generation_folder(index.path(), number);
    std::filesystem::create_directories(folder.parent_path());
    std::filesystem::copy(made.folder(), folder, std::filesystem::copy_options::recursive);
    Manifest manifest = read_manifest(folder);
    manifest.generation = number;
    write_manifest(manifest, folder);
    publish(index.path(), number);
  }

  std::string ask(std::string_view method, std::string_view target, std::string_view fields = "",
                  std::string_view body = "") const {
    RawClient client(front.port());
    client.send(std::string(method) + " " + std::string(target) +
                " HTTP/1.1\r\nHost: a.example\r\n" + std::string(fields) + "\r\n" +
                std::string(body));
    return client.read_response(method);
  }

  std::string post(std::string_view target, std::string_view body,
                   std::string_view fields = "Content-Type: application/json\r\n") const {
    return ask("POST", target,
               std::string(fields) + "Content-Length: " + std::to_string(body.size()) + "\r\n",
               body);
  }

  std::string get(std::string_view target, std::string_view fields = "") const {
    return ask("GET", target, fields);
  }

  json get_json(std::string_view target) const {
    const std::string response = get(target);
    return json::parse(response.substr(response.find("\r\n\r\n") + 4));
  }

  TempFolder index;
  Routes routes;
  HttpFront front;
};

std::string field_of(const std::string& response, const std::string& name) {
  const std::size_t at = response.find("\r\n" + name + ": ");
  if (at == std::string::npos || at > response.find("\r\n\r\n")) return {};
  const std::size_t begin = at + name.size() + 4;
  return response.substr(begin, response.find("\r\n", begin) - begin);
}

TEST(Routes, AnswerASearch) {
  const Site site({kHarbour, kStorm});
  const json answer = site.get_json("/api/v1/search?q=harbour&facets=source&timeline=year");
  EXPECT_EQ(answer["query"]["text"], "harbour");
  EXPECT_EQ(answer["total"], json::parse(R"({"value": 1, "exact": true, "all_words": 1})"));
  ASSERT_EQ(answer["hits"].size(), 1);
  EXPECT_EQ(answer["hits"][0]["id"], "harbour");
  EXPECT_EQ(answer["hits"][0]["title_html"], "<mark>Harbour</mark> opens again");
  EXPECT_EQ(answer["hits"][0]["published"], "2017-01-25");
  EXPECT_THAT(answer["hits"][0]["snippets"].dump(), HasSubstr("<mark>harbour</mark>"));
  EXPECT_EQ(answer["facets"]["source"][0]["value"], "Harbour Wire");
  EXPECT_EQ(answer["timeline"][0]["period"], "2017");
  EXPECT_EQ(answer["generation"], 1);
}

TEST(Routes, SayHowManyValuesAFacetHas) {
  const Site site({kHarbour, kStorm});
  const json answer = site.get_json("/api/v1/search?facets=source,place");
  EXPECT_EQ(answer["facet_values"], json::parse(R"({"source": 1, "place": 0})"));
}

TEST(Routes, AnswerTheValuesOfAFacet) {
  Article wire = kStorm;
  wire.source = "Coast Wire";
  const Site site({kHarbour, wire});
  EXPECT_EQ(site.get_json("/api/v1/facets/source?limit=1"), json::parse(R"({
    "field": "source", "total": {"value": 2, "exact": true, "all_words": 2}, "distinct": 2,
    "values": [{"value": "Coast Wire", "count": 1}], "notes": [],
    "next": "/api/v1/facets/source?limit=1&offset=1", "generation": 1})"));
  EXPECT_EQ(site.get_json("/api/v1/facets/source?q=harbour&prefix=wire")["values"],
            json::parse(R"([{"value": "Harbour Wire", "count": 1}])"));
  EXPECT_EQ(site.get_json("/api/v1/facets/source?limit=0")["parameter"], "limit");
  const std::string unknown = site.get("/api/v1/facets/colour");
  EXPECT_THAT(unknown, AllOf(StartsWith("HTTP/1.1 404 "), HasSubstr("there are source, place")));
}

TEST(Routes, AnswerAnArticle) {
  const Site site({kHarbour, kStorm});
  const json article = site.get_json("/api/v1/articles/harbour?q=town");
  EXPECT_EQ(article["text"].size(), 2);
  EXPECT_THAT(article["text_html"][0].get<std::string>(), HasSubstr("<mark>town</mark>"));
  EXPECT_EQ(site.get_json("/api/v1/articles/h%61rbour")["id"], "harbour");
}

TEST(Routes, AnswerWhatIsSimilarSuggestedAndServed) {
  const Site site({kHarbour, kStorm});
  EXPECT_TRUE(site.get_json("/api/v1/articles/harbour/similar")["hits"].is_array());
  EXPECT_THAT(site.get_json("/api/v1/suggest?q=harb").dump(), HasSubstr("harbour"));
  EXPECT_EQ(site.get_json("/api/v1/stats")["articles"], 2);
}

TEST(Routes, NameTheParameterAtFault) {
  const Site site({kHarbour});
  const std::string response = site.get("/api/v1/search?limit=0");
  EXPECT_THAT(response, StartsWith("HTTP/1.1 400 Bad Request\r\n"));
  EXPECT_EQ(field_of(response, "Content-Type"), "application/problem+json");
  EXPECT_EQ(site.get_json("/api/v1/search?limit=0"), json::parse(R"({
    "type": "about:blank", "title": "Bad Request", "status": 400, "parameter": "limit",
    "detail": "limit must be a number from 1 to 100"})"));
  EXPECT_EQ(site.get_json("/api/v1/search?q=%ff")["parameter"], "q");
  EXPECT_EQ(site.get_json("/api/v1/articles/harbour?limit=1")["parameter"], "limit");
  EXPECT_EQ(site.get_json("/api/v1/articles/harbour/similar?q=a")["parameter"], "q");
  EXPECT_EQ(site.get_json("/api/v1/suggest?limit=x")["parameter"], "limit");
  EXPECT_EQ(site.get_json("/api/v1/stats?q=a")["parameter"], "q");
}

TEST(Routes, NameTheQueryWhereItCostsTooMuch) {
  const Site site({kHarbour});
  std::string query;
  for (int i = 0; i < 500; ++i) query += "(a+OR+";
  EXPECT_EQ(site.get_json("/api/v1/search?q=" + query)["parameter"], "q");
}

TEST(Routes, AnswerAQueryThatIsTooLongWithAProblem) {
  const Site site({kHarbour});
  EXPECT_EQ(site.get_json("/api/v1/search?q=" + std::string(9'000, 'a'))["status"], 400);
  EXPECT_EQ(site.get_json("/api/v1/search?q=" + std::string(100'000, 'a'))["status"], 414);
}

TEST(Routes, SearchWhereAQuoteIsNotClosed) {
  const Site site({kHarbour});
  EXPECT_EQ(site.get_json("/api/v1/search?q=%22harbour")["total"]["value"], 1);
}

TEST(Routes, DoNotKnowOtherAddresses) {
  const Site site({kHarbour});
  for (const std::string path :
       {"/nothing", "/api/v1/nothing", "/api/v1/articles/", "/api/v1/articles/nothing",
        "/api/v1/articles/nothing/similar", "/api/v1/articles/a/b", "/index.html", "/../etc/passwd",
        "/%2e%2e/etc/passwd", "/style.css%00.png", "/api//v1/search", "/style.css/",
        "/api/v1/articles/%ff", "//", "/api/v1/search/"}) {
    const std::string response = site.get(path);
    EXPECT_THAT(response, StartsWith("HTTP/1.1 404 Not Found\r\n")) << path;
    EXPECT_EQ(field_of(response, "Content-Type"), "application/problem+json") << path;
  }
}

TEST(Routes, ShowAPageToBrowsersWhereThereIsNothing) {
  const Site site({kHarbour});
  const std::string response = site.get("/nosuch", "Accept: text/html,*/*\r\n");
  EXPECT_THAT(response, AllOf(StartsWith("HTTP/1.1 404 "), HasSubstr("<form class=\"search\""),
                              HasSubstr("There is no page at this address")));
  EXPECT_THAT(response, HasSubstr("\r\nVary: Accept\r\n"));
}

TEST(Routes, AreNotHurtByALongPath) {
  const Site site({kHarbour});
  EXPECT_THAT(site.get("/" + std::string(15'000, 'a')), StartsWith("HTTP/1.1 404 "));
  EXPECT_THAT(site.get("/api/v1/articles/" + std::string(15'000, 'a')),
              StartsWith("HTTP/1.1 404 "));
}

TEST(Routes, KnowTheirMethodsOnly) {
  const Site site({kHarbour});
  for (const std::string method : {"PUT", "DELETE", "OPTIONS", "TRACE", "get"}) {
    const std::string response = site.ask(method, "/api/v1/search?q=a");
    EXPECT_THAT(response, StartsWith("HTTP/1.1 405 Method Not Allowed\r\n")) << method;
    EXPECT_EQ(field_of(response, "Allow"), "GET, HEAD, POST") << method;
  }
  EXPECT_EQ(field_of(site.ask("POST", "/api/v1/suggest?q=a"), "Allow"), "GET, HEAD");
}

TEST(Routes, AnswerHeadWithTheHeadOfGet) {
  const Site site({kHarbour});
  for (const std::string path : {"/api/v1/search?q=harbour", "/style.css", "/", "/nothing"}) {
    const std::string head = site.ask("HEAD", path);
    const std::string whole = site.get(path);
    EXPECT_EQ(head.substr(0, 12), whole.substr(0, 12)) << path;
    EXPECT_EQ(field_of(head, "Content-Type"), field_of(whole, "Content-Type")) << path;
    EXPECT_THAT(head, testing::EndsWith("\r\n\r\n")) << path;
    EXPECT_NE(field_of(head, "Content-Length"), "0") << path;
  }
}

TEST(Routes, SendWhatProtectsThePageWithEveryAnswer) {
  const Site site({kHarbour});
  for (const std::string path : {"/", "/style.css", "/api/v1/search?q=a", "/api/v1/search?limit=x",
                                 "/nothing", "/article/harbour", "/metrics", "/a b"}) {
    const std::string response = site.get(path);
    EXPECT_THAT(field_of(response, "Content-Security-Policy"),
                AllOf(HasSubstr("default-src 'none'"), HasSubstr("frame-ancestors 'none'")))
        << path;
    EXPECT_EQ(field_of(response, "X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(field_of(response, "Referrer-Policy"), "no-referrer") << path;
    EXPECT_EQ(field_of(response, "Cross-Origin-Opener-Policy"), "same-origin") << path;
    EXPECT_EQ(field_of(response, "Cross-Origin-Resource-Policy"), "same-origin") << path;
    EXPECT_THAT(field_of(response, "Date"), testing::EndsWith(" GMT")) << path;
    EXPECT_EQ(field_of(response, "Keep-Alive"), "") << path;
  }
}

TEST(Routes, ServeFilesOnceToWhoKeepsThem) {
  const Site site;
  const std::string response = site.get("/style.css");
  EXPECT_THAT(response, StartsWith("HTTP/1.1 200 OK\r\n"));
  const std::string etag = field_of(response, "ETag");
  const std::string again = site.get("/style.css", "If-None-Match: " + etag + "\r\n");
  EXPECT_THAT(again, StartsWith("HTTP/1.1 304 Not Modified\r\n"));
  EXPECT_EQ(field_of(again, "ETag"), etag);
  EXPECT_EQ(field_of(again, "Content-Length"), "");
  EXPECT_THAT(again, testing::EndsWith("\r\n\r\n"));
}

// "GET /api/v1/search" for each operation that the description has.
std::vector<std::string> described_operations(std::string_view openapi) {
  std::vector<std::string> operations;
  std::string path;
  std::istringstream lines{std::string(openapi.substr(0, openapi.find("\ncomponents:")))};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("  /")) path = line.substr(2, line.size() - 3);
    for (const auto& [key, method] :
         {std::pair("    get:", "GET "), {"    post:", "POST "}, {"    delete:", "DELETE "}}) {
      if (line == key) operations.push_back(method + path);
    }
  }
  return operations;
}

TEST(Routes, AreDescribedOneAndAll) {
  const Site site;
  const std::string response = site.get("/openapi.yaml");
  EXPECT_EQ(field_of(response, "Content-Type"), "application/yaml");
  std::vector<std::string> served = {"GET /openapi.yaml"};  // the one file that programs ask for
  for (const Address& address : site.routes.addresses().addresses()) {
    const bool is_for_people = address.name == "page" || address.pattern == "/{file}";
    for (const std::string method : {"GET", "POST", "DELETE"}) {
      if (!is_for_people && address.methods.find(method) != std::string_view::npos)
        served.push_back(method + " " + std::string(address.pattern));
    }
  }
  EXPECT_THAT(described_operations(response), UnorderedElementsAreArray(served));
}

TEST(Routes, TellAStoryAndCompareItsArticles) {
  const std::string wire =
      "The harbour of the old town will open again in March after two years of works. Cranes for "
      "the new quay arrived from Rotterdam last week.";
  const Site site(
      {{.id = "wire", .published = parse_iso_date("2017-01-25"), .paragraphs = {wire}},
       {.id = "a/b", .published = parse_iso_date("2017-01-26"), .paragraphs = {wire, "So it was."}},
       kStorm});
  const json story = site.get_json("/api/v1/articles/a%2Fb/story");
  EXPECT_EQ(story["count"], 2);
  EXPECT_EQ(story["articles"][0]["id"], "wire");
  EXPECT_EQ(story["articles"][0]["first"], true);
  EXPECT_EQ(story["articles"][1]["first"], false);
  EXPECT_EQ(story["articles"][1]["words"], (json{{"same", 26}, {"cut", 0}, {"added", 3}}));

  const json compared = site.get_json("/api/v1/articles/a%2Fb/compare?with=wire");
  EXPECT_EQ(compared["with"]["id"], "wire");
  EXPECT_EQ(compared["rough"], false);
  EXPECT_EQ(compared["paragraphs"][1],
            json::parse(R"({"state": "added", "with_paragraph": null, "paragraph": 1,
                            "pieces": [{"kind": "added", "text": "So it was."}]})"));
  EXPECT_EQ(site.get_json("/api/v1/articles/a%2Fb/compare")["parameter"], "with");
  EXPECT_THAT(site.get_json("/api/v1/articles/wire/compare?with=none")["detail"].get<std::string>(),
              HasSubstr("none"));
  EXPECT_THAT(site.get("/api/v1/articles/none/story"), StartsWith("HTTP/1.1 404 "));
  EXPECT_EQ(site.get_json("/api/v1/search?q=&count=20")["parameter"], "count");
  EXPECT_EQ(site.get_json("/api/v1/search?q=harbour&count=stories")["total"],
            json::parse(R"({"value": 2, "exact": true, "all_words": 2, "stories": 1,
                            "articles": 2})"));
}

TEST(Routes, CompressForWhoAsksForIt) {
  const Site site({kHarbour, kStorm});
  const std::string target = "/?q=harbour";
  const std::string packed = site.get(target, "Accept-Encoding: br, gzip\r\n");
  EXPECT_EQ(field_of(packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(field_of(packed, "Vary"), "Accept-Encoding");
  EXPECT_LT(packed.size(), site.get(target).size());
  EXPECT_EQ(field_of(site.get(target), "Content-Encoding"), "");
  EXPECT_EQ(field_of(site.get(target, "Accept-Encoding: br\r\n"), "Content-Encoding"), "");
  EXPECT_EQ(field_of(site.get(target, "Accept-Encoding: ;;q=,gzip;q=0\r\n"), "Content-Encoding"),
            "");
  EXPECT_EQ(field_of(site.get(target, "Dateline-Accepted-Codings: gzip\r\n"), "Content-Encoding"),
            "");
}

TEST(Routes, SayWhatToDoWhereThereIsNoIndexAndFindItWhenThereIs) {
  Site site;
  EXPECT_THAT(site.get("/healthz"), StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(site.get("/readyz"), StartsWith("HTTP/1.1 503 "));
  const json problem = site.get_json("/api/v1/search?q=a");
  EXPECT_EQ(problem["status"], 503);
  EXPECT_THAT(problem["detail"].get<std::string>(), HasSubstr("run dateline-index"));
  site.publish_as(1, {kHarbour});
  EXPECT_THAT(site.get("/readyz"), StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_EQ(site.get_json("/api/v1/search?q=harbour")["total"]["value"], 1);
}

TEST(Routes, AnswerFromANewGenerationAtOnce) {
  Site site({kHarbour});
  EXPECT_EQ(site.get_json("/api/v1/search?q=storm")["total"]["value"], 0);
  EXPECT_EQ(site.get_json("/api/v1/search?q=storm")["total"]["value"], 0);
  site.publish_as(2, {kHarbour, kStorm});
  const json answer = site.get_json("/api/v1/search?q=storm");
  EXPECT_EQ(answer["total"]["value"], 1);
  EXPECT_EQ(answer["generation"], 2);
}

TEST(Routes, RememberAnswersAndCountThem) {
  const Site site({kHarbour});
  const std::string first = site.get("/api/v1/search?q=harbour&limit=10");
  const std::string second = site.get("/api/v1/search?sort=relevance&q=harbour");
  EXPECT_EQ(first.substr(first.find("\r\n\r\n")), second.substr(second.find("\r\n\r\n")));
  const std::string metrics = site.get("/metrics");
  EXPECT_THAT(metrics, HasSubstr("\ndateline_cache_hits_total 1\n"));
  EXPECT_THAT(metrics, HasSubstr("\ndateline_cache_misses_total 1\n"));
  EXPECT_THAT(metrics, HasSubstr("\ndateline_requests_total{route=\"search\",status=\"200\"} 2\n"));
  EXPECT_THAT(metrics, HasSubstr("\ndateline_request_seconds_count{route=\"search\"} 2\n"));
  EXPECT_THAT(metrics, HasSubstr("\ndateline_index_generation 1\n"));
  EXPECT_THAT(metrics, HasSubstr("\ndateline_front_events_total{event=\"answered\"} 2\n"));
}

TEST(Routes, TellOfTheProgramAndTheIndexInMetrics) {
  const Site site({kHarbour, kStorm});
  const std::string metrics = site.get("/metrics");
  EXPECT_THAT(metrics,
              HasSubstr("\ndateline_build_info{version=\"" DATELINE_VERSION "\",schema=\""));
  EXPECT_THAT(metrics, HasSubstr("\ndateline_index_articles 2\n"));
  EXPECT_THAT(metrics, HasSubstr("\ndateline_queue_entries 0\n"));
  for (const char* name :
       {"dateline_index_published_time_seconds", "process_cpu_seconds_total",
        "process_resident_memory_bytes", "process_open_fds", "process_start_time_seconds"}) {
    EXPECT_THAT(metrics, HasSubstr("\n" + std::string(name) + " ")) << name;
  }
}

TEST(Routes, RenderResultsForBrowsersWithoutScripts) {
  const Site site({kHarbour, kStorm});
  const std::string response = site.get("/?q=%22storm%22&utm_source=x");
  EXPECT_THAT(response, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_EQ(field_of(response, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_THAT(response, HasSubstr("value=\"&quot;storm&quot;\""));
  EXPECT_THAT(response, HasSubstr("<a href=\"/article/storm?q=%22storm%22\""));
  EXPECT_THAT(response, HasSubstr("<mark>Storm</mark> &lt;closes&gt; the airport"));
  EXPECT_THAT(site.get("/"), Not(HasSubstr("<!--query-->")));
}

TEST(Routes, RenderArticlesForBrowsersWithoutScripts) {
  const Site site({kStorm});
  const std::string response = site.get("/article/storm?q=rain");
  EXPECT_THAT(response, HasSubstr("A storm &amp; its <mark>rain</mark> closed the airport."));
  EXPECT_THAT(response, HasSubstr("value=\"rain\""));
  EXPECT_THAT(
      site.get("/article/nothing"),
      AllOf(StartsWith("HTTP/1.1 404 "), HasSubstr("text/html"), HasSubstr("not in the archive")));
}

TEST(Routes, TellBrowsersWithoutScriptsWhatIsWrong) {
  const Site site({kStorm});
  EXPECT_THAT(
      site.get("/?q=a&from=soon"),
      AllOf(StartsWith("HTTP/1.1 400 "), HasSubstr("text/html"), HasSubstr("must be a date")));
  EXPECT_THAT(Site().get("/?q=a"),
              AllOf(StartsWith("HTTP/1.1 503 "), HasSubstr("run dateline-index")));
}

std::vector<std::string> entries_of(const std::string& feed) {
  constexpr std::string_view kBegin = "<id>urn:dateline:article:";
  std::vector<std::string> ids;
  for (std::size_t at = feed.find(kBegin); at != std::string::npos; at = feed.find(kBegin, at)) {
    at += kBegin.size();
    ids.push_back(feed.substr(at, feed.find('<', at) - at));
  }
  return ids;
}

TEST(Routes, AnswerAQueryAsAFeed) {
  const Site site({kHarbour, kStorm});
  const std::string response = site.get("/api/v1/feed?q=harbour");
  EXPECT_THAT(response, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_EQ(field_of(response, "Content-Type"), "application/atom+xml; charset=utf-8");
  EXPECT_THAT(entries_of(response), ElementsAre("harbour"));
  EXPECT_THAT(response, HasSubstr("href=\"http://a.example/article/harbour?q=harbour\""));
  EXPECT_THAT(response, HasSubstr("&lt;mark&gt;harbour&lt;/mark&gt;"));
  EXPECT_THAT(site.get("/metrics"), HasSubstr("{route=\"feed\",status=\"200\"} 1\n"));
}

TEST(Routes, BeginAFeedWithWhatWasAddedLastUnlessItIsAskedOtherwise) {
  Article later = kHarbour;
  later.id = "later";
  later.published = Date{.year = 2021};
  const Site site({kHarbour, kStorm, later});
  EXPECT_THAT(entries_of(site.get("/api/v1/feed")), ElementsAre("later", "storm", "harbour"));
  EXPECT_THAT(entries_of(site.get("/api/v1/feed?sort=newest")),
              ElementsAre("later", "harbour", "storm"));
  EXPECT_THAT(entries_of(site.get("/api/v1/feed?sort=oldest&limit=1")), ElementsAre("harbour"));
  EXPECT_THAT(entries_of(site.get("/api/v1/feed?from=2020&facets=source&timeline=year&explain=1")),
              ElementsAre("later"));
}

TEST(Routes, ListTwentyEntriesInAFeedUnlessItIsAskedForMore) {
  std::vector<Article> articles;
  for (int i = 0; i < 25; ++i) {
    articles.push_back({.id = std::to_string(i),
                        .title = "Port " + std::to_string(i),
                        .paragraphs = {"Ship " + std::to_string(i) + " came in."}});
  }
  const Site site(articles);
  EXPECT_EQ(entries_of(site.get("/api/v1/feed?q=port")).size(), 20U);
  EXPECT_EQ(entries_of(site.get("/api/v1/feed?q=port&limit=100")).size(), 25U);
}

TEST(Routes, RefuseAFeedAsASearchIsRefused) {
  const Site site({kHarbour});
  for (const std::string parameters :
       {"limit=101", "q=%ff", "q=%00", "q=%zz", "format=rss", "q=a&q=b", "sort=up", "from=soon"}) {
    const std::string feed = site.get("/api/v1/feed?" + parameters);
    const std::string search = site.get("/api/v1/search?" + parameters);
    EXPECT_THAT(feed, StartsWith("HTTP/1.1 400 ")) << parameters;
    EXPECT_EQ(field_of(feed, "Content-Type"), "application/problem+json") << parameters;
    EXPECT_EQ(feed.substr(feed.find("\r\n\r\n")), search.substr(search.find("\r\n\r\n")));
  }
  EXPECT_THAT(Site().get("/api/v1/feed"),
              AllOf(StartsWith("HTTP/1.1 503 "), HasSubstr("run dateline-index")));
}

// The body of a response in chunks.
std::string unchunked(const std::string& response) {
  std::string body;
  for (std::size_t at = response.find("\r\n\r\n") + 4; at < response.size();) {
    const std::size_t size = std::stoul(response.substr(at), nullptr, 16);
    const std::size_t begin = response.find("\r\n", at) + 2;
    body += response.substr(begin, size);
    at = begin + size + 2;
    if (size == 0) break;
  }
  return body;
}

std::string export_of(const Site& site, std::string_view parameters) {
  RawClient client(site.front.port());
  client.send("GET /api/v1/export" + std::string(parameters) +
              " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  return client.read_all();
}

std::vector<std::string> ids_of_lines(const std::string& lines) {
  std::vector<std::string> ids;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) ids.push_back(json::parse(line)["id"]);
  return ids;
}

TEST(Routes, ExportEveryMatchAsJsonLinesTheNewestFirst) {
  Article later = kHarbour;
  later.id = "later";
  later.published = Date{.year = 2021};
  const Site site({kHarbour, kStorm, later});
  const std::string response = export_of(site, "?q=harbour");
  EXPECT_THAT(response, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_EQ(field_of(response, "Content-Type"), "application/x-ndjson");
  EXPECT_EQ(field_of(response, "Transfer-Encoding"), "chunked");
  EXPECT_EQ(field_of(response, "Dateline-Articles"), "2");
  EXPECT_THAT(ids_of_lines(unchunked(response)), ElementsAre("later", "harbour"));
  const json line = json::parse(unchunked(export_of(site, "?q=storm")));
  EXPECT_EQ(line["title"], "Storm <closes> the airport");
  EXPECT_EQ(line["text"][0], "A storm & its rain closed the airport.");
}

TEST(Routes, ExportArticlesWithSomeOfTheWordsOnlyWhereNoneHasAllAndSaySo) {
  const Site site({kHarbour, kStorm});
  const std::string all = export_of(site, "?q=storm+rain");
  EXPECT_THAT(ids_of_lines(unchunked(all)), ElementsAre("storm"));
  EXPECT_EQ(all.find("Dateline-All-Words"), std::string::npos);
  const std::string some = export_of(site, "?q=storm+harbour");
  EXPECT_THAT(ids_of_lines(unchunked(some)), UnorderedElementsAre("storm", "harbour"));
  EXPECT_EQ(field_of(some, "Dateline-All-Words"), "0");
  EXPECT_EQ(unchunked(export_of(site, "?q=storm+harbour&operator=all")), "");
}

TEST(Routes, ExportACsvWithAHeader) {
  const Site site({kHarbour});
  const std::string response = export_of(site, "?format=csv");
  EXPECT_EQ(field_of(response, "Content-Type"), "text/csv; charset=utf-8; header=present");
  EXPECT_EQ(unchunked(response),
            "id,title,published,source,authors,place,section,topics,people,organisations,language,"
            "url,summary,text,added,changed\r\n"
            "harbour,Harbour opens again,2017-01-25,Harbour Wire,,,,,,,en,,,"
            "\"The old harbour of the town opened on Wednesday.\n\n"
            "Fishermen said that the harbour had been "
            "missed.\",2017-01-25T10:00:00Z,2017-01-25T10:00:00Z\r\n");
}

TEST(Routes, ExportMoreThanASearchMayReach) {
  std::vector<Article> articles;
  for (int i = 0; i < 300; ++i) {
    articles.push_back({.id = std::to_string(i),
                        .title = "Port",
                        .paragraphs = {"Ship " + std::to_string(i) + " came in."}});
  }
  const Site site(articles);
  const std::vector<std::string> all = ids_of_lines(unchunked(export_of(site, "")));
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 300U);
  EXPECT_EQ(ids_of_lines(unchunked(export_of(site, "?limit=250&offset=20"))),
            std::vector<std::string>(all.begin() + 20, all.begin() + 270));
  EXPECT_EQ(unchunked(export_of(site, "?q=nothing")), "");
}

TEST(Routes, ExportToHttp10UntilTheConnectionCloses) {
  const Site site({kHarbour, kStorm});
  RawClient client(site.front.port());
  client.send("GET /api/v1/export HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const std::string response = client.read_all();
  EXPECT_EQ(field_of(response, "Connection"), "close");
  EXPECT_EQ(field_of(response, "Transfer-Encoding"), "");
  EXPECT_THAT(ids_of_lines(response.substr(response.find("\r\n\r\n") + 4)),
              ElementsAre("harbour", "storm"));
}

TEST(Routes, AnswerTheHeadOfAnExport) {
  const Site site({kHarbour, kStorm});
  const std::string response = site.ask("HEAD", "/api/v1/export", "Connection: close\r\n");
  EXPECT_EQ(field_of(response, "Dateline-Articles"), "2");
  EXPECT_THAT(response, EndsWith("\r\n\r\n"));
}

TEST(Routes, RefuseAnExportThatIsNone) {
  const Site site({kHarbour});
  for (const std::string parameters : {"limit=0", "q=%ff", "format=pdf", "q=a&q=b", "sort=up",
                                       "from=soon", "format=csv&format=csv", "from=2020&to=2019"}) {
    const std::string response = site.get("/api/v1/export?" + parameters);
    EXPECT_THAT(response, StartsWith("HTTP/1.1 400 ")) << parameters;
    EXPECT_EQ(field_of(response, "Content-Type"), "application/problem+json") << parameters;
  }
  EXPECT_THAT(Site().get("/api/v1/export"),
              AllOf(StartsWith("HTTP/1.1 503 "), HasSubstr("run dateline-index")));
}

std::string posted(std::string_view target, std::string_view type, std::string_view body,
                   const Site& site) {
  RawClient client(site.front.port());
  client.send("POST " + std::string(target) + " HTTP/1.1\r\nHost: a.example\r\nContent-Type: " +
              std::string(type) + "\r\nContent-Length: " + std::to_string(body.size()) +
              "\r\n\r\n" + std::string(body));
  return client.read_response("POST");
}

TEST(Routes, TakeASearchByPostThatIsTooLongForAnAddress) {
  const Site site({kHarbour, kStorm});
  std::string query = "harbour";
  while (query.size() < 8000) query += " OR причал";
  std::string form = "q=";
  append_percent_encoded(form, query);
  EXPECT_THAT(site.get("/api/v1/search?" + form), StartsWith("HTTP/1.1 414"));
  const std::string found =
      posted("/api/v1/search", "application/x-www-form-urlencoded", form, site);
  EXPECT_THAT(found, AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("Harbour opens again")));
  EXPECT_THAT(posted("/api/v1/search?limit=1", "application/json",
                     json{{"q", query}, {"facets", {"source"}}}.dump(), site),
              HasSubstr("\"facets\":{\"source\":[{\"value\":\"Harbour Wire\""));
}

TEST(Routes, TakeFacetsFeedsAndExportsByPost) {
  const Site site({kHarbour, kStorm});
  constexpr char kForm[] = "application/x-www-form-urlencoded";
  EXPECT_THAT(posted("/api/v1/facets/source", kForm, "q=harbour", site),
              HasSubstr("\"value\":\"Harbour Wire\",\"count\":1"));
  EXPECT_THAT(posted("/api/v1/feed", kForm, "q=harbour", site), HasSubstr("<entry>"));
  EXPECT_THAT(posted("/api/v1/export", kForm, "q=harbour&format=csv", site),
              HasSubstr("Dateline-Articles: 1"));
}

TEST(Routes, SayWhatIsWrongWithAPostedSearch) {
  const Site site({kHarbour});
  EXPECT_THAT(posted("/api/v1/search", "application/json", "[]", site),
              AllOf(StartsWith("HTTP/1.1 400"), HasSubstr("must be a JSON object")));
  EXPECT_THAT(posted("/api/v1/search", "application/json", R"({"size": 3})", site),
              AllOf(StartsWith("HTTP/1.1 400"), HasSubstr("here it is called limit")));
  EXPECT_THAT(posted("/api/v1/stats", "application/json", "{}", site), StartsWith("HTTP/1.1 405"));
}

std::string etag_in(const std::string& response) {
  const std::size_t at = response.find("ETag: ");
  if (at == std::string::npos) return {};
  return response.substr(at + 6, response.find("\r\n", at) - at - 6);
}

TEST(Routes, SendASearchOnceToWhoKeepsItUntilTheIndexChanges) {
  Site site({kHarbour});
  for (const std::string target :
       {"/api/v1/search?q=harbour", "/api/v1/facets/source?q=harbour", "/api/v1/feed?q=harbour"}) {
    const std::string etag = etag_in(site.get(target));
    ASSERT_THAT(etag, StartsWith("W/\"")) << target;
    const std::string again = site.get(target, "If-None-Match: " + etag + "\r\n");
    EXPECT_THAT(again, AllOf(StartsWith("HTTP/1.1 304"), EndsWith("\r\n\r\n"), HasSubstr(etag)));
    EXPECT_THAT(site.get(target + "&limit=3", "If-None-Match: " + etag + "\r\n"),
                StartsWith("HTTP/1.1 200"));
  }
  const std::string etag = etag_in(site.get("/api/v1/search?q=harbour"));
  site.publish_as(2, {kHarbour, kStorm});
  EXPECT_THAT(site.get("/api/v1/search?q=harbour", "If-None-Match: " + etag + "\r\n"),
              StartsWith("HTTP/1.1 200"));
}

TEST(Routes, ReadAQueryBackToWhoAsks) {
  const Site site({kHarbour, kStorm});
  const json query = site.get_json("/api/v1/search?q=harbour+qqqzz&read_as=true")["query"];
  const json& read = query["read_as"];
  EXPECT_EQ(read["text"], "harbour qqqzz");
  EXPECT_EQ(read["parts"][0],
            (json{{"text", "harbour"}, {"join", "all"}, {"count", 1}, {"remaining", "qqqzz"}}));
  EXPECT_EQ(read["parts"][1]["count"], 0);
  EXPECT_EQ(read["relaxed"][0], (json{{"change", "without “qqqzz”"},
                                      {"query", "harbour"},
                                      {"dropped", json::array()},
                                      {"count", 1}}));
  EXPECT_FALSE(site.get_json("/api/v1/search?q=harbour")["query"].contains("read_as"));
}

TEST(Routes, SayWhyAnArticleDoesNotMatch) {
  const Site site({kHarbour, kStorm});
  const json why = site.get_json("/api/v1/why?id=harbour&q=fishermen+storm");
  EXPECT_EQ(why["matches"], false);
  EXPECT_EQ(why["reasons"], json::array({"it has no “storm”"}));
  EXPECT_EQ(why["parts"][0]["reason"], nullptr);
  EXPECT_EQ(site.get_json("/api/v1/why?id=harbour&q=fishermen")["matches"], true);
  EXPECT_THAT(site.get("/api/v1/why?id=nowhere&q=a"), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(site.get("/api/v1/why?q=a"), HasSubstr("id must be that of an article"));
}

TEST(Routes, OfferBrowsersWithoutScriptsToAskForLess) {
  const Site site({kHarbour, kStorm});
  const std::string page = site.get("/?q=harbour+AND+qqqzz&place=Nowhere");
  EXPECT_THAT(page, HasSubstr("Read as: <bdi>harbour qqqzz</bdi>"));
  EXPECT_THAT(site.get("/?q=harbour+qqqzz"),
              HasSubstr("<a href=\"/?q=harbour\">without “qqqzz”</a>: 1"));
}

TEST(Routes, QuotePassagesWithinABudget) {
  const Site site({kHarbour, kStorm});
  const json answer = site.get_json("/api/v1/passages?q=harbour+fishermen&words=20");
  ASSERT_EQ(answer["passages"].size(), 2);
  const json& passage = answer["passages"][1];
  EXPECT_EQ(passage["text"], "Fishermen said that the harbour had been missed.");
  EXPECT_EQ(passage["paragraph"], 1);
  EXPECT_EQ(passage["marks"], json::parse("[[0, 9], [24, 31]]"));
  EXPECT_THAT(passage["link"].get<std::string>(),
              StartsWith("http://a.example/article/harbour#:~:text=Fishermen%20said"));
  EXPECT_THAT(passage["citation"]["plain"].get<std::string>(),
              EndsWith("25 January 2017, para. 2. http://a.example/article/harbour"));
  EXPECT_EQ(site.get_json("/api/v1/passages?q=fishermen&marks=html")["passages"][0]["text_html"],
            "<mark>Fishermen</mark> said that the harbour had been missed.");
  EXPECT_THAT(site.get("/api/v1/passages?q=a&words=5"), HasSubstr("a number from 20 to 10000"));
  EXPECT_THAT(site.get_json("/api/v1/articles/harbour")["citation"]["bibtex"].get<std::string>(),
              StartsWith("@article{harbour"));
}

TEST(Routes, WriteNoFormulasIntoTheCsvOfAConcordance) {
  for (const char* begin : {"=", "+", "-", "@"}) {
    const Site site({{.id = "x",
                      .title = std::string(begin) + "HYPERLINK(1) of the day",
                      .source = "Wire",
                      .paragraphs = {"Nothing but fishermen, -5 of them."}}});
    EXPECT_THAT(site.get("/api/v1/concordance?q=fishermen&format=csv"),
                HasSubstr(",fishermen,\", -5 of them\",x,'" + std::string(begin) +
                          "HYPERLINK(1) of the day,Wire,0,"))
        << begin;
  }
}

constexpr char kToolCall[] =
    R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search","arguments":{"q":"harbour"}}})";

TEST(Routes, ServeLanguageModelsWhereTheOperatorSaysSo) {
  EXPECT_THAT(Site({kHarbour}).post("/mcp", kToolCall), StartsWith("HTTP/1.1 405 "));
  Site site(Mount(), ModelTools::on);
  site.publish_as(1, {kHarbour, kStorm});
  const std::string response = site.post("/mcp", kToolCall);
  EXPECT_THAT(response,
              AllOf(StartsWith("HTTP/1.1 200 "), HasSubstr("Content-Type: application/json\r\n")));
  const json answer = json::parse(response.substr(response.find("\r\n\r\n") + 4));
  EXPECT_EQ(answer["result"]["isError"], false);
  EXPECT_THAT(answer["result"]["content"][0]["text"].get<std::string>(),
              HasSubstr("Harbour opens again"));
  EXPECT_THAT(site.post("/mcp", R"({"jsonrpc":"2.0","method":"notifications/initialized"})"),
              StartsWith("HTTP/1.1 202 "));
  EXPECT_THAT(site.get("/mcp"), StartsWith("HTTP/1.1 405 "));
}

TEST(Routes, RefusePagesOfOtherSitesWhatTheyAskOfTheToolsOfModels) {
  Site site(Mount(), ModelTools::on);
  site.publish_as(1, {kHarbour});
  const auto ask = [&](const std::string& fields) {
    return site.post("/mcp", kToolCall, "Content-Type: application/json\r\n" + fields);
  };
  EXPECT_THAT(ask("Origin: http://a.example\r\n"), StartsWith("HTTP/1.1 200 "));
  for (const char* origin : {"http://b.example", "null", "http://a.exampl", "https://a.example"})
    EXPECT_THAT(ask("Origin: " + std::string(origin) + "\r\n"), StartsWith("HTTP/1.1 403 "))
        << origin;
  EXPECT_THAT(ask("MCP-Protocol-Version: 2025-06-18\r\n"), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(ask("MCP-Protocol-Version: 1999-01-01\r\n"), StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(site.post("/mcp", kToolCall, "Content-Type: text/plain\r\n"),
              StartsWith("HTTP/1.1 415 "));
}

TEST(Routes, ShowWordsInTheirContext) {
  const Site site({kHarbour, kStorm});
  const json answer = site.get_json("/api/v1/concordance?q=harbour&context=2&limit=2");
  EXPECT_EQ(answer["total"], (json{{"value", 3}, {"exact", true}}));
  EXPECT_EQ(answer["articles"], 1);
  EXPECT_EQ(answer["lines"][1]["left"], "The old ");
  EXPECT_EQ(answer["lines"][1]["match"], "harbour");
  EXPECT_EQ(answer["lines"][1]["right"], " of the");
  EXPECT_EQ(answer["lines"][0]["paragraph"], nullptr);
  EXPECT_EQ(answer["next"], "/api/v1/concordance?q=harbour&limit=2&offset=2&context=2");
  EXPECT_EQ(site.get_json(answer["next"].get<std::string>())["lines"].size(), 1);
  const std::string csv = site.get("/api/v1/concordance?q=fishermen&format=csv&context=3");
  EXPECT_THAT(csv, HasSubstr("Dateline-Lines: 1\r\n"));
  EXPECT_THAT(csv, EndsWith("left,match,right,id,title,source,paragraph,published\r\n"
                            ",Fishermen, said that the,harbour,Harbour opens again,Harbour Wire,1,"
                            "2017-01-25\r\n"));
  EXPECT_THAT(site.get("/api/v1/concordance?q=a&order=up"), HasSubstr("one of articles, left"));
}

TEST(Routes, LeadBackFromAnArticleToTheSearchWithAllThatNarrowsIt) {
  const Site site({kHarbour, kStorm});
  EXPECT_THAT(site.get("/?q=harbour&source=Harbour+Wire&sort=oldest"),
              HasSubstr("/article/harbour?q=harbour&amp;source=Harbour%20Wire&amp;sort=oldest"));
  EXPECT_THAT(site.get("/article/harbour?q=harbour&source=Harbour+Wire"),
              HasSubstr("<a href=\"/?q=harbour&amp;source=Harbour%20Wire\" class=\"back\">"));
  EXPECT_THAT(site.get("/article/harbour?q=harbour&from=newsletter"),
              HasSubstr("<a href=\"/?q=harbour\" class=\"back\">"));
}

TEST(Routes, OfferTheArchiveToTheSearchBar) {
  const Site site;
  EXPECT_THAT(site.get("/opensearch.xml"),
              HasSubstr("template=\"http://a.example/?q={searchTerms}\""));
}

// A server below /news of another address.
class Below : public Site {
 public:
  explicit Below(const Mount& mount) : Site(mount) {
    Article other = kHarbour;
    other.id = "other";
    other.source = "Coast Daily";
    publish_as(1, {kHarbour, kStorm, other});
  }
};

TEST(Routes, WriteAddressesBelowTheirBasePath) {
  const Below site({.base_path = "/news"});
  const std::string page = site.get("/news/?q=harbour");
  EXPECT_THAT(
      page, AllOf(HasSubstr("href=\"/news/style.css\""), HasSubstr("src=\"/news/app.js\""),
                  HasSubstr("href=\"/news/article/harbour?q=harbour\""),
                  HasSubstr("href=\"/news/api/v1/feed?q=harbour\""), HasSubstr("action=\"/news/\""),
                  Not(HasSubstr("=\"/article")), Not(HasSubstr("=\"/\""))));
  EXPECT_THAT(site.get("/news/article/harbour"), HasSubstr("href=\"/news/\""));
  EXPECT_EQ(site.get_json("/news/api/v1/search?limit=1")["next"],
            "/news/api/v1/search?limit=1&offset=1");
  EXPECT_THAT(std::string(site.get_json("/news/api/v1/facets/source?limit=1")["next"]),
              StartsWith("/news/api/v1/facets/source?"));
  EXPECT_THAT(site.get("/news/api/v1/feed"),
              HasSubstr("href=\"http://a.example/news/article/harbour\""));
  EXPECT_THAT(site.get("/news/opensearch.xml"),
              HasSubstr("template=\"http://a.example/news/?q={searchTerms}\""));
  EXPECT_THAT(site.get("/news/openapi.yaml"), HasSubstr("servers:\n  - url: /news\n"));
  EXPECT_EQ(site.get("/news").substr(0, 15), "HTTP/1.1 200 OK");
  EXPECT_THAT(site.get("/style.css"), StartsWith("HTTP/1.1 200 ")) << "a proxy took it off";
}

TEST(Routes, WriteTheirPublicAddress) {
  const Below site({.base_path = "/news", .public_url = "https://b.example/news"});
  EXPECT_THAT(site.get("/api/v1/feed"), AllOf(HasSubstr("href=\"https://b.example/news/article/"),
                                              Not(HasSubstr("a.example"))));
  EXPECT_THAT(site.get("/opensearch.xml"),
              HasSubstr("template=\"https://b.example/news/?q={searchTerms}\""));
  EXPECT_THAT(site.get("/openapi.yaml"), HasSubstr("servers:\n  - url: https://b.example/news\n"));
}

TEST(Routes, WriteTheAddressOfTheAbsoluteFormAndNotOfTheHostField) {
  const Site site({kHarbour});
  const std::string feed = site.get("http://b.example/api/v1/feed");
  EXPECT_THAT(feed, AllOf(HasSubstr("http://b.example/"), Not(HasSubstr("a.example"))));
}

}  // namespace
}  // namespace dateline
