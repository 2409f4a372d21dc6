#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/formats/fields/fields.h"
#include "indexer/sources/record.h"

namespace dateline {

// Learns from the values of a table, or of other records of one kind, in which order all of its
// dates write day and month: "25/12/2019" has the day first, and so has "03/04/2019" beside it.
// Where no date tells, the readers of the language do, and that it was guessed is said.
class DateOrder {
 public:
  void add(FieldName field, std::string_view value);

  // Whether a date may be two, and none of the others tells which.
  bool is_open() const { return !open_date_.empty() && !day_first_ && !month_first_; }

  // Whose readers write dates as these are: "en-GB", "en-US", or the language of the articles.
  // Empty where nothing has to be known, or nothing tells, or dates of both orders stand beside one
  // another.
  std::string locale() const;

  // What was guessed or is left out, said of the file at `origin`; none where every date tells
  // itself or is told by others.
  std::optional<SetAside> remark(Origin origin) const;

 private:
  void add_date(std::string_view value);
  void add_language(std::string_view value);
  std::string language() const;

  std::string open_date_;  // the first that may be two
  bool day_first_ = false;
  bool month_first_ = false;
  std::string language_;  // of the first article that names one
  bool languages_differ_ = false;
  std::string url_;   // of the first article
  std::string text_;  // of the first ones, to tell the language by
};

// What is known of a file, and in what order its dates have day and month.
std::shared_ptr<const FileContext> with_date_order(const FileContext& file, const DateOrder& order);

}  // namespace dateline
