#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "search/store/article/article.h"
#include "search/store/article/record_hash.h"
#include "search/store/columns/arrivals.h"
#include "search/store/columns/blob_file.h"
#include "search/store/columns/columns.h"
#include "search/store/columns/compression.h"
#include "search/store/postings_builder.h"
#include "search/store/similar/signature.h"
#include "search/store/text/remembered_stems.h"
#include "search/store/tokens/lexicon_writer.h"
#include "search/store/tokens/token_stream.h"

namespace dateline {

struct Token;

// Makes a segment of articles: the one place where text becomes terms. Belongs to one thread.
// Nothing of it is readable before finish(), and nothing is synced: a segment becomes durable when
// its generation is published.
//
// Memory grows with the text added, about 6 bytes for each; a builder of some hundred articles
// stays within the processor's caches, where Xapian's inverter is 1.5 to 2 times as fast (see
// docs/performance.md). So builds make many small segments and merge them.
class SegmentBuilder {
 public:
  // `folder` is made and must not exist. The dictionary is shared with all segments that are to be
  // merged; the stems, with all that the thread makes, and they must outlive the builder.
  SegmentBuilder(const std::filesystem::path& folder, std::shared_ptr<const Dictionary> dictionary,
                 RememberedStems& stems);

  // The article is a new one, or came with `times`, whose id is not looked at.
  void add(const Article& article, const Arrival& times = {});
  void finish();

  std::uint64_t text_bytes() const { return text_bytes_; }

 private:
  // A form's stem as a number, so that counting a word costs no string.
  struct Form {
    std::uint32_t stem = 0;
    std::uint32_t acronym = 0;  // the number of its acronym term + 1; 0: none
    std::uint64_t word = 0;     // hash of its folded spelling, for signatures
  };

  void add_block(const Block& block, LanguageId language);
  Stem stem_of(const Token& token, LanguageId language);
  FormId form_of(const Token& token, LanguageId language);
  void add_compound(const Token& token, LanguageId language, std::uint32_t weight);
  void add_pair(const Token& token, std::uint32_t weight);
  void describe(FormId form, std::string_view folded, Stem stem);
  void sign(FormId form, BlockKind kind);
  void add_values(const Article& article);

  std::filesystem::path folder_;
  std::shared_ptr<const Dictionary> dictionary_;
  BlobWriter articles_;
  BlobWriter tokens_;
  LexiconBuilder lexicon_;
  RecordHashWriter hashes_;
  ArrivalsWriter arrivals_;
  SignatureWriter signatures_;
  ColumnsBuilder columns_;
  Compressor compressor_;
  RememberedStems& stems_;
  TokenStreamWriter stream_;
  SignatureBuilder signature_;
  std::vector<Form> forms_;   // by FormId
  PostingsBuilder postings_;  // of stems, acronyms and values
  std::uint32_t words_ = 0;   // of the current document
  std::uint64_t text_bytes_ = 0;
  std::string surface_;
  std::string single_;  // the last word, where it is a single character
};

}  // namespace dateline
