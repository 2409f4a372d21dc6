#include "search/exchange/article_queue.h"
#include "tests/fuzz/index/damaged_file.h"
#include "tests/support/temp_folder.h"

// Any bytes are a file of the queue: some entries, in order, and bytes that are none. What is
// appended to it is read, too, as is what follows in a later file; and a compaction keeps what it
// is to keep.
namespace dateline {
namespace {

const std::filesystem::path& index() {
  static const TempFolder made;
  return made.path();
}

std::filesystem::path file(std::uint64_t first) { return queue_file(queue_folder(index()), first); }

constexpr std::uint64_t kLater = 1'000;

std::string sound() {
  std::string bytes = encode_entry(3, QueueEntry::Kind::mark, {});
  std::uint64_t sequence = 4;
  for (const std::string_view article :
       {R"({"id":"a","text":"Oil rose."})", "{", R"({"id":"b","title":"Lavrov in Tokyo"})"})
    bytes += encode_entry(sequence++, QueueEntry::Kind::article, article);
  return bytes + encode_entry(sequence, QueueEntry::Kind::removal, "a");
}

void parse(std::string_view bytes) {
  QueueFileParser parser(bytes);
  std::size_t whole = 0;
  while (const auto entry = parser.next()) {
    whole += encode_entry(entry->sequence, entry->kind, entry->bytes).size();
    require(parser.position() <= bytes.size());
    require(whole + parser.damaged_bytes() == parser.position());
  }
}

std::vector<QueueEntry> read_all() {
  ArticleQueueReader reader(index(), 0);
  std::vector<QueueEntry> all;
  for (auto some = reader.next(64); !some.empty(); some = reader.next(64))
    all.insert(all.end(), some.begin(), some.end());
  for (std::size_t i = 1; i < all.size(); ++i) require(all[i - 1].sequence < all[i].sequence);
  return all;
}

void use(std::string_view bytes) {
  std::filesystem::remove_all(queue_folder(index()));
  ArticleQueue queue(index());
  write_file(file(1), bytes);
  std::vector<QueueEntry> entries = read_all();
  entries.push_back({queue.append(QueueEntry::Kind::removal, "z"), QueueEntry::Kind::removal, "z"});
  require(read_all() == entries);
  write_file(file(kLater), encode_entry(kLater, QueueEntry::Kind::removal, "y"));
  std::vector<std::uint64_t> all;
  for (const QueueEntry& entry : entries) all.push_back(entry.sequence);
  compact_queue(index(), kLater, all);
  entries.push_back({kLater, QueueEntry::Kind::removal, "y"});
  require(read_all() == entries);
}

}  // namespace

const std::string& sound_file() {
  static const std::string bytes = sound();
  return bytes;
}

}  // namespace dateline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = dateline::as_text(data, size);
  dateline::parse(bytes);
  dateline::use(bytes);
  return 0;
}
