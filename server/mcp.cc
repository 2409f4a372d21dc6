#include "server/mcp.h"

#include <algorithm>
#include <array>
#include <istream>
#include <ostream>

#include <nlohmann/json.hpp>

#include "server/embedded_files.h"
#include "server/http/query_string.h"
#include "server/http/reply.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

// The newest is what is answered where the client asks for one that is not here.
constexpr std::array<std::string_view, 3> kVersions = {"2025-06-18", "2025-03-26", "2024-11-05"};

constexpr std::size_t kMaxMessageBytes = 1024 * 1024;
constexpr int kDeepestMessage = 32;

constexpr char kInstructions[] =
    "An archive of news articles. Use passages for text to quote and cite, search for lists of "
    "articles with exact totals, facets and timeline to see what the archive covers. Quote only "
    "what a tool returned, with its citation.";

// Codes of JSON-RPC 2.0.
struct RpcError {
  int code = 0;
  std::string message;
};
constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kNoSuchMethod = -32601;
constexpr int kInvalidParams = -32602;

std::string on_one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// None where it is no JSON, or nested deeper than any message is.
std::optional<Json> parse_message(std::string_view text) {
  bool too_deep = text.size() > kMaxMessageBytes;
  const auto watch = [&](int depth, Json::parse_event_t, Json&) {
    too_deep |= depth > kDeepestMessage;
    return !too_deep;
  };
  Json json = Json::parse(text, watch, false);
  if (too_deep || json.is_discarded()) return std::nullopt;
  return json;
}

// The tools as clients are told of them: those that take a search have its parameters as well.
Json tool_list() {
  const Json described = Json::parse(embedded_file("mcp_tools.json"));
  Json tools = Json::array();
  for (const Json& tool : described["tools"]) {
    Json properties = tool["parameters"];
    if (tool["takes_searches"]) properties.update(described["search_parameters"]);
    tools.push_back({{"name", tool["name"]},
                     {"title", tool["title"]},
                     {"description", tool["description"]},
                     {"inputSchema",
                      {{"type", "object"},
                       {"properties", std::move(properties)},
                       {"required", tool["required"]},
                       {"additionalProperties", false}}},
                     {"annotations", {{"readOnlyHint", true}, {"openWorldHint", false}}}});
  }
  return tools;
}

// The member, where it is text; else none.
std::string text_member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

Json initialized(const Json& params) {
  const std::string asked = text_member(params, "protocolVersion");
  const bool is_known = speaks_mcp(asked);
  return {
      {"protocolVersion", is_known ? asked : std::string(kVersions.front())},
      {"capabilities", {{"tools", Json::object()}}},
      {"serverInfo", {{"name", "dateline"}, {"title", "Dateline"}, {"version", DATELINE_VERSION}}},
      {"instructions", kInstructions}};
}

// What a tool answers: the body of an answer of the REST interface.
struct Outcome {
  bool failed = false;
  std::string text;
};

std::string body_of(const Response& response) {
  const std::size_t end = response.bytes.find("\r\n\r\n");
  return end == std::string::npos ? "" : response.bytes.substr(end + 4);
}

// Of a problem document, what is wrong, with the parameter's name before it.
std::string problem_text(const std::string& body) {
  const Json problem = Json::parse(body, nullptr, false);
  if (!problem.is_object()) return body;
  const std::string parameter = problem.value("parameter", std::string());
  return (parameter.empty() ? "" : parameter + ": ") + problem.value("detail", body);
}

Outcome ask(Application& application, std::string_view method, const std::string& target,
            std::string_view body = {}) {
  RequestHead head{.method = method, .target = target};
  head.fields.push_back({"Content-Type", kJsonType});
  head.body_bytes = body.size();
  const Client client;
  const Response response = application.respond({.head = head, .body = body, .client = client});
  const bool failed = !response.bytes.starts_with("HTTP/1.1 200 ");
  std::string text = body_of(response);
  return {failed, failed ? problem_text(text) : std::move(text)};
}

std::string taken(Json& arguments, const char* name) {
  const auto found = arguments.find(name);
  if (found == arguments.end() || !found->is_string()) return {};
  std::string value = found->get<std::string>();
  arguments.erase(found);
  return value;
}

Outcome get_article(Application& application, Json arguments) {
  for (const char* own : {"id", "q"}) {
    if (arguments.contains(own) && !arguments[own].is_string())
      return {true, std::string(own) + ": it must be a string"};
  }
  const std::string id = taken(arguments, "id");
  const std::string query = taken(arguments, "q");
  if (!arguments.empty())
    return {true, arguments.begin().key() + ": there is no such parameter; there are id and q"};
  if (id.empty()) return {true, "id: it must be the id of an article"};
  std::string target = "/api/v1/articles/";
  append_percent_encoded(target, id);
  std::string parameters;
  if (!query.empty()) append_parameter(parameters, "q", query);
  return ask(application, "GET", parameters.empty() ? target : target + "?" + parameters);
}

Outcome facets(Application& application, Json arguments) {
  const std::string field = taken(arguments, "field");
  if (field.empty()) return {true, "field: it must be the name of a field, such as source"};
  std::string target = "/api/v1/facets/";
  append_percent_encoded(target, field);
  return ask(application, "POST", target, on_one_line(arguments));
}

// Of a search, only what is counted by time.
Outcome timeline(Application& application, Json arguments) {
  for (const char* own : {"limit", "snippet_words"}) {
    if (arguments.contains(own)) return {true, std::string(own) + ": timeline lists no articles"};
  }
  if (!arguments.contains("timeline")) arguments["timeline"] = "auto";
  arguments["limit"] = 1;
  arguments["snippet_words"] = 0;
  Outcome outcome = ask(application, "POST", "/api/v1/search", on_one_line(arguments));
  if (outcome.failed) return outcome;
  const Json answer = Json::parse(outcome.text);
  outcome.text = on_one_line({{"query", answer["query"]},
                              {"total", answer["total"]},
                              {"timeline", answer["timeline"]},
                              {"generation", answer["generation"]}});
  return outcome;
}

Outcome call(Application& application, const std::string& tool, const Json& arguments) {
  if (tool == "get_article") return get_article(application, arguments);
  if (tool == "facets") return facets(application, arguments);
  if (tool == "timeline") return timeline(application, arguments);
  if (tool == "search" || tool == "passages")
    return ask(application, "POST", "/api/v1/" + tool, on_one_line(arguments));
  throw RpcError{kInvalidParams, "there is no tool " + tool};
}

Json called(Application& application, const Json& params) {
  const auto name = params.find("name");
  if (name == params.end() || !name->is_string())
    throw RpcError{kInvalidParams, "params.name must be the name of a tool"};
  const Json arguments = params.value("arguments", Json::object());
  if (!arguments.is_object()) throw RpcError{kInvalidParams, "params.arguments must be an object"};
  const Outcome outcome = call(application, name->get<std::string>(), arguments);
  return {{"content", Json::array({{{"type", "text"}, {"text", outcome.text}}})},
          {"isError", outcome.failed}};
}

Json result_of(Application& application, const std::string& method, const Json& params) {
  if (method == "initialize") return initialized(params);
  if (method == "ping") return Json::object();
  if (method == "tools/list") return {{"tools", tool_list()}};
  if (method == "tools/call") return called(application, params);
  throw RpcError{kNoSuchMethod, "there is no method " + method};
}

Json error_reply(const Json& id, const RpcError& error) {
  return {{"jsonrpc", "2.0"},
          {"id", id},
          {"error", {{"code", error.code}, {"message", error.message}}}};
}

// A client answers nothing that was asked here, but may send its answer all the same.
bool is_answer(const Json& message) {
  return message.is_object() && !message.contains("method") &&
         (message.contains("result") || message.contains("error"));
}

// None to a notification.
std::optional<Json> answer_to(Application& application, const Json& request) {
  if (is_answer(request)) return std::nullopt;
  if (!request.is_object() || text_member(request, "method").empty())
    return error_reply(nullptr, {kInvalidRequest, "a message must be a JSON-RPC request"});
  const auto id = request.find("id");
  if (id == request.end()) return std::nullopt;
  const Json params = request.value("params", Json::object());
  if (!params.is_object()) return error_reply(*id, {kInvalidParams, "params must be an object"});
  try {
    const Json result = result_of(application, request["method"], params);
    return Json{{"jsonrpc", "2.0"}, {"id", *id}, {"result", result}};
  } catch (const RpcError& error) {
    return error_reply(*id, error);
  }
}

// Revision 2025-03-26 of the protocol, and JSON-RPC, have messages that are lists of requests.
std::optional<Json> answer_to_batch(Application& application, const Json& requests) {
  if (requests.empty())
    return error_reply(nullptr, {kInvalidRequest, "a list of requests must not be empty"});
  Json replies = Json::array();
  for (const Json& request : requests) {
    if (std::optional<Json> reply = answer_to(application, request))
      replies.push_back(std::move(*reply));
  }
  if (replies.empty()) return std::nullopt;
  return replies;
}

}  // namespace

bool speaks_mcp(std::string_view version) {
  return std::ranges::find(kVersions, version) != kVersions.end();
}

std::optional<std::string> McpServer::answer(std::string_view message) {
  const std::optional<Json> parsed = parse_message(message);
  if (!parsed) {
    return on_one_line(
        error_reply(nullptr, {kParseError, "a message must be JSON in UTF-8, on one line"}));
  }
  const std::optional<Json> reply = parsed->is_array() ? answer_to_batch(application_, *parsed)
                                                       : answer_to(application_, *parsed);
  if (!reply) return std::nullopt;
  return on_one_line(*reply);
}

void McpServer::serve(std::istream& in, std::ostream& out) {
  for (std::string line; std::getline(in, line);) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (const std::optional<std::string> reply = answer(line)) out << *reply << "\n" << std::flush;
  }
}

}  // namespace dateline
