#include "indexer/extract/extractor.h"

#include <algorithm>
#include <initializer_list>
#include <utility>
#include <vector>

#include "indexer/dates/plausible_date.h"
#include "indexer/extract/article_id.h"
#include "indexer/prose/body_text.h"
#include "indexer/prose/found_article.h"
#include "indexer/prose/text_extractor.h"
#include "indexer/text/encoding.h"
#include "indexer/text/language.h"
#include "indexer/text/language_code.h"
#include "indexer/text/text_clean.h"
#include "search/base/ascii.h"
#include "search/base/utf8.h"
#include "search/store/text/sentences.h"

namespace dateline {
namespace {

bool has_entry(const Article& article, std::string_view field) {
  return std::any_of(article.extraction.begin(), article.extraction.end(),
                     [&](const Provenance& entry) { return entry.field == field; });
}

void note(Article& article, std::string_view field, std::string_view method) {
  if (!has_entry(article, field)) {
    article.extraction.push_back({std::string(field), std::string(method)});
  }
}

void forget(std::vector<Provenance>& extraction, std::string_view field) {
  std::erase_if(extraction, [&](const Provenance& entry) { return entry.field == field; });
}

// ---- cleaning what the source says ----

void clean(std::string& text) {
  if (!is_clean(text)) text = clean_line(text);
}

void clean(std::vector<std::string>& list) {
  for (std::string& text : list) clean(text);
  std::erase_if(list, [](const std::string& text) { return text.empty(); });
}

void clean(std::vector<Heading>& headings) {
  for (Heading& heading : headings) clean(heading.text);
  std::erase_if(headings, [](const Heading& heading) { return heading.text.empty(); });
}

// Paragraphs that are blank go, and the headings above them come to stand above the next one.
void clean_paragraphs(Article& article) {
  std::vector<std::string> kept;
  kept.reserve(article.paragraphs.size());
  std::size_t heading = 0;
  for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
    for (; heading < article.headings.size() && article.headings[heading].before <= i; ++heading) {
      article.headings[heading].before = kept.size();
    }
    clean(article.paragraphs[i]);
    if (!article.paragraphs[i].empty()) kept.push_back(std::move(article.paragraphs[i]));
  }
  for (; heading < article.headings.size(); ++heading)
    article.headings[heading].before = kept.size();
  article.paragraphs = std::move(kept);
}

void clean_known(Article& article) {
  for (std::string* text : {&article.id, &article.url, &article.title, &article.summary,
                            &article.section, &article.source, &article.place, &article.language}) {
    clean(*text);
  }
  for (std::vector<std::string>* list : {&article.authors, &article.topics, &article.people,
                                         &article.organisations, &article.asides}) {
    clean(*list);
  }
  article.language = language_code(article.language);
  clean(article.headings);
  clean_paragraphs(article);
}

// ---- dates ----

// Of a text that is English it is not known whose English: "10/12/2019" stays two dates.
std::string_view locale_of(const Article& article) {
  return article.language == "en" ? std::string_view() : std::string_view(article.language);
}

struct FoundDate {
  std::optional<Date> date;
  std::string method;
};

bool is_complete(const DateParts& parts) {
  return parts.year && ((parts.month && parts.day) || parts.undecided);
}

bool is_of_publication(const DateReading& reading) { return reading.role != DateRole::updated; }

// Adds to `parts` what other header lines say of the same date: a time, a zone, a year.
DateParts completed(DateParts parts, const FoundArticle& found) {
  for (const DateReading& reading : found.dates) {
    if (is_of_publication(reading) && agree(parts, reading.parts)) {
      parts = merged(parts, reading.parts);
    }
  }
  return parts;
}

// The first complete date, or of several the one that says it is of publication. One whose weekday
// is wrong is taken only where there is no other.
const DateReading* best_complete(const FoundArticle& found) {
  const DateReading* best = nullptr;
  int best_trust = -1;
  for (const DateReading& reading : found.dates) {
    if (!is_of_publication(reading) || !is_complete(reading.parts)) continue;
    const int trust = (contradicts_weekday(reading.parts) ? 0 : 2) +
                      (reading.role == DateRole::published ? 1 : 0);
    if (trust > best_trust) best = &reading;
    best_trust = std::max(best_trust, trust);
  }
  return best;
}

FoundDate from_header(const FoundArticle& found, std::string_view locale) {
  if (const DateReading* best = best_complete(found)) {
    const DateParts parts = completed(best->parts, found);
    return {to_date(parts, locale),
            contradicts_weekday(parts) ? "header line, weekday differs" : "header line"};
  }
  const auto first = std::find_if(found.dates.begin(), found.dates.end(), is_of_publication);
  if (first == found.dates.end()) return {};
  const DateParts parts = completed(first->parts, found);
  // A year by itself is more often the name of something than a date.
  if (!parts.month) return {};
  return {to_date(parts, locale), "header line"};
}

std::optional<int> year_of_header(const FoundArticle& found) {
  for (const DateReading& reading : found.dates) {
    if (reading.parts.year) return reading.parts.year;
  }
  return std::nullopt;
}

// The date of the dateline, with the year of a header line where it has none itself.
FoundDate from_dateline(const FoundArticle& found) {
  DateParts parts = found.dateline_date;
  if (!parts.month || !parts.day) return {};
  if (parts.year) return {to_date(parts), "dateline"};
  parts.year = year_of_header(found);
  return {to_date(parts), "dateline and header line"};
}

// "/2017/01/25/" and "/2017-01-25-" in the address of the article.
FoundDate from_address(std::string_view url) {
  for (std::size_t at = url.find("/20"); at != std::string_view::npos;
       at = url.find("/20", at + 1)) {
    constexpr std::size_t kBytes = std::string_view("2017-01-25").size();
    const std::string_view text = url.substr(at + 1, kBytes);
    const char after = at + 1 + kBytes < url.size() ? url[at + 1 + kBytes] : '/';
    const bool same =
        text.size() == kBytes && text[4] == text[7] && (text[4] == '/' || text[4] == '-');
    if (!same || (after >= '0' && after <= '9')) continue;
    std::string iso(text);
    iso[4] = iso[7] = '-';
    if (const auto date = parse_iso_date(iso)) return {date, "address"};
  }
  return {};
}

FoundDate published_date(const FoundArticle& found, const Article& article) {
  FoundDate best = from_header(found, locale_of(article));
  const bool to_the_day = best.date && best.date->precision >= Precision::day;
  if (!to_the_day || !plausible(best.date)) {
    const FoundDate dateline = from_dateline(found);
    if (plausible(dateline.date)) return dateline;
  }
  if (plausible(best.date)) return best;
  const FoundDate address = from_address(article.url);
  return plausible(address.date) ? address : FoundDate{};
}

void set_dates(const FoundArticle& found, Article& article) {
  if (!article.published) {
    FoundDate published = published_date(found, article);
    article.published = published.date;
    if (published.date) note(article, "published", published.method);
  }
  if (article.updated) return;
  for (const DateReading& reading : found.dates) {
    if (reading.role != DateRole::updated) continue;
    article.updated = to_date(reading.parts, locale_of(article));
    if (!plausible(article.updated)) article.updated.reset();
    if (article.updated) note(article, "updated", "header line");
    return;
  }
}

// Many sites give an article that was never updated the time of its publication for both.
void drop_idle_update(Article& article) {
  if (!article.updated || article.updated != article.published) return;
  article.updated.reset();
  forget(article.extraction, "updated");
}

// ---- joining ----

void join(Article& known, Article& found, std::string Article::*field, std::string_view name) {
  if ((known.*field).empty()) {
    known.*field = std::move(found.*field);
  } else {
    forget(found.extraction, name);
  }
}

void join(Article& known, Article& found, std::vector<std::string> Article::*field,
          std::string_view name) {
  if ((known.*field).empty()) {
    known.*field = std::move(found.*field);
  } else {
    forget(found.extraction, name);
  }
}

// Every field of `known` that its source did not say how it was found, it found in its metadata.
void note_known(Article& known) {
  const auto note_if = [&](bool present, std::string_view field) {
    if (present) note(known, field, "metadata");
  };
  note_if(!known.url.empty(), "url");
  note_if(!known.title.empty(), "title");
  note_if(!known.summary.empty(), "summary");
  note_if(!known.section.empty(), "section");
  note_if(!known.source.empty(), "source");
  note_if(!known.place.empty(), "place");
  note_if(!known.language.empty(), "language");
  note_if(known.published.has_value(), "published");
  note_if(known.updated.has_value(), "updated");
  note_if(!known.authors.empty(), "authors");
  note_if(!known.topics.empty(), "topics");
  note_if(!known.people.empty(), "people");
  note_if(!known.organisations.empty(), "organisations");
  note_if(!known.paragraphs.empty(), "paragraphs");
  note_if(!known.headings.empty(), "headings");
  note_if(!known.asides.empty(), "asides");
}

void join_fields(Article& known, Article& found) {
  join(known, found, &Article::url, "url");
  join(known, found, &Article::title, "title");
  join(known, found, &Article::summary, "summary");
  join(known, found, &Article::section, "section");
  join(known, found, &Article::source, "source");
  join(known, found, &Article::place, "place");
  join(known, found, &Article::authors, "authors");
  join(known, found, &Article::topics, "topics");
  join(known, found, &Article::people, "people");
  join(known, found, &Article::organisations, "organisations");
  for (Provenance& entry : found.extraction) note(known, entry.field, entry.method);
}

// The text that was read is the body, even where the source gave paragraphs besides.
void join_body(Article& known, Article& found, std::string_view method) {
  if (found.paragraphs.empty()) return;
  known.paragraphs = std::move(found.paragraphs);
  known.headings = std::move(found.headings);
  known.asides.insert(known.asides.end(), std::make_move_iterator(found.asides.begin()),
                      std::make_move_iterator(found.asides.end()));
  note(known, "paragraphs", method);
  if (!known.headings.empty()) note(known, "headings", method);
  if (!known.asides.empty()) note(known, "asides", method);
}

std::string joined_body(const Article& article) {
  std::string body;
  body.reserve(text_bytes(article));
  for (const std::string& paragraph : article.paragraphs) {
    body += paragraph;
    body += '\n';
  }
  return body;
}

void set_language(Article& article) {
  if (!article.language.empty()) return;
  article.language = detect_language(joined_body(article));
  note(article, "language", "text");
}

// Where the first sentence of a text ends, with its full stop.
std::size_t end_of_first_sentence(std::string_view text) {
  const std::vector<std::size_t> starts = sentence_starts(text);
  std::size_t end = starts.size() > 1 ? starts[1] : text.size();
  // Without capitals, nothing but the full stop tells.
  const std::string_view full_stop =
      std::any_of(text.begin(), text.end(), ascii::is_upper) ? "۔ " : ". ";
  for (const std::string_view stop : {std::string_view("। "), std::string_view("۔ "), full_stop}) {
    const std::size_t at = text.substr(0, end).find(stop);
    if (at != std::string_view::npos) end = at + stop.size();
  }
  return trim(text.substr(0, end)).size();
}

// A headline for articles that have none: their first sentence, cut at a word, or where the script
// has no spaces at a character.
void set_title(Article& article) {
  constexpr std::size_t kLongest = 120;  // bytes
  if (!article.title.empty() || article.paragraphs.empty()) return;
  const std::string_view first = article.paragraphs.front();
  const std::size_t end = end_of_first_sentence(first);
  if (end <= kLongest + 1) {
    article.title = first.substr(0, end);
  } else {
    const std::string_view front = utf8_prefix(first, kLongest);
    article.title =
        std::string(first.substr(0, std::min(first.rfind(' ', kLongest), front.size()))) + "…";
  }
  note(article, "title", "first words");
}

SetAside set_aside(RawArticle& raw) {
  const bool blank = raw.text.find_first_not_of(" \t\r\n") == std::string::npos;
  return {.origin = std::move(raw.origin),
          .reason = blank ? "it has no text" : "nothing but menus and marks is in its text",
          .advice = "give it a headline or a text, or remove it"};
}

// What the text, or the paragraphs that the reader found, say by themselves.
FoundArticle find_in_text(RawArticle& raw) {
  if (!raw.text.empty() && raw.shape == RawArticle::Shape::whole) {
    return extract_from_text(raw.text, raw.known.title);
  }
  if (!raw.text.empty()) return read_body_text(raw.text, raw.known.title);
  FoundArticle found;
  found.article.paragraphs = std::move(raw.known.paragraphs);
  found.article.headings = std::move(raw.known.headings);
  raw.known.headings.clear();
  raw.known.paragraphs.clear();
  trim_body(found);
  for (Heading& heading : found.article.headings) {
    heading.before = std::min(heading.before, found.article.paragraphs.size());
  }
  return found;
}

bool has_nothing(const Article& article) {
  return article.title.empty() && article.paragraphs.empty() && article.summary.empty();
}

}  // namespace

std::variant<Article, SetAside> extract(RawArticle raw) {
  const ArticleId id = article_id(raw.known, raw.text);
  const bool read_text = !raw.text.empty();
  clean_known(raw.known);
  note_known(raw.known);
  FoundArticle found = find_in_text(raw);
  const std::string_view method = !read_text                              ? "metadata"
                                  : raw.shape == RawArticle::Shape::whole ? "text"
                                                                          : "metadata";
  Article article = std::move(raw.known);
  join_fields(article, found.article);
  join_body(article, found.article, method);
  if (has_nothing(article)) {
    raw.known = {};
    return set_aside(raw);
  }
  article.id = id.id;
  note(article, "id", id.method);
  set_language(article);
  set_dates(found, article);
  drop_idle_update(article);
  set_title(article);
  return article;
}

}  // namespace dateline
