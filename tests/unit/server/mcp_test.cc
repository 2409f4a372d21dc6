#include "server/mcp.h"

#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "search/store/generation.h"
#include "server/routes.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

// An archive as a model sees it.
class Model {
 public:
  Model() : mcp_(routes_) {
    const TempIndex made({{.id = "harbour/1",
                           .title = "Harbour opens",
                           .source = "Harbour Wire",
                           .published = Date{.year = 2017, .month = 1, .day = 25},
                           .paragraphs = {"The harbour of the town opened on Wednesday."}},
                          {.id = "storm", .title = "Storm", .paragraphs = {"A storm came."}}});
    const std::filesystem::path folder = generation_folder(index_.path(), 1);
    std::filesystem::create_directories(folder.parent_path());
    std::filesystem::copy(made.folder(), folder, std::filesystem::copy_options::recursive);
    Manifest manifest = read_manifest(folder);
    manifest.generation = 1;
    write_manifest(manifest, folder);
    publish(index_.path(), 1);
  }

  json ask(const json& message) {
    const std::optional<std::string> reply = mcp_.answer(message.dump());
    return reply ? json::parse(*reply) : json();
  }

  json result(const std::string& method, const json& params = json::object()) {
    return ask({{"jsonrpc", "2.0"}, {"id", 7}, {"method", method}, {"params", params}})["result"];
  }

  json call(const std::string& tool, const json& arguments) {
    return result("tools/call", {{"name", tool}, {"arguments", arguments}});
  }

  // What a tool that succeeds answers.
  json found(const std::string& tool, const json& arguments) {
    const json outcome = call(tool, arguments);
    EXPECT_EQ(outcome["isError"], false) << outcome;
    return json::parse(outcome["content"][0]["text"].get<std::string>());
  }

  std::string fault(const std::string& tool, const json& arguments) {
    const json outcome = call(tool, arguments);
    EXPECT_EQ(outcome["isError"], true) << outcome;
    return outcome["content"][0]["text"];
  }

  McpServer& mcp() { return mcp_; }

 private:
  TempFolder index_;
  Routes routes_{{.index = index_.path()}};
  McpServer mcp_;
};

TEST(Mcp, SaysWhatItIsInTheVersionThatIsAskedFor) {
  Model model;
  const json old = model.result("initialize", {{"protocolVersion", "2024-11-05"}});
  EXPECT_EQ(old["protocolVersion"], "2024-11-05");
  EXPECT_EQ(old["serverInfo"]["name"], "dateline");
  EXPECT_TRUE(old["capabilities"].contains("tools"));
  EXPECT_EQ(model.result("initialize", {{"protocolVersion", "1999"}})["protocolVersion"],
            "2025-06-18");
  for (const json& odd : {json(1), json(nullptr), json::array(), json::object(), json(true)}) {
    EXPECT_EQ(model.result("initialize", {{"protocolVersion", odd}})["protocolVersion"],
              "2025-06-18")
        << odd;
  }
  EXPECT_EQ(model.result("ping"), json::object());
}

TEST(Mcp, DescribesEveryParameterOfEveryTool) {
  Model model;
  std::set<std::string> names;
  const json tools = model.result("tools/list")["tools"];
  for (const json& tool : tools) {
    names.insert(tool["name"]);
    EXPECT_EQ(tool["annotations"]["readOnlyHint"], true);
    EXPECT_EQ(tool["inputSchema"]["additionalProperties"], false);
    for (const auto& [name, property] : tool["inputSchema"]["properties"].items())
      EXPECT_GT(property.value("description", "").size(), 10) << tool["name"] << " " << name;
  }
  EXPECT_THAT(names,
              UnorderedElementsAre("search", "passages", "get_article", "facets", "timeline"));
}

// What the tools list is what the addresses take: each parameter is tried with a value it allows.
TEST(Mcp, TakesEveryParameterThatItDescribes) {
  Model model;
  const auto value_of = [](const std::string& name, const json& property) -> json {
    if (property.contains("default")) return property["default"];
    if (property.contains("enum")) return property["enum"][0];
    if (name == "id") return "storm";
    if (name == "from" || name == "to") return "2017";
    if (property["type"] == "array") return json::array({"x"});
    if (property["type"] == "boolean") return true;
    return "harbour";
  };
  for (const json& tool : model.result("tools/list")["tools"]) {
    const json& schema = tool["inputSchema"];
    for (const auto& [name, property] : schema["properties"].items()) {
      json arguments{{name, value_of(name, property)}};
      for (const json& required : schema["required"]) {
        const std::string other = required;
        arguments[other] = value_of(other, schema["properties"][other]);
      }
      EXPECT_EQ(model.call(tool["name"], arguments)["isError"], false)
          << tool["name"] << " " << arguments << model.call(tool["name"], arguments);
    }
  }
}

TEST(Mcp, SearchesQuotesAndCounts) {
  Model model;
  EXPECT_EQ(
      model.found("search", {{"q", "harbour"}, {"source", {"Harbour Wire"}}})["total"]["value"], 1);
  const json passage = model.found("passages", {{"q", "harbour"}})["passages"][0];
  EXPECT_EQ(passage["text"], "The harbour of the town opened on Wednesday.");
  EXPECT_THAT(passage["citation"]["plain"].get<std::string>(), HasSubstr("25 January 2017"));
  EXPECT_EQ(model.found("get_article", {{"id", "harbour/1"}, {"q", "town"}})["title"],
            "Harbour opens");
  EXPECT_EQ(model.found("facets", {{"field", "source"}})["values"][0]["value"], "Harbour Wire");
  const json counts = model.found("timeline", {{"timeline", "year"}});
  EXPECT_EQ(counts["timeline"], json::parse(R"([{"period": "2017", "count": 1},
                                               {"period": null, "count": 1}])"));
  EXPECT_FALSE(counts.contains("hits"));
}

TEST(Mcp, SaysWhatIsWrongWithAnArgument) {
  Model model;
  EXPECT_EQ(model.fault("search", {{"limit", 1000}}),
            "limit: limit must be a number from 1 to 100");
  EXPECT_EQ(model.fault("search", {{"size", 5}}),
            "size: there is no parameter of this name; here it is called limit");
  EXPECT_EQ(model.fault("get_article", {{"id", "nowhere"}}), "there is no article nowhere");
  EXPECT_THAT(model.fault("get_article", {{"ID", "storm"}}), HasSubstr("there are id and q"));
  EXPECT_EQ(model.fault("get_article", {{"id", 7}}), "id: it must be a string");
  EXPECT_EQ(model.fault("get_article", {{"id", "storm"}, {"q", 5}}), "q: it must be a string");
  EXPECT_THAT(model.fault("facets", {{"field", "colour"}}), HasSubstr("there is no facet colour"));
  EXPECT_THAT(model.fault("facets", json::object()), HasSubstr("field: "));
  EXPECT_THAT(model.fault("timeline", {{"limit", 5}}), HasSubstr("timeline lists no articles"));
}

TEST(Mcp, AnswersErrorsOfTheProtocolAsJsonRpcDoes) {
  Model model;
  const auto code = [&](const std::string& message) {
    return json::parse(model.mcp().answer(message).value())["error"]["code"].get<int>();
  };
  EXPECT_EQ(code("{"), -32700);
  EXPECT_EQ(code("\xff"), -32700);
  EXPECT_EQ(code(std::string(100'000, '[')), -32700);
  EXPECT_EQ(code("[]"), -32600);
  EXPECT_EQ(code(R"({"id": 1})"), -32600);
  EXPECT_EQ(code(R"({"id": 1, "method": "articles/delete"})"), -32601);
  EXPECT_EQ(code(R"({"id": 1, "method": "tools/call", "params": []})"), -32602);
  EXPECT_EQ(code(R"({"id": 1, "method": "tools/call", "params": {"name": "push"}})"), -32602);
}

TEST(Mcp, AnswersAListOfRequestsWithAList) {
  Model model;
  const json replies = model.ask(json::parse(R"([{"id": 1, "method": "ping"},
      {"method": "notifications/initialized"}, {"id": 2, "method": "nothing"}, 5,
      {"id": 3, "result": {}}])"));
  ASSERT_EQ(replies.size(), 3) << replies;
  EXPECT_EQ(replies[0]["result"], json::object());
  EXPECT_EQ(replies[1]["error"]["code"], -32601);
  EXPECT_EQ(replies[2]["error"]["code"], -32600);
  EXPECT_FALSE(model.mcp().answer(R"([{"method": "notifications/initialized"}])"));
  EXPECT_FALSE(model.mcp().answer(R"({"id": 3, "result": {}})"));
}

TEST(Mcp, AnswersALineWithALineAndANotificationWithNothing) {
  Model model;
  std::istringstream in(
      "{\"method\": \"notifications/initialized\"}\n\n{\"id\": \"a\", \"method\": \"ping\"}\r\n");
  std::ostringstream out;
  model.mcp().serve(in, out);
  EXPECT_EQ(out.str(), "{\"id\":\"a\",\"jsonrpc\":\"2.0\",\"result\":{}}\n");
}

}  // namespace
}  // namespace dateline
