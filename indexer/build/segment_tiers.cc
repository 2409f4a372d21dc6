#include "indexer/build/segment_tiers.h"

#include <algorithm>
#include <map>
#include <string>

#include "indexer/build/article_writer.h"
#include "indexer/build/known/source_record.h"
#include "indexer/build/workplace.h"
#include "search/store/segment_documents.h"
#include "search/store/segment_merge.h"

namespace dateline {
namespace {

constexpr std::uint64_t kTierBase = 4;     // segments of a tier that make one of the next
constexpr std::uint64_t kFirstTier = 16;   // documents: all smaller segments are of one tier
constexpr std::uint64_t kCollected = 512;  // documents of the segment that pushes go into
constexpr double kMaxDeletedShare = 0.2;   // of the documents: they cost searches and disk

std::size_t tier_of(const LiveSegment& segment) {
  std::size_t tier = 0;
  for (std::uint64_t rest = segment.live_documents() / kFirstTier; rest > 0; rest /= kTierBase)
    ++tier;
  return tier;
}

bool has_many_deleted(const LiveSegment& segment) {
  const auto all = static_cast<double>(segment.deleted.size());
  return all - static_cast<double>(segment.live_documents()) > kMaxDeletedShare * all;
}

std::vector<std::uint32_t> shifted(std::size_t count, std::size_t by) {
  std::vector<std::uint32_t> numbers(count);
  for (std::size_t i = 0; i < count; ++i) numbers[i] = static_cast<std::uint32_t>(i + by);
  return numbers;
}

MergedSegment merge_whole(const std::vector<LiveSegment>& inputs,
                          const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> folders;
  MergedSegment merged;
  std::size_t documents = 0;
  for (const LiveSegment& input : inputs) {
    folders.push_back(input.folder);
    merged.documents.push_back(shifted(input.deleted.size(), documents));
    documents += input.deleted.size();
  }
  merge_segments(folders, folder);
  merged.segment = new_segment(folder);
  return merged;
}

// Postings cannot be taken out of a segment: articles that stay are indexed again.
MergedSegment merge_without_deleted(const std::vector<LiveSegment>& inputs,
                                    const std::shared_ptr<const Dictionary>& dictionary,
                                    const std::filesystem::path& folder) {
  MergedSegment merged;
  ArticleWriter writer(dictionary, folder);
  for (const LiveSegment& input : inputs) {
    SegmentDocuments documents(input.folder);
    std::vector<std::uint32_t>& numbers = merged.documents.emplace_back();
    for (std::uint32_t i = 0; i < documents.size(); ++i) {
      numbers.push_back(input.deleted[i] ? MergedSegment::kGone
                                         : writer.add(documents.article(i), documents.arrival(i)));
    }
  }
  writer.finish();
  merged.segment = new_segment(folder);
  return merged;
}

// Marks those documents of a merged segment as deleted that its `i`th input has as deleted.
void carry_deleted(MergedSegment& merged, std::size_t i, const std::vector<bool>& deleted) {
  for (std::size_t document = 0; document < deleted.size(); ++document) {
    const std::uint32_t number = merged.documents[i][document];
    if (number != MergedSegment::kGone) merged.segment.deleted[number] = deleted[document];
  }
}

// So that the transaction that publishes it need not.
void write_public_database(MergedSegment& merged, const std::vector<LiveSegment>& inputs,
                           PublicDatabase kind) {
  if (kind == PublicDatabase::off) return;
  for (std::size_t i = 0; i < inputs.size(); ++i) carry_deleted(merged, i, inputs[i].deleted);
  const std::filesystem::path& folder = merged.segment.folder;
  write_public_database(folder, merged.segment.deleted, kind, folder / kPublicFile, 1);
}

std::vector<LiveSegment> chosen(const std::vector<LiveSegment>& segments,
                                const std::vector<std::size_t>& which) {
  std::vector<LiveSegment> some;
  for (const std::size_t i : which) some.push_back(segments[i]);
  return some;
}

// Links to the segments' files, so that they stay while generations come and go.
std::vector<LiveSegment> pinned(const std::vector<LiveSegment>& segments,
                                const std::filesystem::path& workplace) {
  std::vector<LiveSegment> pins = segments;
  for (LiveSegment& pin : pins) {
    std::vector<ManifestFile> files;
    place_segment(pin, workplace, files);
    pin.folder = workplace / pin.name;
  }
  return pins;
}

std::vector<std::size_t> find_all(const std::vector<LiveSegment>& segments,
                                  const std::vector<LiveSegment>& named) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool is_named = std::any_of(named.begin(), named.end(), [&](const LiveSegment& one) {
      return one.name == segments[i].name;
    });
    if (is_named) found.push_back(i);
  }
  return found;
}

}  // namespace

std::vector<std::size_t> pick_merge(const std::vector<LiveSegment>& segments) {
  std::map<std::size_t, std::vector<std::size_t>> tiers;
  for (std::size_t i = 0; i < segments.size(); ++i) tiers[tier_of(segments[i])].push_back(i);
  for (const auto& [tier, members] : tiers) {
    if (members.size() >= kTierBase) return members;
  }
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (segments[i].live_documents() > 0 && has_many_deleted(segments[i])) return {i};
  }
  return {};
}

std::size_t count_small_at_end(const std::vector<LiveSegment>& segments) {
  std::size_t count = 1;
  std::uint64_t collected = segments.back().deleted.size();
  for (; count < segments.size(); ++count) {
    const std::uint64_t documents = segments[segments.size() - 1 - count].deleted.size();
    if (documents > collected || documents + collected > kCollected) break;
    collected += documents;
  }
  return count;
}

MergedSegment merge_live(const std::vector<LiveSegment>& inputs,
                         const std::shared_ptr<const Dictionary>& dictionary,
                         const std::filesystem::path& folder) {
  const auto alive = [](const LiveSegment& one) { return one.live_documents() > 0; };
  const bool purges = std::any_of(inputs.begin(), inputs.end(), has_many_deleted) &&
                      std::any_of(inputs.begin(), inputs.end(), alive);
  return purges ? merge_without_deleted(inputs, dictionary, folder) : merge_whole(inputs, folder);
}

void replace_merged(std::vector<LiveSegment>& segments, const std::vector<std::size_t>& inputs,
                    MergedSegment merged) {
  for (std::size_t i = 0; i < inputs.size(); ++i)
    carry_deleted(merged, i, segments[inputs[i]].deleted);
  segments[inputs.front()] = std::move(merged.segment);
  for (std::size_t i = inputs.size() - 1; i > 0; --i)
    segments.erase(segments.begin() + static_cast<std::ptrdiff_t>(inputs[i]));
}

std::vector<std::string> merge_all(IndexState& state, const std::filesystem::path& workplace) {
  std::size_t number = 0;
  for (auto which = pick_merge(state.segments); !which.empty();
       which = pick_merge(state.segments)) {
    const std::filesystem::path folder = workplace / ("all-" + std::to_string(number++));
    const std::vector<LiveSegment> inputs = chosen(state.segments, which);
    std::vector<std::string> damaged = damaged_files(inputs);
    if (!damaged.empty()) return damaged;
    replace_merged(state.segments, which, merge_live(inputs, state.dictionary, folder));
  }
  return {};
}

bool merge_in_background(IndexWriter& writer) {
  const Workplace workplace(writer.index() / "merging");
  std::vector<LiveSegment> inputs;
  std::shared_ptr<const Dictionary> dictionary;
  {
    const IndexWriter::Transaction transaction(writer);
    const IndexState* const state = transaction.state();
    if (state == nullptr || transaction.damage().any()) return false;
    inputs = pinned(chosen(state->segments, pick_merge(state->segments)), workplace.path());
    dictionary = state->dictionary;
  }
  if (inputs.empty()) return false;
  const std::vector<std::string> damaged = damaged_files(inputs);
  if (!damaged.empty()) {
    IndexWriter::Transaction(writer).distrust(damaged);
    return false;
  }
  MergedSegment merged = merge_live(inputs, dictionary, workplace.path() / "merged");
  write_public_database(merged, inputs, writer.public_database());
  IndexWriter::Transaction transaction(writer);
  IndexState& state = transaction.change();
  const std::vector<std::size_t> places = find_all(state.segments, inputs);
  if (places.size() != inputs.size()) return false;  // a run has replaced them meanwhile
  const std::uint64_t before = state.generation;
  replace_merged(state.segments, places, std::move(merged));
  transaction.publish({.workplace = workplace.path(),
                       .made_by = MadeBy::merge,
                       .prepare = [&](std::uint64_t number) {
                         link_source_record(writer.index(), before, number);
                       }});
  return true;
}

}  // namespace dateline
