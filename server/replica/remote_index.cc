#include "server/replica/remote_index.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include <httplib.h>
#include <nlohmann/json.hpp>

#include "search/base/error.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::json;

constexpr std::chrono::seconds kPatience{60};  // for a connection, and for each part of an answer
constexpr char kFiles[] = "/api/v1/index/files";
constexpr char kFile[] = "/api/v1/index/file?name=";
constexpr int kGone = 404;

// Names come from another machine: none may lead out of the index. Those of an index need no
// escapes in a URL.
std::string checked_name(const std::string& name) {
  constexpr std::string_view kCharacters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/";
  constexpr std::string_view kFolders[] = {"generations/", "sources/", "pushed/"};
  const std::filesystem::path path(name);
  const bool is_one = std::ranges::any_of(kFolders, [&](auto folder) {
    return name.starts_with(folder) && name.size() > folder.size();
  });
  const bool leads_out = name != path.lexically_normal().string() || name.ends_with('/');
  if (!is_one || leads_out || name.find_first_not_of(kCharacters) != std::string::npos)
    throw RemoteError("its list names a file that is none of an index: " + name);
  return name;
}

bool is_hash(const std::string& text) {
  return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::vector<RemoteFile> files_of(const Json& list, const char* content) {
  std::vector<RemoteFile> files;
  for (const Json& file : list) {
    files.push_back({.name = checked_name(file.at("name")),
                     .bytes = file.at("bytes"),
                     .content = file.at(content)});
  }
  return files;
}

// Why an answer is not what was asked for.
std::string reason_of(const httplib::Response& response, const std::string& body) {
  const Json problem = Json::parse(body, nullptr, false);
  const std::string detail = problem.is_object() ? problem.value("detail", "") : "";
  return "it answers " + std::to_string(response.status) + (detail.empty() ? "" : ": " + detail);
}

// Waits so long that no more bytes come in all than a second may have.
class Throttle {
 public:
  explicit Throttle(std::uint64_t bytes_per_second) : most_(bytes_per_second) {}

  void took(std::uint64_t bytes) {
    if (most_ == 0) return;
    bytes_ += bytes;
    const std::chrono::duration<double> due(static_cast<double>(bytes_) /
                                            static_cast<double>(most_));
    std::this_thread::sleep_until(begin_ + std::chrono::duration_cast<Clock::duration>(due));
  }

 private:
  std::uint64_t most_;
  std::uint64_t bytes_ = 0;
  Clock::time_point begin_ = Clock::now();
};

}  // namespace

struct RemoteIndex::Connection {
  explicit Connection(const std::string& origin) : client(origin) {}

  httplib::Client client;
};

RemoteListing parse_listing(const std::string& text) try {
  const Json json = Json::parse(text);
  RemoteListing listing{.generation = json.at("generation"),
                        .files = files_of(json.at("files"), "hash"),
                        .records = files_of(json.at("records"), "identity")};
  for (const RemoteFile& file : listing.files) {
    if (!is_hash(file.content)) throw RemoteError("its list has no hash of " + file.name);
  }
  return listing;
} catch (const Json::exception& error) {
  throw RemoteError(std::string("its list of files cannot be read: ") + error.what());
}

RemoteIndex::RemoteIndex(RemoteOptions options) : options_(std::move(options)) {
  while (options_.url.ends_with('/')) options_.url.pop_back();
  const std::string& url = options_.url;
  if (!url.starts_with("http://") && !url.starts_with("https://"))
    throw InputError(url + " is no address of a server: http://HOST:PORT or https://HOST");
  const std::size_t path = std::min(url.find('/', url.find("//") + 2), url.size());
  base_path_ = url.substr(path);
  connection_ = std::make_unique<Connection>(url.substr(0, path));
  httplib::Client& client = connection_->client;
  if (!client.is_valid()) throw InputError(url + " is no address of a server");
  client.set_connection_timeout(kPatience);
  client.set_read_timeout(kPatience);
  client.set_keep_alive(true);
  client.set_default_headers({{"Authorization", "Bearer " + options_.token}});
}

RemoteIndex::~RemoteIndex() = default;

RemoteListing RemoteIndex::list() {
  const httplib::Result result = connection_->client.Get(base_path_ + kFiles);
  if (!result) throw RemoteError("it cannot be reached: " + httplib::to_string(result.error()));
  if (result->status != 200) throw RemoteError(reason_of(*result, result->body));
  return parse_listing(result->body);
}

std::uint64_t RemoteIndex::fetch(const RemoteFile& file, const std::filesystem::path& to) {
  std::error_code none;
  const std::uintmax_t there =
      std::filesystem::exists(to, none) ? std::filesystem::file_size(to) : 0;
  if (there >= file.bytes && there > 0) return 0;
  std::ofstream out;
  out.exceptions(std::ios::failbit | std::ios::badbit);
  out.open(to, std::ios::binary | std::ios::app);
  std::uint64_t came = 0;
  std::string refusal;
  bool is_file = false;
  Throttle throttle(options_.bytes_per_second);
  httplib::Headers headers;
  if (there > 0) headers.emplace("Range", "bytes=" + std::to_string(there) + "-");
  const httplib::Result result = connection_->client.Get(
      base_path_ + kFile + file.name, headers,
      [&](const httplib::Response& response) {
        is_file = response.status == (there > 0 ? 206 : 200);
        return true;
      },
      [&](const char* bytes, std::size_t size) {
        if (!is_file) {
          refusal.append(bytes, size);
          return true;
        }
        out.write(bytes, static_cast<std::streamsize>(size));
        came += size;
        throttle.took(size);
        return true;
      });
  out.flush();
  if (result && result->status == kGone) throw RemoteFileGone(reason_of(*result, refusal));
  if (result && !is_file) throw RemoteError(reason_of(*result, refusal));
  if (!result) {
    throw RemoteError("it broke off " + file.name + ": " + httplib::to_string(result.error()));
  }
  return came;
}

}  // namespace dateline
