#include <vector>

#include "search/base/error.h"
#include "search/store/columns/compression.h"
#include "tests/fuzz/index/damaged_file.h"

// Any bytes are the dictionary of a segment: what was compressed with the sound one is decompressed
// to something, or refused with an IndexError.
namespace dateline {
namespace {

std::vector<std::string> records() {
  std::vector<std::string> all;
  for (int i = 0; i < 3'000; ++i) {
    const std::string number = std::to_string(i * 7919 % 1000);
    all.push_back("a" + number + " Oil prices rise " + number +
                  " The market said that the price of oil rose by $" + number + " on day " +
                  number + ". The WHO asked who had been in Tokyo.");
  }
  return all;
}

void decompress(std::string_view bytes) {
  static const Dictionary sound(sound_file());
  static Compressor compressor;
  static const std::string compressed(compressor.compress(records().front(), sound));
  const Dictionary dictionary{std::string(bytes)};
  Decompressor().decompress(compressed, dictionary);
}

}  // namespace

const std::string& sound_file() {
  static const std::string bytes = train_dictionary(records());
  return bytes;
}

}  // namespace dateline

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  dateline::require(!dateline::sound_file().empty());
  dateline::decompress(dateline::sound_file());
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    dateline::decompress(dateline::as_text(data, size));
  } catch (const dateline::IndexError&) {
    return 0;
  }
  return 0;
}
