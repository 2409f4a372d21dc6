#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "server/socket.h"

// What the server and the system that runs it tell one another.
namespace dateline {

// The listening socket that systemd opened for us (sd_listen_fds(3)); none where it did not. It
// stays open when we end, so that nobody is refused until the next one accepts. Throws
// std::system_error where it is no socket that listens.
std::optional<Descriptor> inherited_listener();

// Tells systemd, where it asks to be told: "READY=1", "STOPPING=1" (sd_notify(3)).
void notify_manager(std::string_view state);

// Whether others than the owner and the group of a file may read it.
bool is_readable_by_all(const std::filesystem::path& file);

}  // namespace dateline
