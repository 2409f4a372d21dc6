#include "search/query/query_fields.h"

#include <algorithm>
#include <iterator>

#include "search/base/ascii.h"

namespace dateline {
namespace {

constexpr QueryField kFields[] = {
    {"title", QueryField::Kind::title, ""},
    {"headline", QueryField::Kind::title, ""},
    {"lead", QueryField::Kind::lead, ""},
    {"source", QueryField::Kind::filter, "source"},
    {"place", QueryField::Kind::filter, "place"},
    {"author", QueryField::Kind::filter, "author"},
    {"topic", QueryField::Kind::filter, "topic"},
    {"people", QueryField::Kind::filter, "people"},
    {"person", QueryField::Kind::filter, "people"},
    {"organisation", QueryField::Kind::filter, "organisation"},
    {"organization", QueryField::Kind::filter, "organisation"},
    {"section", QueryField::Kind::filter, "section"},
    {"language", QueryField::Kind::filter, "language"},
    {"lang", QueryField::Kind::filter, "language"},
    {"id", QueryField::Kind::filter, "id"},
    {"url", QueryField::Kind::filter, "url"},
    {"date", QueryField::Kind::on, ""},
    {"before", QueryField::Kind::before, ""},
    {"after", QueryField::Kind::after, ""},
    {"from", QueryField::Kind::since, ""},
    {"since", QueryField::Kind::since, ""},
    {"to", QueryField::Kind::until, ""},
    {"until", QueryField::Kind::until, ""},
    {"caps", QueryField::Kind::capitals, ""},
    {"allcaps", QueryField::Kind::capitals, ""},
};

}  // namespace

const std::string_view kFieldNames =
    "title, lead, source, place, author, topic, people, organisation, section, language, id, url, "
    "caps, date, before, after, from, to";

const QueryField* find_field(std::string_view name) {
  const auto* const found = std::find_if(
      std::begin(kFields), std::end(kFields),
      [name](const QueryField& field) { return ascii::equals_ignoring_case(name, field.typed); });
  return found == std::end(kFields) ? nullptr : found;
}

bool is_dates(QueryField::Kind kind) {
  return kind == QueryField::Kind::on || kind == QueryField::Kind::before ||
         kind == QueryField::Kind::after || kind == QueryField::Kind::since ||
         kind == QueryField::Kind::until;
}

}  // namespace dateline
