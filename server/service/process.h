#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "server/http/socket.h"

// What the server and the system that runs it tell one another.
namespace dateline {

// The listening sockets that systemd opened for us (sd_listen_fds(3)); none where it did not. They
// stay open when we end, so that nobody is refused until the next one accepts. Throws
// std::system_error where one is no socket that listens.
std::vector<Descriptor> inherited_listeners();

// Tells systemd, where it asks to be told: "READY=1", "WATCHDOG=1" (sd_notify(3)).
void notify_manager(std::string_view state);

// How often systemd wants to be told "WATCHDOG=1" at least, lest it ends us
// (sd_watchdog_enabled(3)); none where it does not.
std::optional<std::chrono::microseconds> watchdog_period();

// Whether others than the owner and the group of a file may read it.
bool is_readable_by_all(const std::filesystem::path& file);

}  // namespace dateline
