#include "server/page/comparison_page.h"

#include "server/api/addresses.h"
#include "server/api/html_text.h"
#include "server/http/query_string.h"

namespace dateline {
namespace {

std::string words_text(std::size_t count, std::string_view what) {
  if (count == 0) return {};
  return with_commas(count) + (count == 1 ? " word " : " words ") + std::string(what);
}

// "12 words cut, 3 words added"
std::string changes_text(const TextComparison& text) {
  const std::string cut = words_text(text.cut, "cut");
  const std::string added = words_text(text.added, "added");
  if (cut.empty() && added.empty()) return "the same words";
  return cut + (cut.empty() || added.empty() ? "" : ", ") + added;
}

std::string side_html(std::string_view label, const SimilarArticle& article,
                      std::string_view query) {
  std::string html = "<li>" + std::string(label) + ": <a dir=\"auto\" href=\"";
  html += escaped(article_address(article.id, query)) + "\">";
  html += (article.title.empty() ? "Untitled" : escaped(article.title)) + "</a>";
  html += element("span", "source", article.source);
  html += element("time", "", article.published ? day_text(*article.published) : "undated");
  return html + "</li>";
}

std::string_view element_of(ComparedPiece::Kind kind) {
  switch (kind) {
    case ComparedPiece::Kind::cut:
      return "del";
    case ComparedPiece::Kind::added:
      return "ins";
    case ComparedPiece::Kind::same:
      break;
  }
  return "span";
}

std::string_view label_of(ComparedParagraph::State state) {
  switch (state) {
    case ComparedParagraph::State::changed:
      return "changed";
    case ComparedParagraph::State::cut:
      return "cut";
    case ComparedParagraph::State::added:
      return "added";
    case ComparedParagraph::State::moved:
      return "moved here";
    case ComparedParagraph::State::same:
      break;
  }
  return "";
}

std::string paragraph_html(const ComparedParagraph& paragraph) {
  std::string html = "<p class=\"compared\" dir=\"auto\">";
  html += element("span", "compared-state", label_of(paragraph.state));
  for (const ComparedPiece& piece : paragraph.pieces)
    html += element(element_of(piece.kind), "", piece.text);
  return html + "</p>";
}

}  // namespace

std::string comparison_address(std::string_view id, std::string_view other,
                               std::string_view query) {
  std::string address = article_address(id, query) + (query.empty() ? "?" : "&");
  std::string parameter;
  append_parameter(parameter, "compare", other);
  return address + parameter;
}

std::string compared_on_page(std::string_view query_string) {
  for (const Parameter& parameter : parse_query_string(query_string)) {
    if (parameter.name == "compare") return parameter.value;
  }
  return {};
}

std::string comparison_html(const Comparison& comparison, std::string_view query) {
  std::string html =
      "<div class=\"article-page\"><div class=\"article-bar\"><a class=\"back\" href=\"";
  html += escaped(article_address(comparison.second.id, query)) + "\">Back</a></div>";
  html += "<article class=\"article comparison\"><h1>Compared: " + changes_text(comparison.text);
  html += "</h1><ul class=\"similar\">" + side_html("From", comparison.first, query) +
          side_html("To", comparison.second, query) + "</ul>";
  if (comparison.text.rough)
    html +=
        "<p role=\"note\">These texts are long and differ so much that not all they share is "
        "shown.</p>";
  html += "<div class=\"article-body\">";
  for (const ComparedParagraph& paragraph : comparison.text.paragraphs)
    html += paragraph_html(paragraph);
  return html + "</div></article></div>";
}

}  // namespace dateline
