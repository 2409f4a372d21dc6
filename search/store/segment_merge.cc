#include "search/store/segment_merge.h"

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "search/base/output_file.h"
#include "search/base/run_all.h"
#include "search/store/article/record_hash.h"
#include "search/store/columns/arrivals.h"
#include "search/store/columns/blob_file.h"
#include "search/store/columns/columns.h"
#include "search/store/postings/posting_lists_writer.h"
#include "search/store/segment.h"
#include "search/store/similar/signature.h"
#include "search/store/tokens/lexicon_writer.h"
#include "search/store/tokens/token_stream.h"
#include "search/store/tokens/word_pairs.h"
#include "search/store/xapian/postings_merge.h"

namespace dateline {
namespace {

using Inputs = std::vector<std::unique_ptr<const Segment>>;

void merge_tokens(const Inputs& inputs, const std::filesystem::path& output, MergedFor purpose,
                  std::size_t threads) {
  std::vector<const Lexicon*> lexicons;
  for (const auto& input : inputs) lexicons.push_back(&input->lexicon());
  MergedForms forms = merge_lexicons(lexicons, output / segment_files::kLexicon);
  BlobWriter tokens(output / segment_files::kTokens);
  std::optional<WordPairsWriter> pairs;
  if (purpose == MergedFor::searches) pairs.emplace(output / segment_files::kPairs, threads);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    for (std::uint32_t document = 0; document < inputs[i]->documents(); ++document) {
      const std::string stream = renumber(inputs[i]->tokens(document), forms.of(i));
      tokens.add(stream);
      if (pairs) pairs->add(stream);
    }
  }
  tokens.finish();
  if (pairs) pairs->finish();
}

void merge_articles(const Inputs& inputs, const std::filesystem::path& output) {
  BlobWriter articles(output / segment_files::kArticles);
  std::vector<const Columns*> columns;
  for (const auto& input : inputs) {
    if (input->dictionary().bytes() != inputs.front()->dictionary().bytes()) {
      throw std::invalid_argument("segments with different dictionaries cannot be merged");
    }
    for (std::uint32_t document = 0; document < input->documents(); ++document)
      articles.add(input->stored_article(document));
    columns.push_back(&input->columns());
  }
  articles.finish();
  merge_columns(columns, output / segment_files::kColumns);
  OutputFile dictionary(output / segment_files::kDictionary);
  dictionary.write(inputs.front()->dictionary().bytes());
  dictionary.finish();
}

// A file with as many bytes of each document, which are those of the inputs' files.
template <typename Reader, typename Writer>
void merge_each(const std::vector<std::filesystem::path>& inputs,
                const std::filesystem::path& output) {
  Writer writer(output);
  for (const std::filesystem::path& input : inputs) {
    const Reader reader(input / output.filename());
    for (std::uint32_t document = 0; document < reader.documents(); ++document)
      writer.add(reader[document]);
  }
  writer.finish();
}

}  // namespace

void merge_segments(const std::vector<std::filesystem::path>& paths,
                    const std::filesystem::path& output, MergedFor purpose, std::size_t threads) {
  Inputs inputs;
  std::vector<std::filesystem::path> postings;
  for (const std::filesystem::path& path : paths) {
    inputs.push_back(std::make_unique<const Segment>(path));
    postings.push_back(path / segment_files::kPostings);
  }
  if (inputs.empty()) throw std::invalid_argument("there is nothing to merge");
  std::filesystem::create_directory(output);
  // Each writes files of its own; the longest come first.
  const std::vector<std::function<void()>> tasks{
      [&] {
        merge_postings(postings, output / segment_files::kPostings);
        if (purpose == MergedFor::searches)
          write_posting_lists(output / segment_files::kPostings, output / segment_files::kLists);
      },
      [&] { merge_tokens(inputs, output, purpose, threads); },
      [&] { merge_articles(inputs, output); },
      [&] {
        merge_each<RecordHashes, RecordHashWriter>(paths, output / segment_files::kHashes);
        merge_each<SignatureFile, SignatureWriter>(paths, output / segment_files::kSignatures);
        merge_each<Arrivals, ArrivalsWriter>(paths, output / segment_files::kArrivals);
      }};
  run_all(tasks, threads);
}

}  // namespace dateline
