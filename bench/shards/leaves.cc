#include "bench/shards/leaves.h"

#include "search/store/article/fields.h"
#include "search/store/deleted.h"
#include "search/store/manifest.h"
#include "search/store/segment_builder.h"
#include "search/store/segment_merge.h"
#include "search/store/similar_groups.h"
#include "search/store/tokens/lexicon_writer.h"

namespace dateline::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPerBuilder = 500;  // articles: see segment_builder.h

std::string name_of(std::size_t shard) { return "segment-" + std::to_string(shard); }

// Every `count`-th article from `first` on, as a segment.
void build_segment(const std::vector<Article>& articles, std::size_t first, std::size_t count,
                   const fs::path& segment) {
  const auto dictionary = std::make_shared<const Dictionary>("");
  RememberedStems stems;
  std::vector<fs::path> parts;
  for (std::size_t i = first; i < articles.size();) {
    parts.push_back(fs::path(segment.string() + "-part-" + std::to_string(parts.size())));
    SegmentBuilder builder(parts.back(), dictionary, stems);
    for (std::size_t n = 0; n < kPerBuilder && i < articles.size(); ++n, i += count)
      builder.add(articles[i]);
    builder.finish();
  }
  merge_segments(parts, segment);
  for (const fs::path& part : parts) fs::remove_all(part);
}

void link_segment(const fs::path& from, const fs::path& to) {
  fs::create_directories(to.parent_path());
  fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::create_hard_links);
}

std::shared_ptr<const Generation> open_generation(const fs::path& folder,
                                                  std::vector<std::string> segments,
                                                  std::uint64_t articles) {
  const Manifest manifest{.schema_version = kSchemaVersion,
                          .generation = 1,
                          .articles = articles,
                          .languages = {{"en", articles}},
                          .built_at = "2017-01-25T10:00:00Z",
                          .segments = std::move(segments)};
  write_similar_groups(folder, manifest.segments);
  write_manifest(manifest, folder);
  return std::make_shared<const Generation>(folder);
}

void add_form(const LexiconEntry& entry, LexiconBuilder& lexicon) {
  using Casing = LexiconBuilder::Casing;
  const FormId form = lexicon.add(entry.surface, entry.language).form;
  lexicon.describe(form, entry.folded, {std::string(entry.stem), entry.stem_language});
  if (entry.acronym) lexicon.mark_acronym(form);
  if (entry.compound) lexicon.mark_compound(form);
  for (std::uint32_t i = 0; i < entry.occurrences; ++i) {
    const bool is_small = i >= entry.capitalised && i < entry.capitalised + entry.small;
    lexicon.count(form, i < entry.capitalised ? Casing::capital
                                              : (is_small ? Casing::small : Casing::untold));
  }
}

// A segment of which only these forms are known; all its other files are as they are.
void link_told(const fs::path& from, const std::vector<LexiconEntry>& told, const fs::path& to) {
  link_segment(from, to);
  fs::remove(to / segment_files::kLexicon);
  LexiconBuilder lexicon;
  for (const LexiconEntry& entry : told) add_form(entry, lexicon);
  lexicon.write(to / segment_files::kLexicon);
}

}  // namespace

Leaf::Leaf(std::shared_ptr<const Generation> of, const Segment& own)
    : generation(std::move(of)),
      shard(own),
      builder(generation, nullptr),
      ranker(generation),
      grouped(generation, ranker) {}

Shards::Shards(const std::vector<Article>& articles, std::size_t count, const fs::path& folder)
    : folder_(folder) {
  fs::create_directories(folder / "made");
  std::vector<std::uint32_t> sizes;
  for (std::size_t i = 0; i < count; ++i) {
    names_.push_back(name_of(i));
    build_segment(articles, i, count, folder / "made" / names_[i]);
    const fs::path alone = folder / ("alone-" + std::to_string(i));
    link_segment(folder / "made" / names_[i], alone / names_[i]);
    sizes.push_back(Segment(alone / names_[i]).documents());
    alone_.push_back(open_generation(alone, {names_[i]}, sizes[i]));
  }
  for (std::size_t leaf = 0; leaf <= count; ++leaf) {  // the last one has all articles
    const fs::path informed = folder / ("informed-" + std::to_string(leaf));
    for (std::size_t i = 0; i < count; ++i) {
      link_segment(folder / "made" / names_[i], informed / names_[i]);
      if (leaf == i || leaf == count) continue;
      write_deleted(DeletedDocuments(std::vector<bool>(sizes[i], true)),
                    informed / names_[i] / segment_files::kDeleted);
    }
    informed_.push_back(open_generation(informed, names_, articles.size()));
  }
  together_ = std::move(informed_.back());
  informed_.pop_back();
}

std::vector<std::unique_ptr<Leaf>> Shards::leaves_told(
    const std::vector<std::vector<LexiconEntry>>& told, const fs::path& folder) const {
  std::vector<std::unique_ptr<Leaf>> leaves;
  for (std::size_t leaf = 0; leaf < count(); ++leaf) {
    const fs::path from = folder_ / ("informed-" + std::to_string(leaf));
    const fs::path to = folder / std::to_string(leaf);
    fs::remove_all(to);
    for (std::size_t i = 0; i < count(); ++i) {
      if (i == leaf)
        link_segment(from / names_[i], to / names_[i]);
      else
        link_told(from / names_[i], told[i], to / names_[i]);
    }
    for (const char* file : {"manifest.json", kGroupsFile})
      fs::create_hard_link(from / file, to / file);
    const auto generation = std::make_shared<const Generation>(to);
    leaves.push_back(std::make_unique<Leaf>(generation, *generation->segments()[leaf]));
  }
  return leaves;
}

std::vector<std::unique_ptr<Leaf>> Shards::leaves(Knows knows) const {
  std::vector<std::unique_ptr<Leaf>> leaves;
  for (std::size_t i = 0; i < count(); ++i) {
    const auto& generation = knows == Knows::all ? informed_[i] : alone_[i];
    const std::size_t own = knows == Knows::all ? i : 0;
    leaves.push_back(std::make_unique<Leaf>(generation, *generation->segments()[own]));
  }
  return leaves;
}

}  // namespace dateline::bench
