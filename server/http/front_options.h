#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "server/http/access_log.h"
#include "server/http/allowed_hosts.h"
#include "server/http/request_head.h"
#include "server/http/trusted_proxies.h"

namespace dateline {

// When a peer has had its time. All but `idle` are absolute, counted from the first byte of what
// they bound, so that a byte a second buys nothing.
struct Deadlines {
  std::chrono::milliseconds head{5'000};  // from the first byte of a request to the end of its head
  std::chrono::milliseconds body{10'000};  // from there to the end of its body
  std::chrono::milliseconds write{
      10'000};  // for an answer to be taken, plus its bytes at write_rate
  std::chrono::milliseconds idle{15'000};   // between two requests
  std::chrono::milliseconds linger{1'000};  // for a refused peer to read why, before it is cut off
  std::chrono::milliseconds drain{10'000};  // for requests under way when the server stops
  std::chrono::milliseconds farewell{500};  // then, for who has a connection to ask on it once more
  std::chrono::milliseconds tick{250};      // how often the above are looked at
  std::size_t write_rate = 16 * 1024;       // bytes a second that a slow reader must take
};

// How the front serves. The defaults are what the server runs with.
struct FrontOptions {
  std::size_t slots = 2;      // requests answered at the same time; stays as it was at the start
  std::size_t waiting = 128;  // requests that may wait for a slot; 503 beyond
  // Who comes after such a pause is answered beside those in the slots, one at a time. Stays, too.
  std::chrono::milliseconds pause{20};
  std::size_t connections = 8'000;            // open at the same time
  std::size_t connections_per_address = 256;  // loopback and trusted proxies are exempt
  std::size_t streams_per_address = 4;        // exports under way
  std::size_t backlog = 1'024;                // of the listening socket; stays
  HeadLimits head;
  Deadlines deadlines;  // all but `tick` may change
  AccessLog access_log;
  AllowedHosts hosts;
  TrustedProxies proxies;
  std::string base_path;  // "/news": taken off the addresses that are asked for; stays
};

}  // namespace dateline
