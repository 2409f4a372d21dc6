#include "search/store/public_database.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>

#include <xapian.h>

#include "search/base/content_hash.h"
#include "search/base/error.h"
#include "search/base/output_file.h"
#include "search/base/run_all.h"
#include "search/base/varint.h"
#include "search/store/article/article_record.h"
#include "search/store/article/fields.h"
#include "search/store/columns/blob_file.h"
#include "search/store/columns/compression.h"
#include "search/store/postings_builder.h"
#include "search/store/public_document.h"
#include "search/store/public_terms.h"
#include "search/store/segment.h"
#include "search/store/xapian/postings_merge.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kNames{"off", "words", "phrases"};

// Bytes of stored records whose documents are inverted at once: some 4 MB of text, which makes a
// million postings.
constexpr std::size_t kPartBytes = std::size_t{1} << 20U;
constexpr std::uint32_t kMostTerms = 1U << 18U;  // that a thread remembers from part to part
constexpr std::size_t kMergedAtOnce = 256;       // files

// Metadata by which a database is compared with what is wanted.
constexpr const char* kKindName = "dateline.database";
constexpr const char* kDeletedName = "dateline.deleted";

std::string kind_text(PublicDatabase kind) {
  return std::string(name_of(kind)) + " " + stemmer_version();
}

// Tells which documents are deleted.
std::string deleted_text(const std::vector<bool>& deleted) {
  std::string bits(deleted.size(), '0');
  for (std::size_t i = 0; i < deleted.size(); ++i) bits[i] = deleted[i] ? '1' : '0';
  return content_hash(bits);
}

std::map<std::string, std::string> metadata_of(PublicDatabase kind,
                                               const std::vector<bool>& deleted) {
  return {{kKindName, kind_text(kind)},
          {kDeletedName, deleted_text(deleted)},
          {"dateline.schema", std::to_string(kSchemaVersion)},
          {"dateline.stemmer", stemmer_version()},
          {"dateline.phrases", kind == PublicDatabase::phrases
                                   ? "yes: terms have positions"
                                   : "no: there are no positions, and a phrase finds what its "
                                     "words find; search phrases with Dateline, or build with "
                                     "[index] xapian = \"phrases\""}};
}

// Documents of a segment that are inverted at once: from `begin` to before `end`.
struct Part {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

std::vector<Part> parts_of(const Segment& segment) {
  std::vector<Part> parts(1);
  std::size_t bytes = 0;
  for (std::uint32_t document = 0; document < segment.documents(); ++document) {
    if (bytes > kPartBytes) {
      parts.push_back({document, document});
      bytes = 0;
    }
    parts.back().end = document + 1;
    bytes += segment.stored_article(document).size();
  }
  return parts;
}

// The articles of a segment that are not deleted.
class LiveArticles {
 public:
  LiveArticles(const Segment& segment, const std::vector<bool>& deleted)
      : segment_(segment), deleted_(deleted) {}

  // Calls use(document) for each.
  template <typename Use>
  void for_each(const Part& part, const Use& use) const {
    Decompressor decompressor;
    for (std::uint32_t document = part.begin; document < part.end; ++document) {
      if (deleted_[document]) continue;
      const std::string bytes =
          decompressor.decompress(segment_.stored_article(document), segment_.dictionary());
      use(public_document(decode_record(bytes)));
    }
  }

 private:
  const Segment& segment_;
  const std::vector<bool>& deleted_;
};

fs::path numbered(const fs::path& path, std::string_view what, std::size_t number) {
  return path.string() + "." + std::string(what) + "-" + std::to_string(number);
}

// Calls make(maker, part) for each part, where each thread has a maker of its own.
template <typename Maker>
void make_parts(const LiveArticles& articles, std::size_t parts, std::size_t threads,
                const std::function<void(Maker&, std::size_t)>& make) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    Maker maker(articles);
    for (std::size_t part = next++; part < parts; part = next++) make(maker, part);
  };
  const std::size_t at_once = std::clamp<std::size_t>(threads, 1, parts);
  run_all(std::vector<std::function<void()>>(at_once, work), at_once);
}

// What a document has besides terms, as one text: the size of its value 0, that, and its data.
std::string packed_extras(const PublicDocument& document) {
  std::string packed;
  append_sized(packed, document.date);
  return packed + document.data;
}

// Makes databases of words, and beside each a file of the documents' extras.
class WordsMaker {
 public:
  explicit WordsMaker(const LiveArticles& articles) : articles_(articles) { forget_terms(); }

  void make(const Part& part, const fs::path& postings, const fs::path& extras) {
    BlobWriter blobs(extras);
    articles_.for_each(part, [&](const PublicDocument& document) {
      for (const PublicText& text : document.texts) terms_->count(text, document.language);
      for (const std::string& term : document.terms) postings_->mark(postings_->number(term));
      postings_->end_document();
      blobs.add(packed_extras(document));
    });
    blobs.finish();
    postings_->write(postings);
    postings_->forget_documents();
    if (postings_->terms() > kMostTerms) forget_terms();
  }

 private:
  void forget_terms() {
    postings_ = std::make_unique<PostingsBuilder>();
    terms_.emplace(*postings_);
  }

  const LiveArticles& articles_;
  std::unique_ptr<PostingsBuilder> postings_;
  std::optional<PublicTerms> terms_;
};

// Merges files until they are few enough to be merged at once.
void merge_to_few(std::vector<fs::path>& files, const fs::path& output) {
  std::size_t number = 0;
  while (files.size() > kMergedAtOnce) {
    std::vector<fs::path> merged;
    for (std::size_t begin = 0; begin < files.size(); begin += kMergedAtOnce) {
      const std::span<const fs::path> all = files;
      const auto some = all.subspan(begin, std::min(kMergedAtOnce, files.size() - begin));
      merged.push_back(numbered(output, "merged", number++));
      merge_postings(some, merged.back());
      for (const fs::path& file : some) fs::remove(file);
    }
    files = std::move(merged);
  }
}

// The extras of documents that several files have, one behind another.
class ExtrasFiles {
 public:
  explicit ExtrasFiles(const std::vector<fs::path>& files) {
    for (const fs::path& file : files) {
      firsts_.push_back(documents_);
      blobs_.push_back(std::make_unique<BlobReader>(file));
      documents_ += blobs_.back()->count();
    }
  }

  std::string value(std::uint32_t document) const {
    return std::string(VarintReader(packed(document)).sized());
  }

  std::string_view data(std::uint32_t document) const {
    VarintReader reader(packed(document));
    reader.sized();
    return reader.rest();
  }

 private:
  std::string_view packed(std::uint32_t document) const {
    const auto behind = std::upper_bound(firsts_.begin(), firsts_.end(), document);
    const auto file = static_cast<std::size_t>(behind - firsts_.begin()) - 1;
    return (*blobs_[file])[document - firsts_[file]];
  }

  std::vector<std::unique_ptr<BlobReader>> blobs_;
  std::vector<std::uint64_t> firsts_;  // the first document of each file
  std::uint64_t documents_ = 0;
};

void write_words(const LiveArticles& articles, const std::vector<Part>& parts,
                 std::map<std::string, std::string> metadata, const fs::path& output,
                 std::size_t threads) {
  std::vector<fs::path> postings;
  std::vector<fs::path> extras;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    postings.push_back(numbered(output, "part", i));
    extras.push_back(numbered(output, "extras", i));
  }
  make_parts<WordsMaker>(articles, parts.size(), threads, [&](WordsMaker& maker, std::size_t i) {
    maker.make(parts[i], postings[i], extras[i]);
  });
  merge_to_few(postings, output);
  const ExtrasFiles all(extras);
  merge_postings(postings, output,
                 {.metadata = std::move(metadata),
                  .value = [&](std::uint32_t document) { return all.value(document); },
                  .data = [&](std::uint32_t document) { return all.data(document); }});
  for (const fs::path& file : postings) fs::remove(file);
  for (const fs::path& file : extras) fs::remove(file);
}

// Makes databases with positions by Xapian's own writer.
class PhrasesMaker {
 public:
  explicit PhrasesMaker(const LiveArticles& articles) : articles_(articles) {
    generator_.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
  }

  void make(const Part& part, const std::map<std::string, std::string>& metadata,
            const fs::path& folder) {
    Xapian::WritableDatabase database(
        folder.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
    for (const auto& [name, text] : metadata) database.set_metadata(name, text);
    articles_.for_each(part, [&](const PublicDocument& document) {
      database.add_document(xapian_document(document));
    });
    database.commit();
  }

 private:
  Xapian::Document xapian_document(const PublicDocument& from) {
    constexpr Xapian::termcount kGap = 100;  // positions between two texts: no phrase spans them
    Xapian::Document document;
    generator_.set_document(document);
    generator_.set_termpos(0);
    generator_.set_stemmer(stemmer_of(from.language));
    for (const PublicText& text : from.texts) {
      generator_.index_text(std::string(text.text), text.weight, std::string(text.prefix));
      generator_.increase_termpos(kGap);
    }
    for (const std::string& term : from.terms) document.add_boolean_term(term);
    document.set_data(from.data);
    if (!from.date.empty()) document.add_value(0, from.date);
    return document;
  }

  const Xapian::Stem& stemmer_of(const std::string& language) {
    const auto [place, is_new] = stemmers_.try_emplace(language);
    if (is_new) place->second = public_stemmer(language);
    return place->second;
  }

  const LiveArticles& articles_;
  Xapian::TermGenerator generator_;
  std::map<std::string, Xapian::Stem> stemmers_;
};

void write_phrases(const LiveArticles& articles, const std::vector<Part>& parts,
                   const std::map<std::string, std::string>& metadata, const fs::path& output,
                   std::size_t threads) {
  const auto folder = [&](std::size_t part) { return numbered(output, "part", part); };
  make_parts<PhrasesMaker>(
      articles, parts.size(), threads,
      [&](PhrasesMaker& maker, std::size_t i) { maker.make(parts[i], metadata, folder(i)); });
  Xapian::Database all;
  for (std::size_t i = 0; i < parts.size(); ++i)
    all.add_database(Xapian::Database(folder(i).string()));
  all.compact(output.string(), Xapian::DBCOMPACT_SINGLE_FILE);
  for (std::size_t i = 0; i < parts.size(); ++i) fs::remove_all(folder(i));
}

}  // namespace

std::string_view name_of(PublicDatabase kind) { return kNames[static_cast<std::size_t>(kind)]; }

PublicDatabase public_database_named(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) throw std::invalid_argument(std::string(name));
  return static_cast<PublicDatabase>(found - kNames.begin());
}

std::string stemmer_version() { return std::string("xapian-") + Xapian::version_string(); }

void write_public_database(const fs::path& folder, const std::vector<bool>& deleted,
                           PublicDatabase kind, const fs::path& output, std::size_t threads) try {
  const Segment segment(folder);
  const LiveArticles articles(segment, deleted);
  const std::vector<Part> parts = parts_of(segment);
  std::map<std::string, std::string> metadata = metadata_of(kind, deleted);
  if (kind == PublicDatabase::phrases)
    write_phrases(articles, parts, metadata, output, threads);
  else
    write_words(articles, parts, std::move(metadata), output, threads);
} catch (const Xapian::Error& error) {
  throw IndexError("cannot write " + output.string() + ": " + error.get_msg());
}

PublicState public_state(const fs::path& path, const std::vector<bool>& deleted,
                         PublicDatabase kind) try {
  const Xapian::Database database(path.string());
  if (database.get_metadata(kKindName) != kind_text(kind)) return PublicState::none;
  const bool is_current = database.get_metadata(kDeletedName) == deleted_text(deleted);
  return is_current ? PublicState::current : PublicState::lagging;
} catch (const Xapian::Error&) {
  return PublicState::none;
}

void write_public_stub(const std::vector<std::string>& segments, const fs::path& path) {
  OutputFile out(path);
  for (const std::string& segment : segments)
    out.write("auto " + segment + "/" + kPublicFile + "\n");
  out.finish();
}

}  // namespace dateline
