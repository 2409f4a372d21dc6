#include "server/word_lists.h"

#include "server/embedded_files.h"

namespace dateline {

std::shared_ptr<const Thesaurus> load_thesaurus(const ServerOptions& options) {
  const auto read = [](const std::filesystem::path& file, std::string_view own) {
    return file.empty() ? Synonyms::parse(embedded_file(own), own) : Synonyms::read(file);
  };
  auto thesaurus = std::make_shared<Thesaurus>();
  thesaurus->words = read(options.synonyms, "synonyms.txt");
  thesaurus->names = read(options.given_names, "given_names.txt");
  return thesaurus;
}

}  // namespace dateline
