#include "server/page/page_filters.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/addresses.h"
#include "server/api/html_text.h"
#include "server/api/parameters.h"
#include "server/http/query_string.h"

namespace dateline {
namespace {

// A field of the API, and what the page calls it; language names need the script.
struct ShownField {
  std::string_view name;
  std::string_view label;
};
constexpr std::array kShownFields = {
    ShownField{"source", "Source"},
    ShownField{"place", "Place"},
    ShownField{"topic", "Topic"},
    ShownField{"people", "Person"},
    ShownField{"organisation", "Organisation"},
    ShownField{"author", "Author"},
    ShownField{"language", "Language"},
    ShownField{"section", "Section"},
};

constexpr std::size_t kShownValues = 10;  // of a field

std::string_view label_of(std::string_view field) {
  return std::ranges::find(kShownFields, field, &ShownField::name)->label;
}

bool is_same(const Filter& filter, std::string_view field, std::string_view value) {
  return filter.field == field && filter.value == value;
}

bool has(const std::vector<Filter>& filters, std::string_view field, std::string_view value) {
  return std::ranges::any_of(filters,
                             [&](const Filter& one) { return is_same(one, field, value); });
}

// The filters without one that they have, or with one that they have not.
std::vector<Filter> toggled(std::vector<Filter> filters, std::string_view field,
                            std::string_view value) {
  const auto removed =
      std::erase_if(filters, [&](const Filter& one) { return is_same(one, field, value); });
  if (removed == 0) filters.push_back({std::string(field), std::string(value)});
  return filters;
}

SearchRequest from_first_page(SearchRequest request) {
  request.offset = 0;
  return request;
}

std::string address_with_filters(const SearchRequest& request, std::vector<Filter> filters) {
  SearchRequest other = from_first_page(request);
  other.filters = std::move(filters);
  return page_address(other);
}

std::string address_with_excluded(const SearchRequest& request, std::vector<Filter> excluded) {
  SearchRequest other = from_first_page(request);
  other.excluded = std::move(excluded);
  return page_address(other);
}

std::string value_html(const SearchRequest& request, std::string_view field,
                       const FacetValue& value) {
  const bool is_chosen = has(request.filters, field, value.value);
  const bool is_excluded = has(request.excluded, field, value.value);
  std::string html = "<li class=\"facet-value\"><a class=\"option\" href=\"";
  html += escaped(address_with_filters(request, toggled(request.filters, field, value.value)));
  html += is_chosen ? "\" aria-current=\"true\">" : "\">";
  html += element("span", "option-name", value.value) + " ";
  html += element("span", "option-count", with_commas(value.count)) + "</a>";
  const std::string excluding =
      address_with_excluded(request, toggled(request.excluded, field, value.value));
  html += "<a class=\"exclude\" href=\"" + escaped(excluding) + "\" aria-label=\"" +
          (is_excluded ? "Stop leaving out " : "Leave out ") + escaped(value.value) + "\">" +
          (is_excluded ? "undo" : "not") + "</a>";
  return html + "</li>";
}

std::string facet_html(const SearchRequest& request, const Facet& facet) {
  if (facet.distinct < 2) return {};
  std::string html = "<fieldset class=\"facet\">";
  html += element("legend", "", label_of(facet.field)) + "<ul class=\"options\">";
  const std::size_t shown = std::min(kShownValues, facet.values.size());
  for (std::size_t i = 0; i < shown; ++i) html += value_html(request, facet.field, facet.values[i]);
  html += "</ul>";
  if (facet.distinct > shown)
    html += element("p", "facet-status", "and " + with_commas(facet.distinct - shown) + " more");
  return html + "</fieldset>";
}

// All parameters of a request as hidden fields of a form.
std::string hidden_fields(const SearchRequest& request) {
  std::string html;
  for (const Parameter& each : parse_query_string(to_query_string(request))) {
    html += "<input type=\"hidden\" name=\"" + escaped(each.name) + "\" value=\"" +
            escaped(each.value) + "\">";
  }
  return html;
}

std::string date_field(std::string_view name, std::string_view label,
                       const std::optional<Date>& date) {
  std::string html = "<label class=\"date-field\"><span>" + std::string(label) +
                     "</span><input type=\"date\" name=\"" + std::string(name) + "\" value=\"";
  return html + (date ? format_day(*date) : "") + "\"></label>";
}

// Inputs for dates take whole days only.
std::optional<Date> first_day_of(const std::optional<Date>& date) {
  return date ? std::optional(from_day_number(day_number(*date))) : std::nullopt;
}
std::optional<Date> last_day_of(const std::optional<Date>& date) {
  return date ? std::optional(from_day_number(last_day(*date))) : std::nullopt;
}

std::string dates_html(const SearchRequest& request) {
  SearchRequest others = from_first_page(request);
  others.from.reset();
  others.to.reset();
  others.undated = false;
  return "<form class=\"dates\" action=\"/\" method=\"get\">" + hidden_fields(others) +
         "<fieldset class=\"facet\"><legend>Date</legend>" +
         date_field("from", "From", first_day_of(request.from)) +
         date_field("to", "To", last_day_of(request.to)) +
         "<button class=\"button\" type=\"submit\">Apply dates</button></fieldset></form>";
}

std::string chip(std::string_view label, std::string_view address) {
  return "<li><a class=\"chip\" href=\"" + escaped(address) + "\" aria-label=\"Remove " +
         escaped(label) + "\">" + element("span", "chip-text", label) +
         "<span class=\"chip-cross\" aria-hidden=\"true\">×</span></a></li>";
}

std::string range_text(const SearchRequest& request) {
  if (!request.to) return "from " + day_text(*request.from);
  if (!request.from) return "until " + day_text(*request.to);
  if (*request.from == *request.to) return day_text(*request.from);
  return day_text(*request.from) + " to " + day_text(*request.to);
}

std::string date_chip(const SearchRequest& request) {
  if (!request.from && !request.to && !request.undated) return {};
  SearchRequest other = from_first_page(request);
  other.from.reset();
  other.to.reset();
  other.undated = false;
  return chip(request.undated ? "Undated" : "Date: " + range_text(request), page_address(other));
}

// The search narrowed to a bucket of its timeline.
std::string bucket_address(const SearchRequest& request, const TimelineBucket& bucket) {
  SearchRequest other = from_first_page(request);
  other.from = other.to = parse_iso_date(bucket.period);
  other.undated = bucket.period.empty();
  return page_address(other);
}

}  // namespace

SearchRequest with_page_counts(SearchRequest request) {
  request.facets.clear();
  for (const ShownField& field : kShownFields) request.facets.emplace_back(field.name);
  request.facet_counts = FacetCounts::disjunctive;
  request.timeline = Period::automatic;
  if (request.group == Grouping::similar) request.count = CountUnit::stories;
  request.read_as = !request.query.empty();
  return request;
}

std::string filters_html(const SearchRequest& request, const SearchResult& result) {
  std::string html =
      "<details class=\"filters\" id=\"filters\" open><summary>Narrow the search</summary>";
  html += dates_html(request);
  for (const Facet& facet : result.facets) html += facet_html(request, facet);
  return html + "</details>";
}

std::string chips_html(const SearchRequest& request) {
  std::string html;
  for (const Filter& one : request.filters) {
    html += chip(std::string(label_of(one.field)) + ": " + one.value,
                 address_with_filters(request, toggled(request.filters, one.field, one.value)));
  }
  for (const Filter& one : request.excluded) {
    html += chip("Not " + std::string(label_of(one.field)) + ": " + one.value,
                 address_with_excluded(request, toggled(request.excluded, one.field, one.value)));
  }
  html += date_chip(request);
  if (html.empty()) return html;
  return "<ul class=\"chips\" aria-label=\"Chosen filters\">" + html + "</ul>";
}

std::string sorts_html(const SearchRequest& request) {
  constexpr std::array kOrders = {std::pair{Sort::relevance, std::string_view("Relevance")},
                                  std::pair{Sort::newest, std::string_view("Newest")},
                                  std::pair{Sort::oldest, std::string_view("Oldest")},
                                  std::pair{Sort::added, std::string_view("Last added")}};
  std::string html = "<nav class=\"sorts\" aria-label=\"Order of the results\">";
  for (const auto& [sort, label] : kOrders) {
    SearchRequest other = from_first_page(request);
    other.sort = sort;
    html += "<a href=\"" + escaped(page_address(other)) + "\"";
    if (sort == request.sort) html += " aria-current=\"true\"";
    html.append(">").append(label).append("</a>");
  }
  return html + "</nav>";
}

std::string timeline_html(const SearchRequest& request, const SearchResult& result) {
  if (result.timeline.size() < 2) return {};
  std::string html = "<details class=\"timeline\" id=\"periods\"><summary>" +
                     std::string(result.total.stories ? "Stories" : "Articles") +
                     " by date</summary>";
  html += "<ul class=\"timeline-periods\">";
  for (const TimelineBucket& bucket : result.timeline) {
    const std::optional<Date> period = parse_iso_date(bucket.period);
    html += "<li><a href=\"" + escaped(bucket_address(request, bucket)) + "\">" +
            (period ? day_text(*period) : "Undated") + "</a> " + with_commas(bucket.count) +
            "</li>";
  }
  return html + "</ul></details>";
}

}  // namespace dateline
