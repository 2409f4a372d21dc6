#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/base/error.h"
#include "search/base/utf8.h"
#include "search/plan/synonyms.h"
#include "search/plan/thesaurus.h"
#include "search/searcher.h"
#include "search/store/deleted.h"
#include "tests/support/temp_index.h"

// Any bytes are a request for a small index: an answer that is consistent in itself, or an
// InputError.
namespace dateline {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

Article article(std::string id, std::string title, std::string first, std::string second) {
  Article made{.id = std::move(id), .title = std::move(title)};
  made.paragraphs = {std::move(first), std::move(second)};
  made.source = made.id.size() % 2 == 0 ? "TASS" : "Harbour Wire";
  made.topics = {"Diplomacy", made.title.substr(0, made.title.find(' '))};
  made.published =
      Date{.year = 2017, .month = static_cast<std::int32_t>(made.id.size()), .day = 25};
  return made;
}

// What the query language is about: names in several spellings, acronyms, compounds, numbers,
// scripts, repeats, two articles that are nearly the same.
std::vector<Article> articles() {
  std::vector<Article> all = {
      article("a1", "Lavrov: War on terror goes on",
              "Sergey Lavrov met Walid al-Moallem in Moscow. The U.S. and the UN said the war on "
              "terror is a war. Russia and Indonesia agreed.",
              "Counter-terrorism in Deir ez-Zor cost $2.7 mln, not 1,234.5. The WHO asked who."),
      article("bb2", "Sergei Lavrov on ISIS",
              "Daesh, or the Islamic State, is IS. Counterterrorism: a Su-35 is a Su35.",
              "Kazakhstan\u2019s President Erdo\u011Fan visited Tashkent and Uzbekistan."),
      article("ccc3", "Oil prices rise", "The market said the price of oil rose. The bank said so.",
              "It is what it is, and it was what it was, as he said on the day."),
      article("dddd4", "Oil prices rise", "The market said the price of oil rose. The bank said so",
              "It is what it is, and it was what it was, as he said on the day!"),
      article(
          "e5", "\u6771\u4EAC\u90FD\u306E\u5929\u6C17",
          "\u6771\u4EAC\u90FD\u306E\u5929\u6C17\u306F\u6674\u308C\u3002\u5317\u4EAC\u5927\u5B66",
          "\uD55C\uAD6D\uC5B4 \u0E44\u0E17\u0E22 \u0646\u0641\u0637 "
          "\u043D\u0435\u0444\u0442\u044C"),
      article("f6", "", "colour color colours terror terrorists terrorism error", "")};
  all[4].language = "ja";
  all[5].published.reset();
  all[2].summary = "The lead of the war on prices.";
  all[1].headings = {{.before = 1, .text = "A heading on war"}};
  return all;
}

// The articles, and one more that is deleted again.
std::shared_ptr<const Generation> generation_in(const TempIndex& index) {
  const Segment& first = *index.generation().segments().front();
  std::vector<bool> deleted(first.documents());
  deleted.back() = true;
  write_deleted(DeletedDocuments(deleted), index.folder() / "segment-0" / segment_files::kDeleted);
  return std::make_shared<const Generation>(index.folder());
}

std::shared_ptr<const Thesaurus> thesaurus() {
  return std::make_shared<const Thesaurus>(
      Thesaurus{Synonyms::read(DATELINE_SOURCE_DIR "/config/synonyms.txt"),
                Synonyms::read(DATELINE_SOURCE_DIR "/config/given_names.txt")});
}

// Both stand on the same index; the second refuses what costs anything.
const Searcher& searcher(bool thrifty) {
  static const TempIndex index(articles(), 2);
  static const auto generation = generation_in(index);
  static const Searcher usual(generation, thesaurus());
  static const Searcher careful(generation, nullptr, {.spellings = 2, .cost = 40});
  return thrifty ? careful : usual;
}

// The first bytes of an input, as choices.
class Choices {
 public:
  static constexpr std::size_t kBytes = 4;
  explicit Choices(const std::uint8_t* data) : bits_(0) {
    for (std::size_t i = 0; i < kBytes; ++i) bits_ = bits_ << 8U | data[i];
  }

  std::size_t below(std::size_t count) {
    const std::size_t choice = bits_ % count;
    bits_ /= count;
    return choice;
  }
  bool maybe() { return below(2) == 1; }

 private:
  std::uint64_t bits_;
};

SearchRequest request_of(Choices& choices, std::string query) {
  SearchRequest request{.query = std::move(query)};
  request.words = static_cast<Operator>(choices.below(3));
  request.sort = static_cast<Sort>(choices.below(3));
  request.timeline = static_cast<Period>(choices.below(4));
  if (choices.maybe()) request.facets = {"source", "topic", "language"};
  if (choices.maybe()) request.filters = {{.field = "source", .value = "tass"}};
  if (choices.maybe()) request.from = Date{.year = 2017, .month = 3, .precision = Precision::month};
  request.explain = choices.maybe();
  request.broaden = choices.maybe();
  if (choices.maybe()) request.group = Grouping::similar;
  if (choices.maybe()) {
    request.recency_days = 30;
    request.today = day_number({.year = 2017, .month = 8, .day = 1});
  }
  request.offset = choices.below(3);
  request.limit = std::array<std::size_t, 3>{10, 1, 0}[choices.below(3)];
  request.snippet_words = std::array<std::size_t, 4>{40, 0, 1, 7}[choices.below(4)];
  return request;
}

// Marks are ordered, apart, and begin and end between characters.
void check(const MarkedText& marked) {
  std::size_t at = 0;
  for (const Span& mark : marked.marks) {
    require(at <= mark.begin && mark.begin < mark.end && mark.end <= marked.text.size());
    const std::string_view text = marked.text;
    require(find_invalid_utf8(text.substr(mark.begin, mark.end - mark.begin)) == text.npos);
    at = mark.end;
  }
  require(find_invalid_utf8(marked.text) == std::string::npos);
}

void check(const Hit& hit, const SearchRequest& request) {
  check(hit.title);
  for (const MarkedText& snippet : hit.snippets) check(snippet);
  require(request.snippet_words > 0 || hit.snippets.empty());
  require(request.explain || hit.explanation.empty());
}

void check(const SearchResult& result, const SearchRequest& request) {
  require(result.hits.size() <= request.limit);
  require(result.hits.size() <= result.total.value);
  for (const Hit& hit : result.hits) check(hit, request);
  require(result.facets.size() == request.facets.size());
  if (request.timeline == Period::none || request.group == Grouping::similar) return;
  std::uint64_t in_timeline = 0;
  for (const TimelineBucket& bucket : result.timeline) in_timeline += bucket.count;
  require(in_timeline == result.total.value);
}

void look_around(const Searcher& on, std::string_view query, std::string_view id) {
  const auto view = on.article(id, query);
  require(view.has_value());
  check(view->title);
  for (const MarkedText& paragraph : view->paragraphs) check(paragraph);
  require(on.similar(id, 5)->size() <= 5);
}

void ask(Choices choices, std::string_view query) {
  const Searcher& on = searcher(choices.below(8) == 0);
  const SearchRequest request = request_of(choices, std::string(query));
  const SearchResult result = on.search(request);
  check(result, request);
  if (!result.hits.empty()) look_around(on, query, result.hits.front().id);
  for (const Suggestion& suggestion : on.suggest(query, 4))
    require(find_invalid_utf8(suggestion.text) == std::string::npos);
}

}  // namespace
}  // namespace dateline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < dateline::Choices::kBytes) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    dateline::ask(dateline::Choices(data), bytes.substr(dateline::Choices::kBytes));
  } catch (const dateline::InputError&) {
    return 0;
  }
  return 0;
}
