#pragma once

#include <map>
#include <string>

#include <httplib.h>

#include "search/index_reader.h"
#include "server/http/mount.h"
#include "server/http/reply.h"
#include "server/page/page.h"
#include "server/search_routes.h"
#include "server/static_file.h"

namespace dateline {

// What people see: the page, with what they asked for already in it, and the files that it is made
// of. May be used by any number of threads.
class PageRoutes {
 public:
  // `index` and `searches` must outlive it.
  PageRoutes(IndexReader& index, const SearchRoutes& searches, const Mount& mount);

  Reply page(const httplib::Request& request);
  Reply article_page(const httplib::Request& request);
  Reply open_search(const httplib::Request& request);
  Reply file(const httplib::Request& request);

  // For programs a problem document, for who looks at it in a browser a page.
  Reply nothing_here(const httplib::Request& request, int status) const;

 private:
  Reply concordance_page(const httplib::Request& request);
  Reply comparison_page(const httplib::Request& request, const std::string& other);
  void load_files();

  IndexReader& index_;
  const SearchRoutes& searches_;
  const Mount mount_;
  Page page_;
  std::map<std::string, StaticFile> files_;  // by path; "/" is the page with nothing in it
};

}  // namespace dateline
