#include "server/page/concordance_page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "server/api/addresses.h"
#include "server/api/html_text.h"
#include "server/http/query_string.h"
#include "server/page/page_filters.h"

namespace dateline {
namespace {

constexpr std::size_t kLinesOfAFile = 10'000;

std::string address_of(const ConcordanceParameters& wanted) {
  return "/?" + to_query_string(wanted) + "&show=context";
}

std::string counted(std::uint64_t count, const std::string& noun) {
  return with_commas(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string orders_html(const ConcordanceParameters& wanted) {
  constexpr std::array kOrders = {std::pair{ContextOrder::articles, std::string_view("Date")},
                                  std::pair{ContextOrder::left, std::string_view("Words before")},
                                  std::pair{ContextOrder::right, std::string_view("Words behind")},
                                  std::pair{ContextOrder::source, std::string_view("Source")}};
  std::string html = "<nav class=\"sorts\" aria-label=\"Order of the lines\">";
  for (const auto& [order, label] : kOrders) {
    ConcordanceParameters other = wanted;
    other.request.order = order;
    other.request.search.offset = 0;
    html += "<a href=\"" + escaped(address_of(other)) + "\"";
    if (order == wanted.request.order) html += " aria-current=\"true\"";
    html.append(">").append(label).append("</a>");
  }
  return html + "</nav>";
}

// The articles that the lines are of.
std::string articles_address(const ConcordanceParameters& wanted) {
  SearchRequest search = wanted.request.search;
  const SearchRequest usual;
  search.offset = 0;
  search.limit = usual.limit;
  search.besides.names = usual.besides.names;
  if (search.sort == Sort::newest) search.sort = usual.sort;
  return page_address(search);
}

std::string file_address(const ConcordanceParameters& wanted) {
  ConcordanceParameters all = wanted;
  all.request.search.offset = 0;
  all.request.search.limit = kLinesOfAFile;
  return "/api/v1/concordance?" + to_query_string(all) + "&format=csv";
}

std::string summary_of(const ConcordanceParameters& wanted, const ConcordanceResult& result) {
  const bool exact = result.articles_read == result.articles_found;
  std::string html = "<div class=\"summary\"><h1 class=\"count\" id=\"results-title\">";
  html += (exact ? "" : "At least ") + counted(result.lines_found, "place") + " in " +
          counted(result.articles_found, "article") + "</h1>";
  html += link(articles_address(wanted), "feed", "As articles");
  if (result.lines_found > 0) html += link(file_address(wanted), "feed", "CSV");
  return html + orders_html(wanted) + "</div>";
}

std::string cell(std::string_view css_class, const std::string& content_html) {
  return "<td class=\"" + std::string(css_class) + "\" dir=\"auto\">" + content_html + "</td>";
}

std::string where_html(const ContextLine& line, std::string_view query) {
  const std::string day = line.published ? day_text(*line.published) : "undated";
  const std::string label = line.source.empty() ? day : line.source + ", " + day;
  return "<td class=\"where\"><a href=\"" + escaped(article_address(line.id, query)) +
         "\" title=\"" + (line.title.empty() ? "Untitled" : escaped(line.title)) + "\">" +
         escaped(label) + "</a></td>";
}

std::string lines_html(const ConcordanceResult& result, std::string_view query) {
  if (result.lines.empty()) return {};
  std::string html =
      "<table class=\"concordance\"><caption class=\"visually-hidden\">The places in their "
      "context</caption><thead class=\"visually-hidden\"><tr><th scope=\"col\">Before</th><th "
      "scope=\"col\">Match</th><th scope=\"col\">Behind</th><th scope=\"col\">Article</th></tr>"
      "</thead><tbody>";
  for (const ContextLine& line : result.lines) {
    html += "<tr>" + cell("left", element("span", "", line.left)) +
            cell("match", element("mark", "", line.match)) +
            cell("right", element("span", "", line.right)) + where_html(line, query) + "</tr>";
  }
  return html + "</tbody></table>";
}

std::string pages_html(const ConcordanceParameters& wanted, const ConcordanceResult& result) {
  const SearchRequest& search = wanted.request.search;
  ConcordanceParameters other = wanted;
  std::string html;
  if (search.offset > 0) {
    other.request.search.offset = search.offset - std::min(search.offset, search.limit);
    html += link(address_of(other), "button", "Previous");
  }
  other.request.search.offset = search.offset + search.limit;
  if (other.request.search.offset < result.lines_found)
    html += link(address_of(other), "button", "Next");
  if (html.empty()) return html;
  return "<nav class=\"pager\" aria-label=\"Pages of lines\">" + html + "</nav>";
}

}  // namespace

bool shows_context(std::string_view query_string) {
  return std::ranges::any_of(parse_query_string(query_string), [](const Parameter& parameter) {
    return parameter.name == "show" && parameter.value == "context";
  });
}

std::string context_address(const SearchRequest& request) {
  SearchRequest lines = request;
  lines.offset = 0;
  lines.group = Grouping::none;
  return page_address(lines) + "&show=context";
}

std::string concordance_html(const ConcordanceParameters& wanted, const ConcordanceResult& result) {
  std::string html =
      "<div class=\"results-page\"><section class=\"results wide\" "
      "aria-labelledby=\"results-title\">";
  html += summary_of(wanted, result) + chips_html(wanted.request.search);
  html += notes_html(result.notes);
  html += lines_html(result, wanted.request.search.query) + pages_html(wanted, result);
  return html + "</section></div>";
}

}  // namespace dateline
