#pragma once

#include <filesystem>
#include <system_error>
#include <utility>

namespace dateline {

// A folder that is empty at first, and gone when the work ends, however it ends.
class Workplace {
 public:
  explicit Workplace(std::filesystem::path path) : path_(std::move(path)) { clear(); }
  ~Workplace() {
    std::error_code ignored;  // what stays is removed by the next run
    std::filesystem::remove_all(path_, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  void clear() const {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directory(path_);
  }

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace dateline
