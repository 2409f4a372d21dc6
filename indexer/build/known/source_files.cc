#include "indexer/build/known/source_files.h"

#include <stdexcept>

#include <xxhash.h>

namespace dateline {
namespace {

std::uint64_t hash_of(std::string_view path) { return XXH3_64bits(path.data(), path.size()); }

}  // namespace

SourceFiles::SourceFiles(const std::filesystem::path& folder)
    : paths_(folder),
      text_(folder),
      files_(folder),
      articles_(folder),
      asides_(folder),
      by_path_(folder) {}

std::optional<std::size_t> SourceFiles::find(std::string_view path) const {
  return by_path_.find(hash_of(path), [&](std::uint64_t file) { return this->path(file) == path; });
}

std::size_t SourceFiles::add(std::string_view path, const FileStamp& stamp) {
  const std::size_t number = files_.size();
  files_.push_back({.path = paths_.add(path), .stamp = stamp, .articles = {}, .asides = {}});
  by_path_.add(hash_of(path), number);
  return number;
}

void SourceFiles::add(const SourceFiles& others, std::size_t file) {
  const std::size_t number = add(others.path(file), others.stamp(file));
  others.for_each_article(file,
                          [&](const IndexedArticle& article) { add_article(number, article); });
  others.for_each_aside(file, [&](const SetAside& aside) { add_aside(number, aside); });
}

void SourceFiles::extend(Range& range, std::uint64_t number) {
  if (range.begin == range.end) range = {number, number};
  if (range.end != number)
    throw std::logic_error("something of another file came between two things of one");
  ++range.end;
}

void SourceFiles::add_article(std::size_t file, const IndexedArticle& article) {
  extend(files_[file].articles, articles_.size());
  const std::uint64_t id = text_.add(article.id).begin;
  text_.add(article.language);
  articles_.push_back({.hash = article.hash,
                       .content = article.content.value_or(RecordHash{}),
                       .text_bytes = article.text_bytes,
                       .id = id,
                       .id_bytes = static_cast<std::uint32_t>(article.id.size()),
                       .language_bytes = static_cast<std::uint16_t>(article.language.size()),
                       .has_content = article.content.has_value(),
                       .has_place = article.place.has_value(),
                       .place = article.place.value_or(Place{})});
}

IndexedArticle SourceFiles::article(std::uint64_t number) const {
  const Article& stored = articles_[number];
  return {.id = text_[{stored.id, stored.id_bytes}],
          .hash = stored.hash,
          .language = text_[{stored.id + stored.id_bytes, stored.language_bytes}],
          .text_bytes = stored.text_bytes,
          .content = stored.has_content ? std::optional(stored.content) : std::nullopt,
          .place = stored.has_place ? std::optional(stored.place) : std::nullopt,
          .number = number};
}

void SourceFiles::set_place(std::size_t article, const std::optional<Place>& place) {
  articles_[article].has_place = place.has_value();
  articles_[article].place = place.value_or(Place{});
}

void SourceFiles::add_aside(std::size_t file, const SetAside& aside) {
  extend(files_[file].asides, asides_.size());
  asides_.push_back({.path = text_.add(aside.origin.path),
                     .reason = text_.add(aside.reason),
                     .advice = text_.add(aside.advice),
                     .line = aside.origin.line,
                     .offset = aside.origin.offset,
                     .deadly = aside.deadly.value_or(RecordHash{}),
                     .is_deadly = aside.deadly.has_value(),
                     .kind = aside.kind});
}

SetAside SourceFiles::aside(std::uint64_t number) const {
  const Aside& stored = asides_[number];
  return {.origin = {.path = std::string(text_[stored.path]),
                     .line = stored.line,
                     .offset = stored.offset},
          .reason = std::string(text_[stored.reason]),
          .advice = std::string(text_[stored.advice]),
          .kind = stored.kind,
          .deadly = stored.is_deadly ? std::optional(stored.deadly) : std::nullopt};
}

void SourceFiles::forget(std::size_t file) {
  files_[file].articles = {};
  files_[file].asides = {};
}

}  // namespace dateline
