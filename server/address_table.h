#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <httplib.h>

#include "server/http/application.h"
#include "server/http/reply.h"

namespace dateline {

// Who may ask. Readers are everybody too, unless the server wants a token of them.
enum class Audience { everybody, readers, writers, administrators, replicas };

// What requests with these methods for this address are, and who answers them.
struct Address {
  std::string_view pattern;  // "/api/v1/articles/{id}/similar": {id} is a segment that is not empty
  std::string_view methods;  // as the Allow field lists them; HEAD is answered as GET is
  std::string_view name;     // by which metrics count it; addresses may share one
  Audience audience;
  Work work;
  std::uint64_t body_bytes;  // that a request may carry
  std::function<Reply(const httplib::Request&)> answer;
  std::function<Response(const HttpRequest&)> stream =
      nullptr;  // instead, where the work is Work::stream
};

// Whether a path, still percent-encoded, is one that the pattern describes.
bool is_path_of(std::string_view pattern, std::string_view path);

// The pattern as cpp-httplib routes by it, with a group for what stands in the place of {id}.
std::string regex_of(std::string_view pattern);

// Every address of a server, the first of those with a path before the others. Constant once made.
class AddressTable {
 public:
  explicit AddressTable(std::vector<Address> addresses);

  struct Found {
    const Address* address = nullptr;  // none where nothing is at the path, or not for this method
    std::string_view methods;          // that are known at the path; empty where nothing is
    std::size_t name = 0;              // its place in names()
  };
  Found find(std::string_view method, std::string_view path) const;

  const std::vector<Address>& addresses() const { return addresses_; }

  // Of all addresses, each once. The last is "unknown", for requests of which nothing is at the
  // path.
  const std::vector<std::string_view>& names() const { return names_; }

 private:
  std::vector<Address> addresses_;
  std::vector<std::string> methods_;  // of each address, with those of others that have its pattern
  std::vector<std::size_t> name_of_;  // each address's place in names_
  std::vector<std::string_view> names_;
};

}  // namespace dateline
