#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "search/store/file_proof.h"
#include "search/store/generation.h"

namespace dateline {

// Reads the files of the generation that is served over and over, slowly, and finds what the disk
// has changed since they were proven. For one thread.
class Scrub {
 public:
  // `period` is for all of a generation; 0: nothing is read.
  Scrub(std::filesystem::path index, std::chrono::nanoseconds period);

  // Goes on with this generation where it was in the one before, so that frequent
  // publications do not keep it from getting round. Null: there is nothing to read.
  void follow(std::shared_ptr<const Generation> generation);

  bool has_work() const { return total_bytes_ > 0 && period_.count() > 0; }

  // Reads one piece, and returns how long to wait before the next. Returns none where the file
  // file() is not sound; why() says more.
  std::optional<std::chrono::nanoseconds> advance();

  const ManifestFile& file() const { return file_; }
  const std::string& why() const { return why_; }

 private:
  void next_file();
  std::chrono::nanoseconds pause(std::uint64_t bytes) const;

  std::filesystem::path index_;
  std::chrono::nanoseconds period_;
  std::shared_ptr<const Generation> generation_;
  std::uint64_t total_bytes_ = 0;
  ManifestFile file_;  // the one that is read, or was last
  std::optional<FileProof> proof_;
  std::string why_;
};

}  // namespace dateline
