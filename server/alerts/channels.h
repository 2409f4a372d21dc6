#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "config/config.h"
#include "server/alerts/alert_state.h"

// The ways out of an alert. Each returns why a delivery did not arrive; none where it did.
namespace dateline {

using Undelivered = std::optional<std::string>;

// "sha256=0011…": HMAC-SHA256 of the body, as GitHub signs its webhooks.
std::string signature_of(std::string_view body, std::string_view secret);

// Posts the body; an answer of 200 to 299 says that it arrived. Does not follow to other addresses.
Undelivered post(const Delivery& delivery, const std::string& url, std::string_view secret);

// Appends a line for each article, or one for what is wrong with the query, and makes them durable.
// What a try before has left of them is completed, so that each line is there once.
Undelivered append(const Delivery& delivery, const std::filesystem::path& file);

// Hands a letter to sendmail, which keeps it from then on.
Undelivered send_letter(const Delivery& delivery, const Config::Alert& alert,
                        const Config::Mail& mail);

// The letter, with its head.
std::string letter_of(const Delivery& delivery, const Config::Alert& alert,
                      const Config::Mail& mail);

}  // namespace dateline
