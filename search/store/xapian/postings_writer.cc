#include "search/store/xapian/postings_writer.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include <xxhash.h>

#include "search/base/scratch_array.h"
#include "search/base/varint.h"
#include "search/store/xapian/glass_keys.h"

namespace dateline {
namespace {

// What a glass database begins with, before its UUID: the last two bytes are the version of the
// format, the date 2016-03-14.
constexpr std::string_view kMagic("\x0F\x0DXapian Glass\x04\x6E", 16);
constexpr std::uint32_t kCompressFrom = 18;  // bytes of a tag; as Xapian sets it
constexpr std::size_t kRoomForHead = 40;     // of a chunk: five numbers, a flag, and a posting

void append_root(std::string& out, const glass::TableRoot& root) {
  std::string free_list;  // none are free: revision, first unused block, two cursors of two numbers
  for (const std::uint32_t number : {1U, root.blocks, 0U, 0U, 0U, 0U})
    append_varint(free_list, number);
  constexpr std::uint32_t kSequential = 2;
  append_varint(out, root.block);
  append_varint(out, root.level * 4 + kSequential);
  append_varint(out, root.entries);
  append_varint(out, glass::kBlockBytes / 2048);
  append_varint(out, 0);  // tags are not compressed
  append_sized(out, free_list);
}

// Of a table that does not exist.
void append_no_root(std::string& out, std::uint32_t compress_from) {
  constexpr std::uint32_t kSequentialWithoutRoot = 3;
  for (const std::uint64_t number :
       {std::uint64_t{0}, std::uint64_t{kSequentialWithoutRoot}, std::uint64_t{0},
        std::uint64_t{glass::kBlockBytes / 2048}, std::uint64_t{compress_from}, std::uint64_t{0}}) {
    append_varint(out, number);
  }
}

}  // namespace

PostingsWriter::PostingsWriter(const std::filesystem::path& path,
                               std::span<const std::uint32_t> lengths)
    : table_(path), documents_(static_cast<std::uint32_t>(lengths.size())) {
  if (!lengths.empty()) add_lengths(lengths, path.parent_path());
}

PostingsWriter::PostingsWriter(const std::filesystem::path& path,
                               std::span<const std::uint32_t> lengths, DatabaseExtras extras)
    : table_(path),
      extras_(std::move(extras)),
      documents_(static_cast<std::uint32_t>(lengths.size())) {
  add_metadata();
  add_values();
  if (!lengths.empty()) add_lengths(lengths, path.parent_path());
}

void PostingsWriter::add_entry(std::string_view key, std::string_view tag) {
  table_.add(key, tag);
  hash_ = XXH3_64bits_withSeed(key.data(), key.size(), hash_);
  hash_ = XXH3_64bits_withSeed(tag.data(), tag.size(), hash_);
}

void PostingsWriter::add_metadata() {
  for (const auto& [name, text] : extras_->metadata)
    add_entry(std::string(glass::kMetadataKey) + name, text);
}

// The number of values with their bounds; then the values in stretches: the first value, whose
// document is told by the key, and by turns the distance to the next document, less one, and its
// value.
void PostingsWriter::add_values() {
  std::uint32_t count = 0;
  std::string least;
  std::string greatest;
  for (std::uint32_t document = 0; document < documents_; ++document) {
    const std::string value = extras_->value(document);
    if (value.empty()) continue;
    if (count++ == 0 || value < least) least = value;
    greatest = std::max(greatest, value);
  }
  if (count == 0) return;
  append_varint(tag_, count);
  append_sized(tag_, least);
  if (least != greatest) tag_ += greatest;
  add_entry(glass::kValueBoundsKey, tag_);

  constexpr std::size_t kMostBytes = glass::kMaxItemBytes - 300;  // room for a key and a value
  std::uint32_t last = 0;
  tag_.clear();
  const auto end_stretch = [&] {
    if (!tag_.empty()) add_entry(key_, tag_);
    tag_.clear();
  };
  for (std::uint32_t document = 0; document < documents_; ++document) {
    const std::string value = extras_->value(document);
    if (value.empty()) continue;
    if (tag_.size() > kMostBytes) end_stretch();
    if (tag_.empty()) {
      key_ = glass::kValuesKey;
      glass::append_sortable(key_, document + 1);
    } else {
      append_varint(tag_, document - last - 1);
    }
    append_sized(tag_, value);
    last = document;
  }
  end_stretch();
}

void PostingsWriter::add_data() {
  for (std::uint32_t document = 0; document < documents_; ++document) {
    key_.clear();
    glass::append_sortable(key_, document + 1);
    const std::string_view data = extras_->data(document);
    assert(data.size() <= DatabaseExtras::kMaxDataBytes);
    if (!data.empty()) add_entry(key_, data);
  }
}

// Lengths are a posting list whose frequencies they are, without counts.
void PostingsWriter::add_lengths(std::span<const std::uint32_t> lengths,
                                 const std::filesystem::path& scratch) {
  ScratchArray<Posting> postings(scratch);
  postings.resize(lengths.size());
  for (std::uint32_t document = 0; document < lengths.size(); ++document) {
    const std::uint32_t length = lengths[document];
    postings[document] = {document, length};
    total_length_ += length;
    most_length_ = std::max(most_length_, length);
    if (length > 0) least_length_ = least_length_ == 0 ? length : std::min(least_length_, length);
  }
  add_list(glass::kLengthsKey, glass::kLengthsKey, std::string_view("\0\0", 2),
           {postings.begin(), postings.end()});
}

void PostingsWriter::add(std::string_view term, std::span<const Posting> postings) {
  assert(!term.empty() && !postings.empty() && postings.back().document < documents_);
  std::uint64_t occurrences = 0;
  for (const Posting& posting : postings) {
    occurrences += posting.frequency;
    most_frequency_ = std::max(most_frequency_, posting.frequency);
  }
  std::string counts;
  append_varint(counts, postings.size());
  append_varint(counts, occurrences);
  key_.clear();
  glass::append_term(key_, term);
  further_key_ = key_;
  further_key_ += '\0';
  add_list(key_, further_key_, counts, postings);
}

// Cuts a posting list into chunks, each an entry of the table. The first one's tag starts with
// `counts` and its first document; the keys of the others end in theirs.
void PostingsWriter::add_list(std::string_view first_key, std::string_view further_key,
                              std::string_view counts, std::span<const Posting> postings) {
  const std::size_t room = glass::kMaxItemBytes - further_key.size() - counts.size() - kRoomForHead;
  std::string key(first_key);
  for (std::size_t at = 0; at < postings.size();) {
    const std::uint32_t first = postings[at].document;
    std::uint32_t last = first;
    body_.clear();
    append_varint(body_, postings[at++].frequency);
    for (; at < postings.size() && body_.size() < room; ++at) {
      append_varint(body_, postings[at].document - last - 1);
      append_varint(body_, postings[at].frequency);
      last = postings[at].document;
    }
    tag_.clear();
    if (key.size() == first_key.size()) {
      tag_ += counts;
      append_varint(tag_, first);
    }
    tag_ += at == postings.size() ? '1' : '0';  // whether it is the last chunk
    append_varint(tag_, last - first);
    tag_ += body_;
    add_entry(key, tag_);
    if (at == postings.size()) return;
    key = further_key;
    glass::append_sortable(key, postings[at].document + 1);
  }
}

void PostingsWriter::finish() {
  const glass::TableRoot postings = table_.finish();
  std::optional<glass::TableRoot> data;
  if (extras_) {
    add_data();
    data = table_.finish();
  }
  table_.close(description(postings, data));
}

std::string PostingsWriter::description(const glass::TableRoot& postings,
                                        const std::optional<glass::TableRoot>& data) const {
  std::string text(kMagic);
  const XXH128_hash_t uuid = XXH3_128bits_withSeed(&hash_, sizeof hash_, documents_);
  text.append(reinterpret_cast<const char*>(&uuid), sizeof uuid);
  append_varint(text, 1);  // revision
  append_root(text, postings);
  if (data)
    append_root(text, *data);
  else
    append_no_root(text, kCompressFrom);
  for (const std::uint32_t compress_from :  // term lists, positions, spelling, synonyms
       {kCompressFrom, 0U, kCompressFrom, kCompressFrom}) {
    append_no_root(text, compress_from);
  }
  append_varint(text, documents_);
  append_varint(text, 0);  // the last document's number, less their count
  append_varint(text, least_length_);
  append_varint(text, most_frequency_);
  append_varint(text, most_length_ - std::min(most_length_, most_frequency_));
  append_varint(text, 0);  // oldest changeset
  append_varint(text, total_length_);
  append_varint(text, 0);  // most frequent word of the spelling dictionary
  return text;
}

}  // namespace dateline
