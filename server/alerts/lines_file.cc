#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "search/base/file_descriptor.h"
#include "search/base/output_file.h"
#include "server/alerts/channels.h"

namespace dateline {
namespace {

using OrderedJson = nlohmann::ordered_json;

std::string lines_of(const Delivery& delivery) {
  const OrderedJson body = OrderedJson::parse(delivery.body);
  const OrderedJson mark{{"alert", body.at("alert")}, {"delivery", delivery.id}};
  if (!body.contains("articles")) return body.dump() + "\n";
  std::string lines;
  for (const OrderedJson& article : body.at("articles")) {
    OrderedJson line = mark;
    line.update(article);
    lines += line.dump() + "\n";
  }
  return lines;
}

// Of the file, what stands behind its first bytes.
std::string tail_of(int file, std::uint64_t begin, std::size_t most) {
  std::string tail(most, '\0');
  const ssize_t size = ::pread(file, tail.data(), tail.size(), static_cast<off_t>(begin));
  tail.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return tail;
}

std::string_view what_is_left(std::string_view lines, std::string_view tail) {
  if (!lines.starts_with(tail)) return lines;  // of another writer, or a new file
  return lines.substr(tail.size());
}

}  // namespace

Undelivered append(const Delivery& delivery, const std::filesystem::path& path) {
  const auto failed = [&](const char* what) {
    return std::string(what) + " " + path.string() + ": " + std::strerror(errno);
  };
  const bool is_new = !std::filesystem::exists(path);
  const FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  if (!file.is_open()) return failed("cannot open");
  const std::string lines = lines_of(delivery);
  std::string_view left =
      what_is_left(lines, tail_of(file.get(), delivery.file_bytes, lines.size()));
  while (!left.empty()) {
    const ssize_t written = ::write(file.get(), left.data(), left.size());
    if (written < 0) return failed("cannot write");
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.get()) != 0) return failed("cannot sync");
  if (is_new) sync_path(std::filesystem::absolute(path).parent_path());
  return std::nullopt;
}

}  // namespace dateline
