#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace dateline {

// A file of a generation as it was when it was published.
struct ManifestFile {
  std::string name;  // within the generation's folder
  std::uint64_t bytes = 0;
  std::string hash;  // XXH3-128 of the content, 32 hexadecimal digits

  bool operator==(const ManifestFile&) const = default;
};

// What a generation came of: a run over the sources, articles that were pushed, or a merge of
// segments, which changes no article.
enum class MadeBy : std::uint8_t { run, push, merge };

// What a generation says of itself: manifest.json in its folder. docs/architecture.md has its
// fields.
struct Manifest {
  int schema_version = 0;
  std::uint64_t generation = 0;
  std::uint64_t articles = 0;
  std::uint64_t text_bytes = 0;
  std::map<std::string, std::uint64_t> languages;  // articles of each
  std::string built_at;                            // RFC 3339, UTC
  std::vector<std::string> built_from;             // the paths that were read
  std::vector<std::string>
      segments;  // folders within the generation's, in the order of their documents
  std::vector<ManifestFile> files;  // all but manifest.json
  std::uint64_t pushed = 0;         // sequence number of the last entry of the queue that is in it
  MadeBy made_by = MadeBy::run;
  std::int64_t last_arrival = 0;  // no article of it, or of one before, came later: arrivals.h

  bool operator==(const Manifest&) const = default;
};

// Throws IndexError where the file is missing, no manifest, of another schema version, or not as it
// was written: its last line is a hash of itself.
Manifest read_manifest(const std::filesystem::path& generation_folder);

// Whether the folder has a sound manifest of another schema version, which is no damage.
bool is_of_another_version(const std::filesystem::path& generation_folder);

// The last arrival of a generation of whatever schema version; 0 where its manifest is not sound,
// or is of a version that knew none.
std::int64_t last_arrival_of(const std::filesystem::path& generation_folder);

void write_manifest(const Manifest& manifest, const std::filesystem::path& generation_folder);

// Size and hash of every file under the folder, by name; manifest.json left out. Reads every byte.
std::vector<ManifestFile> describe_files(const std::filesystem::path& generation_folder);

// One of them, by its name within the folder.
ManifestFile describe_file(const std::filesystem::path& generation_folder, const std::string& name);

// The files that are missing, too many, or not as the manifest says, a sentence each. Reads every
// byte.
std::vector<std::string> verify_files(const Manifest& manifest,
                                      const std::filesystem::path& generation_folder);

}  // namespace dateline
