#include "indexer/build/known/pushed_articles.h"

#include <charconv>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "indexer/build/known/json_line.h"
#include "search/base/content_hash.h"
#include "search/base/output_file.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

// A file of more bytes than these is written anew; a line has some 150.
constexpr std::uintmax_t kBytesPerArticle = 600;
constexpr std::uintmax_t kFewBytes = 1U << 20U;

Json hash_json(const std::optional<RecordHash>& hash) {
  return hash ? Json(to_text(*hash)) : Json(nullptr);
}

std::optional<RecordHash> hash_of(const Json& json) {
  return json.is_null() ? std::nullopt : record_hash_of(json.get<std::string>());
}

// The line of an array, with a hash of it as a further element.
std::string checked_line(Json array) {
  array.push_back("#" + content_hash(json_line(array)));
  return json_line(array);
}

// The array of a line; none where the line is cut or damaged, or has no hash to tell that by.
std::optional<Json> checked_array(const std::string& line) {
  Json array = Json::parse(line, nullptr, false);
  if (!array.is_array() || array.empty() || !array.back().is_string()) return std::nullopt;
  const std::string check = array.back();
  array.erase(array.size() - 1);
  if (array.empty() || check != "#" + content_hash(json_line(array))) return std::nullopt;
  return array;
}

std::string line_of(std::uint64_t generation, const std::string& id, const PushedArticle& pushed) {
  return checked_line(Json::array(
      {generation, id, pushed.sequence, hash_json(pushed.hash), pushed.language, pushed.text_bytes,
       hash_json(pushed.hides ? std::optional(pushed.hides->hash) : std::nullopt),
       hash_json(pushed.hides ? pushed.hides->content : std::nullopt)}));
}

std::optional<HiddenArticle> hidden_of(const Json& line) {
  const std::optional<RecordHash> hash = hash_of(line.at(6));
  if (!hash) return std::nullopt;
  return HiddenArticle{*hash, hash_of(line.at(7))};
}

void apply(const Json& line, PushedArticles& pushed) {
  const std::string id = line.at(1);
  const std::uint64_t sequence = number_in(line.at(2));
  if (sequence == 0) {
    pushed.erase(id);
    return;
  }
  pushed.set(id, {.sequence = sequence,
                  .hash = hash_of(line.at(3)),
                  .language = line.at(4),
                  .text_bytes = number_in(line.at(5)),
                  .hides = hidden_of(line)});
}

struct Lines {
  std::vector<std::string> whole;
  std::string tail;  // a last one without its end
};

Lines lines_of(const std::filesystem::path& path) {
  Lines lines;
  std::ifstream in(path, std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    if (in.eof())
      lines.tail = line;
    else
      lines.whole.push_back(line);
  }
  return lines;
}

// A crash cuts a line only while it is written, and a generation is published when all its lines
// are. So one of a generation that was published is not cut but damaged. Of what does not say its
// generation nothing is known: it was cut.
bool is_damaged_end(std::string_view tail, std::uint64_t published) {
  if (!tail.starts_with('[')) return false;
  std::uint64_t generation = 0;
  const auto [end, failed] =
      std::from_chars(tail.data() + 1, tail.data() + tail.size(), generation);
  const bool is_whole = failed == std::errc() && end != tail.data() + tail.size();
  return is_whole && generation <= published;
}

std::string changes(std::uint64_t generation, const PushedArticles& pushed) {
  std::string text;
  for (const std::string& id : pushed.changed()) {
    const PushedArticle* const now = pushed.find(id);
    text += now != nullptr ? line_of(generation, id, *now)
                           : checked_line(Json::array({generation, id, 0}));
  }
  return text;
}

std::string everything(std::uint64_t generation, const PushedArticles& pushed) {
  std::string text = checked_line(Json::array({generation}));
  for (const auto& [id, now] : pushed.all()) text += line_of(generation, id, now);
  return text;
}

void replace(const std::filesystem::path& path, const std::string& text) {
  const std::filesystem::path next = path.parent_path() / "pushed.next";
  OutputFile out(next);
  out.write(text);
  out.finish();
  put_in_place(next, path);
}

void append(const std::filesystem::path& path, const std::string& text) {
  const bool is_new = !std::filesystem::exists(path);
  std::ofstream out;
  out.exceptions(std::ios::failbit | std::ios::badbit);
  out.open(path, std::ios::app | std::ios::binary);
  out << text << std::flush;
  sync_path(path);
  if (is_new) sync_path(path.parent_path());
}

}  // namespace

const PushedArticle* PushedArticles::find(std::string_view id) const {
  const auto found = articles_.find(id);
  return found == articles_.end() ? nullptr : &found->second;
}

void PushedArticles::set(const std::string& id, PushedArticle pushed) {
  articles_.insert_or_assign(id, std::move(pushed));
  changed_.insert(id);
}

void PushedArticles::erase(std::string_view id) {
  const auto found = articles_.find(id);
  if (found == articles_.end()) return;
  changed_.insert(found->first);
  articles_.erase(found);
}

std::filesystem::path pushed_path(const std::filesystem::path& index) {
  return index / "sources" / "pushed.jsonl";
}

std::optional<PushedArticles> read_pushed(const std::filesystem::path& index,
                                          std::uint64_t generation) try {
  PushedArticles pushed;
  const Lines lines = lines_of(pushed_path(index));
  if (is_damaged_end(lines.tail, generation)) return std::nullopt;
  for (const std::string& line : lines.whole) {
    const std::optional<Json> array = checked_array(line);
    if (!array) return std::nullopt;
    const std::uint64_t of = number_in(array->at(0));
    if (array->size() == 1 && of > generation) return std::nullopt;
    if (array->size() > 1 && of <= generation) apply(*array, pushed);
  }
  pushed.mark_written();
  return pushed;
} catch (const nlohmann::json::exception&) {
  return std::nullopt;
}

void clean_pushed(const std::filesystem::path& index, std::uint64_t generation) {
  const std::filesystem::path path = pushed_path(index);
  const Lines lines = lines_of(path);
  std::string kept;
  for (const std::string& line : lines.whole) {
    const std::optional<Json> array = checked_array(line);
    const bool is_later =
        array && (*array)[0].is_number_unsigned() && (*array)[0].get<std::uint64_t>() > generation;
    if (!is_later) kept += line + "\n";  // what is damaged is for read_pushed() to find
  }
  if (is_damaged_end(lines.tail, generation)) kept += lines.tail;
  std::error_code none;
  if (kept.size() != std::filesystem::file_size(path, none) && !none) replace(path, kept);
}

void write_pushed(const std::filesystem::path& index, std::uint64_t generation,
                  PushedArticles& pushed, Write write) {
  const std::filesystem::path path = pushed_path(index);
  std::filesystem::create_directories(path.parent_path());
  std::error_code none;
  const std::uintmax_t bytes = std::filesystem::file_size(path, none);
  const bool is_long = !none && bytes > kBytesPerArticle * pushed.all().size() + kFewBytes;
  if (write == Write::everything || is_long) {
    replace(path, everything(generation, pushed));
  } else if (!pushed.changed().empty()) {
    append(path, changes(generation, pushed));
  }
  pushed.mark_written();
}

}  // namespace dateline
