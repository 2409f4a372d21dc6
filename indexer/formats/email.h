#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/sources/splitter.h"

namespace dateline {

// Cuts a mailbox (mbox) into its messages.
std::unique_ptr<Splitter> split_mailbox(std::shared_ptr<Input> input, SplitJob job);

// The article of a message: its subject, its date and its text. Attachments are left out.
std::vector<std::variant<RawArticle, SetAside>> parse_email(Record record);

// A header field's value with its RFC 2047 words decoded: "=?utf-8?q?Caf=C3=A9?=".
std::string decode_header(std::string_view value, std::string_view charset = {});

// The message in a file of Apple Mail (.emlx), which begins with a line of its length and ends with
// a property list, or as much of it as is there. None for any other file.
std::optional<std::string_view> apple_message(std::string_view file);

}  // namespace dateline
