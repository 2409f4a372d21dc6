#include <iostream>

#include "indexer/build/known/json_line.h"
#include "indexer/build/known/repeated_articles.h"
#include "indexer/build/known/source_record.h"
#include "indexer/commands/command.h"
#include "search/store/generation.h"

namespace dateline {
namespace {

std::string to_json_line(const RepeatedArticle& repeated) {
  const bool by_id = repeated.by == RepeatedArticle::KnownBy::id;
  return json_line({{"source", repeated.again.path},
                    {"id", repeated.again.id},
                    {"same", by_id ? "id" : "text"},
                    {"kept", {{"source", repeated.kept.path}, {"id", repeated.kept.id}}}});
}

}  // namespace

int show_repeated(const std::filesystem::path& index) {
  const auto folder = current_generation(index);
  if (!folder) {
    std::cerr << "dateline-index: there is no index at " << index.string() << "\n";
    return nothing_done;
  }
  const std::uint64_t generation = generation_number(*folder);
  const std::filesystem::path scratch = std::filesystem::temp_directory_path();
  const auto record = read_source_record(index, generation, scratch);
  if (!record) {
    std::cerr << "dateline-index: what generation " << generation
              << " was made of is not known: " << source_record_path(index, generation).string()
              << " is missing or damaged; the next run over the files writes it\n";
    return nothing_done;
  }
  for_each_repeated(record->files, scratch,
                    [](const RepeatedArticle& repeated) { std::cout << to_json_line(repeated); });
  return all_well;
}

}  // namespace dateline
