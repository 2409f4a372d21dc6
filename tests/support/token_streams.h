#pragma once

#include <random>
#include <string>
#include <vector>

#include "search/store/tokens/token_stream.h"

namespace dateline {

// Blocks of sentences of words.
inline std::string stream_of(const std::vector<std::vector<std::vector<FormId>>>& blocks) {
  TokenStreamWriter writer;
  for (const auto& block : blocks) {
    writer.begin_block(BlockKind::paragraph);
    for (const auto& sentence : block) {
      writer.begin_sentence(sentence.size() * 7);
      for (const FormId form : sentence) writer.add(form);
    }
  }
  return std::string(writer.bytes());
}

// Short sentences of forms below `forms`, of lengths below `lengths`: where both are small, numbers
// of words, lengths and marks look alike.
inline std::string random_stream(std::mt19937& random, unsigned forms, unsigned lengths) {
  TokenStreamWriter writer;
  for (unsigned block = random() % 3 + 1; block > 0; --block) {
    writer.begin_block(static_cast<BlockKind>(random() % 4));
    for (unsigned sentence = random() % 4; sentence > 0; --sentence) {
      writer.begin_sentence(random() % lengths);
      for (unsigned word = random() % 12; word > 0; --word) writer.add(random() % forms);
    }
  }
  return std::string(writer.bytes());
}

}  // namespace dateline
