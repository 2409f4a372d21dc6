#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/dates/date_text.h"
#include "search/store/article/article.h"

namespace dateline {

// An article as its text tells it, before it is joined with what its source says. Has an entry in
// `article.extraction` for each field that was found, but for the dates.
struct FoundArticle {
  Article article;
  std::vector<DateReading> dates;  // in the order of the text, dateline excluded
  DateParts dateline_date;

  // Sets a field that is still empty, and says how it was found.
  void set(std::string Article::*field, std::string_view name, std::string value,
           std::string_view method) {
    if (value.empty() || !(article.*field).empty()) return;
    article.*field = std::move(value);
    note(name, method);
  }

  // Adds to a list what it does not have yet, and says how it was found first.
  void add(std::vector<std::string> Article::*field, std::string_view name,
           std::vector<std::string> values, std::string_view method) {
    if (!values.empty() && (article.*field).empty()) note(name, method);
    for (std::string& value : values) {
      auto& list = article.*field;
      if (std::find(list.begin(), list.end(), value) == list.end())
        list.push_back(std::move(value));
    }
  }

  void note(std::string_view name, std::string_view method) {
    article.extraction.push_back({std::string(name), std::string(method)});
  }
};

}  // namespace dateline
