#include <fstream>
#include <iostream>

#include "indexer/commands/command.h"

namespace dateline {

int show_set_aside(const std::filesystem::path& index) {
  std::ifstream list(index / "set-aside.jsonl");
  if (!list) {
    std::cerr << "dateline-index: no run has left a list in " << index.string() << "\n";
    return nothing_done;
  }
  if (list.peek() != std::ifstream::traits_type::eof()) std::cout << list.rdbuf();
  return all_well;
}

}  // namespace dateline
