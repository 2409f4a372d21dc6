#include "tests/fuzz/index/damaged_file.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <utility>

#include "tests/support/damage.h"

namespace dateline {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace dateline

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

// Half of the inputs are the sound file with one to three damages, the others what libFuzzer makes
// of those that reached something new.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed) {
  std::mt19937 random(seed);
  if (size > 1 && random() % 2 == 0) return LLVMFuzzerMutate(data, size, max_size);
  std::string bytes = dateline::sound_file();
  for (auto damages = 1 + random() % 3; damages > 0; --damages)
    bytes = dateline::damaged(std::move(bytes), random);
  bytes.resize(std::min(bytes.size(), max_size));
  if (!bytes.empty())
    std::memcpy(data, bytes.data(), bytes.size());  // fast also where instrumented
  return bytes.size();
}
