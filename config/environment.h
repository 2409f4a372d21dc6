#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

// Settings by environment variables: DATELINE_SERVER_LISTEN is server.listen.
namespace dateline {

using Environment = std::map<std::string, std::string, std::less<>>;

// The variables of this process that begin with DATELINE_.
Environment dateline_variables();

// "DATELINE_SERVER_LISTEN" for "server.listen".
std::string variable_of(std::string_view key);

// Variables that look like a setting, DATELINE_SERVER_LISTN, and are none of `keys`.
std::vector<std::string> unknown_variables(const Environment& environment,
                                           const std::vector<std::string>& keys);

}  // namespace dateline
