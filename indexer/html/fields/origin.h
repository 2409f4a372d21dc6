#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/html/fields/claims.h"

namespace dateline::html {

// Where an article is from: each is the first claim that says it. None where all are of something
// else.

// A name of the site or paper; no account, no address, no date, and not the program that made the
// site ("Blogger").
std::optional<Claim> claimed_source(const std::vector<Claim>& claims);

// The same of a text that may be one: "--World--The Paper" is "The Paper". Empty where it is none.
std::string source_name(std::string_view text);

// Where an article was written, the date behind it left out: "Port Example, Jan 5".
std::optional<Claim> claimed_place(const std::vector<Claim>& claims);

// A part of the paper; no word that programs write where nobody chose one ("Uncategorized").
std::optional<Claim> claimed_section(const std::vector<Claim>& claims);

}  // namespace dateline::html
