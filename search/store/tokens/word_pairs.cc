#include "search/store/tokens/word_pairs.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "search/base/varint.h"
#include "search/store/tokens/token_stream.h"

namespace dateline {
namespace {

constexpr std::uint64_t kMagic = 0x3272615065656E44;  // "DneePar2"
constexpr std::size_t kFooter = 2 * sizeof(std::uint64_t);
constexpr std::uint32_t kBlockDocuments = 4096;

// A pair has a row of its own where it stands so often in a block: of a rarer one, few articles
// have to be looked into.
constexpr std::uint32_t kLeastShare = 64;  // once in so many documents
constexpr std::uint32_t kLeast = 16;

constexpr unsigned kFormBits = 12;

// Of a pair of frequent forms.
std::uint32_t key_of(const FormPair& pair) {
  static_assert(kRareForm == 1U << kFormBits);
  return pair.first << kFormBits | pair.second;
}

std::uint32_t key_of_rare(FormId form) { return (1U << 2 * kFormBits) + form; }

// Spreads a key over all bits; the highest are the best ones.
std::uint32_t mixed(std::uint32_t key) {
  return ((key >> kFormBits) * 0x9E3779B1U + (key & (kRareForm - 1)) * 0x85EBCA77U) * 0xC2B2AE3DU;
}

struct SignatureRows {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
};

SignatureRows rows_of(std::uint32_t key) {
  static_assert(kPairRows == 1U << 11U);
  return {mixed(key) >> 21U, mixed(key) >> 10U & (kPairRows - 1)};
}

// Of a block of so many documents, at most kBlockDocuments.
std::size_t row_bytes(std::size_t documents) {
  return (documents + kStripe - 1) / kStripe * sizeof(StripeBits);
}

void set_bit(std::string& bits, std::size_t at) {
  bits[at / 8] = static_cast<char>(static_cast<unsigned char>(bits[at / 8]) | (1U << at % 8));
}

// A row of a pair's own, of documents by rising number.
std::string exact_row(const std::vector<std::uint16_t>& documents, std::size_t bytes_as_bits) {
  if (documents.size() * sizeof(std::uint16_t) < bytes_as_bits)
    return {reinterpret_cast<const char*>(documents.data()),
            documents.size() * sizeof(std::uint16_t)};
  std::string bits(bytes_as_bits, '\0');
  for (const std::uint16_t document : documents) set_bit(bits, document);
  return bits;
}

// Of pairs with a row of their own, the documents that have them.
using FrequentPairs = std::unordered_map<std::uint32_t, std::vector<std::uint16_t>>;

void append_rows(std::string& out, const FrequentPairs& pairs, std::size_t bytes_as_bits) {
  std::vector<std::uint32_t> keys;
  for (const auto& [key, documents] : pairs) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  std::string rows;
  std::vector<std::uint32_t> ends;
  for (const std::uint32_t key : keys) {
    rows += exact_row(pairs.at(key), bytes_as_bits);
    ends.push_back(static_cast<std::uint32_t>(rows.size()));
  }
  append_number(out, static_cast<std::uint32_t>(keys.size()));
  for (const std::uint32_t key : keys) append_number(out, key);
  for (const std::uint32_t end : ends) append_number(out, end);
  out += rows;
}

// How often keys stand in a block. Those that share a hash may be taken for frequent together,
// which costs a few bytes.
class KeyCounts {
 public:
  explicit KeyCounts(const PairKeys& block) : counts_(1U << kBits), documents_(block.ends.size()) {
    for (const std::uint32_t key : block.keys) ++counts_[slot_of(key)];
  }

  bool is_frequent(std::uint32_t key) const {
    const std::uint32_t count = counts_[slot_of(key)];
    return count >= kLeast && count * kLeastShare >= documents_;
  }

 private:
  static constexpr unsigned kBits = 18;

  static std::size_t slot_of(std::uint32_t key) { return mixed(key) >> (32 - kBits); }

  std::vector<std::uint32_t> counts_;
  std::size_t documents_;
};

// As the file has it.
std::string bytes_of(const PairKeys& block) {
  const KeyCounts counts(block);
  const std::size_t row = row_bytes(block.ends.size());
  std::string bytes(kPairRows * row, '\0');
  FrequentPairs frequent;
  std::size_t at = 0;
  for (std::uint32_t document = 0; document < block.ends.size(); ++document) {
    for (; at < block.ends[document]; ++at) {
      const std::uint32_t key = block.keys[at];
      if (counts.is_frequent(key)) {
        std::vector<std::uint16_t>& having = frequent[key];
        if (having.empty() || having.back() != document)
          having.push_back(static_cast<std::uint16_t>(document));
      } else {
        const SignatureRows rows = rows_of(key);
        set_bit(bytes, rows.first * row * 8 + document);
        set_bit(bytes, rows.second * row * 8 + document);
      }
    }
  }
  append_rows(bytes, frequent, row);
  return bytes;
}

}  // namespace

// A block of the file.
class WordPairs::Block {
 public:
  Block(std::string_view bytes, std::size_t documents, std::uint32_t first_stripe)
      : bytes_(bytes), row_bytes_(row_bytes(documents)), first_stripe_(first_stripe) {}

  // Adds the documents of a row of the key's own to `exact`; where it has none, those of its
  // signature to `by_signature`.
  void find(std::uint32_t key, DocumentBits& exact, DocumentBits& by_signature) const {
    if (const auto row = row_of(key)) {
      find_in_row(*row, exact);
    } else {
      find_by_signature(key, by_signature);
    }
  }

  // Whether this document of the block is one of them.
  bool may_have(std::uint32_t key, std::uint32_t document) const {
    if (const auto row = row_of(key)) return is_in_row(*row, document);
    const SignatureRows rows = rows_of(key);
    return bit(bytes_, rows.first * row_bytes_, document) &&
           bit(bytes_, rows.second * row_bytes_, document);
  }

 private:
  // The row of the key's own; none where it has none.
  std::optional<std::string_view> row_of(std::uint32_t key) const {
    const std::size_t keys = kPairRows * row_bytes_ + sizeof(std::uint32_t);
    const auto count = load<std::uint32_t>(bytes_, keys - sizeof(std::uint32_t));
    const std::uint32_t at = rank_of(key, keys, count);
    if (at == count || number(keys, at) != key) return std::nullopt;
    const std::size_t ends = keys + count * sizeof(std::uint32_t);
    const std::size_t rows = ends + count * sizeof(std::uint32_t);
    const std::size_t begin = at == 0 ? 0 : number(ends, at - 1);
    const std::size_t end = number(ends, at);
    if (begin > end || rows + end > bytes_.size()) throw_cut_off();
    return bytes_.substr(rows + begin, end - begin);
  }

  static bool bit(std::string_view bytes, std::size_t row, std::uint32_t document) {
    return (load<std::uint8_t>(bytes, row + document / 8) >> document % 8 & 1) != 0;
  }

  std::uint32_t number(std::size_t array, std::uint32_t i) const {
    return load<std::uint32_t>(bytes_, array + i * sizeof(std::uint32_t));
  }

  // How many of the rising `keys` are less: where the key stands if it is among them.
  std::uint32_t rank_of(std::uint32_t key, std::size_t keys, std::uint32_t count) const {
    std::uint32_t less = 0;
    for (std::uint32_t rest = count; rest > 0;) {
      const std::uint32_t half = rest / 2;
      if (number(keys, less + half) < key) {
        less += half + 1;
        rest -= half + 1;
      } else {
        rest = half;
      }
    }
    return less;
  }

  std::uint32_t stripes() const {
    return static_cast<std::uint32_t>(row_bytes_ / sizeof(StripeBits));
  }

  void find_by_signature(std::uint32_t key, DocumentBits& found) const {
    const SignatureRows rows = rows_of(key);
    for (std::uint32_t i = 0; i < stripes(); ++i) {
      const std::size_t in_row = i * sizeof(StripeBits);
      StripeBits both = load<StripeBits>(bytes_, rows.first * row_bytes_ + in_row);
      intersect(both, load<StripeBits>(bytes_, rows.second * row_bytes_ + in_row));
      found.add_stripe(first_stripe_ + i, both);
    }
  }

  void find_in_row(std::string_view row, DocumentBits& found) const {
    if (row.size() == row_bytes_) {
      for (std::uint32_t i = 0; i < stripes(); ++i)
        found.add_stripe(first_stripe_ + i, load<StripeBits>(row, i * sizeof(StripeBits)));
      return;
    }
    for (std::size_t at = 0; at < row.size(); at += sizeof(std::uint16_t)) {
      const auto document = load<std::uint16_t>(row, at);
      if (document / kStripe >= stripes()) throw_cut_off();
      found.add(first_stripe_ * kStripe + document);
    }
  }

  bool is_in_row(std::string_view row, std::uint32_t document) const {
    if (row.size() == row_bytes_) return bit(row, 0, document);
    for (std::size_t at = 0; at < row.size(); at += sizeof(std::uint16_t)) {
      if (load<std::uint16_t>(row, at) == document) return true;
    }
    return false;
  }

  std::string_view bytes_;
  std::size_t row_bytes_;
  std::uint32_t first_stripe_;
};

WordPairsWriter::WordPairsWriter(const std::filesystem::path& path, std::size_t at_once)
    : scratch_(path.parent_path()),
      file_(path),
      at_once_(std::max<std::size_t>(at_once, 1)),
      keys_(std::make_unique<PairKeys>(scratch_)) {}

// Words stand side by side across sentences, and not across blocks of text: as phrases do.
void WordPairsWriter::add(std::string_view stream) {
  using namespace token_codes;
  FormId previous = kRareForm;  // or none
  VarintReader in(stream);
  while (!in.done()) {
    const std::uint64_t code = in.number();
    if (code < kFirstForm) {
      in.number();
      if (code == kBlock) previous = kRareForm;
      continue;
    }
    const auto form = static_cast<FormId>(code - kFirstForm);
    if (form >= kRareForm) {
      keys_->keys.push_back(key_of_rare(form));
    } else if (previous < kRareForm) {
      keys_->keys.push_back(key_of({previous, form}));
    }
    previous = form;
  }
  keys_->ends.push_back(keys_->keys.size());
  ++documents_;
  if (keys_->ends.size() == kBlockDocuments) make_block();
}

void WordPairsWriter::make_block() {
  if (blocks_.size() == at_once_) write_first();
  blocks_.push_back(std::async(at_once_ > 1 ? std::launch::async : std::launch::deferred,
                               [block = std::move(keys_)] { return bytes_of(*block); }));
  keys_ = std::make_unique<PairKeys>(scratch_);
}

void WordPairsWriter::write_first() {
  starts_.push_back(file_.offset());
  file_.write(blocks_.front().get());
  blocks_.pop_front();
}

void WordPairsWriter::finish() {
  if (!keys_->ends.empty()) make_block();
  while (!blocks_.empty()) write_first();
  for (const std::uint64_t start : starts_) file_.write_number(start);
  file_.write_number(documents_);
  file_.write_number(kMagic);
  file_.finish();
}

WordPairs::WordPairs(const std::filesystem::path& path) : file_(path) {
  const std::string_view bytes = file_.bytes();
  const bool has_footer =
      bytes.size() >= kFooter && load<std::uint64_t>(bytes, bytes.size() - sizeof kMagic) == kMagic;
  if (has_footer) documents_ = load<std::uint64_t>(bytes, bytes.size() - kFooter);
  const std::uint64_t starts =
      (documents_ / kBlockDocuments + (documents_ % kBlockDocuments > 0 ? 1 : 0)) *
      sizeof(std::uint64_t);
  if (!has_footer || starts > bytes.size() - kFooter)
    throw IndexError(path.string() + " is damaged: run dateline-index --full");
  starts_ = bytes.size() - kFooter - starts;
}

void WordPairs::find(const FormPair& pair, PairDocuments& found) const {
  const FormId rarer = std::max(pair.first, pair.second);
  if (rarer >= kRareForm) {
    find_rare(rarer, found.possible);
    return;
  }
  find_key(key_of(pair), found.certain, found.possible);
  found.possible.unite(found.certain);
}

void WordPairs::find_rare(FormId form, DocumentBits& possible) const {
  find_key(key_of_rare(form), possible, possible);
}

bool WordPairs::may_have_rare(FormId form, std::uint32_t document) const {
  if (document >= documents_) throw_cut_off();
  return block(document / kBlockDocuments).may_have(key_of_rare(form), document % kBlockDocuments);
}

void WordPairs::find_key(std::uint32_t key, DocumentBits& exact, DocumentBits& by_signature) const {
  for (std::uint64_t i = 0; i * kBlockDocuments < documents_; ++i)
    block(i).find(key, exact, by_signature);
}

WordPairs::Block WordPairs::block(std::uint64_t number) const {
  const auto start = load<std::uint64_t>(file_.bytes(), starts_ + number * sizeof(std::uint64_t));
  if (start > starts_) throw_cut_off();
  const std::uint64_t first = number * kBlockDocuments;
  return {file_.bytes().substr(start, starts_ - start),
          std::min<std::uint64_t>(documents_ - first, kBlockDocuments),
          static_cast<std::uint32_t>(first / kStripe)};
}

}  // namespace dateline
