#include "search/store/segment_builder.h"

#include <algorithm>
#include <utility>

#include <xxhash.h>

#include "search/base/utf8.h"
#include "search/store/article/article_record.h"
#include "search/store/article/fields.h"
#include "search/store/segment.h"
#include "search/store/text/fold.h"
#include "search/store/text/sentences.h"
#include "search/store/text/tokenizer.h"

namespace dateline {
namespace {

using Casing = LexiconBuilder::Casing;

std::filesystem::path made(const std::filesystem::path& folder) {
  std::filesystem::create_directory(folder);
  return folder;
}

// "counter-terrorism" → "counterterrorism"
std::string joined(std::string_view compound) {
  std::string result(compound);
  std::erase(result, '-');
  return result;
}

// HANDS OFF, in text that is set in capitals: its second letter is one too.
bool is_shouted(const Token& token, std::string_view text) {
  const std::size_t second = token.begin + decode_at(text, token.begin).bytes;
  return second < token.end && is_upper(decode_at(text, second).value);
}

// Of a word inside a sentence.
Casing casing_of(const Token& token, const Block& block) {
  const bool running = block.kind == BlockKind::paragraph || block.kind == BlockKind::summary;
  if (!running || is_shouted(token, block.text)) return Casing::untold;
  return token.capitalised ? Casing::capital : Casing::small;
}

}  // namespace

SegmentBuilder::SegmentBuilder(const std::filesystem::path& folder,
                               std::shared_ptr<const Dictionary> dictionary, RememberedStems& stems)
    : folder_(made(folder)),
      dictionary_(std::move(dictionary)),
      articles_(folder_ / segment_files::kArticles),
      tokens_(folder_ / segment_files::kTokens),
      hashes_(folder_ / segment_files::kHashes),
      arrivals_(folder_ / segment_files::kArrivals),
      signatures_(folder_ / segment_files::kSignatures),
      stems_(stems) {}

void SegmentBuilder::add(const Article& article, const Arrival& times) {
  stream_.clear();
  signature_.clear();
  words_ = 0;
  const LanguageId language = language_id(article.language);
  for (const Block& block : blocks_of(article)) add_block(block, language);
  add_values(article);
  postings_.end_document();
  tokens_.add(stream_.bytes());
  const std::string record = encode_record(article);
  articles_.add(compressor_.compress(record, *dictionary_));
  hashes_.add(hash_record(record));
  arrivals_.add({arrival_id(article.id), times.added, times.changed});
  signatures_.add(signature_.finish());
  columns_.add(article, words_);
  text_bytes_ += dateline::text_bytes(article);
}

void SegmentBuilder::add_block(const Block& block, LanguageId language) {
  const std::vector<std::size_t> starts = sentence_starts(block.text);
  const std::uint32_t weight = block_weight(block.kind);
  std::size_t sentence = 0;
  bool first_of_sentence = true;
  stream_.begin_block(block.kind);
  Tokenizer tokenizer(block.text);
  while (const Token* token = tokenizer.next()) {
    while (sentence < starts.size() && starts[sentence] <= token->begin) {
      const std::size_t end =
          sentence + 1 < starts.size() ? starts[sentence + 1] : block.text.size();
      stream_.begin_sentence(end - starts[sentence]);
      first_of_sentence = true;
      ++sentence;
    }
    const FormId form = form_of(*token, language);
    lexicon_.count(form, first_of_sentence ? Casing::untold : casing_of(*token, block));
    stream_.add(form);
    sign(form, block.kind);
    postings_.count(forms_[form].stem, weight);
    if (forms_[form].acronym > 0) postings_.count(forms_[form].acronym - 1, weight);
    if (token->parts > 1) add_compound(*token, language, weight);
    if (token->single) add_pair(*token, weight);
    first_of_sentence = false;
    ++words_;
  }
}

FormId SegmentBuilder::form_of(const Token& token, LanguageId language) {
  const auto [form, is_new] = lexicon_.add(token.surface, language);
  if (!is_new) return form;
  if (token.acronym) {
    describe(form, token.folded, {std::string(token.folded)});  // ISIS is not the plural of ISI
    lexicon_.mark_acronym(form);
    forms_[form].acronym =
        postings_.number(std::string(kAcronymPrefix) + std::string(token.folded)) + 1;
  } else if (token.single) {
    describe(form, token.folded, {std::string(token.folded)});
  } else {
    describe(form, token.folded, stem_of(token, language));
  }
  return form;
}

// Where suffixes of names stand behind an apostrophe, the name is what stands before it.
Stem SegmentBuilder::stem_of(const Token& token, LanguageId language) {
  if (token.head.empty() || !parts_names(language)) return stems_.stem(token.surface, language);
  if (token.head_acronym) return {fold(token.head)};
  return stems_.stem(token.head, language);
}

// A compound is found by its parts, which are words of their own, and joined: "counterterrorism".
void SegmentBuilder::add_compound(const Token& token, LanguageId language, std::uint32_t weight) {
  surface_ = token.compound;
  const auto [form, is_new] = lexicon_.add(surface_, language);
  if (is_new) {
    const std::string whole = joined(surface_);
    describe(form, whole, stems_.stem(whole, language));
    lexicon_.mark_compound(form);
  }
  lexicon_.count(form, Casing::untold);
  postings_.count(forms_[form].stem, weight);
}

// Of a script without spaces, two characters side by side are a term too: most words are of two,
// or are told by theirs.
void SegmentBuilder::add_pair(const Token& token, std::uint32_t weight) {
  if (token.beside) postings_.count(postings_.number(pair_term(single_, token.folded)), weight);
  single_ = token.folded;
}

void SegmentBuilder::describe(FormId form, std::string_view folded, Stem stem) {
  if (stem.text.empty()) stem.text = folded;
  lexicon_.describe(form, folded, stem);
  if (forms_.size() <= form) forms_.resize(form + 1);
  forms_[form] = {.stem = postings_.number(stem_term(stem.text, stem.language)),
                  .word = XXH3_64bits(folded.data(), folded.size())};
}

// Headings and summaries are the paper's own: they do not tell whether a text is a copy.
void SegmentBuilder::sign(FormId form, BlockKind kind) {
  if (kind == BlockKind::paragraph) signature_.add_body_word(forms_[form].word);
  if (kind == BlockKind::title) signature_.add_title_word(forms_[form].word);
}

// The terms that an article is looked up and filtered by: they have no frequency.
void SegmentBuilder::add_values(const Article& article) {
  const auto mark = [&](const std::string& term) { postings_.mark(postings_.number(term)); };
  mark(id_term(article.id));
  for (const std::string& term : url_terms(article.url)) mark(term);
  for (const FilterField& field : kFilterFields) {
    for (const std::string& value : field.values(article)) mark(filter_term(field, value));
  }
}

void SegmentBuilder::finish() {
  postings_.write(folder_ / segment_files::kPostings);
  articles_.finish();
  hashes_.finish();
  arrivals_.finish();
  signatures_.finish();
  columns_.write(folder_ / segment_files::kColumns);
  OutputFile dictionary(folder_ / segment_files::kDictionary);
  dictionary.write(dictionary_->bytes());
  dictionary.finish();
  tokens_.finish();
  const std::vector<FormId> final_forms = lexicon_.write(folder_ / segment_files::kLexicon);
  // The streams have the numbers of first occurrence: give them the final ones.
  const std::filesystem::path tokens = folder_ / segment_files::kTokens;
  const std::filesystem::path numbered = folder_ / "tokens.first";
  std::filesystem::rename(tokens, numbered);
  const BlobReader streams(numbered);
  BlobWriter out(tokens);
  for (std::uint64_t i = 0; i < streams.count(); ++i) out.add(renumber(streams[i], final_forms));
  out.finish();
  std::filesystem::remove(numbered);
}

}  // namespace dateline
