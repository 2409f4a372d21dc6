#include "indexer/build/push.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>
#include <variant>

#include "indexer/build/article_writer.h"
#include "indexer/build/known/same_article.h"
#include "indexer/build/known/source_record.h"
#include "indexer/build/segment_tiers.h"
#include "indexer/build/workplace.h"
#include "search/base/error.h"
#include "search/store/article/article_record.h"
#include "search/store/generation.h"
#include "search/store/segment_documents.h"

namespace dateline {
namespace {

constexpr std::size_t kBytesAtOnce = 4U << 20U;  // of the queue, for one generation
constexpr std::size_t kFilesToCompact = 3;       // the last is appended to, the first was compacted
constexpr const char* kOrigin = "pushed";        // stands for the file in messages

// What is to be done with an id.
struct Operation {
  std::uint64_t sequence = 0;
  std::optional<Article> article;  // none: remove it
};
using Operations = std::map<std::string, Operation>;

void add_article(Operations& operations, std::uint64_t sequence, Article article) {
  std::string id = article.id;
  operations[std::move(id)] = {.sequence = sequence, .article = std::move(article)};
}

// Parsed together, which costs a parser apart the least.
std::vector<ExtractedRecord> extract_entries(std::vector<QueueEntry>& entries,
                                             const SourceOptions& sources,
                                             RecordExtraction& extraction) {
  std::vector<Record> records;
  for (QueueEntry& entry : entries) {
    if (entry.kind != QueueEntry::Kind::removal)
      records.push_back(record_of(std::move(entry), sources));
  }
  return extraction.extract(std::move(records));
}

Operations operations_of(std::vector<QueueEntry> entries, const SourceOptions& sources,
                         RecordExtraction& extraction, PushReport& report) {
  Operations operations;
  std::vector<ExtractedRecord> extracted = extract_entries(entries, sources, extraction);
  auto next = extracted.begin();
  for (QueueEntry& entry : entries) {
    ++report.entries;
    if (entry.kind == QueueEntry::Kind::removal) {
      operations[entry.bytes] = {.sequence = entry.sequence, .article = std::nullopt};
      continue;
    }
    for (auto& result : *next++) {
      if (auto* const aside = std::get_if<SetAside>(&result))
        report.set_aside.push_back(std::move(*aside));
      else
        add_article(operations, entry.sequence, std::get<Article>(std::move(result)));
    }
  }
  return operations;
}

// Makes the changes of some operations to a state.
class Applier {
 public:
  Applier(IndexState& state, PushReport& report, const PushedBefore* before)
      : state_(state), report_(report), before_(before) {
    for (const LiveSegment& segment : state_.segments)
      documents_.push_back(std::make_unique<SegmentDocuments>(segment.folder));
  }

  void apply(Operations&& operations, const std::filesystem::path& folder) {
    for (auto& [id, operation] : operations) {
      if (!is_overruled(id, operation.sequence)) apply(id, std::move(operation));
    }
    if (new_articles_.empty()) return;
    if (!state_.dictionary) state_.dictionary = train();
    ArticleWriter writer(state_.dictionary, folder);
    for (const Article& article : new_articles_) writer.add(article);
    writer.finish();
    state_.segments.push_back(new_segment(folder));
  }

 private:
  // Whether a later entry goes before it, or a file does, by what a record of the queue knows.
  bool is_overruled(const std::string& id, std::uint64_t sequence) const {
    if (before_ == nullptr || sequence > before_->sequence) return false;
    const PushedArticle* const known = before_->articles.find(id);
    if (known == nullptr || known->sequence != sequence) return true;
    if (!before_->contents_are_comparable || state_.pushed.find(id) != nullptr) return false;
    const std::optional<Place> place = find(id);
    return place && (!known->hides || hash_at(*place) != known->hides->hash);
  }

  void apply(const std::string& id, Operation operation) {
    const std::optional<Place> place = find(id);
    const std::optional<HiddenArticle> hides = hidden_by(id, place);
    if (!operation.article) {
      if (place) remove(*place);
      report_.removed += place ? 1U : 0U;
      if (hides)
        state_.pushed.set(id, {.sequence = operation.sequence, .hides = hides});
      else
        state_.pushed.erase(id);
      return;
    }
    Article& article = *operation.article;
    const RecordHash hash = hash_record(encode_record(article));
    state_.pushed.set(id, {.sequence = operation.sequence,
                           .hash = hash,
                           .language = article.language,
                           .text_bytes = text_bytes(article),
                           .hides = hides});
    if (place && hash_at(*place) == hash) return;
    if (place) remove(*place);
    count_article(state_, article.language, text_bytes(article));
    ++report_.added;
    new_articles_.push_back(std::move(article));
  }

  // The file's article that goes behind what is pushed now.
  std::optional<HiddenArticle> hidden_by(const std::string& id, const std::optional<Place>& place) {
    if (const PushedArticle* const pushed = state_.pushed.find(id)) return pushed->hides;
    const PushedArticle* const known = before_ == nullptr ? nullptr : before_->articles.find(id);
    if (known != nullptr && before_->contents_are_comparable) return known->hides;
    if (!place) return std::nullopt;
    return HiddenArticle{hash_at(*place), content_key(article_at(*place))};
  }

  RecordHash hash_at(const Place& place) const {
    return documents_[place.segment]->hash(place.document);
  }

  Article article_at(const Place& place) const {
    return documents_[place.segment]->article(place.document);
  }

  std::optional<Place> find(const std::string& id) const {
    for (std::uint32_t segment = 0; segment < documents_.size(); ++segment) {
      for (const std::uint32_t document : documents_[segment]->with_id(id)) {
        if (!state_.segments[segment].deleted[document]) return Place{segment, document};
      }
    }
    return std::nullopt;
  }

  void remove(const Place& place) {
    state_.segments[place.segment].deleted[place.document] = true;
    const Article gone = article_at(place);
    uncount_article(state_, gone.language, text_bytes(gone));
  }

  std::shared_ptr<const Dictionary> train() const {
    std::vector<std::string> records;
    for (const Article& article : new_articles_) records.push_back(encode_record(article));
    return std::make_shared<const Dictionary>(train_dictionary(records));
  }

  IndexState& state_;
  PushReport& report_;
  const PushedBefore* before_;
  std::vector<std::unique_ptr<SegmentDocuments>> documents_;  // of the segments that there were
  std::vector<Article> new_articles_;
};

// Returns the files of segments to be merged that are damaged: then nothing is merged.
std::vector<std::string> merge_small_at_end(IndexState& state,
                                            const std::filesystem::path& folder) {
  const std::size_t count = count_small_at_end(state.segments);
  if (count < 2) return {};
  std::vector<std::size_t> which;
  for (std::size_t i = state.segments.size() - count; i < state.segments.size(); ++i)
    which.push_back(i);
  const std::vector<LiveSegment> inputs(state.segments.end() - static_cast<std::ptrdiff_t>(count),
                                        state.segments.end());
  std::vector<std::string> files = damaged_files(inputs);
  if (files.empty())
    replace_merged(state.segments, which, merge_live(inputs, state.dictionary, folder));
  return files;
}

IndexError damaged(const std::vector<std::string>& files) {
  return IndexError("the index is damaged (" + files.front() +
                    "): pushed articles wait until a run has mended it");
}

}  // namespace

Record record_of(QueueEntry entry, const SourceOptions& sources) {
  auto context = std::make_shared<FileContext>();
  context->charset = "UTF-8";
  context->field_names = sources.field_names;
  return {.origin = {.path = kOrigin, .line = entry.sequence},
          .format = Format::json,
          .bytes = std::move(entry.bytes),
          .file = std::move(context)};
}

std::string describe_damaged_queue(std::uint64_t bytes) {
  return std::to_string(bytes) +
         " bytes of the queue of pushed articles are damaged: push again what is missing";
}

std::optional<PushReport> apply_pushed(IndexWriter& writer, const SourceOptions& sources) {
  return apply_pushed(writer, sources, *make_extraction(sources.parsing));
}

std::optional<PushReport> apply_pushed(IndexWriter& writer, const SourceOptions& sources,
                                       RecordExtraction& extraction) {
  IndexWriter::Transaction transaction(writer);
  const std::uint64_t done =
      transaction.state() == nullptr ? 0 : transaction.state()->pushed_sequence;
  ArticleQueueReader queue(writer.index(), done);
  std::vector<QueueEntry> entries = queue.next(kBytesAtOnce);
  if (entries.empty() && queue.damaged_bytes() > 0)
    return PushReport{.damaged_bytes = queue.damaged_bytes()};
  if (entries.empty()) return std::nullopt;
  if (transaction.damage().any()) throw damaged(transaction.damage().files);
  PushReport report;
  Operations operations = operations_of(std::move(entries), sources, extraction, report);
  const Workplace workplace(writer.index() / "pushing");
  IndexState& state = transaction.change();
  const std::uint64_t before = state.generation;
  const std::size_t segments = state.segments.size();
  Applier(state, report, nullptr).apply(std::move(operations), workplace.path() / "new");
  if (state.segments.empty()) return report;  // nothing there is to publish
  if (state.segments.size() > segments) {
    const std::vector<std::string> files = merge_small_at_end(state, workplace.path() / "merged");
    if (!files.empty()) {
      transaction.distrust(files);
      throw damaged(files);
    }
  }
  state.pushed_sequence = queue.sequence();
  report.damaged_bytes = queue.damaged_bytes();
  report.generation = transaction
                          .publish({.workplace = workplace.path(),
                                    .made_by = MadeBy::push,
                                    .pushed = before == 0 ? Write::everything : Write::changes,
                                    .prepare =
                                        [&](std::uint64_t number) {
                                          link_source_record(writer.index(), before, number);
                                        }})
                          .generation;
  return report;
}

void drop_replaced(IndexWriter& writer) {
  const IndexWriter::Transaction transaction(writer);
  const IndexState* const state = transaction.state();
  const bool is_long = queue_files(queue_folder(writer.index())).size() >= kFilesToCompact;
  if (state == nullptr || !is_long) return;
  std::uint64_t until = state->pushed_sequence;
  for (const std::uint64_t number : generation_numbers(writer.index()))
    until = std::min(until, read_manifest(generation_folder(writer.index(), number)).pushed);
  std::vector<std::uint64_t> keep;
  for (const auto& [id, pushed] : state->pushed.all()) keep.push_back(pushed.sequence);
  std::sort(keep.begin(), keep.end());
  compact_queue(writer.index(), until, keep);
}

PushReport apply_whole_queue(const std::filesystem::path& index, IndexState& state,
                             const SourceOptions& sources, const PushedBefore& before,
                             const std::filesystem::path& workplace) {
  PushReport report;
  const std::unique_ptr<RecordExtraction> extraction = make_extraction(sources.parsing);
  ArticleQueueReader queue(index, 0);
  std::size_t number = 0;
  for (auto entries = queue.next(kBytesAtOnce); !entries.empty();
       entries = queue.next(kBytesAtOnce)) {
    const std::filesystem::path folder = workplace / ("pushed-" + std::to_string(number++));
    Applier(state, report, &before)
        .apply(operations_of(std::move(entries), sources, *extraction, report), folder);
  }
  state.pushed_sequence = queue.sequence();
  report.damaged_bytes = queue.damaged_bytes();
  return report;
}

}  // namespace dateline
