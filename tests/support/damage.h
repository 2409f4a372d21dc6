#pragma once

#include <random>
#include <string>

namespace dateline {

// The bytes of a file as disks, and copies that broke off, leave them: with a bit flipped, cut,
// lengthened, with eight bytes of ones, or with a piece of it at another place.
std::string damaged(std::string bytes, std::mt19937& random);

}  // namespace dateline
