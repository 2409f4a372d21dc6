#include "server/index_files.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "search/base/content_hash.h"
#include "search/base/error.h"
#include "search/base/file_descriptor.h"
#include "search/base/mapped_file.h"
#include "search/store/generation.h"
#include "search/store/manifest.h"
#include "server/api/json_writer.h"
#include "server/api/parameters.h"
#include "server/asked.h"
#include "server/failures.h"
#include "server/http/query_string.h"

namespace dateline {
namespace {

constexpr std::size_t kPartBytes = 256 * 1024;
constexpr std::string_view kManifest = "manifest.json";
constexpr std::string_view kKinds[] = {"generations", "sources", "pushed"};

struct NoSuchFile {};

// The records and the queue change by being appended to, or are replaced as a whole: what tells the
// one from the other. Empty where the file system does not say.
std::string identity_of_record(const std::filesystem::path& path) {
  struct statx status = {};
  if (::statx(AT_FDCWD, path.c_str(), AT_SYMLINK_NOFOLLOW, STATX_INO | STATX_BTIME, &status) != 0 ||
      (status.stx_mask & STATX_BTIME) == 0) {
    return "";
  }
  return std::to_string(status.stx_ino) + "-" + std::to_string(status.stx_btime.tv_sec) + "." +
         std::to_string(status.stx_btime.tv_nsec);
}

std::vector<std::filesystem::path> regular_files(const std::filesystem::path& folder,
                                                 std::string_view ending) {
  std::vector<std::filesystem::path> files;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    if (entry.is_regular_file(none) && entry.path().extension() == ending)
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void append_file(JsonWriter& json, const std::string& name, std::uint64_t bytes,
                 std::string_view kind, const std::string& value) {
  json.begin_object().key("name").string(name).key("bytes").number(bytes);
  json.key(kind).string(value).end_object();
}

void append_record(JsonWriter& json, const std::filesystem::path& index,
                   const std::filesystem::path& path) {
  std::error_code gone;
  const std::uintmax_t bytes = std::filesystem::file_size(path, gone);
  if (gone) return;
  append_file(json, path.lexically_relative(index).string(), bytes, "identity",
              identity_of_record(path));
}

// Whether a name is one that a list may have: of one of the three folders, and of nothing above.
bool is_listable(const std::filesystem::path& name) {
  if (name.empty() || name.is_absolute() || name.string() != name.lexically_normal().string())
    return false;
  const std::string first = name.begin()->string();
  return std::find(std::begin(kKinds), std::end(kKinds), first) != std::end(kKinds);
}

// "bytes=1048576-" and nothing else: any other range is answered by the whole, as RFC 9110 allows.
std::uint64_t first_byte(std::string_view range) {
  constexpr std::string_view kUnit = "bytes=";
  if (!range.starts_with(kUnit) || !range.ends_with('-')) return 0;
  range = range.substr(kUnit.size(), range.size() - kUnit.size() - 1);
  std::uint64_t first = 0;
  const auto [end, error] = std::from_chars(range.data(), range.data() + range.size(), first);
  return error == std::errc() && end == range.data() + range.size() ? first : 0;
}

// A file from some byte to the end that it had when it was opened.
class FileRest : public ResponseRest {
 public:
  FileRest(FileDescriptor file, std::uint64_t from, std::uint64_t end)
      : file_(std::move(file)), at_(from), end_(end) {}

  std::optional<std::string> next() override {
    std::string part(std::min<std::uint64_t>(kPartBytes, end_ - at_), '\0');
    if (part.empty()) return part;
    const ssize_t size = ::pread(file_.get(), part.data(), part.size(), static_cast<off_t>(at_));
    if (size <= 0) return std::nullopt;
    part.resize(static_cast<std::size_t>(size));
    at_ += part.size();
    return part;
  }

 private:
  FileDescriptor file_;
  std::uint64_t at_;
  std::uint64_t end_;
};

std::string wanted_name(const HttpRequest& request) {
  std::string name;
  for (const Parameter& parameter : parse_query_string(query_string_of(request.head.target))) {
    if (parameter.name != "name")
      throw ParameterError(parameter.name, "there is no parameter " + parameter.name);
    name = parameter.value;
  }
  if (!is_listable(name)) throw ParameterError("name", "name must be a file that the list has");
  return name;
}

Response opened(const std::filesystem::path& path, const HttpRequest& request) {
  FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat status = {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
    throw NoSuchFile();
  const auto bytes = static_cast<std::uint64_t>(status.st_size);
  const std::uint64_t from = std::min(first_byte(request.head.field("Range")), bytes);
  std::string head = response_head(from > 0 ? 206 : 200);
  head += "Content-Type: application/octet-stream\r\nCache-Control: no-store\r\n";
  head += "Content-Length: " + std::to_string(bytes - from) + "\r\n";
  if (from > 0) {
    head += "Content-Range: bytes " + std::to_string(from) + "-" +
            std::to_string(std::max(bytes, from + 1) - 1) + "/" + std::to_string(bytes) + "\r\n";
  }
  if (request.head.http_1_0 || request.afterwards == Afterwards::close)
    head += "Connection: close\r\n";
  return {.bytes = head + "\r\n",
          .rest = std::make_unique<FileRest>(std::move(file), from, bytes),
          .status = from > 0 ? 206 : 200};
}

Response refused(const Problem& problem, const HttpRequest& request) {
  return {.bytes = problem_response(problem, request.afterwards), .status = problem.status};
}

}  // namespace

Reply IndexFiles::list(const httplib::Request& request) const {
  no_parameters(parameters_of(request));
  const std::filesystem::path& index = index_.path();
  const IndexReader::Lease searcher = index_.searcher();
  const std::filesystem::path folder = generation_folder(index, searcher.generation());
  const Manifest manifest = read_manifest(folder);
  const MappedFile text(folder / kManifest);
  const std::string place = folder.lexically_relative(index).string() + "/";
  JsonWriter json;
  json.begin_object().key("generation").number(manifest.generation).key("files").begin_array();
  for (const ManifestFile& file : manifest.files)
    append_file(json, place + file.name, file.bytes, "hash", file.hash);
  append_file(json, place + std::string(kManifest), text.bytes().size(), "hash",
              content_hash(text.bytes()));
  json.end_array().key("records").begin_array();
  for (const auto& path : regular_files(index / "sources", ".jsonl"))
    append_record(json, index, path);
  for (const auto& path : regular_files(index / "pushed", ".log")) append_record(json, index, path);
  json.end_array().end_object();
  return {.body = json.take() + "\n", .headers = {{"Cache-Control", "no-store"}}};
}

Response IndexFiles::file(const HttpRequest& request) const {
  Response response;
  try {
    response = opened(index_.path() / wanted_name(request), request);
  } catch (const NoSuchFile&) {
    response = refused({.status = 404, .detail = "the index has no such file any more"}, request);
  } catch (...) {
    response = refused(problem_of(logged(request), std::current_exception()), request);
  }
  if (request.head.method == "HEAD")
    return {.bytes = without_body(std::move(response.bytes)), .status = response.status};
  return response;
}

}  // namespace dateline
