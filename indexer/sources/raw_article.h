#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "search/store/article/article.h"
#include "search/store/article/record_hash.h"

namespace dateline {

// Where an article came from, for messages and for the set-aside list.
struct Origin {
  std::string path;  // of the file, as UTF-8; members of archives as "a.zip!b/c.txt"
  std::uint64_t line =
      0;  // 1-based line of the record in a file of many; 0: the file is one record
  std::uint64_t offset = 0;  // byte where the record starts in its (unpacked) file

  bool operator==(const Origin&) const = default;
};

// An article as a reader found it, before extraction.
struct RawArticle {
  // What `text` holds.
  enum class Shape : std::uint8_t {
    whole,  // everything a page shows: title, dates, dateline, body, sign-off, boilerplate
    body,   // the article's text only, the rest is in `known`; a dateline may still open it
  };

  Origin origin;
  Article known;  // what the source says of itself; its paragraphs are used where `text` is empty
  std::string text;  // UTF-8, line breaks as LF
  Shape shape = Shape::whole;
};

// Why a record, or a whole file, was not indexed. A value, not an exception: it is counted and
// listed.
struct SetAside {
  enum class Kind : std::uint8_t {
    fault,       // an article may be lost
    no_article,  // a program, settings or a key beside the articles: told of by number only
  };

  Origin origin;
  std::string reason;  // "no text is left after markup was removed"
  std::string advice;  // what the operator can do: "remove the file, or give it a text"
  Kind kind = Kind::fault;
  std::optional<RecordHash> deadly;  // of a record that killed its parser: it is not tried again
};

}  // namespace dateline
