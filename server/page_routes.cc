#include "server/page_routes.h"

#include <exception>
#include <optional>
#include <utility>

#include "server/api/addresses.h"
#include "server/api/feed.h"
#include "server/api/html_text.h"
#include "server/api/parameters.h"
#include "server/asked.h"
#include "server/embedded_files.h"
#include "server/failures.h"
#include "server/http/dispatcher.h"
#include "server/http/query_string.h"
#include "server/page/comparison_page.h"
#include "server/page/concordance_page.h"
#include "server/page/page_filters.h"

namespace dateline {
namespace {

constexpr char kNothingHere[] =
    "there is nothing at this address; /openapi.yaml has those of the interface";
constexpr char kOpenSearchType[] = "application/opensearchdescription+xml";

// The search that an article was opened from. Where its parameters are none of ours, since others
// share links with their own (from=newsletter), only its query.
SearchRequest search_of_article_page(std::string_view parameters) {
  try {
    return search_request(parameters, Unknown::ignored);
  } catch (const ParameterError&) {
    return {.query = article_parameters(parameters, Unknown::ignored).query};
  }
}

// Puts what `main` returns into the page, or why it cannot be made. `content` gets what else the
// page shows, as far as it is known by then.
template <typename Main>
Reply page_reply(const Page& page, const httplib::Request& request, PageContent& content,
                 const Main& main) {
  Reply reply;
  try {
    reply = main();
  } catch (...) {
    const Problem problem = problem_of(logged(request), std::current_exception());
    const bool theirs = problem.status < 500;
    reply = html_reply(problem.status, failure_html(theirs ? "This search cannot be answered"
                                                           : "The archive is not ready",
                                                    problem.detail));
  }
  content.main_html = std::move(reply.body);
  reply.body = page.render(content);
  return reply;
}

// Of the description of the interface: where it is served.
void put_server(std::string& openapi, const Mount& mount) {
  constexpr std::string_view kRoot = "servers:\n  - url: /\n";
  const std::string root = web_root(mount, "", "");
  const std::size_t at = openapi.find(kRoot);
  if (root.empty() || at == std::string::npos) return;
  openapi.replace(at, kRoot.size(), "servers:\n  - url: " + root + "\n");
}

}  // namespace

PageRoutes::PageRoutes(IndexReader& index, const SearchRoutes& searches, const Mount& mount)
    : index_(index),
      searches_(searches),
      mount_(mount),
      page_(embedded_file("index.html"), mount.base_path) {
  load_files();
}

Reply PageRoutes::page(const httplib::Request& request) {
  if (parameters_of(request).empty()) return file(request);
  if (shows_context(parameters_of(request))) return concordance_page(request);
  PageContent content;
  return page_reply(page_, request, content, [&] {
    const SearchRequest wanted = searches_.wanted(request, Unknown::ignored);
    content.query = wanted.query;
    content.title = wanted.query.empty() ? "All articles" : wanted.query;
    content.feed = feed_address_of_page(wanted);
    const IndexReader::Lease searcher = searches_.searcher_for(wanted);
    const SearchResult result = searcher->search(with_page_counts(wanted));
    searches_.note_nothing_found(request, wanted, result);
    return html_reply(200, results_html(wanted, result));
  });
}

Reply PageRoutes::concordance_page(const httplib::Request& request) {
  PageContent content;
  return page_reply(page_, request, content, [&] {
    const ConcordanceParameters wanted =
        concordance_parameters(search_parameters_of(request), Unknown::ignored);
    content.query = wanted.request.search.query;
    content.title = content.query + " in context";
    content.feed = feed_address_of_page(searches_.wanted(request, Unknown::ignored));
    const IndexReader::Lease searcher = index_.searcher();
    return html_reply(200, concordance_html(wanted, searcher->concordance(wanted.request)));
  });
}

Reply PageRoutes::comparison_page(const httplib::Request& request, const std::string& other) {
  PageContent content;
  return page_reply(page_, request, content, [&] {
    content.query = search_of_article_page(parameters_of(request)).query;
    const IndexReader::Lease searcher = index_.searcher();
    const std::optional<Comparison> comparison = searcher->compare(other, id_of(request));
    if (!comparison) return html_reply(404, failure_html("This article is not in the archive", ""));
    content.title = comparison->second.title + " compared";
    return html_reply(200, comparison_html(*comparison, content.query));
  });
}

Reply PageRoutes::article_page(const httplib::Request& request) {
  if (const std::string other = compared_on_page(parameters_of(request)); !other.empty())
    return comparison_page(request, other);
  PageContent content;
  return page_reply(page_, request, content, [&] {
    const std::string id = id_of(request);
    const SearchRequest from = search_of_article_page(parameters_of(request));
    content.query = from.query;
    const IndexReader::Lease searcher = index_.searcher();
    const std::optional<ArticleView> view = searcher->article(id, content.query);
    if (view) content.title = view->title.text;
    if (!view) return html_reply(404, failure_html("This article is not in the archive", ""));
    const bool is_of_search = !parameters_of(request).empty();
    return html_reply(200,
                      article_html(*view, content.query, is_of_search ? page_address(from) : "/"));
  });
}

// Browsers that learn it offer the archive in their search bar. The address must be absolute, so it
// is the one that was asked.
Reply PageRoutes::open_search(const httplib::Request& request) {
  const std::string root = escaped(request.get_header_value(kWebRoot));
  return {.content_type = kOpenSearchType,
          .body = R"(<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>Dateline</ShortName>
  <Description>Search the archive</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="text/html" template=")" +
                  root +
                  R"(/?q={searchTerms}"/>
  <Url type="application/json" template=")" +
                  root +
                  R"(/api/v1/search?q={searchTerms}"/>
</OpenSearchDescription>
)"};
}

Reply PageRoutes::nothing_here(const httplib::Request& request, int status) const {
  Reply reply = problem_reply({.status = status, .detail = kNothingHere});
  if (request.get_header_value("Accept").find("text/html") != std::string::npos) {
    const std::string main_html =
        failure_html("There is no page at this address", "Search the archive above.");
    reply = html_reply(status, page_.render({.main_html = main_html}));
  }
  reply.headers.emplace_back("Vary", "Accept");
  return reply;
}

Reply PageRoutes::file(const httplib::Request& request) {
  const auto found = files_.find(request.path);
  if (found == files_.end()) return nothing_here(request, 404);
  return found->second.reply(request.get_header_value(kIfNoneMatch),
                             request.get_header_value(kAcceptedCodings));
}

void PageRoutes::load_files() {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name.ends_with(".txt") || file.name.ends_with(".json")) continue;  // for us
    if (file.name == "index.html") {
      files_.try_emplace("/", file.name, page_.render({}));
      continue;
    }
    std::string bytes(file.bytes);
    if (file.name == "openapi.yaml") put_server(bytes, mount_);
    files_.try_emplace("/" + std::string(file.name), file.name, std::move(bytes));
  }
}

}  // namespace dateline
