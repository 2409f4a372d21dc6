#include "indexer/build/index_build.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

#include "indexer/apart/parser_process.h"
#include "indexer/build/file_build.h"
#include "indexer/build/group_upkeep.h"
#include "indexer/build/index_update.h"
#include "indexer/build/known/source_record.h"
#include "indexer/build/public_upkeep.h"
#include "indexer/build/push.h"
#include "indexer/build/restore.h"
#include "indexer/build/segment_tiers.h"
#include "indexer/build/workplace.h"
#include "search/base/error.h"
#include "search/base/output_file.h"
#include "search/store/generation.h"

namespace dateline {
namespace {

constexpr std::size_t kListedAside = 20;  // in the summary
constexpr double kMaxDeletedShare = 0.2;  // of the documents: they cost searches and disk
// Bytes of disk that a full build takes at most, in times of its sources' bytes: 1.3 for the index,
// as much again while segments are merged, and what is packed grows by some three times.
constexpr double kDiskPerByte = 3;
constexpr const char* kSetAside = "set-aside.jsonl";

// All that decides how a file becomes articles, and an article terms: with other settings,
// everything is read again.
std::string settings_of(const BuildOptions& options) {
  std::string text = "dateline-" + std::string(DATELINE_VERSION) + " " + stemmer_version() +
                     " index.xapian=" + std::string(name_of(options.public_database)) +
                     " sources.max_record=" + std::to_string(options.sources.max_record_bytes);
  const std::string& ocr = options.sources.parsing.ocr.languages;
  if (!ocr.empty()) text += " index.ocr=" + ocr;
  for (const auto& [theirs, ours] : options.sources.field_names) text += " " + theirs + "=" + ours;
  return text;
}

bool has_too_many_deleted(const std::vector<LiveSegment>& segments) {
  std::uint64_t live = 0;
  std::uint64_t all = 0;
  for (const LiveSegment& segment : segments) {
    live += segment.live_documents();
    all += segment.deleted.size();
  }
  return static_cast<double>(all - live) > kMaxDeletedShare * static_cast<double>(all);
}

// Marks the documents that files and pushed articles have as not deleted, and all others as
// deleted; counts them. False where a pushed article lies nowhere.
bool mark_live(IndexState& state, const SourceFiles& files, const Places& places) {
  for (LiveSegment& segment : state.segments) segment.deleted.assign(segment.deleted.size(), true);
  state.articles = state.text_bytes = 0;
  state.languages.clear();
  const auto mark = [&](const Place& place, std::string_view language, std::uint64_t bytes) {
    state.segments[place.segment].deleted[place.document] = false;
    count_article(state, std::string(language), bytes);
  };
  files.for_each_article([&](const IndexedArticle& article) {
    if (article.place) mark(*article.place, article.language, article.text_bytes);
  });
  for (const auto& [id, pushed] : state.pushed.all()) {
    if (!pushed.hash) continue;
    const std::optional<Place> place = places.find(*pushed.hash);
    if (!place) return false;
    mark(*place, pushed.language, pushed.text_bytes);
  }
  return true;
}

void refuse_removal(std::uint64_t removed, std::uint64_t before, const BuildOptions& options) {
  if (options.removal == BuildOptions::Removal::allow) return;
  if (static_cast<double>(removed) <= options.max_removed_share * static_cast<double>(before))
    return;
  throw InputError(grouped(removed) + " of " + grouped(before) +
                   " articles would go from the index, and nothing was done: is a folder missing "
                   "or not mounted? Where this is meant, say --allow-removal");
}

void refuse_full_disk(const std::filesystem::path& index, std::uint64_t source_bytes) {
  const auto needed = static_cast<std::uint64_t>(kDiskPerByte * static_cast<double>(source_bytes));
  const std::filesystem::space_info space = std::filesystem::space(index);
  if (space.available >= needed) return;
  throw IndexError("the disk of " + index.string() + " has " + readable_bytes(space.available) +
                   " free and a full build may take " + readable_bytes(needed) +
                   ": make room, or put the index on another disk");
}

// Of a sparse file, only what it holds: the rest of its size is no text.
std::uint64_t bytes_on_disk(const Survey& survey) {
  constexpr std::uint64_t kBlockBytes = 512;  // of st_blocks, stat(2)
  std::uint64_t bytes = 0;
  for (const std::size_t file : survey.to_read) {
    struct stat status {};
    if (::stat(std::string(survey.files.path(file)).c_str(), &status) == 0)
      bytes += std::min(survey.files.stamp(file).bytes,
                        static_cast<std::uint64_t>(status.st_blocks) * kBlockBytes);
  }
  return bytes;
}

// The generation that an incremental run starts from.
struct Before {
  std::uint64_t articles = 0;
  SourceRecord record;
  Places places;
  std::shared_ptr<const Dictionary> dictionary;
};

// Ids of lost articles for a message, the first few.
std::string some_of(const std::vector<std::string>& ids) {
  constexpr std::size_t kShown = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(ids.size(), kShown); ++i)
    text += (i > 0 ? ", " : "") + ids[i];
  return ids.size() > kShown ? text + ", ..." : text;
}

// One run of build_index().
class Run {
 public:
  Run(IndexWriter& writer, const BuildOptions& options, Progress& progress, Merging merging)
      : writer_(writer),
        options_(options),
        progress_(progress),
        merging_(merging),
        workplace_(writer.index() / "building") {}

  BuildReport update_or_build() {
    note(writer_.verify());
    if (options_.scope == BuildOptions::Scope::changes) {
      Outcome outcome = update_from_before();
      if (outcome == Outcome::damaged) outcome = update_from_before();  // without what is damaged
      if (outcome == Outcome::done) return report_;
    }
    build();
    return report_;
  }

 private:
  enum class Outcome : std::uint8_t {
    done,
    read_everything,  // an incremental run cannot do it
    damaged,          // a segment that is known now is damaged
  };

  void note(const Damage& damage) {
    for (const std::string& file : damage.files) {
      if (std::find(report_.damaged.begin(), report_.damaged.end(), file) == report_.damaged.end())
        report_.damaged.push_back(file);
    }
  }

  // A record beside the generations that is there and tells nothing.
  void note_unreadable(const std::filesystem::path& record) {
    if (std::filesystem::exists(record))
      note({.files = {record.lexically_relative(writer_.index()).string()}});
  }

  Outcome update_from_before() {
    const std::optional<Before> before = read_before();
    if (!before) return Outcome::read_everything;
    const Outcome outcome = update(*before);
    if (outcome == Outcome::done) return outcome;
    workplace_.clear();
    report_ = {.damaged = std::move(report_.damaged)};
    return outcome;
  }

  // None where everything has to be read.
  std::optional<Before> read_before() {
    const IndexWriter::Transaction transaction(writer_);
    const IndexState* const state = transaction.state();
    if (state == nullptr) {
      const auto current = current_generation(writer_.index());
      const bool is_ours = current && !is_of_another_version(*current);
      if (is_ours && !read_pushed(writer_.index(), generation_number(*current)))
        note_unreadable(pushed_path(writer_.index()));
      return std::nullopt;
    }
    auto record = read_source_record(writer_.index(), state->generation, workplace_.path());
    if (!record) note_unreadable(source_record_path(writer_.index(), state->generation));
    if (!record) return std::nullopt;
    if (record->settings != settings_of(options_)) {
      report_.new_settings = {.before = record->settings, .now = settings_of(options_)};
      return std::nullopt;
    }
    deadly_ = deadly_records(record->files);
    return Before{.articles = state->articles,
                  .record = std::move(*record),
                  .places = Places(state->segments, workplace_.path()),
                  .dictionary = state->dictionary};
  }

  Outcome update(const Before& before) {
    FileWork work{.survey = survey(walk(), before.record.files, workplace_.path()),
                  .known = &before.places,
                  .dictionary = before.dictionary,
                  .deadly = deadly_};
    std::optional<LiveSegment> made = read(work, workplace_.path());
    IndexWriter::Transaction transaction(writer_);
    const std::vector<std::vector<bool>> deleted = deleted_of(*transaction.state());
    IndexState& state = transaction.change();
    if (made) state.segments.push_back(std::move(*made));
    if (!state.dictionary) state.dictionary = dictionary_;
    if (!settle_all(work, state)) return Outcome::read_everything;
    report_.removed = removed_articles(before.record.files, work.survey.files, workplace_.path());
    refuse_removal(report_.removed, before.articles, options_);
    const bool is_same = deleted == deleted_of(state) && state.pushed.changed().empty() &&
                         is_grouped(state) &&
                         have_current_public_databases(state, options_.public_database);
    if (is_same && !transaction.damage().any()) {
      transaction.keep();
      keep(work.survey, before, state);
      return Outcome::done;
    }
    if (has_too_many_deleted(state.segments)) return Outcome::read_everything;
    if (!merge(transaction)) return Outcome::damaged;
    publish_all(transaction, work.survey, Write::changes);
    return Outcome::done;
  }

  // False where a segment to be merged is damaged.
  bool merge(IndexWriter::Transaction& transaction) {
    if (merging_ == Merging::later) return true;
    const std::vector<std::string> damaged = merge_all(transaction.change(), workplace_.path());
    if (damaged.empty()) return true;
    transaction.distrust(damaged);
    note(transaction.damage());
    return false;
  }

  // Settles, and reads again the files that have an article which another one hid until now. False
  // where articles are missing all the same.
  bool settle_all(FileWork& work, IndexState& state) {
    SourceFiles& files = work.survey.files;
    const std::filesystem::path& scratch = workplace_.path();
    std::optional<Places> places(std::in_place, state.segments, scratch);
    Missing missing = settle(files, *places, state.pushed, scratch);
    // What lies below a folder that cannot be read now is shown when it can.
    const auto is_out_of_reach = [&](std::size_t file) {
      return ::access(std::string(files.path(file)).c_str(), R_OK) != 0;
    };
    std::erase_if(missing.files, is_out_of_reach);
    if (!missing.files.empty()) {
      work.dictionary = state.dictionary;
      read_again(work, missing.files, *places);
      const std::filesystem::path folder = scratch / "again";
      std::filesystem::create_directory(folder);
      if (auto made = read(work, folder)) state.segments.push_back(std::move(*made));
      if (!state.dictionary) state.dictionary = dictionary_;
      places.emplace(state.segments, scratch);
      missing = settle(files, *places, state.pushed, scratch);
      std::erase_if(missing.files, is_out_of_reach);
      if (!missing.files.empty()) return false;
    }
    if (state.damage.any()) {
      restore(files, missing, state);
      places.emplace(state.segments, scratch);
    }
    return mark_live(state, files, *places);
  }

  // Finds what damaged segments had and no file has any more: in the queue of pushed articles, and
  // where that is asked for, in the damaged segments. Throws IndexError where articles are missing
  // all the same, unless they may be lost.
  void restore(SourceFiles& files, const Missing& missing, IndexState& state) {
    const WantedArticles wanted = wanted_articles(missing, state);
    if (wanted.empty()) return;
    const std::filesystem::path& scratch = workplace_.path();
    const auto add = [&](std::optional<LiveSegment> made) {
      if (made) state.segments.push_back(std::move(*made));
    };
    add(read_from_queue(writer_.index(), options_.sources, wanted, state.dictionary,
                        scratch / "queue"));
    const bool may_lose = options_.damaged == BuildOptions::Damaged::salvage;
    if (may_lose)
      add(salvage(state.damage.segments, wanted, state.dictionary, scratch / "salvage"));
    const std::vector<std::string> lost = lost_articles(
        files, settle(files, Places(state.segments, scratch), state.pushed, scratch), state);
    if (lost.empty()) return;
    if (!may_lose) {
      throw IndexError(
          state.damage.files.front() + " of generation " + std::to_string(state.generation) +
          " is damaged, and " + grouped(lost.size()) + " of its articles (" + some_of(lost) +
          ") cannot be read again, since their files are out of reach: nothing was done. Make " +
          "them readable and run again, or say --salvage to keep what can still be read of it");
    }
    report_.lost = lost.size();
    for (const std::string& id : lost) state.pushed.erase(id);
  }

  WantedArticles wanted_articles(const Missing& missing, const IndexState& state) const {
    WantedArticles wanted;
    for (const RecordHash& hash : missing.articles) wanted.add(hash);
    const Places places(state.segments, workplace_.path());
    for (const auto& [id, pushed] : state.pushed.all()) {
      if (pushed.hash && !places.find(*pushed.hash)) wanted.add(*pushed.hash);
    }
    return wanted;
  }

  // The ids of articles that are still missing.
  std::vector<std::string> lost_articles(const SourceFiles& files, const Missing& missing,
                                         const IndexState& state) const {
    std::vector<std::string> ids;
    const Places places(state.segments, workplace_.path());
    WantedArticles lost;
    for (const RecordHash& hash : missing.articles) lost.add(hash);
    files.for_each_article([&](const IndexedArticle& article) {
      if (!article.place && lost.contains(article.hash)) ids.emplace_back(article.id);
    });
    for (const auto& [id, pushed] : state.pushed.all()) {
      if (pushed.hash && !places.find(*pushed.hash)) ids.push_back(id);
    }
    return ids;
  }

  static void read_again(FileWork& work, const std::vector<std::size_t>& which,
                         const Places& known) {
    work.known = &known;
    work.survey.to_read.clear();
    for (const std::size_t file : which) {
      work.survey.files.forget(file);
      work.survey.to_read.push_back(file);
    }
  }

  void build() {
    const std::filesystem::path& scratch = workplace_.path();
    FileWork work{.survey = survey(walk(), SourceFiles(scratch), scratch), .deadly = deadly_};
    refuse_full_disk(writer_.index(), bytes_on_disk(work.survey));
    std::optional<LiveSegment> made = read(work, workplace_.path());
    IndexWriter::Transaction transaction(writer_);
    const PushedBefore pushed = pushed_before(transaction);
    IndexState& state = transaction.start_anew();
    if (made) state.segments.push_back(std::move(*made));
    state.dictionary = dictionary_;
    PushedArticles before = pushed.contents_are_comparable ? pushed.articles : PushedArticles();
    const Places places(state.segments, scratch);
    settle(work.survey.files, places, before, scratch);
    mark_live(state, work.survey.files, places);
    const PushReport report =
        apply_whole_queue(writer_.index(), state, options_.sources, pushed, workplace_.path());
    if (report.damaged_bytes > 0) note({.files = {"pushed"}});
    refuse_loss(state.articles);
    if (state.segments.empty()) {
      write_set_aside(work.survey);
      return;
    }
    if (merging_ == Merging::at_once) merge_all(state, workplace_.path());  // all of it is new
    publish_all(transaction, work.survey, Write::everything);
  }

  PushedBefore pushed_before(const IndexWriter::Transaction& transaction) const {
    const IndexState* const state = transaction.state();
    if (state == nullptr)
      return transaction.damage().any() ? pushed_before_damage() : PushedBefore{};
    const auto settings = read_source_settings(writer_.index(), state->generation);
    return {.articles = state->pushed,
            .sequence = state->pushed_sequence,
            .contents_are_comparable = settings == settings_of(options_)};
  }

  // What the record of pushed articles tells of a generation that does not open any more.
  PushedBefore pushed_before_damage() const {
    const std::uint64_t number = generation_number(*current_generation(writer_.index()));
    auto pushed = read_pushed(writer_.index(), number);
    if (!pushed) return {};
    PushedBefore before{.contents_are_comparable =
                            read_source_settings(writer_.index(), number) == settings_of(options_)};
    for (const auto& [id, one] : pushed->all())
      before.sequence = std::max(before.sequence, one.sequence);
    before.articles = std::move(*pushed);
    return before;
  }

  Contents contents_before() const {
    const auto current = current_generation(writer_.index());
    if (!current) return Contents::comparable;
    const auto settings = read_source_settings(writer_.index(), generation_number(*current));
    return settings == settings_of(options_) && !is_of_another_version(*current)
               ? Contents::comparable
               : Contents::read_otherwise;
  }

  FileWalk walk() const { return FileWalk(options_.paths, options_.sources.excluded); }

  // Reads what has to be read into a new segment; none where there is nothing new.
  std::optional<LiveSegment> read(FileWork& work, const std::filesystem::path& folder) {
    FileBuild build(options_, progress_, folder, work);
    std::optional<LiveSegment> made = build.make_segment();
    report_.files += build.files_read();
    report_.bytes_read += build.bytes_read();
    report_.added += build.documents();
    dictionary_ = build.dictionary();
    progress_.stop_where_cancelled();
    return made;
  }

  static std::vector<std::vector<bool>> deleted_of(const IndexState& state) {
    std::vector<std::vector<bool>> deleted;
    for (const LiveSegment& segment : state.segments) deleted.push_back(segment.deleted);
    return deleted;
  }

  // Times of files may have changed, and what is set aside: both are kept beside the generation.
  void keep(const Survey& survey, const Before& before, const IndexState& state) {
    write_set_aside(survey);
    write_source_record(before.record.settings, survey.files, writer_.index(), state.generation);
    report_.unchanged = true;
    report_.generation = state.generation;
    report_.articles = state.articles;
  }

  // A full build compares with the number of articles in the index, whatever made it.
  void refuse_loss(std::uint64_t now) const {
    std::uint64_t before = 0;
    try {
      if (const auto folder = current_generation(writer_.index()))
        before = read_manifest(*folder).articles;
    } catch (const IndexError&) {
      return;  // damaged, or of another version: there is nothing to protect
    }
    if (now < before) refuse_removal(before - now, before, options_);
  }

  void write_set_aside(const Survey& survey) {
    OutputFile out(workplace_.path() / kSetAside);
    const auto put = [&](const SetAside& aside) {
      const bool is_listed = aside.kind == SetAside::Kind::fault;
      if (!is_listed) ++report_.no_articles;
      if (is_listed && report_.first_aside.size() < kListedAside)
        report_.first_aside.push_back(aside);
      out.write(to_json_line(aside) + "\n");
      ++report_.set_aside;
    };
    for (const SetAside& problem : survey.problems) put(problem);
    report_.unread = report_.set_aside;
    for (std::size_t file = 0; file < survey.files.size(); ++file)
      survey.files.for_each_aside(file, put);
    out.finish();
    std::filesystem::rename(workplace_.path() / kSetAside, writer_.index() / kSetAside);
  }

  void publish_all(IndexWriter::Transaction& transaction, const Survey& survey, Write pushed) {
    progress_.stop_where_cancelled();
    progress_.phase = Progress::Phase::publishing;
    std::vector<std::string> built_from;
    for (const std::filesystem::path& path : options_.paths) built_from.push_back(path.string());
    transaction.change().built_from = std::move(built_from);
    write_set_aside(survey);
    report_.repeated = repeated_articles(survey.files, workplace_.path());
    const Manifest manifest = transaction.publish(
        {.workplace = workplace_.path(),
         .threads = options_.threads,
         .pushed = pushed,
         .contents = contents_before(),
         .prepare = [&](std::uint64_t number) {
           write_source_record(settings_of(options_), survey.files, writer_.index(), number);
         }});
    report_.generation = manifest.generation;
    report_.articles = manifest.articles;
    report_.text_bytes = manifest.text_bytes;
    for (const ManifestFile& file : manifest.files) report_.index_bytes += file.bytes;
  }

  IndexWriter& writer_;
  const BuildOptions& options_;
  Progress& progress_;
  Merging merging_;
  Workplace workplace_;
  BuildReport report_;
  std::shared_ptr<const Dictionary> dictionary_;  // of the new segment
  DeadlyRecords deadly_;                          // that the last run found
};

}  // namespace

BuildReport build_index(const BuildOptions& options, Progress& progress) {
  IndexWriter writer(options.index, options.keep_generations, options.public_database);
  return build_index(writer, options, progress, Merging::at_once);
}

BuildReport build_index(IndexWriter& writer, const BuildOptions& given, Progress& progress,
                        Merging merging) {
  const auto started = std::chrono::steady_clock::now();
  BuildOptions options = given;
  options.sources.excluded.push_back(options.index);
  BuildReport report = Run(writer, options, progress, merging).update_or_build();
  if (report.files > 0 && options.sources.parsing.where == Parsing::Where::apart)
    report.missing_protection = missing_protection();
  report.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return report;
}

}  // namespace dateline
