#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/sources/record.h"

namespace dateline {

// What a named value of a source can be to us. docs/formats.md lists the names that are known.
enum class FieldName : std::uint8_t {
  unknown,
  id,
  url,
  title,
  text,
  summary,
  section,
  published,
  updated,
  source,
  authors,
  place,
  topics,
  people,
  organisations,
  language,
};

// Which of our fields each of these names is, in the same order. Where several names mean one
// field, the likeliest keeps it and the others are unknown. Case, "_", "-" and spaces in names do
// not matter, nor do accents; `own_names` goes first.
std::vector<FieldName> assign_fields(std::span<const std::string_view> names,
                                     const FieldNames& own_names);

// Whether the field is the name of something, so that a bare number is none: it stands for a row of
// another table.
bool is_name(FieldName field);

// Whether the text is empty, or what programs write for "nothing": None, nan, null.
bool is_no_value(std::string_view text);

// Whether a text or a title is among them.
bool holds_articles(std::span<const FieldName> fields);

// Whether `value` was of use for the field: false for a date that is none, for empty text and for
// what stands for nothing. A list that was written as text, "['a', 'b']", is a list. `date_locale`
// tells what 03/04/2017 is; without it that is no date.
bool set_field(RawArticle& article, FieldName name, std::string value,
               std::string_view date_locale = {});

// The same for a field of several values; one that holds only one value takes the first.
bool set_field(RawArticle& article, FieldName name, std::vector<std::string> values);

// Text that holds HTML tags becomes plain, with an empty line between paragraphs; in any other,
// character references become characters.
std::string plain_text(const std::string& text);

// An article whose fields are set, or why it is none: it needs a text or a title.
std::variant<RawArticle, SetAside> finish_fields(RawArticle article);

// Writes Article::extra_json.
class ExtraFields {
 public:
  void add_json(std::string_view name, std::string_view json);
  void add_text(std::string_view name, std::string_view text);
  void add_texts(std::string_view name, const std::vector<std::string>& texts);  // one, or a list
  std::string take();

 private:
  void add_name(std::string_view name);

  std::string json_;
};

}  // namespace dateline
