#include "search/store/index_check.h"

#include <sstream>

#include <xapian.h>

#include "search/base/error.h"
#include "search/store/generation.h"
#include "search/store/public_database.h"

namespace dateline {
namespace {

void check_postings(const std::string& name, const Segment& segment,
                    std::vector<std::string>& faults) try {
  std::ostringstream told;
  if (Xapian::Database::check(segment.postings_path(), 0, &told) > 0)
    faults.push_back("Xapian finds errors in the postings of " + name + ": " + told.str());
  const Xapian::doccount documents = Xapian::Database(segment.postings_path()).get_doccount();
  if (documents != segment.documents()) {
    faults.push_back(name + " has postings of " + std::to_string(documents) +
                     " articles and records of " + std::to_string(segment.documents()));
  }
} catch (const Xapian::Error& error) {
  faults.push_back("Xapian cannot read the postings of " + name + ": " + error.get_msg());
}

// A database may lag behind by articles that were deleted since: see docs/xapian.md.
void check_public_database(const std::filesystem::path& path, const std::string& name,
                           const Segment& segment, std::vector<std::string>& faults) try {
  if (!std::filesystem::exists(path)) return;
  std::ostringstream told;
  if (Xapian::Database::check(path.string(), 0, &told) > 0)
    faults.push_back("Xapian finds errors in " + name + ": " + told.str());
  const Xapian::doccount documents = Xapian::Database(path.string()).get_doccount();
  if (documents > segment.documents()) {
    faults.push_back(name + " has " + std::to_string(documents) + " articles and its segment " +
                     std::to_string(segment.documents()));
  }
} catch (const Xapian::Error& error) {
  faults.push_back("Xapian cannot read " + name + ": " + error.get_msg());
}

// Only for a generation whose files are as they were published: others may mislead Xapian.
void check_contents(const std::filesystem::path& folder, std::vector<std::string>& faults) try {
  const Generation generation(folder);
  std::uint64_t live = 0;
  for (std::size_t i = 0; i < generation.segments().size(); ++i) {
    const Segment& segment = *generation.segments()[i];
    const std::string& name = generation.manifest().segments[i];
    check_postings(name, segment, faults);
    check_public_database(folder / name / kPublicFile, name + "/" + kPublicFile, segment, faults);
    live += segment.documents() - segment.deleted_documents();
  }
  if (live != generation.manifest().articles) {
    faults.push_back("the segments have " + std::to_string(live) +
                     " articles and the manifest says " +
                     std::to_string(generation.manifest().articles));
  }
} catch (const IndexError& error) {
  faults.emplace_back(error.what());
}

}  // namespace

std::vector<std::string> check_generation(const std::filesystem::path& folder) try {
  const Manifest manifest = read_manifest(folder);
  std::vector<std::string> faults = verify_files(manifest, folder);
  if (generation_number(folder) != manifest.generation) {
    faults.push_back("the manifest is that of generation " + std::to_string(manifest.generation));
  }
  if (faults.empty()) check_contents(folder, faults);
  return faults;
} catch (const IndexError& error) {
  return {error.what()};
}

}  // namespace dateline
