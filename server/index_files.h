#pragma once

#include <filesystem>

#include <httplib.h>

#include "search/index_reader.h"
#include "server/http/application.h"
#include "server/http/reply.h"

namespace dateline {

// The files of an index, for dateline-replica: those of the generation that searches stand on, each
// with its hash, and those by which dateline-index would go on from it. docs/replicas.md has the
// answers. May be used by any number of threads; the reader must outlive it.
class IndexFiles {
 public:
  explicit IndexFiles(IndexReader& index) : index_(index) {}

  // Throws IndexError where no generation is sound.
  Reply list(const httplib::Request& request) const;

  // A file of the list by its name, from the byte that a Range asks for. A generation that was
  // removed since has none any more: 404.
  Response file(const HttpRequest& request) const;

 private:
  IndexReader& index_;
};

}  // namespace dateline
