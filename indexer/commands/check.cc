#include <algorithm>
#include <iostream>

#include "indexer/commands/command.h"
#include "search/store/generation.h"
#include "search/store/index_check.h"

namespace dateline {
namespace {

bool is_sound(const std::filesystem::path& index, std::uint64_t number, std::uint64_t current) {
  const std::vector<std::string> faults = check_generation(generation_folder(index, number));
  std::cout << "generation " << number << (number == current ? ", the current one" : "")
            << (faults.empty() ? ": sound\n" : ": damaged\n");
  for (const std::string& fault : faults) std::cout << "  " << fault << "\n";
  return faults.empty();
}

constexpr const char* kAdvice =
    "what to do: dateline-index --rollback makes the generation before current; a copy made by\n"
    "--backup can be copied back; dateline-index --full builds the index anew from the sources\n";

}  // namespace

int run_check(const std::filesystem::path& index) {
  const std::vector<std::uint64_t> numbers = generation_numbers(index);
  const auto folder = current_generation(index);
  const std::uint64_t current = folder ? generation_number(*folder) : 0;
  bool all_sound = true;
  bool current_sound = false;
  for (const std::uint64_t number : numbers) {
    const bool sound = is_sound(index, number, current);
    all_sound = all_sound && sound;
    if (number == current) current_sound = sound;
  }
  if (current_sound) {
    if (!all_sound) std::cout << "what to do: nothing for searches; the next runs replace it\n";
    return all_sound ? all_well : some_set_aside;
  }
  const bool there = std::find(numbers.begin(), numbers.end(), current) != numbers.end();
  if (numbers.empty() && !folder) {
    std::cout << "there is no index at " << index.string() << "\n";
  } else if (!there) {
    std::cout << (folder ? "the current generation is missing: " + folder->string()
                         : index.string() + "/current is missing")
              << "\n";
  }
  std::cout << kAdvice;
  return nothing_done;
}

}  // namespace dateline
