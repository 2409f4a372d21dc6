#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/support/program.h"
#include "tests/support/raw_client.h"
#include "tests/support/temp_index.h"

// The real programs over a temporary folder.
namespace dateline {

// A folder of sources, the index made of them, and a server over it.
class Service {
 public:
  void write(const std::string& name, const std::string& content) const {
    std::ofstream(folder.path() / "sources" / name) << content;
  }

  int run_indexer() const {
    return Program("dateline-index", {"--index", index(), sources()}).wait();
  }

  std::string sources() const { return (folder.path() / "sources").string(); }

  std::string index() const { return (folder.path() / "index").string(); }

  Service() { std::filesystem::create_directory(folder.path() / "sources"); }

  TempFolder folder;
};

// A server of its own on a free port.
class Server {
 public:
  explicit Server(const std::string& index, const std::vector<std::string>& more = {})
      : program_("dateline-server", arguments(index, more)) {
    const std::string line = program_.read_line();
    constexpr std::string_view kBegin = "listening on http://127.0.0.1:";
    EXPECT_THAT(line, testing::StartsWith(std::string(kBegin)));
    port_ = static_cast<std::uint16_t>(std::stoul(line.substr(kBegin.size())));
  }

  std::string get(const std::string& target) const {
    RawClient client(port_);
    client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return client.read_response();
  }

  nlohmann::json get_json(const std::string& target) const {
    const std::string response = get(target);
    return nlohmann::json::parse(response.substr(response.find("\r\n\r\n") + 4));
  }

  std::uint16_t port() const { return port_; }
  Program& program() { return program_; }

 private:
  static std::vector<std::string> arguments(const std::string& index,
                                            const std::vector<std::string>& more) {
    std::vector<std::string> all{"--index", index, "--listen", "127.0.0.1:0"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  Program program_;
  std::uint16_t port_ = 0;
};

}  // namespace dateline
