#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dateline {

// What is wrong with a generation, a sentence each; none where it is sound. Compares every file
// with the size and hash in the manifest, has Xapian check its tables, and compares the numbers of
// articles in all files. Reads every byte; writes nothing.
std::vector<std::string> check_generation(const std::filesystem::path& generation_folder);

}  // namespace dateline
