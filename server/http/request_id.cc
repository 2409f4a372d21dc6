#include "server/http/request_id.h"

#include <algorithm>
#include <cstdio>
#include <random>

namespace dateline {
namespace {

constexpr std::size_t kMostBytes = 64;
constexpr std::string_view kMarks = "-_.+/=:";

bool may_be_in_id(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kMarks.find(c) != std::string_view::npos;
}

std::uint64_t random_number() {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32U) | device();
}

}  // namespace

RequestIds::RequestIds() : last_(random_number()) {}

std::string RequestIds::next() {
  char id[24];
  const std::uint64_t number = last_.fetch_add(1, std::memory_order_relaxed) + 1;
  std::snprintf(id, sizeof id, "%016llx", static_cast<unsigned long long>(number));
  return id;
}

bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= kMostBytes && std::ranges::all_of(text, may_be_in_id);
}

std::string with_request_id(std::string response, std::string_view id) {
  std::string line(kRequestIdField);
  line.append(": ").append(id).append("\r\n");
  const std::size_t status_end = response.find("\r\n");
  if (status_end != std::string::npos) response.insert(status_end + 2, line);
  return response;
}

}  // namespace dateline
