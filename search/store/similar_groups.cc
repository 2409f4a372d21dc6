#include "search/store/similar_groups.h"

#include <algorithm>
#include <memory>
#include <span>
#include <tuple>

#include "search/base/error.h"
#include "search/base/output_file.h"
#include "search/base/scratch_array.h"
#include "search/store/columns/columns.h"
#include "search/store/deleted.h"
#include "search/store/segment.h"
#include "search/store/similar/near_duplicates.h"
#include "search/store/similar/signature.h"

namespace dateline {
namespace {

constexpr std::uint64_t kMagic = 0x3170756F72476E69;  // "inGroup1"
constexpr std::size_t kHeader = 4 * sizeof(std::uint64_t);

// Of a segment what groups are made of.
struct Source {
  explicit Source(const std::filesystem::path& folder)
      : signatures(folder / segment_files::kSignatures),
        columns(folder / segment_files::kColumns),
        deleted(read_deleted(folder / segment_files::kDeleted)) {
    if (signatures.documents() != columns.documents())
      throw IndexError(folder.string() + " is damaged: run dateline-index --full");
  }

  SignatureFile signatures;
  Columns columns;
  DeletedDocuments deleted;
};

// The articles that are not deleted, with what decides on their groups and their order in them.
class Articles {
 public:
  Articles(const std::filesystem::path& generation, const std::vector<std::string>& segments)
      : places_(generation), signed_(generation) {
    for (const std::string& name : segments)
      add(*sources_.emplace_back(std::make_unique<const Source>(generation / name)));
  }

  std::uint32_t count() const { return count_; }  // deleted ones counted
  std::span<const SignedArticle> signed_articles() const {
    return {signed_.begin(), signed_.end()};
  }
  std::uint32_t number(std::uint32_t live) const { return places_[live].number; }

  // Earliest first, then undated ones, the longest first. The number decides only between those of
  // the same words and time.
  auto order(std::uint32_t live) const {
    const auto& [source, document, number] = places_[live];
    const std::int64_t instant = source->columns.instant(document);
    const Signature& signature = signed_[live].signature;
    return std::tuple(instant == kUndated, instant, ~signature.words(), signature.whole(), number);
  }

 private:
  struct Place {
    const Source* source = nullptr;
    std::uint32_t document = 0;
    std::uint32_t number = 0;  // through all segments
  };

  void add(const Source& source) {
    for (std::uint32_t document = 0; document < source.columns.documents(); ++document) {
      const std::uint32_t number = count_++;
      if (source.deleted.contains(document)) continue;
      places_.push_back({&source, document, number});
      signed_.push_back({source.signatures[document], source.columns.day(document)});
    }
  }

  std::vector<std::unique_ptr<const Source>> sources_;
  ScratchArray<Place> places_;
  ScratchArray<SignedArticle> signed_;
  std::uint32_t count_ = 0;
};

// The members of each group of two or more, one group after another in the order of their first
// articles.
class Grouping {
 public:
  Grouping(const Articles& articles, const std::filesystem::path& scratch)
      : group_of_(scratch), group_of_root_(scratch), starts_(scratch), members_(scratch) {
    const Numbers roots = link_near_duplicates(articles.signed_articles(), scratch);
    place(roots, scratch);
    fill(roots, scratch);
    set_all(group_of_, articles.count(), kNoGroup);
    for (std::size_t group = 0; group + 1 < starts_.size(); ++group) settle(group, articles);
  }

  void write(const std::filesystem::path& path) const {
    OutputFile file(path);
    file.write_number(kMagic);
    file.write_number<std::uint64_t>(group_of_.size());
    file.write_number<std::uint64_t>(starts_.size() - 1);
    file.write_number<std::uint64_t>(members_.size());
    for (const std::uint32_t group : group_of_) file.write_number(group);
    for (const std::uint32_t start : starts_) file.write_number(start);
    for (const std::uint32_t member : members_) file.write_number(member);
    file.finish();
  }

 private:
  using Numbers = ScratchArray<std::uint32_t>;

  static void set_all(Numbers& numbers, std::size_t size, std::uint32_t value) {
    numbers.resize(size);
    std::fill(numbers.begin(), numbers.end(), value);
  }

  // Gives each root with others a group with room for them.
  void place(const Numbers& roots, const std::filesystem::path& scratch) {
    Numbers sizes(scratch);
    set_all(sizes, roots.size(), 0);
    for (const std::uint32_t root : roots) ++sizes[root];
    set_all(group_of_root_, roots.size(), kNoGroup);
    starts_.push_back(0);
    for (std::uint32_t root = 0; root < sizes.size(); ++root) {
      if (sizes[root] < 2) continue;
      group_of_root_[root] = static_cast<std::uint32_t>(starts_.size() - 1);
      starts_.push_back(starts_.back() + sizes[root]);
    }
  }

  void fill(const Numbers& roots, const std::filesystem::path& scratch) {
    members_.resize(starts_.back());
    Numbers filled(scratch);  // of each group
    set_all(filled, starts_.size(), 0);
    for (std::uint32_t live = 0; live < roots.size(); ++live) {
      const std::uint32_t group = group_of_root_[roots[live]];
      if (group != kNoGroup) members_[starts_[group] + filled[group]++] = live;
    }
  }

  // Sets a group's members in order, and numbers them as the file does.
  void settle(std::size_t group, const Articles& articles) {
    std::uint32_t* const begin = members_.begin() + starts_[group];
    std::uint32_t* const end = members_.begin() + starts_[group + 1];
    std::sort(begin, end, [&](std::uint32_t a, std::uint32_t b) {
      return articles.order(a) < articles.order(b);
    });
    for (std::uint32_t* member = begin; member != end; ++member) {
      *member = articles.number(*member);
      group_of_[*member] = static_cast<std::uint32_t>(group);
    }
  }

  Numbers group_of_;
  Numbers group_of_root_;
  Numbers starts_;
  Numbers members_;
};

}  // namespace

SimilarGroups::SimilarGroups(const std::filesystem::path& path) : file_(path) {
  const std::string_view bytes = file_.bytes();
  const auto articles = load<std::uint64_t>(bytes, 8);
  const auto groups = load<std::uint64_t>(bytes, 16);
  const auto members = load<std::uint64_t>(bytes, 24);
  const std::uint64_t most = bytes.size() / sizeof(std::uint32_t);
  const bool is_possible = articles <= most && groups <= most && members <= most;
  if (load<std::uint64_t>(bytes, 0) != kMagic || !is_possible ||
      bytes.size() != kHeader + (articles + groups + 1 + members) * sizeof(std::uint32_t)) {
    throw IndexError(path.string() + " is damaged: run dateline-index --full");
  }
  articles_ = static_cast<std::uint32_t>(articles);
  groups_ = static_cast<std::uint32_t>(groups);
}

std::uint32_t SimilarGroups::group_of(std::uint32_t article) const {
  if (article >= articles_) return kNoGroup;
  const auto group = load<std::uint32_t>(file_.bytes(), kHeader + article * std::size_t{4});
  if (group >= groups_ && group != kNoGroup)
    throw IndexError("the groups of the index are damaged: run dateline-index --full");
  return group;
}

std::vector<std::uint32_t> SimilarGroups::members(std::uint32_t group) const {
  const std::size_t starts = kHeader + articles_ * std::size_t{4};
  const std::size_t all = starts + (groups_ + std::size_t{1}) * 4;
  const auto begin = load<std::uint32_t>(file_.bytes(), starts + group * std::size_t{4});
  const auto end = load<std::uint32_t>(file_.bytes(), starts + (group + std::size_t{1}) * 4);
  std::vector<std::uint32_t> members;
  for (std::uint32_t i = begin; i < end; ++i) {
    members.push_back(load<std::uint32_t>(file_.bytes(), all + i * std::size_t{4}));
    if (members.back() >= articles_)
      throw IndexError("the groups of the index are damaged: run dateline-index --full");
  }
  return members;
}

void write_similar_groups(const std::filesystem::path& generation_folder,
                          const std::vector<std::string>& segments) {
  Grouping(Articles(generation_folder, segments), generation_folder)
      .write(generation_folder / kGroupsFile);
}

}  // namespace dateline
