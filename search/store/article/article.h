#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "search/base/date.h"

namespace dateline {

// A line that stands above a paragraph inside the body.
struct Heading {
  std::size_t before = 0;  // index of the paragraph it stands above; paragraphs.size() at the end
  std::string text;

  bool operator==(const Heading&) const = default;
};

// How a field was found: {"published", "dateline"}, {"title", "metadata"}.
struct Provenance {
  std::string field;
  std::string method;

  bool operator==(const Provenance&) const = default;
};

// A news article as Dateline indexes, stores and serves it. All strings are valid UTF-8 without
// control characters; an empty string or list means that the source did not tell.
struct Article {
  std::string
      id;  // stable over re-indexing; see indexer/extract/article_id.h for where it comes from
  std::string url;
  std::string title;
  std::string summary;  // standfirst or description
  std::string section;
  std::string source;    // the publisher or agency, as readers know it: "TASS"
  std::string place;     // where the dateline says it was written: "Moscow"
  std::string language;  // BCP 47 primary subtag, "en"; "und" where it could not be told
  std::optional<Date> published;
  std::optional<Date> updated;
  std::vector<std::string> authors;
  std::vector<std::string> topics;
  std::vector<std::string> people;
  std::vector<std::string> organisations;
  std::vector<std::string> paragraphs;  // the body, without dateline, sign-off and boilerplate
  std::vector<Heading> headings;        // ordered by `before`
  std::vector<std::string>
      asides;  // lines inside the body that are not of it (links to other articles)
  std::vector<Provenance> extraction;  // one entry for each field that is not empty
  std::string
      extra_json;  // fields of the source unknown to Dateline: a JSON object as text, or empty

  bool operator==(const Article&) const = default;
};

// Bytes of title, summary, headings and paragraphs: what is searched, and what sizes are measured
// against.
std::size_t text_bytes(const Article& article);

}  // namespace dateline
