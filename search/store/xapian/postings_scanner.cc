#include "search/store/xapian/postings_scanner.h"

#include "search/base/error.h"
#include "search/store/xapian/glass_keys.h"

namespace dateline {

PostingsScanner::PostingsScanner(const std::filesystem::path& path)
    : table_(path), ahead_(table_.next()) {
  if (ahead_ && ahead_->key == glass::kLengthsKey) read_list(glass::kLengthsKey.size());
}

bool PostingsScanner::next() {
  if (!ahead_) return false;
  term_ = glass::term_of(ahead_->key);
  read_list(ahead_->key.size() + 1);
  return true;
}

// Takes the chunks of the list ahead; the keys of all but the first have a document's number at
// `document_at`.
void PostingsScanner::read_list(std::size_t document_at) {
  chunks_.clear();
  for (bool is_last = false; !is_last; ahead_ = table_.next()) {
    if (!ahead_ || (!chunks_.empty() && ahead_->key.size() < document_at)) {
      throw IndexError(
          "a posting list of the index is cut off: the index is damaged, run dateline-index "
          "--full");
    }
    VarintReader reader(ahead_->tag);
    Chunk chunk;
    if (chunks_.empty()) {
      reader.number();  // documents
      reader.number();  // occurrences
      chunk.first_document = static_cast<std::uint32_t>(reader.number());
    } else {
      chunk.first_document = glass::read_sortable(ahead_->key.substr(document_at)) - 1;
    }
    is_last = reader.number() == '1';
    reader.number();  // distance from the first to the last document
    chunk.postings = reader.rest();
    chunks_.push_back(chunk);
  }
}

}  // namespace dateline
