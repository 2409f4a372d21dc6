#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "search/store/file_proof.h"
#include "search/store/generation.h"

namespace dateline {

// Opens generations of an index of which every byte is as their manifests say. Files that were
// found sound once are not read again while their identity stays the same, so a generation costs
// what is new in it. For one thread.
class GenerationOpener {
 public:
  explicit GenerationOpener(std::filesystem::path index);

  struct Opened {
    std::shared_ptr<const Generation> generation;  // null where none is sound
    std::uint64_t current = 0;         // the number that INDEX/current has; 0: there is none
    std::optional<std::string> fault;  // why it is not that one
  };

  // Opens the current generation, or where it is missing or damaged, the newest older one that is
  // sound. `standing` is what searches stand on: it is kept where it is the one. Once `stop` is
  // requested, ends soon with whatever it has.
  Opened open(const std::shared_ptr<const Generation>& standing, const std::stop_token& stop);

  // Has files with this content read again, since one of them was found not to be sound.
  void distrust(const ManifestFile& file);

 private:
  std::shared_ptr<const Generation> open_sound(const std::filesystem::path& folder,
                                               const std::shared_ptr<const Generation>& standing,
                                               const std::stop_token& stop);
  void prove(const std::filesystem::path& folder, const ManifestFile& file,
             const std::stop_token& stop);
  void fall_back(Opened& opened, const std::shared_ptr<const Generation>& standing,
                 const std::stop_token& stop);

  std::filesystem::path index_;
  using Proven = std::map<FileIdentity, std::string>;  // the hash that a file was found to have
  Proven proven_;
  Proven before_;  // what was proven before this call of open(); what it does not use is forgotten
};

}  // namespace dateline
