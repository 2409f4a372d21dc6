#pragma once

#include <string_view>

// What a parser does when it is confined: it answers requests (wire.h) that come over a channel.
namespace dateline {

// What it says first.
inline constexpr std::string_view kGreeting = "dateline-parse " DATELINE_VERSION;
inline constexpr std::size_t kMostGreetingBytes = 100;

inline constexpr int kParserOutOfMemory = 3;  // exit status
inline constexpr int kParserFailed = 4;       // likewise: a bug, as any exception here is

// Serves until the channel is closed, and returns the exit status.
int serve_requests(int channel);

}  // namespace dateline
